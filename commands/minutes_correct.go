package commands

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// minutesCorrect gives the form of a correction to circulated minutes, or keeps
// what it says. It may be typed whole: correct 7.2 should read: The words.
func (d *Desk) minutesCorrect(ctx context.Context, r Request) (ui.Reply, error) {
	m, text, err := d.minutesOf(ctx, r, council.MinutesCirculated)
	if err != nil {
		return nil, err
	}
	if m, err = d.seenMinutes(ctx, r, m); err != nil {
		return nil, err
	}
	number, rest, _ := strings.Cut(text, " ")
	if paragraph := paragraphNumber(cmp.Or(r.Form["paragraph"], number)); paragraph == council.AttendanceParagraph {
		return d.correctAttendance(ctx, r, m)
	}
	c := council.Correction{Meeting: m.Meeting.ID, Paragraph: paragraphNumber(cmp.Or(r.Form["paragraph"], number)), By: r.From.ID,
		Wording: strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(strings.TrimPrefix(rest, "should read")), ":")), Why: strings.TrimSpace(r.Form["why"])}
	if r.Form == nil && rest == "" {
		return d.correctForm(r, m, c)
	}
	if r.Form != nil {
		c.Wording = strings.TrimSpace(r.Form["wording"])
	}
	return d.proposeCorrection(ctx, r, m, c)
}

// proposeCorrection keeps a correction as somebody's, and shows all that wait.
func (d *Desk) proposeCorrection(ctx context.Context, r Request, m council.Minutes, c council.Correction) (ui.Reply, error) {
	c, err := d.correctionFor(ctx, r, c)
	if err == nil {
		err = d.propose(ctx, r, m, c)
	}
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.correctionsPage(ctx, r, m.Meeting.ID, "Thank you. The correction is with the secretary. It is listed for the next meeting under “minutes of the last meeting”, and that meeting agrees it or leaves the words as they are.")
}

// paragraphNumber tidies what people type for a paragraph.
func paragraphNumber(text string) string {
	text = strings.ToLower(strings.Trim(strings.TrimSpace(text), ".:,"))
	return strings.TrimPrefix(strings.TrimPrefix(text, "paragraph "), "para ")
}

func (d *Desk) correctForm(r Request, m council.Minutes, c council.Correction) (ui.Reply, error) {
	probe := council.Correction{Paragraph: council.AttendanceParagraph, Wording: "-"}
	if err := m.Takes(probe); err != nil {
		return nil, err
	}
	_, now, err := m.Paragraph(c.Paragraph)
	if c.Paragraph != "" && c.Paragraph != council.AttendanceParagraph && err != nil {
		return nil, err
	}
	body := []ui.Block{ui.Prose{Text: "The minutes of " + council.DayOf(m.Meeting.Starts).Long() + ". The next meeting agrees them, with the corrections it makes."},
		ui.Input{Name: "paragraph", Label: "Which paragraph?", Hint: "Its number, such as 7.2. For who was there, write: attendance.", Kind: ui.Line, Value: c.Paragraph, Max: 20},
		ui.Input{Name: "wording", Label: "How should it read?", Hint: "The whole paragraph. Leave this empty if it should go altogether.", Kind: ui.Text, Value: now.Text, Optional: true, Max: 3000},
		ui.Input{Name: "why", Label: "Why?", Kind: ui.Line, Optional: true, Max: 300}}
	return ui.Modal{Do: "minutes", Arg: ofMeeting("correct", m.Meeting), Title: "Propose a correction", Submit: "Propose it", Body: append(body, d.whoseInputs(r)...)}, nil
}

// whoseInputs ask the secretary for whom a correction is handed in.
func (d *Desk) whoseInputs(r Request) []ui.Block {
	if !d.holds(r, council.Secretary) {
		return nil
	}
	return []ui.Block{ui.Input{Name: "whose", Label: "Whose correction is it, if not yours?", Hint: "For a member outside Slack. A part of the name will do.", Kind: ui.Line, Optional: true, Max: 150}}
}

// correctionFor gives the correction with the member whose it is: the secretary
// may hand one in for a member outside Slack.
func (d *Desk) correctionFor(ctx context.Context, r Request, c council.Correction) (council.Correction, error) {
	name := strings.TrimSpace(r.Form["whose"])
	if name == "" || !d.holds(r, council.Secretary) {
		return c, nil
	}
	who, err := d.Store.MemberByName(ctx, name)
	var problem *council.Problem
	if err != nil {
		if p, ok := err.(*council.Problem); ok {
			problem = &council.Problem{Field: "whose", Say: p.Say, Err: p.Err}
			return c, problem
		}
		return c, err
	}
	c.By = who.ID
	return c, nil
}

// propose keeps a correction and tells the secretary. m is the minutes as the
// person may read them: nobody corrects what they cannot see.
func (d *Desk) propose(ctx context.Context, r Request, m council.Minutes, c council.Correction) error {
	if err := m.Takes(c); err != nil {
		return err
	}
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return err
	}
	return d.changeMinutes(ctx, r, "correction.proposed", m.Meeting.ID, func(tx *store.Tx) error {
		id, err := tx.ProposeCorrection(c)
		if err != nil {
			return err
		}
		for _, officer := range council.Officers(post.members, council.Secretary, r.Now) {
			letter := correctionLetter(m.Meeting, c, post.member(c.By))
			if err := post.about(tx, officer.ID, m.Meeting, fmt.Sprintf("correction/%d", id), "correction-proposed", letter); err != nil {
				return err
			}
		}
		return nil
	})
}

func correctionLetter(m council.Meeting, c council.Correction, by council.Member) ui.Message {
	return ui.Message{Body: []ui.Block{ui.Heading{Text: "A correction is proposed"},
		ui.Prose{Text: cmp.Or(by.Name, "A member") + " proposes, for the minutes of " + council.DayOf(m.Starts).Long() + ":"}, ui.Prose{Text: c.Words()},
		ui.Prose{Text: "It is listed for the next meeting under “minutes of the last meeting”. You need do nothing now."},
		ui.Buttons{Row: []ui.Button{{Label: "See the corrections", Do: "minutes", Arg: ofMeeting("corrections", m)}}}}}
}

// proposedCorrections lists the corrections that wait for a meeting.
func (d *Desk) proposedCorrections(ctx context.Context, id council.MeetingID) ([]council.Correction, error) {
	all, err := d.Store.Corrections(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read the corrections: %w", err)
	}
	return slices.DeleteFunc(all, func(c council.Correction) bool { return c.State != council.CorrectionProposed }), nil
}

// minutesCorrections lists what was proposed against minutes.
func (d *Desk) minutesCorrections(ctx context.Context, r Request) (ui.Reply, error) {
	m, _, err := d.minutesOf(ctx, r)
	if err != nil {
		return nil, err
	}
	return d.correctionsPage(ctx, r, m.Meeting.ID)
}

func (d *Desk) correctionsPage(ctx context.Context, r Request, id council.MeetingID, done ...string) (ui.Reply, error) {
	m, lines, err := d.correctionLines(ctx, r, id)
	if err != nil {
		return nil, err
	}
	body := append(doneLines(done), ui.Heading{Text: "Corrections: " + council.DayOf(m.Meeting.Starts).Long()}, ui.Prose{Text: m.Mark()})
	body = append(body, points("Proposed", lines, "No correction is proposed.")...)
	body = append(body, madeCorrections(m)...)
	row := []ui.Button{{Label: "Read the minutes", Do: "minutes", Arg: ofMeeting("show", m.Meeting)}}
	if m.State == council.MinutesCirculated {
		row = append(row, ui.Button{Label: "Propose a correction", Do: "minutes", Arg: ofMeeting("correct", m.Meeting)},
			ui.Button{Label: "Correct who was there", Do: "minutes", Arg: ofMeeting("correct", m.Meeting) + " " + council.AttendanceParagraph})
	}
	return card(append(body, ui.Buttons{Row: row})...), nil
}

// correctionLines are the corrections that wait, as this person may see them: none
// under a heading that is closed to them. Who proposed each is told to the
// secretary.
func (d *Desk) correctionLines(ctx context.Context, r Request, id council.MeetingID) (council.Minutes, []string, error) {
	whole, err := d.Store.Minutes(ctx, id)
	if err != nil {
		return whole, nil, fmt.Errorf("read minutes: %w", err)
	}
	m, err := d.seenMinutes(ctx, r, whole)
	if err != nil {
		return m, nil, err
	}
	proposed, err := d.proposedCorrections(ctx, id)
	if err != nil {
		return m, nil, err
	}
	var lines []string
	for _, c := range proposed {
		if m.Takes(c) != nil {
			continue // its paragraph is not for this person
		}
		line := c.Words()
		if d.holds(r, council.Secretary) {
			by, err := d.Store.Member(ctx, c.By)
			if err != nil {
				return m, nil, fmt.Errorf("read who proposes a correction: %w", err)
			}
			line += " Proposed by " + cmp.Or(by.Name, "somebody who has left") + "."
		}
		lines = append(lines, line)
	}
	return m, lines, nil
}

// lastOfAgenda lists, with the agenda of a meeting, the minutes that it is to agree
// and the corrections proposed to them, as this person may see them.
func (d *Desk) lastOfAgenda(ctx context.Context, r Request, a council.Agenda) ([]ui.Block, error) {
	before, _, err := d.Store.Beside(ctx, a.Meeting)
	if err != nil {
		return nil, fmt.Errorf("look for the meeting before: %w", err)
	}
	if before.ID == 0 || !a.Meeting.Open() || !d.holds(r, council.Deputy) {
		return nil, nil
	}
	m, lines, err := d.correctionLines(ctx, r, before.ID)
	if err != nil || m.State != council.MinutesCirculated {
		return nil, err
	}
	lead := "Minutes of the last meeting"
	item := firstOf(a.Items, func(i council.Item) bool { return i.Standing == council.LastMinutes })
	if item.Number != "" {
		lead = "Item " + item.Number + ", minutes of the last meeting"
	}
	return append(points(lead+": corrections proposed", lines, "none is proposed to the minutes of "+council.DayOf(before.Starts).Long()+"."),
		ui.Buttons{Row: []ui.Button{{Label: "Read those minutes", Do: "minutes", Arg: ofMeeting("show", before)}}}), nil
}
