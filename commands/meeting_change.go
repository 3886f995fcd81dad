package commands

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/schedule"
)

// follow is how a changed meeting is kept, with what must follow from it.
type follow func(context.Context, *store.Store, *store.Tx, council.Meeting) error

// onlyKept keeps a meeting where nothing follows.
func onlyKept(_ context.Context, _ *store.Store, tx *store.Tx, m council.Meeting) error {
	_, err := tx.PutMeeting(m)
	return err
}

// followed keeps a meeting that was moved or cancelled with all that must follow,
// and writes the post of its agenda anew: with its new times, or that the council
// did not meet.
func (d *Desk) followed(ctx context.Context, s *store.Store, tx *store.Tx, m council.Meeting) error {
	if err := schedule.Follow(ctx, s, tx, m); err != nil {
		return err
	}
	a, err := tx.Agenda(m.ID)
	if err != nil {
		return err
	}
	return d.repost(ctx, tx, a)
}

// changeMeeting makes one change to a meeting as it is at that moment.
func (d *Desk) changeMeeting(ctx context.Context, r Request, did string, id council.MeetingID, rule func(council.Meeting) (council.Meeting, error), then follow) error {
	change := store.Change{Key: r.Key, By: r.From.ID, Did: did, About: fmt.Sprintf("meeting/%d", id), At: r.Now}
	_, err := d.Store.Change(ctx, change, func(tx *store.Tx) error {
		m, err := tx.Meeting(id)
		if err != nil {
			return err
		}
		if m, err = rule(m); err != nil {
			return err
		}
		return then(ctx, d.Store, tx, m)
	})
	if err != nil {
		return fmt.Errorf("%s: %w", did, err)
	}
	return nil
}

// meetingConfirm says that the date stands.
func (d *Desk) meetingConfirm(ctx context.Context, r Request) (ui.Reply, error) {
	m, err := d.only(ctx, r)
	if err != nil {
		return nil, err
	}
	if m.State != council.Confirmed {
		if err := d.changeMeeting(ctx, r, "meeting.confirmed", m.ID, council.Meeting.Confirm, onlyKept); err != nil {
			return nil, err
		}
	}
	return d.meetingAgain(ctx, r, m.ID, "The date is confirmed.")
}

// meetingMove moves a meeting: asked without a date it gives a form, with one it
// reads the date back and says what follows, and with "sure" it moves it.
func (d *Desk) meetingMove(ctx context.Context, r Request) (ui.Reply, error) {
	m, text, err := d.named(ctx, r)
	if err != nil {
		return nil, err
	}
	if r.Form != nil {
		text = r.Form["day"] + " " + r.Form["time"]
		if reason := strings.TrimSpace(r.Form["reason"]); reason != "" {
			text += " because " + reason
		}
	}
	if text == "" {
		return moveForm(m), nil
	}
	text, sure := strings.CutSuffix(text, " sure")
	when, reason, _ := strings.Cut(text, " because ")
	at, err := d.typed(ctx, r, when)
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	if at.Equal(m.Starts) && m.Open() {
		return d.meetingAgain(ctx, r, m.ID, "The meeting is at that time. Nothing was changed.")
	}
	if !sure {
		return d.moveSure(ctx, r, m, at, reason)
	}
	err = d.changeMeeting(ctx, r, "meeting.moved", m.ID, func(m council.Meeting) (council.Meeting, error) {
		return m.Move(at, sentence(reason), r.Now)
	}, d.followed)
	if err != nil {
		return nil, err
	}
	return d.meetingAgain(ctx, r, m.ID, "The meeting has moved."+movedWords(m))
}

func movedWords(was council.Meeting) string {
	if was.Waiting {
		return " Nobody had been told of it yet."
	}
	return " The channel and everybody who had said yes are being told, and asked again. Reminders go by the new date."
}

// sentence writes a reason as a sentence of its own.
func sentence(reason string) string {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return ""
	}
	return strings.TrimRight(upperFirst(reason), ".") + "."
}

func moveForm(m council.Meeting) ui.Modal {
	return ui.Modal{Do: "meeting", Arg: ofMeeting("move", m), Title: "Move the meeting", Submit: "Look at the date", Body: append(
		append([]ui.Block{ui.Prose{Text: "It is called for " + m.When() + ". You see the new date in words before anything is changed."}},
			momentInputs(council.DayOf(m.Starts).String(), m.Starts.Format("15:04"))...),
		ui.Input{Name: "reason", Label: "Why is it moved?", Hint: "Everybody who is told reads this.", Kind: ui.Line, Optional: true, Max: 300})}
}

// moveSure reads a new date back and says whom a move concerns.
func (d *Desk) moveSure(ctx context.Context, r Request, m council.Meeting, at time.Time, reason string) (ui.Reply, error) {
	if _, err := m.Move(at, reason, r.Now); err != nil {
		return nil, err
	}
	house, _, err := d.house(ctx)
	if err != nil {
		return nil, err
	}
	told, err := d.toldWords(ctx, m)
	if err != nil {
		return nil, err
	}
	body := []ui.Block{ui.Heading{Text: "Move the meeting to this date?"},
		ui.Prose{Text: council.SayTime(at) + ". Right?"},
		ui.Prose{Text: "It is called for " + m.When() + " now. " + told + " Every reply is asked for again."}}
	if reason != "" {
		body = append(body, ui.Prose{Lead: "The reason they read:", Text: sentence(reason)})
		reason = " because " + reason
	}
	body = append(body, dayNotes(house, at, r.Now)...)
	return card(append(body, ui.Buttons{Row: []ui.Button{
		{Label: "Yes, move the meeting", Do: "meeting", Arg: ofMeeting("move", m) + " " + at.Format(wallText) + reason + " sure", Style: ui.Primary},
		{Label: "No, another date", Do: "meeting", Arg: ofMeeting("move", m)},
		{Label: "Leave it as it is", Do: "meeting", Arg: ofMeeting("show", m)},
	}})...), nil
}

// toldWords says who is told when a meeting is moved or cancelled.
func (d *Desk) toldWords(ctx context.Context, m council.Meeting) (string, error) {
	if m.Waiting {
		return "Nobody is told, because its reminders were not started yet.", nil
	}
	a, _, err := d.attendance(ctx, m)
	if err != nil {
		return "", err
	}
	n := len(a.There())
	if n == 0 {
		return "The channel is told, and its notice is changed. Nobody has said yes so far.", nil
	}
	return fmt.Sprintf("The channel is told, its notice is changed, and %d %s who said yes %s told directly.", n, plural(n, "member", "members"), plural(n, "is", "are")), nil
}

// meetingCancel says that the council does not meet: asked without a reason it
// gives a form, with one it asks once more, and with "sure" it cancels.
func (d *Desk) meetingCancel(ctx context.Context, r Request) (ui.Reply, error) {
	m, reason, err := d.named(ctx, r)
	if err != nil {
		return nil, err
	}
	reason, sure := strings.CutSuffix(reason, " sure")
	if r.Form != nil {
		reason, sure = r.Form["reason"], true
	}
	if m.State == council.Cancelled {
		return d.meetingAgain(ctx, r, m.ID, "This meeting is cancelled. It stays on the record.")
	}
	told, err := d.toldWords(ctx, m)
	if err != nil {
		return nil, err
	}
	if reason == "" && r.Form == nil {
		return cancelForm(m, told), nil
	}
	cancel := func(m council.Meeting) (council.Meeting, error) { return m.Cancel(sentence(reason)) }
	if _, err := cancel(m); err != nil {
		if faults := fieldFaults(r, err); faults != nil {
			return faults, nil
		}
		return nil, err
	}
	if !sure {
		return card(ui.Heading{Text: "Cancel the meeting?"}, ui.Prose{Text: "The meeting on " + m.When() + ". " + told},
			ui.Prose{Lead: "The reason, which stays on the record:", Text: sentence(reason)},
			ui.Buttons{Row: []ui.Button{
				{Label: "Yes, cancel the meeting", Do: "meeting", Arg: ofMeeting("cancel", m) + " " + reason + " sure", Style: ui.Danger},
				{Label: "No, leave it as it is", Do: "meeting", Arg: ofMeeting("show", m)},
			}}), nil
	}
	if err := d.changeMeeting(ctx, r, "meeting.cancelled", m.ID, cancel, d.followed); err != nil {
		return nil, err
	}
	return d.meetingAgain(ctx, r, m.ID, "The meeting is cancelled. It stays on the record as “did not meet”, and counts in nobody's attendance.")
}

func cancelForm(m council.Meeting, told string) ui.Modal {
	return ui.Modal{Do: "meeting", Arg: ofMeeting("cancel", m), Title: "Cancel the meeting", Submit: "Cancel the meeting", Body: []ui.Block{
		ui.Prose{Text: "The meeting on " + m.When() + ". " + told + " It stays on the record as “did not meet”."},
		ui.Input{Name: "reason", Label: "Why does the council not meet?", Hint: "Everybody reads this, and it stays on the record.", Kind: ui.Line, Max: 300},
	}}
}

// meetingShorten makes a meeting shorter: asked without minutes it offers some.
func (d *Desk) meetingShorten(ctx context.Context, r Request) (ui.Reply, error) {
	m, text, err := d.named(ctx, r)
	if err != nil {
		return nil, err
	}
	minutes, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(text, "minutes")))
	if err != nil {
		return shortenPage(m), nil
	}
	err = d.changeMeeting(ctx, r, "meeting.length", m.ID, func(m council.Meeting) (council.Meeting, error) {
		return m.Lasting(time.Duration(minutes) * time.Minute)
	}, schedule.Arrange)
	if err != nil {
		return nil, err
	}
	return d.meetingAgain(ctx, r, m.ID, "The meeting now lasts "+lengthWords(time.Duration(minutes)*time.Minute)+".")
}

func shortenPage(m council.Meeting) ui.Message {
	var row []ui.Button
	for _, minutes := range []int{30, 45, 60, 90} {
		if length := time.Duration(minutes) * time.Minute; length < m.Ends().Sub(m.Starts) {
			row = append(row, ui.Button{Label: lengthWords(length), Do: "meeting", Arg: fmt.Sprintf("%s %d", ofMeeting("shorten", m), minutes)})
		}
	}
	row = append(row, ui.Button{Label: "Leave it as it is", Do: "meeting", Arg: ofMeeting("show", m)})
	return card(ui.Heading{Text: "How long should the meeting be?"},
		ui.Prose{Text: "It is called for " + m.When() + ", until " + m.Ends().Format("15:04") + ". The channel is told of the new end."}, ui.Buttons{Row: row})
}

// meetingAhead notes that a meeting goes ahead although nobody has proposed an
// item.
func (d *Desk) meetingAhead(ctx context.Context, r Request) (ui.Reply, error) {
	m, err := d.only(ctx, r)
	if err != nil {
		return nil, err
	}
	same := func(m council.Meeting) (council.Meeting, error) { return m, nil }
	if err := d.changeMeeting(ctx, r, "meeting.ahead", m.ID, same, onlyKept); err != nil {
		return nil, err
	}
	return d.meetingAgain(ctx, r, m.ID, "The meeting goes ahead as called. Nothing else changes.")
}

// meetingHeld records that a meeting took place. Without a number it is the last
// one that has begun and is not recorded.
func (d *Desk) meetingHeld(ctx context.Context, r Request) (ui.Reply, error) {
	var m council.Meeting
	var err error
	if r.Text != "" {
		m, err = d.only(ctx, r)
	} else {
		m, err = d.lastBegun(ctx, r.Now)
	}
	if err != nil {
		return nil, err
	}
	if m.ID == 0 {
		return nil, &council.Problem{Say: "Every meeting that has begun is recorded. Look at them with " + d.slash("meeting past") + "."}
	}
	if m.State != council.Held {
		hold := func(m council.Meeting) (council.Meeting, error) { return m.Hold(r.Now) }
		close := func(_ context.Context, _ *store.Store, tx *store.Tx, m council.Meeting) error {
			return tx.CloseMeeting(m)
		}
		if err := d.changeMeeting(ctx, r, "meeting.held", m.ID, hold, close); err != nil {
			return nil, err
		}
	}
	return d.closing(ctx, r, m.ID)
}

// lastBegun gives the last meeting that has begun and of which nobody has said
// whether it took place; the zero Meeting when there is none.
func (d *Desk) lastBegun(ctx context.Context, now time.Time) (council.Meeting, error) {
	meetings, err := d.Store.Meetings(ctx, time.Time{}, now.Add(time.Second))
	if err != nil {
		return council.Meeting{}, fmt.Errorf("look for the last meeting: %w", err)
	}
	for _, m := range slices.Backward(meetings) {
		if m.Open() {
			return m, nil
		}
	}
	return council.Meeting{}, nil
}
