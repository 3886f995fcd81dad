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

// minutesVerbs is all that /minutes does, in the order in which help shows it. A
// meeting is named by its number, as #3; without one the last that was held is
// meant. A paragraph is named by its number, as 7.2.
func (d *Desk) minutesVerbs() []verb {
	return []verb{
		{"show", "#3 7", "The minutes of a meeting, or of one of its items", council.Anyone, d.minutesShow},
		{"past", "", "All minutes, the latest first", council.Anyone, d.minutesPast},
		{"decisions", "2027 | D-2027-04", "The register of decisions", council.Anyone, d.Decision},
		{"correct", "7.2", "Propose a correction to circulated minutes", council.Seated, d.minutesCorrect},
		{"corrections", "#3", "What was proposed against the minutes", council.Seated, d.minutesCorrections},
		{"versions", "#3", "As circulated and as agreed, side by side", council.Seated, d.minutesVersions},
		{"version", "#3 1", "", council.Seated, d.minutesVersion},
		{"word", "#3", "A Word file of the minutes, to keep or to attach to an e-mail", council.Anyone, d.minutesWord},
		{"print", "#3", "A page to print", council.Anyone, d.minutesPrint},
		{"draft", "#3", "The draft, filled with what is on record", council.Secretary, d.minutesDraft},
		{"edit", "7", "Write under an item of the draft", council.Secretary, d.minutesEdit},
		{"attendance", "#3", "Put right who was there", council.Secretary, d.minutesAttendance},
		{"preview", "#3", "The draft as members will read it", council.Secretary, d.minutesPreview},
		{"circulate", "#3", "Send the draft to everybody", council.Secretary, d.minutesCirculate},
		{"recall", "#3 because it names a patient", "Call circulated minutes back to a draft", council.Secretary, d.minutesRecall},
		{"agree", "#3", "Record that a meeting agreed the minutes, with the corrections it made", council.Secretary, d.minutesAgree},
		{"publish", "#3", "Publish agreed minutes", council.Secretary, d.minutesPublish},
		{"strike", "#3 7.2", "Strike a passage out of agreed minutes", council.Secretary, d.minutesStrike},
		{"struck", "#3", "What was struck out of minutes, and why", council.Secretary, d.minutesStruck},
	}
}

// Minutes answers /minutes and every button and form of minutes.
func (d *Desk) Minutes(ctx context.Context, r Request) (ui.Reply, error) {
	if strings.EqualFold(r.Text, "next") {
		r.Text = ""
	}
	return d.runCommand(ctx, r, "minutes", d.minutesVerbs(), d.minutesNext, d.minutesShow)
}

// minutesOf finds the minutes that a text begins with, by the meeting's number as
// #3, and gives what is left of the text. Without a number those of the last
// meeting that has begun are meant; to whoever is not the secretary, the last that
// are out. fit are the states in which something can be done with them: where any
// are in one of these, the last of those are meant. The error is a
// *council.Problem when there are none.
func (d *Desk) minutesOf(ctx context.Context, r Request, fit ...council.MinutesState) (council.Minutes, string, error) {
	first, rest, _ := strings.Cut(r.Text, " ")
	number, marked := strings.CutPrefix(first, "#")
	if !marked {
		m, err := d.lastMinutes(ctx, r, fit)
		return m, r.Text, err
	}
	meeting, err := d.numbered(ctx, number)
	if err != nil {
		return council.Minutes{}, "", err
	}
	m, err := d.Store.Minutes(ctx, meeting.ID)
	if err != nil {
		return m, "", fmt.Errorf("read minutes: %w", err)
	}
	return m, strings.TrimSpace(rest), nil
}

// lastMinutes gives the minutes that are meant when no meeting is named.
func (d *Desk) lastMinutes(ctx context.Context, r Request, fit []council.MinutesState) (council.Minutes, error) {
	begun, err := d.Store.MinutesBegun(ctx)
	if err != nil {
		return council.Minutes{}, fmt.Errorf("list the minutes: %w", err)
	}
	officer := d.holds(r, council.Secretary)
	begun = slices.DeleteFunc(begun, func(m council.Minutes) bool { return !officer && !m.Out() && !m.Back() })
	m := firstOf(begun, func(m council.Minutes) bool { return slices.Contains(fit, m.State) })
	if m.Meeting.ID == 0 {
		m = firstOf(begun, func(council.Minutes) bool { return true })
	}
	switch {
	case m.Meeting.ID != 0:
		if m, err = d.Store.Minutes(ctx, m.Meeting.ID); err != nil {
			return m, fmt.Errorf("read minutes: %w", err)
		}
		return m, nil
	case officer:
		return council.Minutes{}, &council.Problem{Say: "No meeting is recorded as held yet, so there are no minutes. After a meeting, record it with " + d.slash("meeting held") + "."}
	}
	return council.Minutes{}, &council.Problem{Say: "No minutes are out yet. They are sent to the channel within " + fmt.Sprint(council.MinutesDue) + " working days of a meeting. Look at the meetings with " + d.slash("meeting past") + "."}
}

// changeMinutes makes one change to the minutes of a meeting, with its audit row.
func (d *Desk) changeMinutes(ctx context.Context, r Request, did string, id council.MeetingID, fn func(*store.Tx) error) error {
	_, err := d.Store.Change(ctx, store.Change{Key: r.Key, By: r.From.ID, Did: did, About: aboutMinutes(id), At: r.Now}, fn)
	if err != nil {
		return fmt.Errorf("%s: %w", did, err)
	}
	return nil
}

func aboutMinutes(id council.MeetingID) string { return fmt.Sprintf("minutes/%d", id) }

// minutesNext shows the minutes that ask for this person's next step.
func (d *Desk) minutesNext(ctx context.Context, r Request) (ui.Reply, error) {
	if !d.holds(r, council.Secretary) {
		return d.minutesShow(ctx, r)
	}
	open, err := d.toRecord(ctx, r)
	if err != nil {
		return nil, err
	}
	m, err := d.minutesAtHand(ctx, r)
	if err != nil {
		return nil, err
	}
	if m.Meeting.ID == 0 {
		return card(append(open, ui.Heading{Text: "No minutes yet"},
			ui.Prose{Text: "After a meeting, record that it took place. Its minutes are then drafted from what is on record."},
			ui.Buttons{Row: []ui.Button{{Label: "The next meeting", Do: "meeting"}, {Label: "What I can ask", Do: "minutes", Arg: "help"}}})...), nil
	}
	reply, err := d.minutesPage(ctx, r, m.Meeting.ID)
	if page, ok := reply.(ui.Message); ok && err == nil {
		page.Body = append(open, page.Body...)
		return page, nil
	}
	return reply, err
}

// minutesAtHand gives the minutes on which the secretary has the next thing to do:
// those to be agreed, then those to be published, then the oldest that are not
// circulated, then the latest.
func (d *Desk) minutesAtHand(ctx context.Context, r Request) (council.Minutes, error) {
	begun, err := d.Store.MinutesBegun(ctx)
	if err != nil {
		return council.Minutes{}, fmt.Errorf("list the minutes: %w", err)
	}
	meetings, err := d.Store.Meetings(ctx, time.Time{}, r.Now)
	if err != nil {
		return council.Minutes{}, fmt.Errorf("look for meetings without minutes: %w", err)
	}
	for _, m := range meetings {
		if m.State == council.Held && !slices.ContainsFunc(begun, func(b council.Minutes) bool { return b.Meeting.ID == m.ID }) {
			begun = append(begun, council.Minutes{Meeting: m})
		}
	}
	slices.SortFunc(begun, func(a, b council.Minutes) int { return a.Meeting.Starts.Compare(b.Meeting.Starts) })
	for _, fits := range []func(council.Minutes) bool{
		func(m council.Minutes) bool {
			return m.State == council.MinutesCirculated && laterHeld(meetings, m.Meeting, r.Now).ID != 0
		},
		func(m council.Minutes) bool { return m.State == council.MinutesAgreed },
		func(m council.Minutes) bool { return !m.Out() },
	} {
		if m := firstOf(begun, fits); m.Meeting.ID != 0 {
			return m, nil
		}
	}
	slices.Reverse(begun)
	return firstOf(begun, func(council.Minutes) bool { return true }), nil
}

// firstOf gives the first that fits; the zero value when none does.
func firstOf[T any](all []T, fits func(T) bool) T {
	i := slices.IndexFunc(all, fits)
	if i < 0 {
		var none T
		return none
	}
	return all[i]
}

// laterHeld gives the first meeting after another that has begun by now and was
// not cancelled; the zero Meeting when there is none.
func laterHeld(meetings []council.Meeting, after council.Meeting, now time.Time) council.Meeting {
	return firstOf(meetings, func(m council.Meeting) bool {
		return m.Starts.After(after.Starts) && !now.Before(m.Starts) && m.State != council.Cancelled
	})
}
