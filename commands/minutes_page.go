package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// minutesShow shows the minutes of a meeting as this person may read them, or what
// they say under one item.
func (d *Desk) minutesShow(ctx context.Context, r Request) (ui.Reply, error) {
	if r.Text != "" && !strings.HasPrefix(r.Text, "#") {
		m, err := d.only(ctx, r)
		if err != nil {
			return nil, err
		}
		return d.minutesPage(ctx, r, m.ID)
	}
	m, number, err := d.minutesOf(ctx, r)
	if err != nil {
		return nil, err
	}
	if number == "" {
		return d.minutesPage(ctx, r, m.Meeting.ID)
	}
	if m, err = d.seenMinutes(ctx, r, m); err != nil {
		return nil, err
	}
	return minutesItemPage(m, number)
}

// seenMinutes gives minutes as this person may read them: the secretary and the
// chair whole; members and deputies from when they are out, closed items as
// stubs; anybody else as the public reads them. Who may not read them is given
// them without a state.
func (d *Desk) seenMinutes(ctx context.Context, r Request, m council.Minutes) (council.Minutes, error) {
	switch {
	case d.holds(r, council.Secretary):
		return m, nil
	case d.holds(r, council.Deputy) && m.Out():
		m.MinutesText = m.SeenBy(r.From, r.Now)
		return m, nil
	case d.holds(r, council.Deputy):
		return council.Minutes{Meeting: m.Meeting, Recalled: m.Recalled, Why: m.Why}, nil
	}
	public, err := d.Store.Public().Minutes(ctx, m.Meeting.ID, r.Now)
	if err != nil {
		return public, fmt.Errorf("read the minutes that are public: %w", err)
	}
	if public.State == "" {
		public.Meeting = m.Meeting
	}
	return public, nil
}

// minutesPage shows a meeting's minutes with lines on what was just done above
// them; to the secretary with the one next step.
func (d *Desk) minutesPage(ctx context.Context, r Request, id council.MeetingID, done ...string) (ui.Reply, error) {
	whole, err := d.Store.Minutes(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read minutes: %w", err)
	}
	m, err := d.seenMinutes(ctx, r, whole)
	if err != nil {
		return nil, err
	}
	body := doneLines(done)
	officer := d.holds(r, council.Secretary)
	if m.State == "" {
		none, err := d.noMinutes(ctx, officer, m)
		return card(append(body, none...)...), err
	}
	if officer {
		if body, err = d.forOfficer(ctx, r, whole, body); err != nil {
			return nil, err
		}
	} else {
		body = append(body, minutesBody(m)...)
	}
	ways, err := d.minutesWays(ctx, r, m)
	if err != nil {
		return nil, err
	}
	page := card(append(body, ways...)...)
	if !m.Out() {
		return page, nil // what is shared is what anybody may read, and nobody may read a draft
	}
	return shareable(page, "minutes "+ofMeeting("show", m.Meeting)), nil
}

// forOfficer is minutes as the secretary sees them, below what was just done: the
// next step, the minutes, and what can be changed.
func (d *Desk) forOfficer(ctx context.Context, r Request, m council.Minutes, done []ui.Block) ([]ui.Block, error) {
	head, err := d.minutesHead(ctx, r, m)
	if err != nil {
		return nil, err
	}
	console, err := d.minutesConsole(ctx, m)
	return slices.Concat(done, head, minutesBody(m), console), err
}

// noMinutes is said where there is nothing to read yet.
func (d *Desk) noMinutes(ctx context.Context, officer bool, minutes council.Minutes) ([]ui.Block, error) {
	m := minutes.Meeting
	see := ui.Button{Label: "See the meeting", Do: "meeting", Arg: ofMeeting("show", m)}
	switch {
	case minutes.Back():
		body := []ui.Block{ui.Heading{Text: recalledHeading(m)}, ui.Prose{Text: minutes.Mark()}}
		if minutes.Why != "" {
			body = append(body, ui.Prose{Lead: "The reason:", Text: ended(minutes.Why)})
		}
		return append(body, ui.Buttons{Row: []ui.Button{see}}), nil
	case m.State == council.Cancelled:
		return []ui.Block{ui.Heading{Text: "No minutes"}, ui.Prose{Text: "The council did not meet on " + council.DayOf(m.Starts).Long() + ", so there are no minutes. The reason: " + ended(m.Reason)}, ui.Buttons{Row: []ui.Button{see}}}, nil
	case officer && m.State == council.Held:
		return []ui.Block{ui.Heading{Text: "Minutes: " + council.DayOf(m.Starts).Long()},
			ui.Prose{Lead: "Your next step:", Text: "say which items were not reached. The draft of the minutes is then there, filled with what is on record."},
			ui.Buttons{Row: []ui.Button{{Label: "Which items were not reached?", Do: "agenda", Arg: ofMeeting("close", m), Style: ui.Primary},
				{Label: "Begin the draft", Do: "minutes", Arg: ofMeeting("draft", m)}, see}}}, nil
	}
	house, err := d.Store.House(ctx)
	due := council.Minutes{Meeting: m}.Due(house.Calendar())
	return []ui.Block{ui.Heading{Text: "The minutes are not out yet"},
		ui.Prose{Text: "The draft of the minutes of " + m.When() + " is to be sent to everybody by " + due.Long() + ". Look again then."}, ui.Buttons{Row: []ui.Button{see}}}, err
}

// What a page of minutes holds at most before it lists the items to be read one by
// one: so many characters, and so many headings.
const minutesMost, headingsMost = 7000, 22

// minutesBody is minutes as they are read: how they stand, who was there, and what
// was said under each item. Long ones are a list of their items to choose from.
func minutesBody(m council.Minutes) []ui.Block {
	body := []ui.Block{ui.Heading{Text: m.Heading()}, ui.Fields{Pairs: []ui.Pair{
		{Name: "Meeting", Value: m.Meeting.When()}, {Name: "How they stand", Value: m.Mark()}, {Name: "Quorum", Value: m.Quorum}}}}
	for _, group := range m.Attendance() {
		body = append(body, ui.List{Lead: group.Lead, Items: group.Names})
	}
	if long(m) {
		body = append(body, minutesContents(m)...)
	} else {
		body = append(body, minutedItems(m.Items)...)
	}
	body = append(body, sinceList(m)...)
	if m.Next != "" {
		body = append(body, ui.Prose{Lead: "Next meeting.", Text: m.Next})
	}
	return append(body, madeCorrections(m)...)
}

func long(m council.Minutes) bool {
	size := 0
	for _, item := range m.Items {
		for _, p := range item.Paragraphs {
			size += len(p.Line())
		}
	}
	return size > minutesMost || len(m.Items) > headingsMost
}

// minutesContents lists the items of long minutes, and lets one be chosen.
func minutesContents(m council.Minutes) []ui.Block {
	var lines []string
	menu := ui.Select{Label: "Read an item", Do: "minutes"}
	for _, item := range m.Items {
		lines = append(lines, item.Number+". "+item.Title+": "+contentsWords(item))
		menu.Options = append(menu.Options, ui.Option{Label: clipped(item.Number + ". " + item.Title), Arg: ofMeeting("show", m.Meeting) + " " + item.Number})
	}
	return []ui.Block{ui.List{Lead: "Items", Items: lines}, menu}
}

// contentsWords say how much stands under an item: "3 paragraphs, with 1 decision".
func contentsWords(item council.MinutedItem) string {
	if item.Closed != "" && len(item.Paragraphs) == 0 {
		return "closed. " + ended(item.Closed)
	}
	decisions := 0
	for _, p := range item.Paragraphs {
		if p.Kind == council.DecisionParagraph {
			decisions++
		}
	}
	if decisions == 0 {
		return countOf(len(item.Paragraphs), "paragraph")
	}
	return countOf(len(item.Paragraphs), "paragraph") + ", with " + countOf(decisions, "decision")
}

// minutedItems are what minutes say under each heading. Headings that stand side by
// side and under which nothing is recorded are told in one line.
func minutedItems(items []council.MinutedItem) []ui.Block {
	var body []ui.Block
	var empty []string
	tell := func() {
		if len(empty) > 0 {
			body = append(body, ui.Note{Text: "Nothing is recorded under " + strings.Join(empty, "; ") + "."})
		}
		empty = nil
	}
	for _, item := range items {
		if len(item.Paragraphs) == 0 && item.Closed == "" {
			empty = append(empty, item.Number+". "+item.Title)
			continue
		}
		tell()
		body = append(body, minutedItem(item)...)
	}
	tell()
	return body
}

// minutedItem is what minutes say under one heading.
func minutedItem(item council.MinutedItem) []ui.Block {
	body := []ui.Block{ui.Heading{Text: item.Number + ". " + item.Title}}
	if item.Closed != "" {
		body = append(body, ui.Note{Text: "Closed item, not for the public: " + ended(item.Closed)})
	}
	for _, p := range item.Paragraphs {
		body = append(body, ui.Prose{Text: p.Line()})
	}
	return body
}

// minutesItemPage shows what minutes say under one item, with the ones before and
// after it.
func minutesItemPage(m council.Minutes, number string) (ui.Reply, error) {
	number = strings.TrimSuffix(strings.ToLower(number), ".")
	i := -1
	for at, item := range m.Items {
		if item.Number == number {
			i = at
		}
	}
	if i < 0 {
		return nil, &council.Problem{Say: "The minutes have no item “" + short(number) + "”. Look at them with /minutes."}
	}
	body := append([]ui.Block{ui.Note{Text: m.Heading() + ". " + m.Mark()}}, minutedItem(m.Items[i])...)
	if len(m.Items[i].Paragraphs) == 0 && m.Items[i].Closed == "" {
		body = append(body, ui.Prose{Text: "Nothing is recorded under this item."})
	}
	var row []ui.Button
	show := func(label string, at int) {
		if at >= 0 && at < len(m.Items) {
			row = append(row, ui.Button{Label: label + m.Items[at].Number, Do: "minutes", Arg: ofMeeting("show", m.Meeting) + " " + m.Items[at].Number})
		}
	}
	show("Next: item ", i+1)
	show("Before: item ", i-1)
	row = append(row, ui.Button{Label: "All items", Do: "minutes", Arg: ofMeeting("show", m.Meeting)})
	return card(append(body, ui.Buttons{Row: row})...), nil
}

// sinceList lists what was recorded of the meeting after its minutes went out.
func sinceList(m council.Minutes) []ui.Block {
	lines := m.SinceLines()
	if len(lines) == 0 {
		return nil
	}
	return []ui.Block{ui.List{Lead: m.SinceLead(), Items: lines}}
}

// madeCorrections lists the corrections with which minutes were agreed.
func madeCorrections(m council.Minutes) []ui.Block {
	if len(m.Made) == 0 {
		return nil
	}
	var lines []string
	for _, c := range m.Made {
		lines = append(lines, c.MadeWords())
	}
	return []ui.Block{ui.List{Lead: "Corrections made when they were agreed", Items: lines}}
}

// minutesWays are what this person can do from minutes.
func (d *Desk) minutesWays(ctx context.Context, r Request, m council.Minutes) ([]ui.Block, error) {
	var row []ui.Button
	if r.From.Present() && m.State == council.MinutesCirculated {
		row = append(row, ui.Button{Label: "Propose a correction", Do: "minutes", Arg: ofMeeting("correct", m.Meeting)})
	}
	if r.From.Present() && !m.Draft() {
		row = append(row, ui.Button{Label: "As circulated, as agreed", Do: "minutes", Arg: ofMeeting("versions", m.Meeting)})
	}
	row = append(row, ui.Button{Label: "Agenda of the meeting", Do: "agenda", Arg: ofMeeting("show", m.Meeting)},
		ui.Button{Label: "Decisions", Do: "decision"}, ui.Button{Label: "Word file", Do: "minutes", Arg: ofMeeting("word", m.Meeting)},
		ui.Button{Label: "All minutes", Do: "minutes", Arg: "past"}, ui.Button{Label: "What I can ask", Do: "minutes", Arg: "help"})
	beside, err := d.besideMeeting(ctx, m.Meeting)
	return []ui.Block{ui.Buttons{Row: append(row, beside...)}}, err
}

// besideMeeting leads to the meetings before and after one.
func (d *Desk) besideMeeting(ctx context.Context, m council.Meeting) ([]ui.Button, error) {
	before, after, err := d.Store.Beside(ctx, m)
	if err != nil {
		return nil, fmt.Errorf("look for the meetings before and after one: %w", err)
	}
	var row []ui.Button
	if before.ID != 0 {
		row = append(row, ui.Button{Label: "Meeting before: " + council.DayOf(before.Starts).Long(), Do: "meeting", Arg: ofMeeting("show", before)})
	}
	if after.ID != 0 {
		row = append(row, ui.Button{Label: "Meeting after: " + council.DayOf(after.Starts).Long(), Do: "meeting", Arg: ofMeeting("show", after)})
	}
	return row, nil
}
