package commands

import (
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// search answers "/ask search: words": one search over the council's record and
// its guidance, as far as this person may see them. Without words it gives the
// form. What is no record yet is not searched: draft minutes, what is captured and
// waits for approval, and corrections of minutes that are proposed. Each is seen by
// a few, stands on its own page, and is found as soon as the record has it.
func (d *Desk) search(ctx context.Context, r Request, text string) (ui.Reply, error) {
	sought, err := council.ParseSearch(text)
	if err == nil && len(sought.Terms) == 0 {
		return d.searchForm(sought), nil
	}
	return d.searchPage(ctx, r, text)
}

func (d *Desk) searchPage(ctx context.Context, r Request, text string) (ui.Message, error) {
	sought, err := council.ParseSearch(text)
	if err != nil {
		return ui.Message{}, err
	}
	if len(sought.Terms) == 0 {
		return ui.Message{Body: []ui.Block{ui.Prose{Text: "Say what you are looking for, as in: search: shared desk since 2026."}, ui.Buttons{Row: []ui.Button{{Label: "Write a search", Do: "searching"}}}}}, nil
	}
	found, err := d.find(ctx, r, sought)
	if err != nil {
		return ui.Message{}, err
	}
	body := append([]ui.Block{ui.Heading{Text: "Search"}, ui.Prose{Lead: "Searched for:", Text: short(sought.Of(1)) + "."}}, foundNotes(found)...)
	for _, hit := range found.Hits {
		body = append(body, d.hitParts(r, hit)...)
	}
	if len(found.Hits) == 0 {
		body = append(body, ui.Prose{Text: "Nothing that you may see holds these words. Try fewer or other words, without a kind or a date, or ask people."})
	}
	note := "You see what your standing lets you see, and nobody is told that you looked."
	if !r.From.Present() && r.From.SlackID == "" { // for a channel to read
		note = "This is what anybody may see."
	}
	body = append(body, ui.Buttons{Row: searchWays(sought, found)}, ui.Note{Text: note})
	return shareable(card(body...), "ask search: "+sought.Of(sought.Page)), nil
}

// find searches with this person's eyes.
func (d *Desk) find(ctx context.Context, r Request, sought council.Search) (store.Found, error) {
	if err := d.Stock(ctx); err != nil {
		return store.Found{}, fmt.Errorf("index the pack: %w", err)
	}
	eyes, err := d.sight(ctx, r)
	if err != nil {
		return store.Found{}, err
	}
	return d.Store.Search(ctx, eyes, sought)
}

// sight says as whom this person searches.
func (d *Desk) sight(ctx context.Context, r Request) (council.Eyes, error) {
	eyes := council.Eyes{Now: r.Now}
	for s := council.Anyone; s <= council.Admin; s++ {
		if d.holds(r, s) {
			eyes.Standing = s
		}
	}
	if r.From.Present() {
		eyes.Member = r.From.ID
		return eyes, nil
	}
	passes, err := d.Store.Passes(ctx, r.From.SlackID, r.Now)
	if err != nil {
		return eyes, fmt.Errorf("look for whom somebody deputises: %w", err)
	}
	for _, m := range passes {
		eyes.Passes = append(eyes.Passes, m.ID)
	}
	return eyes, nil
}

// foundNotes say how the words were read.
func foundNotes(found store.Found) []ui.Block {
	var notes []string
	for _, c := range found.Corrected {
		notes = append(notes, "I read “"+short(c.From)+"” as “"+c.To+"”.")
	}
	for _, word := range found.Missing {
		notes = append(notes, "Nothing holds “"+short(word)+"”.")
	}
	if found.Recent {
		notes = append(notes, "These words are very common, so only the newest passages were looked through. Add a word to find older ones.")
	}
	if notes == nil {
		return nil
	}
	return []ui.Block{ui.Note{Text: strings.Join(notes, " ")}}
}

// hitParts show one thing that was found, with the words marked and the way to
// it.
func (d *Desk) hitParts(r Request, hit store.Hit) []ui.Block {
	lead := singular[hit.Kind]
	switch {
	case hit.Entry != "":
		lead += ", checked " + hit.Day.Short()
	case !hit.Day.IsZero():
		lead += ", " + hit.Day.Short()
	}
	text := append(marks(hit.Title), ui.Piece{Text: ". "})
	body := []ui.Block{ui.Extract{Lead: lead + ".", Pieces: append(text, marks(hit.Passage)...)}}
	if to, ok := d.wayTo(r, hit); ok {
		to.Label = clipped("Open: " + words(hit.Title))
		body = append(body, ui.Buttons{Row: []ui.Button{to}})
	}
	return body
}

// singular names one thing of each shelf.
var singular = map[council.Shelf]string{council.OfAgendas: "Agenda item", council.OfPapers: "Paper", council.OfMinutes: "Minutes",
	council.OfDecisions: "Decision", council.OfActions: "Action", council.OfPractices: "Good practice", council.OfMeetings: "Meeting",
	council.OfMembers: "Member", council.OfQuestions: "Question", council.OfAnswers: "Answer of the council", council.OfRoles: "Role", council.OfSkills: "Skill", council.OfGuidance: "Guidance"}

func marks(pieces []store.Piece) []ui.Piece {
	out := make([]ui.Piece, len(pieces))
	for i, p := range pieces {
		out[i] = ui.Piece{Text: p.Text, Marked: p.Found}
	}
	return out
}

func words(pieces []store.Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.Text)
	}
	return b.String()
}

// wayTo opens what was found, by the command that shows it. ok is false when
// there is no page of it for this person.
func (d *Desk) wayTo(r Request, hit store.Hit) (to ui.Button, ok bool) {
	switch hit.Kind {
	case council.OfRoles, council.OfSkills, council.OfGuidance:
		return ui.Button{Do: "ask", Arg: "read " + hit.Entry}, true
	case council.OfMeetings:
		return ui.Button{Do: "meeting", Arg: fmt.Sprintf("show #%d", hit.Ref)}, true
	case council.OfMembers:
		return ui.Button{Do: "member", Arg: fmt.Sprintf("card #%d", hit.Ref)}, true
	case council.OfMinutes:
		return ui.Button{Do: "minutes", Arg: fmt.Sprintf("show #%d", hit.Ref)}, true
	case council.OfPapers:
		return ui.Button{Do: "paper", Arg: fmt.Sprintf("show %d", hit.Ref)}, true
	case council.OfDecisions:
		number, _, _ := strings.Cut(words(hit.Title), ":")
		return ui.Button{Do: "decision", Arg: "show " + number}, true
	case council.OfActions:
		return ui.Button{Do: "action", Arg: fmt.Sprintf("show A%d", hit.Ref)}, d.holds(r, council.Deputy)
	case council.OfPractices:
		return ui.Button{Do: "practice", Arg: fmt.Sprintf("show %d", hit.Ref)}, true
	case council.OfAgendas:
		if hit.Meeting != 0 {
			return ui.Button{Do: "agenda", Arg: fmt.Sprintf("show #%d", hit.Meeting)}, true
		}
	}
	return ui.Button{}, false
}

// searchWays lead on from what was found: the next page, one kind alone, other
// words.
func searchWays(sought council.Search, found store.Found) []ui.Button {
	var row []ui.Button
	if found.More {
		row = append(row, ui.Button{Label: "Show more", Do: "ask", Arg: "search: " + sought.Of(sought.Page+1), Style: ui.Primary})
	}
	if len(found.Kinds) > 1 {
		for _, kind := range found.Kinds[:min(3, len(found.Kinds))] {
			only := sought
			only.Kinds = []council.Shelf{kind}
			row = append(row, ui.Button{Label: "Only " + lowerFirst(kind.Label()), Do: "ask", Arg: "search: " + only.Of(1)})
		}
	}
	row = append(row, ui.Button{Label: "Search again", Do: "searching", Arg: sought.Of(1)})
	if len(found.Hits) == 0 {
		row = append(row, ui.Button{Label: "Ask people", Do: "put", Arg: strings.Join(sought.Terms, " ")})
	}
	return row
}

// SearchForm opens the form of a search, with what was sought last.
func (d *Desk) SearchForm(_ context.Context, r Request) (ui.Reply, error) {
	sought, err := council.ParseSearch(r.Text)
	if err != nil {
		return nil, err
	}
	return d.searchForm(sought), nil
}

func (d *Desk) searchForm(sought council.Search) ui.Modal {
	var kinds []ui.Option
	for _, k := range council.Shelves {
		kinds = append(kinds, ui.Option{Label: k.Label(), Arg: string(k)})
	}
	now := "all"
	if len(sought.Kinds) == 1 {
		now = string(sought.Kinds[0])
	}
	terms := council.Search{Terms: sought.Terms}
	return ui.Modal{Do: "searched", Title: "Search the record", Submit: "Search", Body: []ui.Block{
		ui.Input{Name: "words", Label: "What are you looking for?", Hint: "A word, several words, or a phrase in quotes. Endings and small slips do not matter.", Kind: ui.Line, Value: terms.Of(1), Max: 200},
		ui.Input{Name: "kind", Label: "Where?", Kind: ui.Menu, Value: now, Options: append([]ui.Option{{Label: "Everywhere", Arg: "all"}}, kinds...)},
		ui.Input{Name: "since", Label: "From which day on?", Kind: ui.Date, Value: dateField(sought.Since), Optional: true},
		ui.Input{Name: "until", Label: "Up to which day?", Kind: ui.Date, Value: dateField(sought.Until), Optional: true},
	}}
}

func dateField(d council.Day) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// Searched answers the form of a search.
func (d *Desk) Searched(ctx context.Context, r Request) (ui.Reply, error) {
	sought, err := council.ParseSearch(r.Form["words"])
	if err != nil {
		return nil, err
	}
	if len(sought.Terms) == 0 {
		return ui.FieldErrors{"words": "Give at least one word to look for."}, nil
	}
	if kind, err := council.ParseShelf(r.Form["kind"]); err == nil {
		sought.Kinds = []council.Shelf{kind}
	}
	for field, day := range map[string]*council.Day{"since": &sought.Since, "until": &sought.Until} {
		if r.Form[field] == "" {
			continue
		}
		if *day, err = council.ParseDay(r.Form[field]); err != nil {
			return ui.FieldErrors{field: "Give a day, or leave this empty."}, nil
		}
	}
	return d.search(ctx, r, sought.Of(1))
}
