package commands

import (
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// absentAnswer is, in the form of the attendance, that a member neither came nor
// sent apologies.
const absentAnswer = "absent"

// minutesAttendance gives the form that puts right who was at a meeting, or keeps
// what it says.
func (d *Desk) minutesAttendance(ctx context.Context, r Request) (ui.Reply, error) {
	m, _, err := d.minutesOf(ctx, r, council.MinutesDraft)
	if err != nil {
		return nil, err
	}
	if err := m.Editable(); err != nil {
		return nil, err
	}
	if r.Form == nil {
		return attendanceForm(m), nil
	}
	done, err := d.putAttendance(ctx, r, m)
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.minutesPage(ctx, r, m.Meeting.ID, done)
}

func attendanceForm(m council.Minutes) ui.Modal {
	return ui.Modal{Do: "minutes", Arg: ofMeeting("attendance", m.Meeting), Title: "Who was there", Submit: "Keep it", Body: append([]ui.Block{
		ui.Prose{Text: "The draft takes who was there from the replies to the notice. Put one member right at a time."}}, attendanceInputs(m)...)}
}

// attendanceInputs are the fields of one seat of the attendance, and of who else was
// there.
func attendanceInputs(m council.Minutes) []ui.Block {
	return []ui.Block{
		seatInput(m),
		ui.Input{Name: "answer", Label: "Was the member there?", Kind: ui.Choice, Optional: true, Options: []ui.Option{
			{Label: "Was there", Arg: string(council.Attending)}, {Label: "Sent apologies", Arg: string(council.Apologies)},
			{Label: "A deputy came", Arg: string(council.ByDeputy)}, {Label: "Neither came nor sent apologies", Arg: absentAnswer}}},
		ui.Input{Name: "deputy", Label: "The deputy's name, if one came", Kind: ui.Line, Optional: true, Max: 150},
		ui.Input{Name: "guests", Label: "Who else was there", Hint: "Guests and officers, as it should be read: Jo Bloggs (Socitm), for item 7.", Kind: ui.Line, Optional: true, Value: m.Guests, Max: 1000},
	}
}

// seatInput asks for a member by the list of seats; of more than a menu holds, by
// name.
func seatInput(m council.Minutes) ui.Input {
	in := ui.Input{Name: "name", Label: "Which member?", Kind: ui.Menu, Optional: true}
	for _, p := range m.Present {
		if p.Member != 0 {
			in.Options = append(in.Options, ui.Option{Label: clipped(p.Said()), Arg: fmt.Sprintf("m%d", p.Member)})
		}
	}
	if len(in.Options) > 100 {
		return ui.Input{Name: "name", Label: "Which member?", Hint: "A part of the name will do.", Kind: ui.Line, Optional: true, Max: 150}
	}
	return in
}

// seatNamed finds the member that the form of the attendance names. The error is a
// *council.Problem.
func seatNamed(m council.Minutes, name string) (council.Member, error) {
	seats := m.Seats()
	for _, who := range seats {
		if name == fmt.Sprintf("m%d", who.ID) {
			return who, nil
		}
	}
	return council.ByName(seats, name)
}

// correctAttendance gives the form of a correction to who was at a meeting, or keeps
// what it says: one seat, or the line on who else was there.
func (d *Desk) correctAttendance(ctx context.Context, r Request, m council.Minutes) (ui.Reply, error) {
	if err := m.Takes(council.Correction{Paragraph: council.AttendanceParagraph, Wording: "-"}); err != nil {
		return nil, err
	}
	if _, sent := r.Form["answer"]; !sent {
		body := append([]ui.Block{ui.Prose{Text: "The minutes of " + council.DayOf(m.Meeting.Starts).Long() + ". Correct one member at a time. The next meeting agrees it or leaves the attendance as it is."}}, attendanceInputs(m)...)
		body = append(body, ui.Input{Name: "why", Label: "Why?", Kind: ui.Line, Value: clippedTo(r.Form["why"], 300), Optional: true, Max: 300})
		return ui.Modal{Do: "minutes", Arg: ofMeeting("correct", m.Meeting) + " " + council.AttendanceParagraph, Title: "Who was there", Submit: "Propose it", Body: append(body, d.whoseInputs(r)...)}, nil
	}
	c, faults := typedAttendance(r, m)
	if faults != nil {
		return faults, nil
	}
	return d.proposeCorrection(ctx, r, m, c)
}

// typedAttendance reads a correction of the attendance out of a sent form. Faults
// are by field, nil when there are none.
func typedAttendance(r Request, m council.Minutes) (council.Correction, ui.FieldErrors) {
	c := council.Correction{Meeting: m.Meeting.ID, By: r.From.ID, Why: strings.TrimSpace(r.Form["why"])}
	name, guests := strings.TrimSpace(r.Form["name"]), strings.TrimSpace(r.Form["guests"])
	answer := council.Answer(r.Form["answer"])
	switch {
	case name == "" && answer == "" && guests == m.Guests:
		return c, ui.FieldErrors{"name": "Say which member you mean, or change who else was there."}
	case name != "" && guests != m.Guests:
		return c, ui.FieldErrors{"guests": "Propose this by itself: one correction at a time."}
	case name == "" && answer != "":
		return c, ui.FieldErrors{"name": "Say which member you mean. A part of the name will do."}
	case name != "" && answer == "":
		return c, ui.FieldErrors{"answer": "Choose whether the member was there."}
	case name == "":
		c.Paragraph, c.Wording = council.GuestsParagraph, guests
		return c, nil
	}
	who, err := seatNamed(m, name)
	if answer == absentAnswer {
		answer = ""
	}
	c.Paragraph, c.Seat = council.AttendanceParagraph, council.Presence{Member: who.ID, Name: who.Name, Organisation: who.Organisation, Answer: answer}
	if answer == council.ByDeputy {
		c.Seat.Deputy = strings.TrimSpace(r.Form["deputy"])
	}
	c.Wording = c.Seat.Said()
	return c, fieldFaults(r, err)
}

// putAttendance keeps what the form of the attendance says, all of it or nothing.
func (d *Desk) putAttendance(ctx context.Context, r Request, m council.Minutes) (string, error) {
	p, name := council.Presence{Answer: council.Answer(r.Form["answer"]), Deputy: strings.TrimSpace(r.Form["deputy"])}, strings.TrimSpace(r.Form["name"])
	guests, done := strings.TrimSpace(r.Form["guests"]), ""
	if name == "" && p.Answer == "" && guests == m.Guests {
		return "Nothing was changed.", nil
	}
	if name != "" && p.Answer == "" {
		return "", &council.Problem{Field: "answer", Say: "Choose whether the member was there."}
	}
	if name == "" && p.Answer != "" {
		return "", &council.Problem{Field: "name", Say: "Say which member you mean. A part of the name will do."}
	}
	if p.Answer == absentAnswer {
		p.Answer = ""
	}
	if name != "" {
		who, err := seatNamed(m, name)
		if err != nil {
			return "", err
		}
		p.Member = who.ID
		done = "Kept for " + who.Name + "."
	}
	err := d.changeMinutes(ctx, r, "minutes.attendance", m.Meeting.ID, func(tx *store.Tx) error {
		if guests != m.Guests {
			if err := tx.PutGuests(m.Meeting.ID, guests); err != nil {
				return err
			}
			done = strings.TrimSpace(done + " Kept who else was there.")
		}
		if name == "" {
			return nil
		}
		return tx.PutPresence(m.Meeting.ID, p)
	})
	if err != nil {
		return "", fmt.Errorf("put the attendance right: %w", err)
	}
	return done, nil
}
