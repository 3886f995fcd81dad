package commands

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// captureVerbs is what can be asked about something captured. Its own id is
// written c12.
func (d *Desk) captureVerbs() []verb {
	return []verb{
		{"action", "", "Record an action", council.Deputy, d.captureAs(council.CaptureAction)},
		{"decision", "", "Record a decision", council.Deputy, d.captureAs(council.CaptureDecision)},
		{"note", "", "Record a note for the minutes", council.Deputy, d.captureAs(council.CaptureNote)},
		{"amend", "c12", "Change what was captured", council.Deputy, d.captureAmend},
		{"back", "c12", "Take back what you captured", council.Deputy, d.captureBack},
		{"list", "", "What was captured and waits for the secretary", council.Deputy, d.captureList},
		{"approve", "c12", "Put what was captured into the record", council.Secretary, d.captureApprove},
		{"several", "", "Approve several at once", council.Secretary, d.captureSeveral},
		{"drop", "c12", "Leave out what was captured", council.Secretary, d.captureDrop},
	}
}

// Capture answers every button and form about what is captured for the record.
func (d *Desk) Capture(ctx context.Context, r Request) (ui.Reply, error) {
	return d.runVerb(ctx, r, d.captureVerbs(), d.captureList)
}

// RecordForMinutes opens the form for a decision or a note, from a message.
func (d *Desk) RecordForMinutes(ctx context.Context, r Request) (ui.Reply, error) {
	return d.captureForm(ctx, r, council.CaptureDecision, *r.Message)
}

// RecordAction opens the form for an action, from a message.
func (d *Desk) RecordAction(ctx context.Context, r Request) (ui.Reply, error) {
	return d.captureForm(ctx, r, council.CaptureAction, *r.Message)
}

// captureAs opens the form of a kind, or keeps what it says. The text is the
// message that it was taken from, as a form carries it, or the meeting it belongs
// to, as #3; empty: neither.
func (d *Desk) captureAs(kind council.CaptureKind) Handler {
	return func(ctx context.Context, r Request) (ui.Reply, error) {
		from, err := d.captureFrom(ctx, r)
		if err != nil {
			return nil, err
		}
		if r.Form == nil {
			return d.captureForm(ctx, r, kind, from)
		}
		return d.captureTyped(ctx, r, kind, from)
	}
}

func (d *Desk) captureFrom(ctx context.Context, r Request) (Message, error) {
	if r.Text == "" {
		return Message{}, nil
	}
	if number, marked := strings.CutPrefix(r.Text, "#"); marked {
		m, err := d.numbered(ctx, number)
		return Message{Meeting: m.ID}, err
	}
	return readMessage(r.Text, r.Now)
}

// captureForm is the form for something new, filled in with what a message says.
func (d *Desk) captureForm(ctx context.Context, r Request, kind council.CaptureKind, from Message) (ui.Reply, error) {
	reader, err := d.captureReader(ctx, r)
	if err != nil {
		return nil, err
	}
	reader.Named = from.Named
	c := reader.Read(council.Tagged{Kind: kind, Text: strings.Join(strings.Fields(untagged(from.Text)), " ")})
	if kind == council.CaptureAction && len(c.Owners) == 0 && len(from.Named) > 0 && from.Named[0].Present() {
		c.Owners = []council.Owner{{Member: from.Named[0].ID}}
	}
	c.Words = clippedTo(c.Words, 500)
	spots, value, err := d.captureSpots(ctx, r, from)
	if err != nil {
		return nil, err
	}
	fields, err := d.captureInputs(ctx, c)
	if err != nil {
		return nil, err
	}
	arg := string(kind)
	if from.TS != "" {
		arg += " " + from.kept()
	}
	spots.Value = value
	return ui.Modal{Do: "capture", Arg: arg, Title: captureTitle(kind), Submit: "Record it", Body: append(fields, spots)}, nil
}

func captureTitle(kind council.CaptureKind) string {
	if kind == council.CaptureAction {
		return "Record an action"
	}
	return "Record for the minutes"
}

// untagged is a message's text without the tag before it.
func untagged(text string) string {
	if tagged := council.TaggedLines(text); len(tagged) == 1 {
		return tagged[0].Text
	}
	return text
}

// captureReader reads what people type, with the members there are.
func (d *Desk) captureReader(ctx context.Context, r Request) (council.CaptureReader, error) {
	_, zone, err := d.house(ctx)
	if err != nil {
		return council.CaptureReader{}, err
	}
	members, err := d.Store.Members(ctx)
	if err != nil {
		return council.CaptureReader{}, fmt.Errorf("read the members: %w", err)
	}
	next, err := d.Store.NextMeeting(ctx, r.Now)
	if err != nil {
		return council.CaptureReader{}, fmt.Errorf("look for the next meeting: %w", err)
	}
	reader := council.CaptureReader{Members: members, Now: r.Now.In(zone)}
	if next.ID != 0 {
		reader.Next = council.DayOf(next.Starts)
	}
	return reader, nil
}

// captureInputs are the fields of something captured.
func (d *Desk) captureInputs(ctx context.Context, c council.Capture) ([]ui.Block, error) {
	if c.Kind != council.CaptureAction {
		return []ui.Block{
			ui.Input{Name: "kind", Label: "What is it?", Kind: ui.Choice, Value: string(c.Kind), Options: []ui.Option{
				{Label: "A decision: it gets a number in the register", Arg: string(council.CaptureDecision)},
				{Label: "A note: it goes into the draft minutes", Arg: string(council.CaptureNote)}}},
			ui.Input{Name: "words", Label: "In the words of the minutes", Hint: "A sentence that stands on its own, such as: The council shares one service desk from April.", Kind: ui.Text, Value: c.Words, Max: 1000},
			ui.Input{Name: "dissent", Label: "Who saw it otherwise, if they want that recorded", Kind: ui.Line, Value: c.Dissent, Optional: true, Max: 500},
		}, nil
	}
	members, err := d.Store.Members(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the members: %w", err)
	}
	account, others := ownerFields(c, members)
	due := ""
	if !c.Due.IsZero() {
		due = c.Due.String()
	}
	return []ui.Block{
		ui.Input{Name: "words", Label: "What is to be done?", Hint: "One sentence, such as: Write to the fire services about the shared desk.", Kind: ui.Text, Value: c.Words, Max: 500},
		ui.Input{Name: "owner", Label: "Who does it?", Kind: ui.Person, Value: account, Optional: true},
		ui.Input{Name: "others", Label: "More names, or somebody who is not in Slack", Hint: "With commas between them: Ben Okafor, Jo Smith of the police.", Kind: ui.Line, Value: others, Optional: true, Max: 300},
		ui.Input{Name: "due", Label: "By which day?", Kind: ui.Date, Value: due, Optional: true},
	}, nil
}

// ownerFields writes owners into the two fields of a form: the first who is in
// Slack by the account, the others by name.
func ownerFields(c council.Capture, members []council.Member) (account, others string) {
	names := append([]string{}, c.UnreadOwners...)
	for _, o := range c.Owners {
		slack := ""
		for _, m := range members {
			if m.ID == o.Member && o.Member != 0 {
				slack = m.SlackID
			}
		}
		if slack != "" && account == "" {
			account = slack
			continue
		}
		names = append(names, o.Among(members))
	}
	return account, strings.Join(names, ", ")
}

// typedOwners reads the two fields of a form. Who is no member is an owner by
// name alone. The error is a *council.Problem.
func (d *Desk) typedOwners(ctx context.Context, form map[string]string) ([]council.Owner, error) {
	var owners []council.Owner
	add := func(o council.Owner) {
		for _, there := range owners {
			if there == o {
				return
			}
		}
		owners = append(owners, o)
	}
	if account := form["owner"]; account != "" {
		m, err := d.Store.MemberBySlackID(ctx, account)
		if err != nil {
			return nil, fmt.Errorf("find a member: %w", err)
		}
		if m.ID == 0 {
			return nil, &council.Problem{Field: "owner", Say: "This person has no seat. Leave this empty and write the name in the field below."}
		}
		add(council.Owner{Member: m.ID})
	}
	members, err := d.Store.Members(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the members: %w", err)
	}
	for name := range strings.FieldsFuncSeq(form["others"], func(c rune) bool { return c == ',' || c == ';' || c == '\n' }) {
		if name = strings.Join(strings.Fields(name), " "); name == "" {
			continue
		}
		if m, err := council.ByName(present(members), name); err == nil {
			add(council.Owner{Member: m.ID})
			continue
		}
		add(council.Owner{Name: name})
	}
	return owners, nil
}

func present(members []council.Member) []council.Member {
	var all []council.Member
	for _, m := range members {
		if m.Present() {
			all = append(all, m)
		}
	}
	return all
}

// typedCapture puts what a form says over something captured. The error is a
// *council.Problem.
func (d *Desk) typedCapture(ctx context.Context, r Request, c council.Capture) (council.Capture, error) {
	was := c.Due
	c.Words = strings.Join(strings.Fields(r.Form["words"]), " ")
	if c.Kind == council.CaptureAction {
		owners, err := d.typedOwners(ctx, r.Form)
		if err != nil {
			return c, err
		}
		c.Owners, c.UnreadOwners, c.UnreadDue, c.Due = owners, nil, "", council.Day{}
		if due := r.Form["due"]; due != "" {
			if c.Due, err = council.ParseDay(due); err != nil {
				return c, &council.Problem{Field: "due", Say: "Choose the day in the calendar.", Err: err}
			}
		}
	} else {
		c.Kind = cmp.Or(council.CaptureKind(r.Form["kind"]), c.Kind)
		if c.Kind != council.CaptureDecision {
			c.Kind = council.CaptureNote
		}
		c.Dissent = strings.Join(strings.Fields(r.Form["dissent"]), " ")
	}
	if spot, asked := r.Form["spot"]; asked && (c.ID == 0 || spot != spotArg(c.Meeting, c.Item)) {
		if err := d.readSpot(ctx, spot, &c); err != nil {
			return c, err
		}
	}
	if c.Kind == council.CaptureAction && !c.Due.IsZero() && c.Due != was && c.Due.Before(council.DayOf(r.Now)) {
		return c, &council.Problem{Field: "due", Say: c.Due.Long() + " has passed. Choose a day that is still to come."}
	}
	return c, c.Check()
}

// captureTyped keeps what a form says.
func (d *Desk) captureTyped(ctx context.Context, r Request, kind council.CaptureKind, from Message) (ui.Reply, error) {
	c, err := d.typedCapture(ctx, r, council.Capture{Kind: kind, State: council.Captured, By: r.From.ID, On: council.DayOf(r.Now),
		Channel: from.Channel, TS: from.TS, Link: from.Link})
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	var there council.Capture
	err = d.changeItems(ctx, r, "capture.made", "", func(tx *store.Tx) error {
		before, err := tx.CapturedFrom(from.Channel, from.TS)
		if err != nil {
			return err
		}
		for _, b := range before {
			if b.Kind == c.Kind && b.State != council.CaptureDropped {
				there = b
				return &council.Problem{Say: "This message is recorded as " + c.Kind.A() + " already, so nothing was added."}
			}
		}
		c.ID, err = tx.PutCapture(c)
		tx.About(aboutCapture(c.ID))
		return err
	})
	if there.ID != 0 {
		return d.capturedAlready(ctx, r, there)
	}
	if err != nil {
		return nil, err
	}
	if c.ID == 0 { // the form was sent twice
		return card(ui.Prose{Text: "That is recorded already."}, ui.Buttons{Row: []ui.Button{{Label: "What was captured", Do: "capture", Arg: "list"}}}), nil
	}
	return d.capturedPage(ctx, r, c.ID)
}

func aboutCapture(id council.CaptureID) string { return fmt.Sprintf("capture/%d", id) }

// captureOf finds the capture that a text begins with, as c12, and gives what is
// left of the text. The error is a *council.Problem when there is none that this
// person may see.
func (d *Desk) captureOf(ctx context.Context, r Request) (council.Capture, string, error) {
	first, rest, _ := strings.Cut(r.Text, " ")
	id, _ := strconv.ParseInt(strings.TrimPrefix(strings.ToLower(first), "c"), 10, 64)
	c, err := d.Store.Capture(ctx, council.CaptureID(id))
	if err != nil {
		return c, "", fmt.Errorf("read what was captured: %w", err)
	}
	if c.ID == 0 || !c.OpenTo(r.From, r.Now) && !d.holds(r, council.Secretary) {
		return c, "", &council.Problem{Say: "There is nothing captured under “" + short(first) + "” that you can change. Look at what you captured with " + d.slash("action captured") + "."}
	}
	return c, strings.TrimSpace(rest), nil
}
