package commands

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// postRoom is what telling people about items asks for: who they are, and when
// they may be written to.
type postRoom struct {
	house   council.House
	members []council.Member
	asked   map[council.MemberID]council.Preference
	from    council.Member
	now     time.Time
}

func (d *Desk) postRoom(ctx context.Context, r Request) (*postRoom, error) {
	p := &postRoom{from: r.From, now: r.Now}
	var err error
	if p.house, err = d.Store.House(ctx); err != nil {
		return nil, fmt.Errorf("read the council's ways: %w", err)
	}
	if p.members, err = d.Store.Members(ctx); err != nil {
		return nil, fmt.Errorf("read the members: %w", err)
	}
	if p.asked, err = d.Store.Preferences(ctx); err != nil {
		return nil, fmt.Errorf("read when members are written to: %w", err)
	}
	return p, nil
}

// member gives the member of an id; the zero Member when there is none.
func (p *postRoom) member(id council.MemberID) council.Member {
	for _, m := range p.members {
		if m.ID == id {
			return m
		}
	}
	return council.Member{}
}

// to keeps a direct message about an item, in the transaction of its cause. It
// comes within the member's hours, muted or not: it is the answer to what the
// member did, or an officer's duty. Nobody is told of what they did themselves,
// and who is not in Slack is told by the secretary; see [postRoom.byHand].
func (p *postRoom) to(tx *store.Tx, id council.MemberID, m council.Meeting, item council.Item, job string, message ui.Message) error {
	return p.about(tx, id, m, aboutItem(item.ID), job, message)
}

// about keeps a direct message about something other than an item, such as
// "correction/12"; see [postRoom.to].
func (p *postRoom) about(tx *store.Tx, id council.MemberID, m council.Meeting, what, job string, message ui.Message) error {
	who := p.member(id)
	if !who.Present() || who.SlackID == "" || who.ID == p.from.ID {
		return nil
	}
	text, err := ui.Encode(message)
	if err != nil {
		return err
	}
	preference := p.house.Of(p.asked[id])
	preference.Muted = time.Time{}
	_, err = tx.Deliver(store.Delivery{Key: fmt.Sprintf("%s/%d/%s/%s/member/%d", job, m.ID, what, tx.At().UTC().Format(time.RFC3339), id),
		Job: job, Meeting: m.ID, To: council.Addressee{Member: id}, Message: text, Due: tx.At(), After: preference.Earliest(p.now)})
	return err
}

// toOfficers tells whoever is the secretary.
func (p *postRoom) toOfficers(tx *store.Tx, m council.Meeting, item council.Item, job string, message ui.Message) error {
	for _, officer := range council.Officers(p.members, council.Secretary, p.now) {
		if err := p.to(tx, officer.ID, m, item, job, message); err != nil {
			return err
		}
	}
	return nil
}

// byHand asks the secretary to tell a sponsor who is not in Slack; nothing when
// the sponsor is, or is the secretary.
func (p *postRoom) byHand(id council.MemberID) string {
	who := p.member(id)
	if !who.Present() || who.SlackID != "" || who.ID == p.from.ID {
		return ""
	}
	return who.Name + " is not in Slack. Please tell them yourself: " + cmp.Or(who.Email, "no e-mail address is kept") + "."
}

// answerLetter tells a sponsor what became of an item.
func answerLetter(heading, text, said string, m council.Meeting) ui.Message {
	body := []ui.Block{ui.Heading{Text: heading}, ui.Prose{Text: text}}
	if said != "" {
		body = append(body, ui.Prose{Lead: "The secretary writes:", Text: said})
	}
	row := []ui.Button{{Label: "My proposals", Do: "agenda", Arg: "mine"}}
	if m.ID != 0 {
		row = append(row, ui.Button{Label: "See the agenda", Do: "agenda", Arg: ofMeeting("show", m)})
	}
	return ui.Message{Body: append(body, ui.Buttons{Row: row})}
}
