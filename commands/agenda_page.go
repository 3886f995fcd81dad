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
)

// agendaPage shows a meeting's agenda as this person may see it, with lines on
// what was just done above it. A draft is for members and deputies; closed items
// are stubs to most.
func (d *Desk) agendaPage(ctx context.Context, r Request, id council.MeetingID, done ...string) (ui.Reply, error) {
	a, err := d.Store.Agenda(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read an agenda: %w", err)
	}
	by, clear, err := d.publishBy(ctx, a.Meeting)
	if err != nil {
		return nil, err
	}
	if a.Draft() && !d.holds(r, council.Deputy) {
		return d.noAgenda(r, a.Meeting, by), nil
	}
	officer := d.holds(r, council.Secretary)
	whole := a
	if !officer {
		a = a.SeenBy(r.From, r.Now)
	}
	parts, err := d.agendaParts(ctx, r, a)
	if err != nil {
		return nil, err
	}
	body := append(doneLines(done), ui.Heading{Text: agendaHeading(a)}, ui.Fields{Pairs: agendaFacts(a, by, clear)})
	body = append(body, parts...)
	if officer {
		console, err := d.agendaConsole(ctx, r, whole, by)
		if err != nil {
			return nil, err
		}
		body = append(body, console...)
	}
	page := card(append(body, d.agendaWays(r, a)...)...)
	if a.Draft() {
		return page, nil // what is shared is what anybody may read, and nobody may read a draft
	}
	return shareable(page, "agenda "+ofMeeting("show", a.Meeting)), nil
}

// agendaParts are what everybody reads of an agenda, as this person may see it:
// what has changed since the last look, the items with their papers, what the last
// agenda left over, and the log of actions.
func (d *Desk) agendaParts(ctx context.Context, r Request, a council.Agenda) ([]ui.Block, error) {
	since, err := d.agendaSince(ctx, r, a)
	if err != nil {
		return nil, err
	}
	papers, err := d.agendaPapers(ctx, r, a.Meeting)
	if err != nil {
		return nil, err
	}
	last, err := d.lastOfAgenda(ctx, r, a)
	if err != nil {
		return nil, err
	}
	log, err := d.actionLog(ctx, r, a)
	if err != nil {
		return nil, err
	}
	return slices.Concat(since, agendaItems(a, papers), last, log), nil
}

// publishBy gives the last day on which a meeting's agenda can be published in
// time, and for how many clear days.
func (d *Desk) publishBy(ctx context.Context, m council.Meeting) (council.Day, int, error) {
	house, err := d.Store.House(ctx)
	if err != nil {
		return council.Day{}, 0, fmt.Errorf("read the council's ways: %w", err)
	}
	return house.Calendar().PublishBy(council.DayOf(m.Starts), house.ClearDays), house.ClearDays, nil
}

// noAgenda is said of a draft to whoever has no seat.
func (d *Desk) noAgenda(r Request, m council.Meeting, by council.Day) ui.Message {
	heading, text := "The agenda is not published yet", "The agenda for the meeting on "+m.When()+" is to be published by "+by.Long()+". Look again then."
	if !m.Open() || !r.Now.Before(m.Starts) {
		heading, text = "No agenda was published", "For the meeting on "+m.When()+" no agenda was published. If you need one, ask the secretary."
	}
	return card(ui.Heading{Text: heading}, ui.Prose{Text: text},
		ui.Buttons{Row: []ui.Button{{Label: "See the meeting", Do: "meeting", Arg: ofMeeting("show", m)}}})
}

func agendaHeading(a council.Agenda) string {
	what := "Agenda: "
	if a.Draft() {
		what = "Draft agenda: "
	}
	return what + council.DayOf(a.Meeting.Starts).Long()
}

// agendaFacts are when the meeting is, and whether its agenda is out.
func agendaFacts(a council.Agenda, by council.Day, clear int) []ui.Pair {
	when := a.Meeting.When()
	if a.Meeting.Length > 0 {
		when += ", for " + council.SayMinutes(a.Meeting.Length)
	}
	if a.Meeting.State == council.Cancelled {
		return []ui.Pair{{Name: "Meeting", Value: when}, {Name: "How it stands", Value: "did not meet. The reason: " + a.Meeting.Reason}}
	}
	return []ui.Pair{{Name: "Meeting", Value: when}, {Name: "Published", Value: publishedWords(a, by, clear)}}
}

// publishedWords say when the agenda was published, or by when it is to be. That
// it came late is said with the chair's reason.
func publishedWords(a council.Agenda, by council.Day, clear int) string {
	aim := fmt.Sprintf("%s, so that %s lie between", by.Long(), countOf(clear, "clear working day"))
	switch {
	case a.Draft():
		return "not yet. To be published by " + aim
	case a.Late != "":
		return fmt.Sprintf("late, on %s. It was to be published by %s. The chair's reason: %s", council.DayOf(a.Published).Long(), aim, ended(a.Late))
	}
	return council.DayOf(a.Published).Long()
}

// countOf counts things in words: "1 item", "3 items".
func countOf(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// agendaItems are the items with their times, each in one line, with what there
// is to say of its papers.
func agendaItems(a council.Agenda, papers map[council.ItemID]string) []ui.Block {
	var items []string
	together := 0
	for _, s := range a.Slots() {
		items = append(items, slotLine(s)+papers[s.Item.ID])
		if s.Together {
			together++
		}
	}
	if len(items) == 0 {
		return []ui.Block{ui.Prose{Text: "There are no items."}}
	}
	body := []ui.Block{ui.List{Lead: "Items, in " + council.ZoneLabel(a.Meeting.Starts.Location()), Items: items}}
	if together > 0 {
		body = append(body, ui.Note{Text: "Items marked “agreed together” are taken at once, without discussion, unless a member asks to speak about one."})
	}
	return body
}

// slotLine says an item in one line: "10:35 – 7a. Title (for decision, 10
// minutes). What it asks. Presented by Jo."
func slotLine(s council.Slot) string {
	line := s.Item.Number + ". " + s.Item.Title
	if !s.Item.On() {
		return line + ": " + goneWords(s.Item)
	}
	return s.Starts.Format("15:04") + " – " + line + " (" + strings.Join(slotFacts(s), ", ") + ")." + itemWords(s.Item)
}

func goneWords(item council.Item) string {
	if item.State == council.ItemCarried {
		return "not taken, carried forward to a later meeting."
	}
	return string(item.State) + "."
}

func slotFacts(s council.Slot) []string {
	var facts []string
	if s.Item.Closed != "" {
		facts = append(facts, "closed")
	}
	if s.Item.Purpose != "" {
		facts = append(facts, s.Item.Purpose.Label())
	}
	if s.Together {
		return append(facts, "agreed together")
	}
	return append(facts, council.SayMinutes(s.Item.Allotted))
}

// itemWords are the rest of what there is to say of an item.
func itemWords(item council.Item) string {
	var words []string
	add := func(there bool, sentence string) {
		if there {
			words = append(words, sentence)
		}
	}
	add(item.Closed != "", "Not for the public: "+ended(item.Closed))
	add(item.Ask != "", ended(item.Ask))
	add(item.Presenter != "", "Presented by "+item.Presenter+".")
	add(item.Pulled, "A member asked to speak about it.")
	add(item.Carried > 0, "Put off "+times(item.Carried)+".")
	add(item.Late != "", "Late item, because: "+ended(item.Late))
	if len(words) == 0 {
		return ""
	}
	return " " + strings.Join(words, " ")
}

// ended closes a person's words as a sentence.
func ended(words string) string {
	if strings.HasSuffix(words, ".") || strings.HasSuffix(words, "?") || strings.HasSuffix(words, "!") {
		return words
	}
	return words + "."
}

// times says how often: "once", "twice", "3 times".
func times(n int) string {
	if n < 3 {
		return [...]string{"never", "once", "twice"}[n]
	}
	return fmt.Sprintf("%d times", n)
}

// agendaSince says what has changed since the member last opened the agenda, and
// notes that it is open now.
func (d *Desk) agendaSince(ctx context.Context, r Request, a council.Agenda) ([]ui.Block, error) {
	if !r.From.Present() || a.Version == 0 {
		return nil, nil
	}
	looked, err := d.Store.Looked(ctx, r.From.ID)
	if err != nil {
		return nil, fmt.Errorf("read what a member has seen: %w", err)
	}
	entry, now := aboutAgenda(a.Meeting.ID), strconv.Itoa(a.Version)
	last := looked[entry]
	if last == now {
		return nil, nil
	}
	_, err = d.Store.Change(ctx, store.Change{By: r.From.ID, At: r.Now}, func(tx *store.Tx) error { return tx.MarkLooked(r.From.ID, entry, now) })
	if err != nil || last == "" {
		return nil, err
	}
	version, _ := strconv.Atoi(last)
	was, err := d.Store.AgendaLines(ctx, a.Meeting.ID, version)
	if err != nil {
		return nil, fmt.Errorf("read an earlier agenda: %w", err)
	}
	changes := council.Changes(was, a.Lines())
	if len(changes) == 0 {
		return nil, nil
	}
	return []ui.Block{ui.List{Lead: "Changed since you last opened it", Items: changes}}, nil
}

// agendaWays are what this person can do from an agenda.
func (d *Desk) agendaWays(r Request, a council.Agenda) []ui.Block {
	var body []ui.Block
	var row []ui.Button
	seated := r.From.Present()
	if seated && a.Meeting.Open() && r.Now.Before(a.Meeting.Ends()) {
		row = append(row, ui.Button{Label: "Propose an item", Do: "agenda", Arg: ofMeeting("propose", a.Meeting)})
		if pull := pullMenu(a); len(pull.Options) > 0 {
			body = append(body, pull)
		}
	}
	if !a.Draft() {
		row = append(row, ui.Button{Label: "Get the papers", Do: "agenda", Arg: ofMeeting("pack", a.Meeting)})
	}
	if seated {
		row = append(row, ui.Button{Label: "My proposals", Do: "agenda", Arg: "mine"}, ui.Button{Label: "Forward plan", Do: "agenda", Arg: "plan"},
			ui.Button{Label: "Earlier versions", Do: "agenda", Arg: ofMeeting("versions", a.Meeting)})
	}
	row = append(row, ui.Button{Label: "How the papers stand", Do: "paper", Arg: ofMeeting("list", a.Meeting)},
		ui.Button{Label: "See the meeting", Do: "meeting", Arg: ofMeeting("show", a.Meeting)}, ui.Button{Label: "What I can ask", Do: "agenda", Arg: "help"})
	return append(body, ui.Buttons{Row: row})
}

// pullMenu offers the items that are agreed together, to have one spoken about.
func pullMenu(a council.Agenda) ui.Select {
	menu := ui.Select{Label: "Speak about an item that would be agreed together", Do: "agenda"}
	for _, item := range a.Items {
		if item.Together() {
			menu.Options = append(menu.Options, ui.Option{Label: clipped(item.Number + ". " + item.Title), Arg: itemArg("pull", item)})
		}
	}
	return menu
}

// agendaConsole is what the secretary sees of an agenda beside what everybody
// sees: what to put right, and the one next step.
func (d *Desk) agendaConsole(ctx context.Context, r Request, a council.Agenda, by council.Day) ([]ui.Block, error) {
	waiting, err := d.waitingFor(ctx, a.Meeting.ID)
	if err != nil {
		return nil, err
	}
	words, err := d.agendaLint(ctx, a)
	if err != nil {
		return nil, err
	}
	body := []ui.Block{ui.Rule{}}
	if len(words) > 0 && a.Meeting.Open() {
		body = append(body, ui.List{Lead: "To look at before it goes out", Items: words})
	}
	text, row := agendaStep(a, len(waiting), by, r.Now)
	minutes, err := d.Store.Minutes(ctx, a.Meeting.ID)
	if err != nil {
		return nil, fmt.Errorf("read minutes: %w", err)
	}
	if minutes.State != "" {
		text, row = "the minutes of this meeting are drafted: go on there.", []ui.Button{{Label: "Open the minutes", Do: "minutes", Arg: ofMeeting("show", a.Meeting), Style: ui.Primary}}
	}
	body = append(body, ui.Prose{Lead: "Your next step:", Text: text})
	if a.Meeting.Open() {
		row = append(row, ui.Button{Label: "Change an item", Do: "agenda", Arg: ofMeeting("edit", a.Meeting)})
		if a.Draft() {
			row = append(row, ui.Button{Label: "Change the order", Do: "agenda", Arg: ofMeeting("move", a.Meeting)})
		}
		row = append(row, ui.Button{Label: "Put an item off", Do: "agenda", Arg: ofMeeting("defer", a.Meeting)})
	}
	return append(body, ui.Buttons{Row: append(row, ui.Button{Label: "Standing items", Do: "agenda", Arg: "standing"})}), nil
}

// agendaStep is the one thing that the secretary may do next for an agenda.
func agendaStep(a council.Agenda, waiting int, by council.Day, now time.Time) (string, []ui.Button) {
	post := ui.Button{Label: "Publish and post the agenda", Do: "agenda", Arg: ofMeeting("post", a.Meeting), Style: ui.Primary,
		Sure: "It is posted in the channel, and its numbers are then for good."}
	again := ui.Button{Label: "Post the agenda again", Do: "agenda", Arg: ofMeeting("post", a.Meeting)}
	answer := ui.Button{Label: "Answer the proposals", Do: "agenda", Arg: "proposals", Style: ui.Primary}
	reached := ui.Button{Label: "Which items were not reached?", Do: "agenda", Arg: ofMeeting("close", a.Meeting), Style: ui.Primary}
	switch {
	case a.Meeting.State == council.Cancelled:
		return "nothing. The council did not meet, and the items went on to a later meeting.", nil
	case a.Meeting.Sits(now) && now.Before(a.Meeting.Ends()):
		return "go through the agenda item by item. When each began is noted, and what is captured goes to the item that is on.",
			[]ui.Button{{Label: "Go through the agenda", Do: "agenda", Arg: "now", Style: ui.Primary}, {Label: reached.Label, Do: "agenda", Arg: reached.Arg}}
	case !now.Before(a.Meeting.Starts):
		return "say which items were not reached. They are carried forward, and whoever proposed them is told.", []ui.Button{reached}
	case waiting > 0 && a.Draft():
		post.Style = ui.Usual
		return countOf(waiting, "proposal") + " to answer.", []ui.Button{answer, post}
	case waiting > 0:
		return countOf(waiting, "proposal") + " to answer.", []ui.Button{answer, again}
	case a.Draft() && by.Before(council.DayOf(now)):
		return "publish the agenda. The last day was " + by.Long() + ", so you are asked for the chair's reason.", []ui.Button{post}
	case a.Draft():
		return "publish the agenda by " + by.Long() + ".", []ui.Button{post}
	}
	return "nothing now. The agenda is out, and its post changes with it.", []ui.Button{again}
}
