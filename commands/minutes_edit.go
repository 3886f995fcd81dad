package commands

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// minutesEdit gives the form to write under one item of a draft, or keeps what it
// says.
func (d *Desk) minutesEdit(ctx context.Context, r Request) (ui.Reply, error) {
	m, text, err := d.minutesOf(ctx, r, council.MinutesDraft)
	if err != nil {
		return nil, err
	}
	if err := m.Editable(); err != nil && !written(r.Form) {
		return nil, err
	}
	word, rest, _ := strings.Cut(cmp.Or(r.Form["item"], text), " ")
	item := firstOf(m.Items, func(i council.MinutedItem) bool {
		return i.Number == strings.ToLower(word) || fmt.Sprintf("i%d", i.Item) == word
	})
	switch {
	case word == "":
		return editMenu(m), nil
	case item.Item == 0:
		return nil, &council.Problem{Say: "The agenda of " + council.DayOf(m.Meeting.Starts).Long() + " has no item “" + short(word) + "”. Look at its numbers with " + d.slash("agenda "+ofMeeting("show", m.Meeting)) + "."}
	case !written(r.Form):
		prose, err := d.Store.Prose(ctx, m.Meeting.ID, item.Item)
		if err != nil {
			return nil, fmt.Errorf("read what is written under an item: %w", err)
		}
		return proseForm(m, item, prose.Text, prose.Edition), nil
	}
	edition, _ := strconv.Atoi(strings.TrimPrefix(rest, "e"))
	return d.keepProse(ctx, r, m, item, edition)
}

// editMenu lets an item be chosen.
func editMenu(m council.Minutes) ui.Modal {
	menu := ui.Input{Name: "item", Label: "Under which item?", Kind: ui.Menu}
	for _, item := range m.Items {
		if item.Item == 0 {
			continue // what is under no item takes no prose
		}
		menu.Options = append(menu.Options, ui.Option{Label: clipped(item.Number + ". " + item.Title), Arg: fmt.Sprintf("i%d", item.Item)})
	}
	return ui.Modal{Do: "minutes", Arg: ofMeeting("edit", m.Meeting), Title: "Write under an item", Submit: "Go on", Body: []ui.Block{menu}}
}

// proseFields is how many fields a form has at most for what is written under an
// item; fieldMost is how much fits in one.
const proseFields, fieldMost = 8, 3000

// proseField is the name of a field of prose: text, text2, …
func proseField(n int) string {
	if n == 0 {
		return "text"
	}
	return fmt.Sprintf("text%d", n+1)
}

// written reports whether a form holds what was written.
func written(form map[string]string) bool {
	_, there := form["text"]
	return there
}

// proseOf joins the fields of a form again.
func proseOf(form map[string]string) string {
	var parts []string
	for n := range proseFields {
		if text := strings.TrimSpace(form[proseField(n)]); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "\n")
}

// proseForm is the form to write under an item; text stands there at first.
func proseForm(m council.Minutes, item council.MinutedItem, text string, edition int, above ...ui.Block) ui.Modal {
	body := append(above, ui.Prose{Text: item.Number + ". " + item.Title})
	if item.Closed != "" {
		body = append(body, ui.Note{Text: "Closed item: what you write here is read by the chair, the secretary and whoever proposed it. " + ended(item.Closed)})
	}
	var stands []string
	for _, p := range item.Paragraphs {
		if p.Kind != council.ProseParagraph {
			stands = append(stands, p.Words())
		}
	}
	if len(stands) > 0 {
		body = append(body, ui.List{Lead: "Stands here by itself", Items: stands})
	}
	pages := council.Pages(text, fieldMost)
	if len([]rune(pages[len(pages)-1])) > fieldMost/2 && len(pages) < proseFields {
		pages = append(pages, "")
	}
	for n, page := range pages[:min(len(pages), proseFields)] {
		in := ui.Input{Name: proseField(n), Label: "What was said and why", Hint: "Each line becomes a numbered paragraph. Everybody reads it once it is circulated, so leave personal details out.", Kind: ui.Text, Value: page, Optional: true, Max: fieldMost}
		if n > 0 {
			in.Label, in.Hint = "And after that", ""
		}
		body = append(body, in)
	}
	return ui.Modal{Do: "minutes", Arg: fmt.Sprintf("%s i%d e%d", ofMeeting("edit", m.Meeting), item.Item, edition), Title: "Minutes: item " + clippedTo(item.Number, 8), Submit: "Keep it", Body: body}
}

// keepProse keeps what was written under an item. Where somebody else has changed
// it meanwhile nothing is kept: the writer sees both, and decides.
func (d *Desk) keepProse(ctx context.Context, r Request, m council.Minutes, item council.MinutedItem, edition int) (ui.Reply, error) {
	text := proseOf(r.Form)
	var now store.Prose
	err := d.changeMinutes(ctx, r, "minutes.edited", m.Meeting.ID, func(tx *store.Tx) (err error) {
		var kept bool
		now, kept, err = tx.PutProse(m.Meeting.ID, item.Item, text, edition)
		if err == nil && !kept {
			err = errOvertaken
		}
		return err
	})
	var problem *council.Problem
	switch {
	case errors.Is(err, errOvertaken):
		return d.overtaken(ctx, m, item, text, now)
	case errors.As(err, &problem): // such as circulated meanwhile: the words stay in the form
		return ui.FieldErrors{"text": problem.Say}, nil
	case err != nil:
		return nil, err
	}
	return d.minutesPage(ctx, r, m.Meeting.ID, "Kept under item "+item.Number+".")
}

// errOvertaken undoes a change of words that somebody else has changed meanwhile.
var errOvertaken = &council.Problem{Say: "Somebody else has changed this item while you wrote. Open it again with /minutes edit; nothing of theirs was lost."}

// overtaken shows a writer what somebody else has written meanwhile, with the
// writer's own words still in the form.
func (d *Desk) overtaken(ctx context.Context, m council.Minutes, item council.MinutedItem, text string, now store.Prose) (ui.Reply, error) {
	by, err := d.Store.Member(ctx, now.By)
	if err != nil {
		return nil, fmt.Errorf("read who wrote an item: %w", err)
	}
	theirs := cmp.Or(now.Text, "(nothing)")
	return proseForm(m, item, text, now.Edition,
		ui.Prose{Text: cmp.Or(by.Name, "Somebody") + " changed this item while you wrote. Below stand your words; nothing is lost. Take over from theirs what should stay, and send it again."},
		ui.Prose{Lead: "It now reads:", Text: theirs}), nil
}
