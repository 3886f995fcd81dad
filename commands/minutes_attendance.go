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
	return ui.Modal{Do: "minutes", Arg: ofMeeting("attendance", m.Meeting), Title: "Who was there", Submit: "Keep it", Body: []ui.Block{
		ui.Prose{Text: "The draft takes who was there from the replies to the notice. Put one member right at a time."},
		ui.Input{Name: "name", Label: "Which member?", Hint: "A part of the name will do.", Kind: ui.Line, Optional: true, Max: 150},
		ui.Input{Name: "answer", Label: "Was the member there?", Kind: ui.Choice, Optional: true, Options: []ui.Option{
			{Label: "Was there", Arg: string(council.Attending)}, {Label: "Sent apologies", Arg: string(council.Apologies)},
			{Label: "A deputy came", Arg: string(council.ByDeputy)}, {Label: "Neither came nor sent apologies", Arg: absentAnswer}}},
		ui.Input{Name: "deputy", Label: "The deputy's name, if one came", Kind: ui.Line, Optional: true, Max: 150},
		ui.Input{Name: "guests", Label: "Who else was there", Hint: "Guests and officers, as it should be read: Jo Bloggs (Socitm), for item 7.", Kind: ui.Line, Optional: true, Value: m.Guests, Max: 1000},
	}}
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
		who, err := d.Store.MemberByName(ctx, name)
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
