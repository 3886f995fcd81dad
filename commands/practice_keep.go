package commands

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// practiceList is the librarian's list: everything that waits for an hour of
// theirs, each with its buttons.
func (d *Desk) practiceList(ctx context.Context, r Request) (ui.Reply, error) {
	return d.keepersPage(ctx, r)
}

// keptMost is how many practices each part of the librarian's list shows.
const keptMost = 5

func (d *Desk) keepersPage(ctx context.Context, r Request, done ...string) (ui.Reply, error) {
	all, err := d.Store.Practices(ctx, "")
	if err != nil {
		return nil, fmt.Errorf("read the library: %w", err)
	}
	body := append(doneLines(done), ui.Heading{Text: "The librarian's list"})
	parts := listParts(r, all)
	for _, part := range parts {
		body = append(body, part...)
	}
	if len(parts) == 0 {
		body = append(body, ui.Prose{Text: "Nothing waits for you: no practice is proposed, changed, due for a check, without an owner or double."})
	}
	return card(append(body, ui.Buttons{Row: []ui.Button{{Label: "What is posted next", Do: "practice", Arg: "next"}, {Label: "The library", Do: "practice"}}})...), nil
}

// listParts are the parts of the librarian's list that hold something.
func listParts(r Request, all []council.Practice) [][]ui.Block {
	today := council.DayOf(r.Now)
	var waiting, changed, due, gone, unfit []council.Practice
	for _, p := range all {
		switch {
		case p.State == council.PracticeProposed:
			waiting = append(waiting, p)
		case p.State != council.PracticeApproved:
		case p.Before != nil:
			changed = append(changed, p)
		case p.Owner == 0 && !p.Story:
			gone = append(gone, p)
		case p.Due(today):
			due = append(due, p)
		case len(p.Wants()) > 1:
			unfit = append(unfit, p)
		}
	}
	var parts [][]ui.Block
	for _, part := range []struct {
		lead, label, verb string
		practices         []council.Practice
	}{
		{"Waiting for your answer", "Look at: ", "show", waiting},
		{"Changed by their owners", "See what was changed: ", "show", changed},
		{"Their owner is gone", "Reassign: ", "reassign", gone},
		{"Due for a check", "Still right: ", "verify", due},
		{"Too little in them to copy from", "Fill in: ", "edit", unfit},
	} {
		if blocks := listPart(r, part.lead, part.label, part.verb, part.practices); blocks != nil {
			parts = append(parts, blocks)
		}
	}
	if doubles := doubleParts(all); doubles != nil {
		parts = append(parts, doubles)
	}
	return parts
}

func listPart(r Request, lead, label, verb string, practices []council.Practice) []ui.Block {
	var items []string
	var row []ui.Button
	for _, p := range practices[:min(keptMost, len(practices))] {
		line := practiceLine(r, p)
		if wants := p.Wants(); verb == "edit" {
			line += " Missing: " + listed(wants) + "."
		}
		items = append(items, line)
		row = append(row, ui.Button{Label: clipped(label + p.Title), Do: "practice", Arg: practiceArg(verb, p)})
	}
	if items == nil {
		return nil
	}
	return []ui.Block{ui.List{Lead: fmt.Sprintf("%s: %d", lead, len(practices)), Items: items}, ui.Buttons{Row: row}}
}

// doubleParts list pairs of practices that may be the same.
func doubleParts(all []council.Practice) []ui.Block {
	var live []council.Practice
	for _, p := range all {
		if p.State == council.PracticeApproved || p.State == council.PracticeProposed {
			live = append(live, p)
		}
	}
	var items []string
	var row []ui.Button
	for _, pair := range council.DoublePractices(live, keptMost) {
		p, other := pair[0], pair[1]
		items = append(items, fmt.Sprintf("%d. “%s” and %d. “%s”", p.ID, p.Title, other.ID, other.Title))
		row = append(row, ui.Button{Label: fmt.Sprintf("Compare and merge %d and %d", p.ID, other.ID), Do: "practice", Arg: fmt.Sprintf("merge %d %d", p.ID, other.ID)})
	}
	if items == nil {
		return nil
	}
	return []ui.Block{ui.List{Lead: "Perhaps the same", Items: items}, ui.Buttons{Row: row}}
}

// practiceApprove puts a practice into the library and tells its author.
func (d *Desk) practiceApprove(ctx context.Context, r Request) (ui.Reply, error) {
	p, _, err := d.practiceOf(ctx, r)
	if err != nil {
		return nil, err
	}
	return d.answerPractice(ctx, r, p, "practice.approved", func(now council.Practice) (council.Practice, ui.Message, string) {
		now.State, now.Before = council.PracticeApproved, nil
		return now, practiceLetter("Your practice is in the library", "“"+now.Title+"” is approved. You are asked on "+now.Review.Long()+" whether it is still right.", now),
			"“" + now.Title + "” is in the library, and whoever shared it is told."
	})
}

// practiceReturn gives a practice back to its author with a word.
func (d *Desk) practiceReturn(ctx context.Context, r Request) (ui.Reply, error) {
	p, word, err := d.practiceOf(ctx, r)
	if err != nil {
		return nil, err
	}
	if word = cmp.Or(tidy(r.Form["word"]), word); word == "" {
		return ui.Modal{Do: "practice", Arg: practiceArg("return", p), Title: "Return a practice", Submit: "Return it", Body: []ui.Block{
			ui.Prose{Text: "“" + p.Title + "” goes back to whoever shared it, who can mend it and send it again."},
			ui.Input{Name: "word", Label: "What should they mend?", Kind: ui.Line, Max: 300}}}, nil
	}
	return d.answerPractice(ctx, r, p, "practice.returned", func(now council.Practice) (council.Practice, ui.Message, string) {
		now.State, now.Word = council.PracticeReturned, clippedTo(word, 300)
		return now, practiceLetter("Your practice needs a little more", "“"+now.Title+"” comes back to you. The librarian writes: “"+now.Word+"”.", now,
			ui.Button{Label: "Go on writing", Do: "practice", Arg: practiceArg("edit", now), Style: ui.Primary}), "“" + now.Title + "” is returned, and whoever shared it is told."
	})
}

// answerPractice keeps the librarian's answer to a practice that waits for one,
// and tells its author.
func (d *Desk) answerPractice(ctx context.Context, r Request, p council.Practice, did string, answer func(council.Practice) (council.Practice, ui.Message, string)) (ui.Reply, error) {
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	say := "That is done already."
	err = d.changePractice(ctx, r, did, p.ID, func(tx *store.Tx, now council.Practice) (council.Practice, error) {
		if now.State != council.PracticeProposed {
			return now, &council.Problem{Say: "“" + now.Title + "” " + practiceStands(now) + " already, so nothing was changed. Look at the others with " + d.slash("practice list") + "."}
		}
		next, letter, done := answer(now)
		say = done
		return next, d.tellAuthor(tx, post, next, strings.ReplaceAll(did, ".", "-"), letter)
	})
	if err != nil {
		return nil, err
	}
	return d.keepersPage(ctx, r, say, post.byHand(p.Owner))
}

// practiceReassign has another member answer for a practice. The contact goes
// with the owner before, unless the new owner shows their name.
func (d *Desk) practiceReassign(ctx context.Context, r Request) (ui.Reply, error) {
	p, rest, err := d.practiceOf(ctx, r)
	if err != nil {
		return nil, err
	}
	if p.Story {
		return nil, &council.Problem{Say: "A story of failure has no owner by name: the secretary asks whoever told it. Nothing was changed."}
	}
	name := cmp.Or(tidy(r.Form["name"]), strings.TrimPrefix(rest, "to "))
	if name == "" {
		return ui.Modal{Do: "practice", Arg: practiceArg("reassign", p), Title: "Reassign a practice", Submit: "Reassign it", Body: []ui.Block{
			ui.Prose{Text: "Whoever answers for “" + p.Title + "” is asked when it is due for a check. They are told now."},
			ui.Input{Name: "name", Label: "Who answers for it from now on?", Hint: "A part of the name will do.", Kind: ui.Line, Max: 150}}}, nil
	}
	m, err := d.whom(ctx, name)
	if err == nil && !m.Present() {
		err = &council.Problem{Field: "name", Say: m.Name + " has no seat now. Choose a member who has one."}
	}
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	err = d.changePractice(ctx, r, "practice.reassigned", p.ID, func(tx *store.Tx, now council.Practice) (council.Practice, error) {
		now.Owner, now.Contact = m.ID, 0
		return now, d.tellAuthor(tx, post, now, "practice-reassigned", practiceLetter("You answer for a practice",
			r.From.Name+" asks you to answer for “"+now.Title+"” in the council's library: you are asked once a year whether it is still right. If that should be somebody else, tell the librarian.", now))
	})
	if err != nil {
		return nil, err
	}
	return d.keepersPage(ctx, r, m.Name+" answers for “"+p.Title+"” from now on.", post.byHand(m.ID))
}

// practiceMerge takes two practices that are the same together: "7 into 5"
// retires 7 and counts who used it for 5, "7 5" shows both to choose from.
func (d *Desk) practiceMerge(ctx context.Context, r Request) (ui.Reply, error) {
	p, rest, err := d.practiceOf(ctx, r)
	if err != nil {
		return nil, err
	}
	into, sure := strings.CutPrefix(cmp.Or(r.Form["with"], rest), "into ")
	if into == "" {
		return d.mergePracticeForm(ctx, r, p)
	}
	asked := r
	asked.Text = into
	other, _, err := d.practiceOf(ctx, asked)
	if err != nil {
		return nil, err
	}
	if other.ID == p.ID || !mergeable(other) || !mergeable(p) {
		return nil, &council.Problem{Say: "Choose two practices that are in the library or wait for it, to take them together."}
	}
	if !sure {
		return comparePractices(p, other), nil
	}
	return d.mergePractices(ctx, r, p, other)
}

// mergeable reports whether a practice is in the library or waits for it.
func mergeable(p council.Practice) bool {
	return p.State == council.PracticeApproved || p.State == council.PracticeProposed
}

func (d *Desk) mergePractices(ctx context.Context, r Request, p, other council.Practice) (ui.Reply, error) {
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	err = d.changePractice(ctx, r, "practice.merged", p.ID, func(tx *store.Tx, now council.Practice) (council.Practice, error) {
		kept, err := tx.Practice(other.ID)
		if err != nil {
			return now, err
		}
		if !mergeable(now) || !mergeable(kept) {
			return now, &council.Problem{Say: "One of the two is not in the library, so nothing was merged. Look at your list with " + d.slash("practice list") + "."}
		}
		now.State, now.Into = council.PracticeRetired, kept.ID
		if err := tx.MoveUses(now.ID, kept.ID); err != nil {
			return now, err
		}
		return now, d.tellAuthor(tx, post, now, "practice-merged", practiceLetter("Your practice is taken together with another",
			"“"+now.Title+"” is in the library as part of “"+kept.Title+"”. Who used yours counts there.", kept))
	})
	if err != nil {
		return nil, err
	}
	say := "“" + p.Title + "” is taken together with “" + other.Title + "”, and whoever shared it is told."
	if other.State == council.PracticeProposed {
		say += " “" + other.Title + "” still waits for your answer."
	}
	return d.keepersPage(ctx, r, say, post.byHand(p.Owner))
}

// comparePractices shows two practices, to choose which one stays.
func comparePractices(a, b council.Practice) ui.Message {
	body := []ui.Block{ui.Heading{Text: "Are they the same?"}}
	for _, p := range []council.Practice{a, b} {
		body = append(body, ui.Prose{Lead: fmt.Sprintf("%d. %s.", p.ID, p.Title), Text: clippedTo(p.Problem, 400)}, ui.Prose{Text: "What they did: " + clippedTo(p.Did, 400)})
	}
	keep := func(gone, kept council.Practice) ui.Button {
		return ui.Button{Label: clipped(fmt.Sprintf("Keep %d: %s", kept.ID, kept.Title)), Do: "practice", Arg: fmt.Sprintf("merge %d into %d", gone.ID, kept.ID),
			Sure: clippedTo(fmt.Sprintf("Practice %d then leads on to %d, and whoever shared it is told.", gone.ID, kept.ID), 300)}
	}
	return card(append(body, ui.Buttons{Row: []ui.Button{keep(b, a), keep(a, b), {Label: "They are not: my list", Do: "practice", Arg: "list"}}})...)
}

// mergePracticeForm offers the practices that one can be taken together with,
// those most alike first.
func (d *Desk) mergePracticeForm(ctx context.Context, r Request, p council.Practice) (ui.Reply, error) {
	all, err := d.library(ctx, r)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(other council.Practice) bool { return other.ID == p.ID })
	menu := ui.Input{Name: "with", Label: "With which practice?", Kind: ui.Menu}
	offered := map[council.PracticeID]bool{}
	for _, other := range append(council.AlikePractices(p, all, len(all)), all...) {
		if !offered[other.ID] && len(menu.Options) < 100 {
			offered[other.ID] = true
			menu.Options = append(menu.Options, ui.Option{Label: clipped(other.Title), Arg: fmt.Sprint(other.ID)})
		}
	}
	if len(menu.Options) == 0 {
		return nil, &council.Problem{Say: "There is no other practice to merge “" + p.Title + "” with."}
	}
	return ui.Modal{Do: "practice", Arg: practiceArg("merge", p), Title: "Merge two practices", Submit: "Compare them", Body: []ui.Block{
		ui.Prose{Text: "You see both, and choose which one stays. Whoever shared the other is told."}, menu}}, nil
}
