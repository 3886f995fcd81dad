package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// byCorrespondence is, in the form of agreeing, that no meeting agreed them.
const byCorrespondence = "correspondence"

// minutesAgree gives the form that says which meeting agreed minutes and with which
// corrections, or keeps what it says.
func (d *Desk) minutesAgree(ctx context.Context, r Request) (ui.Reply, error) {
	m, listed, err := d.minutesOf(ctx, r, council.MinutesCirculated)
	if err != nil {
		return nil, err
	}
	proposed, err := d.proposedCorrections(ctx, m.Meeting.ID)
	if err != nil {
		return nil, err
	}
	if m.State != council.MinutesCirculated {
		_, err := m.Agree(r.Now, council.Meeting{}, "", nil, council.Quorum{})
		return nil, err
	}
	if r.Form == nil {
		return d.agreeForm(ctx, r, m, proposed)
	}
	if listed != lastCorrection(proposed) {
		return nil, &council.Problem{Say: "A correction was proposed while you filled this in, so nothing was recorded. Open the form again: the correction is listed there."}
	}
	made := chosenCorrections(r.Form["made"], proposed)
	var at council.MeetingID
	if _, err := fmt.Sscan(strings.TrimPrefix(r.Form["at"], "#"), &at); err != nil && r.Form["at"] != byCorrespondence {
		return ui.FieldErrors{"at": "Choose the meeting that agreed them, or by correspondence."}, nil
	}
	err = d.changeMinutes(ctx, r, "minutes.agreed", m.Meeting.ID, func(tx *store.Tx) error {
		m, err := tx.Agree(m.Meeting.ID, at, r.Form["signed"], made)
		if err != nil {
			return err
		}
		return d.postMinutes(tx, m, false)
	})
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	done := []string{"Recorded: the minutes are agreed, with " + noneOr(len(made), "correction") + "."}
	return d.minutesPage(ctx, r, m.Meeting.ID, append(done, d.inRegister(m, proposed, made)...)...)
}

// chosenCorrections are those of the proposed corrections that a form names, as
// "c1,c2".
func chosenCorrections(words string, proposed []council.Correction) []council.CorrectionID {
	var chosen []council.CorrectionID
	for word := range strings.SplitSeq(words, ",") {
		for _, c := range proposed {
			if strings.TrimSpace(word) == correctionArg(c) {
				chosen = append(chosen, c.ID)
			}
		}
	}
	return chosen
}

// inRegister reminds the secretary of the decisions whose words were corrected in
// the minutes: the register keeps its own.
func (d *Desk) inRegister(m council.Minutes, proposed []council.Correction, made []council.CorrectionID) []string {
	var lines []string
	for _, c := range proposed {
		_, p, err := m.Paragraph(c.Paragraph)
		if err == nil && p.Kind == council.DecisionParagraph && slices.Contains(made, c.ID) {
			lines = append(lines, "The register of decisions keeps its own words. Put "+p.Ref+" right there too, with "+d.slash("minutes decisions edit "+p.Ref)+".")
		}
	}
	return lines
}

// noneOr counts things in words: "no correction", "2 corrections".
func noneOr(n int, thing string) string {
	if n == 0 {
		return "no " + thing
	}
	return countOf(n, thing)
}

func correctionArg(c council.Correction) string { return fmt.Sprintf("c%d", c.ID) }

// lastCorrection names the last that is proposed, so that a form knows whether
// another has come since: it would be noted as not made, and nobody has seen it.
func lastCorrection(proposed []council.Correction) string {
	if len(proposed) == 0 {
		return ""
	}
	return correctionArg(proposed[len(proposed)-1])
}

// agreeForm asks where minutes were agreed, with which corrections, and who signs.
func (d *Desk) agreeForm(ctx context.Context, r Request, m council.Minutes, proposed []council.Correction) (ui.Reply, error) {
	meetings, err := d.Store.Meetings(ctx, m.Meeting.Starts.Add(time.Second), r.Now.Add(time.Second))
	if err != nil {
		return nil, fmt.Errorf("look for the meeting that agreed minutes: %w", err)
	}
	at := ui.Input{Name: "at", Label: "Where were they agreed?", Kind: ui.Choice}
	for _, later := range meetings {
		if later.State != council.Cancelled && len(at.Options) < 9 {
			at.Options = append(at.Options, ui.Option{Label: "At the meeting on " + council.DayOf(later.Starts).Long(), Arg: fmt.Sprintf("#%d", later.ID)})
		}
	}
	at.Options = append(at.Options, ui.Option{Label: "By correspondence, outside a meeting", Arg: byCorrespondence})
	at.Value = at.Options[0].Arg
	body := []ui.Block{ui.Prose{Text: "The minutes of " + m.Meeting.When() + ". Agreed minutes lose their DRAFT mark; their words are then for good."}, at}
	body = append(body, sinceList(m)...)
	if len(proposed) > 0 {
		made := ui.Input{Name: "made", Label: "Which corrections were made?", Hint: "Each is listed under the agreed minutes. The others are noted as not made.", Kind: ui.Choices, Optional: true}
		var lines []string
		for _, c := range proposed {
			lines = append(lines, c.Words())
			made.Options = append(made.Options, ui.Option{Label: clipped(c.Words()), Arg: correctionArg(c)})
		}
		body = append(body, ui.List{Lead: "Proposed", Items: lines}, made)
	}
	signed, err := d.chairName(ctx, r)
	return ui.Modal{Do: "minutes", Arg: strings.TrimSpace(ofMeeting("agree", m.Meeting) + " " + lastCorrection(proposed)), Title: "The minutes were agreed", Submit: "Record it", Body: append(body,
		ui.Input{Name: "signed", Label: "Who signs them?", Hint: "Usually whoever was in the chair.", Kind: ui.Line, Value: signed, Optional: true, Max: 150})}, err
}

// chairName gives the name of whoever holds the chair.
func (d *Desk) chairName(ctx context.Context, r Request) (string, error) {
	members, err := d.Store.Members(ctx)
	if err != nil {
		return "", fmt.Errorf("look for the chair: %w", err)
	}
	for _, m := range council.Officers(members, council.Chair, r.Now) {
		return m.Name, nil
	}
	return "", nil
}
