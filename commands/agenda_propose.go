package commands

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// agendaPropose opens the form for a proposal, or keeps what the form says.
func (d *Desk) agendaPropose(ctx context.Context, r Request) (ui.Reply, error) {
	if r.Form != nil {
		return d.proposed(ctx, r)
	}
	if _, err := strconv.Atoi(r.Text); err == nil {
		r.Text = "#" + r.Text
	}
	m, title, err := d.named(ctx, r)
	if err != nil {
		return nil, err
	}
	item := council.Item{Title: clippedTo(title, 120), Purpose: council.ToDiscuss, Allotted: 15 * time.Minute, Presenter: r.From.Name}
	open, err := d.openMeetings(ctx, r.Now)
	if err != nil {
		return nil, err
	}
	menu := ui.Input{Name: "meeting", Label: "For which meeting?", Kind: ui.Menu, Value: fmt.Sprint(m.ID)}
	for _, o := range open {
		menu.Options = append(menu.Options, ui.Option{Label: clipped(o.When()), Arg: fmt.Sprint(o.ID)})
	}
	if len(open) == 0 || !m.Open() {
		return nil, &council.Problem{Say: "The meeting of " + council.DayOf(m.Starts).Long() + " is over or cancelled. Propose the item for the next one with " + d.slash("agenda propose") + "."}
	}
	return ui.Modal{Do: "agenda", Arg: "propose", Title: "Propose an item", Submit: "Propose it", Body: append(
		[]ui.Block{ui.Prose{Text: "The secretary answers, and you are told in a direct message."}},
		append(itemInputs(item), menu)...)}, nil
}

// openMeetings lists the next four meetings that are still to be.
func (d *Desk) openMeetings(ctx context.Context, now time.Time) ([]council.Meeting, error) {
	meetings, err := d.Store.Meetings(ctx, now.Add(-12*time.Hour), time.Time{})
	if err != nil {
		return nil, fmt.Errorf("look for the next meetings: %w", err)
	}
	var open []council.Meeting
	for _, m := range meetings {
		if m.Open() && now.Before(m.Ends()) && len(open) < 4 {
			open = append(open, m)
		}
	}
	return open, nil
}

// itemInputs are the fields of an item in a form.
func itemInputs(item council.Item) []ui.Block {
	var purposes []ui.Option
	for _, p := range council.Purposes {
		purposes = append(purposes, ui.Option{Label: upperFirst(p.Label()), Arg: string(p)})
	}
	openness := "open"
	if item.Closed != "" {
		openness = "closed"
	}
	return []ui.Block{
		ui.Input{Name: "title", Label: "Title", Hint: "As it should stand on the agenda. Everybody sees it, even when the item is closed.", Kind: ui.Line, Value: item.Title, Max: 120},
		ui.Input{Name: "ask", Label: "What do you ask of the council?", Hint: "One sentence, such as: Agree to share one service desk from April.", Kind: ui.Line, Value: item.Ask, Optional: true, Max: 300},
		ui.Input{Name: "purpose", Label: "What is it for?", Hint: "Items for information are agreed together, without discussion, unless a member asks to speak about one.", Kind: ui.Choice, Options: purposes, Value: string(item.Purpose)},
		ui.Input{Name: "time", Label: "How many minutes does it need?", Kind: ui.Line, Value: fmt.Sprint(int(item.Allotted.Minutes())), Max: 3},
		ui.Input{Name: "presenter", Label: "Who presents it?", Hint: "A member or a guest.", Kind: ui.Line, Value: item.Presenter, Optional: true, Max: 120},
		ui.Input{Name: "openness", Label: "May everybody read it?", Kind: ui.Choice, Value: openness, Options: []ui.Option{
			{Label: "Yes, it is open", Arg: "open"}, {Label: "No, it is closed: others see its title and the reason", Arg: "closed"}}},
		ui.Input{Name: "reason", Label: "If it is closed: why?", Hint: "Everybody reads the reason.", Kind: ui.Line, Value: item.Closed, Optional: true, Max: 300},
	}
}

// typedItem reads an item out of a sent form: the item as it was, with what the
// form says. Faults are by field, nil when there are none.
func typedItem(item council.Item, form map[string]string) (council.Item, ui.FieldErrors) {
	line := func(name string) string { return strings.Join(strings.Fields(form[name]), " ") }
	item.Title, item.Ask, item.Presenter, item.Closed = line("title"), line("ask"), line("presenter"), ""
	item.Purpose = council.Purpose(form["purpose"])
	minutes, err := strconv.Atoi(line("time"))
	if err != nil {
		return item, ui.FieldErrors{"time": "Give the minutes as a whole number, such as 15."}
	}
	item.Allotted = time.Duration(min(max(minutes, 0), 10_000)) * time.Minute
	if form["openness"] == "closed" {
		item.Closed = line("reason")
		if item.Closed == "" {
			return item, ui.FieldErrors{"reason": "Say why the item is not for the public. Everybody reads the reason, so keep what is confidential out of it."}
		}
	}
	if faults := problemFault(item.Check()); faults != nil {
		return item, faults
	}
	return item, nil
}

// problemFault gives a problem as the fault of its field; nil when there is none.
func problemFault(err error) ui.FieldErrors {
	return fieldFaults(Request{Form: map[string]string{"title": "", "ask": "", "time": "", "presenter": "", "reason": "", "purpose": ""}}, err)
}

// proposed keeps a proposal and tells the secretary; the answer says whether it
// has come up before.
func (d *Desk) proposed(ctx context.Context, r Request) (ui.Reply, error) {
	item, faults := typedItem(council.Item{Sponsor: r.From.ID, State: council.ItemProposed, Part: council.Business}, r.Form)
	if faults != nil {
		return faults, nil
	}
	m, err := d.numbered(ctx, r.Form["meeting"])
	if err != nil {
		return nil, err
	}
	if !m.Open() {
		return ui.FieldErrors{"meeting": "This meeting is over or cancelled. Choose another."}, nil
	}
	item.Meeting = m.ID
	before, err := d.cameUp(ctx, r, item.Title+" "+item.Ask)
	if err != nil {
		return nil, err
	}
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	err = d.changeItems(ctx, r, "item.proposed", "", func(tx *store.Tx) error {
		if item.ID, err = tx.PutItem(item); err != nil {
			return err
		}
		tx.About(aboutItem(item.ID))
		return post.toOfficers(tx, m, item, "item-proposed", proposalLetter(r.From, m, item))
	})
	if err != nil {
		return nil, err
	}
	row := []ui.Button{{Label: "My proposals", Do: "agenda", Arg: "mine"}, {Label: "See the agenda", Do: "agenda", Arg: ofMeeting("show", m)}}
	if item.ID != 0 {
		row = append(row, ui.Button{Label: "Take it back", Do: "agenda", Arg: itemArg("withdraw", item)})
	}
	body := []ui.Block{ui.Prose{Text: "Thank you. “" + item.Title + "” is with the secretary, for the meeting on " + m.When() + ". You are told in a direct message when it is accepted, deferred or merged."}}
	return card(append(append(body, before...), ui.Buttons{Row: row})...), nil
}

// proposalLetter tells the secretary of a proposal.
func proposalLetter(from council.Member, m council.Meeting, item council.Item) ui.Message {
	return ui.Message{Body: append([]ui.Block{
		ui.Heading{Text: "A proposal for the agenda"},
		ui.Prose{Text: fmt.Sprintf("%s (%s) proposes an item for the meeting on %s.", from.Name, cmp.Or(from.Organisation, "no organisation stated"), m.When())},
	}, proposalParts(item)...)}
}

// proposalParts show a proposal, with the three answers to it.
func proposalParts(item council.Item) []ui.Block {
	text := fmt.Sprintf("%s, %s.%s", upperFirst(item.Purpose.Label()), council.SayMinutes(item.Allotted), itemWords(item))
	return []ui.Block{ui.Prose{Lead: fmt.Sprintf("i%d.", item.ID), Text: "“" + item.Title + "”. " + text}, ui.Buttons{Row: []ui.Button{
		{Label: "Accept: " + clippedTo(item.Title, 50), Do: "agenda", Arg: itemArg("accept", item), Style: ui.Primary},
		{Label: "Defer to a later meeting", Do: "agenda", Arg: itemArg("defer", item)},
		{Label: "Merge with another item", Do: "agenda", Arg: itemArg("merge", item)},
		{Label: "Change it", Do: "agenda", Arg: itemArg("edit", item)},
	}}}
}

// agendaBefore answers "has this come up before?".
func (d *Desk) agendaBefore(ctx context.Context, r Request) (ui.Reply, error) {
	if r.Text == "" {
		return nil, &council.Problem{Say: "Say what it is about, as in " + d.slash("agenda before shared service desk") + "."}
	}
	body, err := d.cameUp(ctx, r, r.Text)
	if err != nil {
		return nil, err
	}
	return card(append([]ui.Block{ui.Heading{Text: "Has this come up before?"}, ui.Prose{Lead: "Asked:", Text: short(r.Text)}}, append(body,
		ui.Buttons{Row: []ui.Button{{Label: "Propose an item about it", Do: "agenda", Arg: "propose " + clippedTo(r.Text, 120)}}})...)...), nil
}

// cameUp quotes what earlier agendas, the register of decisions and the library hold that is about the same
// as some words.
func (d *Desk) cameUp(ctx context.Context, r Request, words string) ([]ui.Block, error) {
	earlier, err := d.Store.EarlierItems(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the earlier items: %w", err)
	}
	var lines []string
	for _, item := range council.Alike(words, d.seenItems(r, earlier), 3) {
		m, err := d.Store.Meeting(ctx, item.Meeting)
		if err != nil {
			return nil, fmt.Errorf("read an earlier meeting: %w", err)
		}
		lines = append(lines, earlierLine(m, item))
	}
	var body []ui.Block
	if len(lines) > 0 {
		body = append(body, ui.List{Lead: "It has come up before", Items: lines})
	}
	decided, err := d.decidedBefore(ctx, r, words)
	if err != nil {
		return nil, err
	}
	body = append(body, decided...)
	practices, err := d.practicesBefore(ctx, r, words)
	if err != nil {
		return nil, err
	}
	body = append(body, practices...)
	if a := d.Library.Ask(words); a.Known {
		body = append(body, ui.Prose{Lead: "In the council's library:"}, ui.Buttons{Row: entryButtons(a.Entries[:min(3, len(a.Entries))])})
	}
	if len(body) == 0 {
		return []ui.Block{ui.Prose{Text: "Nothing like it stands on an earlier agenda, among the decisions or in the council's library."}}, nil
	}
	return body, nil
}

// earlierLine quotes an item of an earlier agenda.
func earlierLine(m council.Meeting, item council.Item) string {
	line := "“" + item.Title + "”, " + council.DayOf(m.Starts).Long()
	if item.Number != "" {
		line += ", item " + item.Number
	}
	if item.Purpose != "" {
		line += ", " + item.Purpose.Label()
	}
	if !item.On() {
		return line + ": " + goneWords(item) + itemWords(item)
	}
	return line + "." + itemWords(item)
}
