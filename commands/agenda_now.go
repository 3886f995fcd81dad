package commands

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// agendaNow shows which item is on at the meeting, and what is still to come. To
// the chair and the secretary it offers the next step.
func (d *Desk) agendaNow(ctx context.Context, r Request) (ui.Reply, error) {
	s, err := d.sitting(ctx, r)
	if err != nil {
		return nil, err
	}
	return d.nowPage(ctx, r, s)
}

// agendaNext takes the next item of the meeting that is on. When none is, or for
// whoever does not lead it, it shows the next agenda.
func (d *Desk) agendaNext(ctx context.Context, r Request) (ui.Reply, error) {
	s, err := d.sitting(ctx, r)
	if err != nil || !d.holds(r, council.Secretary) {
		r.Text = ""
		return d.agendaShow(ctx, r)
	}
	return d.goOn(ctx, r, s, council.TakenDone, "")
}

// agendaSkip leaves the item that is on for later in the same meeting.
func (d *Desk) agendaSkip(ctx context.Context, r Request) (ui.Reply, error) {
	s, err := d.sittingOn(ctx, r)
	if err != nil {
		return nil, err
	}
	return d.goOn(ctx, r, s, council.TakenSkipped, "Skipped: it comes again after the last item.")
}

// agendaCarry lets the item that is on go on at the next meeting, counted, and
// takes the next one.
func (d *Desk) agendaCarry(ctx context.Context, r Request) (ui.Reply, error) {
	s, err := d.sittingOn(ctx, r)
	if err != nil {
		return nil, err
	}
	for _, item := range s.On() {
		if _, err := item.PutOff(); err != nil {
			return nil, err
		}
	}
	return d.goOn(ctx, r, s, council.TakenCarried, "")
}

// sitting is the meeting that is on. The error is a *council.Problem when none
// is.
func (d *Desk) sitting(ctx context.Context, r Request) (council.Sitting, error) {
	m, err := d.sits(ctx, r.Now)
	if err != nil {
		return council.Sitting{}, err
	}
	if m.ID == 0 {
		if m, err = d.coming(ctx, r.Now); err != nil {
			return council.Sitting{}, err
		}
		return council.Sitting{}, council.Sitting{Agenda: council.Agenda{Meeting: m}}.Check(r.Now)
	}
	s, err := d.Store.Sitting(ctx, m.ID)
	if err != nil {
		return s, fmt.Errorf("read how far a meeting has come: %w", err)
	}
	return s, nil
}

// sits gives the meeting that is on at a moment; the zero Meeting when none is.
func (d *Desk) sits(ctx context.Context, now time.Time) (council.Meeting, error) {
	meetings, err := d.Store.Meetings(ctx, now.Add(-24*time.Hour), now.Add(time.Hour))
	if err != nil {
		return council.Meeting{}, fmt.Errorf("look for the meeting that is on: %w", err)
	}
	for _, m := range meetings {
		if m.Sits(now) {
			return m, nil
		}
	}
	return council.Meeting{}, nil
}

// sittingOn is the meeting that is on, with an item being taken.
func (d *Desk) sittingOn(ctx context.Context, r Request) (council.Sitting, error) {
	s, err := d.sitting(ctx, r)
	if err == nil && len(s.On()) == 0 {
		err = &council.Problem{Say: "No item is on yet. Begin with the first by " + d.slash("agenda next") + "."}
	}
	return s, err
}

// goOn ends what is on in a way and begins what comes next, in one change; the
// post in the channel says so. A button names what was on when it was shown, so
// that pressed twice, or by two people, it goes on once.
func (d *Desk) goOn(ctx context.Context, r Request, seen council.Sitting, how, done string) (ui.Reply, error) {
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	m := seen.Agenda.Meeting
	lines := []string{done}
	err = d.changeItems(ctx, r, "sitting."+how, aboutAgenda(m.ID), func(tx *store.Tx) error {
		s, err := tx.Sitting(m.ID)
		if err != nil {
			return err
		}
		if r.Text != "" && r.Text != onMark(s) || !s.Since().Equal(seen.Since()) {
			return &council.Problem{Say: "The meeting has gone on to another item already, so nothing was changed. Look again with " + d.slash("agenda now") + "."}
		}
		if how == council.TakenCarried {
			carried, err := d.carryOn(ctx, tx, post, s)
			if err != nil {
				return err
			}
			lines = carried
		}
		if err := takeNext(tx, m.ID, how); err != nil {
			return err
		}
		return d.postSitting(tx, m)
	})
	if err != nil {
		return nil, err
	}
	s, err := d.sitting(ctx, r)
	if err != nil {
		return nil, err
	}
	return d.nowPage(ctx, r, s, lines...)
}

// takeNext ends what is on in a way and begins what comes next.
func takeNext(tx *store.Tx, id council.MeetingID, how string) error {
	if err := tx.Take(id, how); err != nil {
		return err
	}
	s, err := tx.Sitting(id)
	if err != nil {
		return err
	}
	return tx.Take(id, how, s.Next()...)
}

// onMark names what is on in a button.
func onMark(s council.Sitting) string {
	on := s.On()
	if len(on) == 0 {
		return "i0"
	}
	return fmt.Sprintf("i%d", on[0].ID)
}

// carryOn puts off what is on, and gives what to say of it.
func (d *Desk) carryOn(ctx context.Context, tx *store.Tx, post *postRoom, s council.Sitting) ([]string, error) {
	var lines []string
	for _, item := range s.On() {
		carried, err := d.putOffOne(ctx, tx, post, item.ID, "The meeting carried it to a later one.")
		if err != nil {
			return nil, err
		}
		lines = append(lines, carried...)
	}
	return lines, nil
}

// postSitting posts which item is on, or changes that post.
func (d *Desk) postSitting(tx *store.Tx, m council.Meeting) error {
	if m.Waiting {
		return nil // nobody is told of it
	}
	s, err := tx.Sitting(m.ID)
	if err != nil {
		return err
	}
	s.Agenda = s.Agenda.SeenBy(council.Member{}, tx.At())
	text, err := ui.Encode(ui.Message{Body: append(nowBlocks(s), ui.Note{Text: "In the thread below, what you write after #action, #decision or #note goes to the secretary for the minutes."},
		ui.Buttons{Row: []ui.Button{
			{Label: "Record an action", Do: "capture", Arg: "action"}, {Label: "Record a decision or a note", Do: "capture", Arg: "decision"},
			{Label: "What is on now", Do: "agenda", Arg: "now"}}})})
	if err != nil {
		return err
	}
	return tx.PostSitting(m, council.Addressee{Channel: cmp.Or(m.Channel, council.UsualChannel)}, text)
}

// nowBlocks say which item is on and what comes after it. A closed item is named
// by its title, as on the agenda.
func nowBlocks(s council.Sitting) []ui.Block {
	zone := " " + council.ZoneLabel(s.Agenda.Meeting.Starts.Location())
	on, left := s.On(), s.Left()
	if len(on) == 0 && len(s.Taken) > 0 {
		return []ui.Block{ui.Heading{Text: "The agenda is at its end"}, ui.Prose{Text: "Every item was taken, or carried to a later meeting."}}
	}
	body := []ui.Block{ui.Heading{Text: "The meeting has not begun its agenda"}}
	if len(on) > 0 {
		body = []ui.Block{ui.Heading{Text: clippedTo("Now: item "+onNames(on), 140)}}
		for _, item := range on {
			text := upperFirst(strings.Join(onFacts(item), ", ")) + "." + itemWords(item)
			if len(on) > 1 {
				text = "Item " + item.Number + ", “" + item.Title + "”." + itemWords(item)
			}
			body = append(body, ui.Prose{Text: text})
		}
		body = append(body, ui.Note{Text: "Since " + s.Since().Format("15:04") + zone + "."})
	}
	if len(left) > 0 {
		names := []string{}
		for _, item := range left[:min(3, len(left))] {
			names = append(names, item.Number+". "+item.Title)
		}
		more := ""
		if n := len(left) - 3; n > 0 {
			more = fmt.Sprintf(", and %d more", n)
		}
		body = append(body, ui.Prose{Lead: "Then:", Text: strings.Join(names, "; ") + more + "."})
	}
	return body
}

func onNames(on []council.Item) string {
	if len(on) == 1 {
		return on[0].Number + ". " + on[0].Title
	}
	return on[0].Number + " to " + on[len(on)-1].Number + ", agreed together"
}

func onFacts(item council.Item) []string {
	return slotFacts(council.Slot{Item: item, Together: item.Together()})
}

// nowPage shows the meeting as it goes on to one person.
func (d *Desk) nowPage(ctx context.Context, r Request, s council.Sitting, done ...string) (ui.Reply, error) {
	leads := d.holds(r, council.Secretary)
	if s.Agenda.Draft() && !d.holds(r, council.Deputy) {
		return d.agendaPage(ctx, r, s.Agenda.Meeting.ID)
	}
	if !leads {
		s.Agenda = s.Agenda.SeenBy(r.From, r.Now)
	}
	body := append(doneLines(done), nowBlocks(s)...)
	captured, err := d.capturedSoFar(ctx, s)
	if err != nil {
		return nil, err
	}
	if captured != "" {
		body = append(body, ui.Note{Text: captured})
	}
	var row []ui.Button
	if leads {
		row = leadButtons(s)
	}
	if d.holds(r, council.Deputy) {
		row = append(row, ui.Button{Label: "Record an action", Do: "capture", Arg: "action"}, ui.Button{Label: "Record a decision or a note", Do: "capture", Arg: "decision"})
	}
	return card(append(body, ui.Buttons{Row: append(row, ui.Button{Label: "The agenda", Do: "agenda", Arg: ofMeeting("show", s.Agenda.Meeting)})})...), nil
}

// leadButtons are the next steps of whoever leads the meeting.
func leadButtons(s council.Sitting) []ui.Button {
	on, next := s.On(), s.Next()
	if len(on) == 0 && len(next) == 0 {
		return []ui.Button{{Label: "What was captured", Do: "capture", Arg: "list", Style: ui.Primary}, {Label: "It took place", Do: "meeting", Arg: ofMeeting("held", s.Agenda.Meeting)}}
	}
	label := "End of the agenda"
	if len(next) > 0 {
		label = clipped("Go on to " + onNames(next))
	}
	row := []ui.Button{{Label: label, Do: "agenda", Arg: "next " + onMark(s), Style: ui.Primary}}
	if len(on) == 0 {
		return row
	}
	row = append(row, ui.Button{Label: "Skip it for now", Do: "agenda", Arg: "skip " + onMark(s)})
	if on[0].Part == council.Business {
		row = append(row, ui.Button{Label: "Carry it to the next meeting", Do: "agenda", Arg: "carry " + onMark(s), Sure: "It goes to the next meeting, with how often it was put off. Whoever proposed it is told."})
	}
	return row
}

// capturedSoFar counts what was captured at the meeting.
func (d *Desk) capturedSoFar(ctx context.Context, s council.Sitting) (string, error) {
	all, err := d.Store.Captures(ctx, store.WantedCaptures{Meeting: s.Agenda.Meeting.ID})
	if err != nil {
		return "", fmt.Errorf("read what was captured: %w", err)
	}
	var parts []string
	for _, kind := range council.CaptureKinds {
		n := 0
		for _, c := range all {
			if c.Kind == kind && c.State != council.CaptureDropped {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, countOf(n, string(kind)))
		}
	}
	if len(parts) == 0 {
		return "", nil
	}
	return "Captured at this meeting: " + council.SayNames(parts) + ".", nil
}
