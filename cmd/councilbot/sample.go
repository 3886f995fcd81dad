package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// act is something that a member of the made-up council once asked of the bot.
type act struct {
	days  int    // from the day on which it plays, before or after the meeting
	who   int    // the member's place in the sample, from 1
	route string // a Route's name
	text  string
	form  map[string]string
}

// player plays acts through the same handlers that answer everybody.
type player struct {
	table   commands.Table
	store   *store.Store
	members []council.Member
	acts    int
}

// The sample's people who act here, by their places in it.
const (
	sampleChair = iota + 1
	sampleSecretary
	sampleLibrarian
	samplePolice
	_
	sampleFire
	sampleHarriet
	sampleHealth
	_
	samplePriya
)

// moveIn seats the made-up council in a store that has no members. It then has met
// once and called its next meeting, so that there is an agenda to read, minutes,
// decisions and actions.
func moveIn(ctx context.Context, desk *commands.Desk, now time.Time) error {
	members, err := seat(ctx, desk.Store, now)
	if err != nil {
		return err
	}
	return play(ctx, desk, members, now)
}

// play plays the made-up council's last quarter, and then tells of its next
// meeting.
func play(ctx context.Context, desk *commands.Desk, members []council.Member, now time.Time) error {
	p := &player{table: commands.NewTable(desk.Routes()), store: desk.Store, members: members}
	last, next := thursday(now, -49), thursday(now, 35)
	for _, a := range sampleQuarter(last, next) {
		if err := p.do(ctx, last.AddDate(0, 0, a.days), a); err != nil {
			return err
		}
	}
	if err := settle(ctx, desk.Store, now); err != nil {
		return err
	}
	return p.do(ctx, now, act{who: sampleSecretary, route: "meeting", text: "start #2"})
}

// thursday is ten in the morning of the Thursday on or after so many days from now.
func thursday(now time.Time, days int) time.Time {
	day := now.AddDate(0, 0, days)
	day = day.AddDate(0, 0, (int(time.Thursday)-int(day.Weekday())+7)%7)
	return time.Date(day.Year(), day.Month(), day.Day(), 10, 0, 0, 0, now.Location())
}

// do has a member ask something on a day.
func (p *player) do(ctx context.Context, at time.Time, a act) error {
	p.acts++
	named := p.naming(ctx)
	form := map[string]string{}
	for name, value := range a.form {
		form[name] = named.Replace(value)
	}
	if a.form == nil {
		form = nil
	}
	reply, err := p.table.Ask(ctx, commands.Button, a.route, commands.Request{
		From: p.member(a.who), Text: named.Replace(a.text), Form: form, Key: fmt.Sprintf("sample/%d", p.acts), Now: at,
	})
	if faults, bad := reply.(ui.FieldErrors); bad && err == nil {
		err = fmt.Errorf("%v", faults)
	}
	if err != nil {
		return fmt.Errorf("play the made-up council's %q: %w", a.route+" "+a.text, err)
	}
	return nil
}

// member is the one with this place in the sample, by the Slack account that goes
// with it.
func (p *player) member(place int) council.Member {
	i := slices.IndexFunc(p.members, func(m council.Member) bool { return m.SlackID == sampleAccount(place) })
	return p.members[i]
}

// naming puts the ids that buttons use in the place of titles: {A title}.
func (p *player) naming(ctx context.Context) *strings.Replacer {
	var pairs []string
	waiting, _ := p.store.Proposals(ctx)
	placed, _ := p.store.Items(ctx, 1)
	for _, item := range append(waiting, placed...) {
		pairs = append(pairs, "{"+item.Title+"}", fmt.Sprintf("i%d", item.ID))
	}
	return strings.NewReplacer(pairs...)
}

// What the made-up council spoke about.
const (
	sampleDesk   = "An evening service desk, shared"
	sampleVideo  = "What body-worn video costs to keep"
	sampleRadio  = "Mobile data in fire engines"
	samplePrices = "Prices of a supplier of patient records"

	samplePasswords = "Accounts of people who move between bodies"
)

// sampleQuarter is what happened round a meeting, in order.
func sampleQuarter(last, next time.Time) []act {
	acts := samplePreparation(last, next)
	for who, answer := range []string{"attending", "attending", "attending", "attending", "deputy Llŷr ap Gwilym", "attending", "attending", "apologies", "attending"} {
		acts = append(acts, act{-9, who + 1, "meeting", "reply " + answer, nil})
	}
	due := council.DayOf(last.AddDate(0, 0, 42)).String()
	return append(acts, []act{
		{0, sampleChair, "capture", "decision", map[string]string{"words": "Six bodies plan one evening service desk, and report on its cost in spring.", "spot": "m1 {" + sampleDesk + "}"}},
		{0, sampleHarriet, "capture", "action", map[string]string{"words": "Write to the fire services that are not members yet about the shared desk.", "owner": "U0000007", "due": due, "spot": "m1 {" + sampleDesk + "}"}},
		{0, sampleSecretary, "capture", "action", map[string]string{"words": "Send round the figures on keeping video, without suppliers' names.", "owner": "U0000004", "due": due, "spot": "m1 {" + sampleVideo + "}"}},
		{1, sampleSecretary, "meeting", "held #1", nil},
		{1, sampleSecretary, "agenda", "close #1", map[string]string{"items": "{" + sampleRadio + "}"}},
		{1, sampleSecretary, "capture", "approve c1 c2 c3", nil},
		{1, sampleSecretary, "minutes", "edit #1 {" + sampleDesk + "} e0", map[string]string{"text": "The idea was presented. Calls after six are few, and each body pays for a desk of its own.\nMembers asked for the cost of one desk for all."}},
		{2, sampleSecretary, "minutes", "edit #1 {" + sampleVideo + "} e0", map[string]string{"text": "Storage costs more than the cameras within two years. Three forces compared what they keep, and for how long."}},
		{6, sampleSecretary, "minutes", "circulate #1", nil},
		proposal(20, samplePriya, "2", samplePasswords, "Agree what a person who moves between two bodies keeps.", "decision", ""),
		{21, sampleSecretary, "agenda", "accept {" + samplePasswords + "}", nil},
		proposal(30, sampleFire, "2", "Control rooms when the line is cut", "Hear how three control rooms went on without their network.", "information", ""),
	}...)
}

// samplePreparation is what went before the meeting.
func samplePreparation(last, next time.Time) []act {
	const wall = "2 January 2006 15:04"
	return []act{
		{-60, sampleSecretary, "meeting", "create " + last.Format(wall) + " for 120 minutes sure", nil},
		{-60, sampleSecretary, "meeting", "create " + next.Format(wall) + " for 120 minutes sure", nil},
		{-58, sampleSecretary, "meeting", "start #1", nil},
		proposal(-45, sampleLibrarian, "1", sampleDesk, "Agree to plan one service desk for calls after six.", "decision", ""),
		proposal(-45, samplePolice, "1", sampleVideo, "Compare what keeping recordings costs, and what is kept too long.", "discussion", ""),
		proposal(-45, sampleHarriet, "1", sampleRadio, "Hear what connects well on the road.", "discussion", ""),
		proposal(-45, sampleHealth, "1", samplePrices, "Agree what may be said to the supplier.", "discussion", "prices are being agreed"),
		{-30, sampleSecretary, "agenda", "accept {" + sampleDesk + "}", nil},
		{-30, sampleSecretary, "agenda", "accept {" + sampleVideo + "}", nil},
		{-30, sampleSecretary, "agenda", "accept {" + sampleRadio + "}", nil},
		{-30, sampleSecretary, "agenda", "accept {" + samplePrices + "}", nil},
		{-13, sampleSecretary, "agenda", "post #1", nil},
	}
}

// proposal is an item that a member proposed for a meeting; closed is the reason why
// it is not for the public.
func proposal(days, who int, meeting, title, ask, purpose, closed string) act {
	form := map[string]string{"title": title, "ask": ask, "purpose": purpose, "time": "20", "meeting": meeting}
	if closed != "" {
		form["openness"], form["reason"] = "closed", closed
	}
	return act{days, who, "agenda", "propose", form}
}

// settle marks what was to be sent in that quarter as sent: it is past.
func settle(ctx context.Context, st *store.Store, now time.Time) error {
	for {
		due, err := st.Claim(ctx, "sample", now.AddDate(0, 0, 7), time.Hour, 100)
		if err != nil || len(due) == 0 {
			return err
		}
		for _, d := range due {
			if _, err := st.MarkSent(ctx, d, "", "", now); err != nil {
				return err
			}
		}
	}
}
