package commands

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// practiceShow shows one practice. One that was merged leads to the practice that
// took its place.
func (d *Desk) practiceShow(ctx context.Context, r Request) (ui.Reply, error) {
	say := ""
	for range 8 { // merged into one that was merged
		number, _ := practiceNumber(r.Text)
		p, err := d.Store.Practice(ctx, number)
		if err != nil {
			return nil, fmt.Errorf("read a practice: %w", err)
		}
		if p.State != council.PracticeRetired || p.Into == 0 {
			break
		}
		say = fmt.Sprintf("Practice %d was taken together with this one.", number)
		r.Text = fmt.Sprint(p.Into)
	}
	p, _, err := d.practiceOf(ctx, r)
	if err != nil {
		return nil, err
	}
	return d.practicePage(ctx, r, p.ID, say)
}

// practicePage shows a practice as this person may see it, after lines on what
// was done.
func (d *Desk) practicePage(ctx context.Context, r Request, id council.PracticeID, done ...string) (ui.Reply, error) {
	p, err := d.Store.Practice(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read a practice: %w", err)
	}
	body := append(doneLines(done), practiceBody(p)...)
	more, err := d.practiceVoices(ctx, r, p)
	if err != nil {
		return nil, err
	}
	body = append(append(body, more...), d.practiceNote(r, p))
	ways, err := d.practiceWays(ctx, r, p)
	if err != nil {
		return nil, err
	}
	page := card(append(body, ways...)...)
	if p.Public() {
		return shareable(page, practiceArg("practice show", p)), nil
	}
	return page, nil
}

// practiceName is a practice's title, or what stands for it in a draft.
func practiceName(p council.Practice) string { return cmp.Or(p.Title, "(no title yet)") }

// practiceBody are the parts of a practice that its author wrote.
func practiceBody(p council.Practice) []ui.Block {
	body := []ui.Block{ui.Heading{Text: clippedTo(practiceName(p), 150)}}
	if p.Story {
		body = append(body, ui.Note{Text: "A story of failure, shared so that others need not repeat it. Who tells it is known to the secretary only."})
	}
	pairs := []ui.Pair{{Name: "Topic", Value: p.Topic.Label()}, {Name: "Sector", Value: p.Sector.Label()}}
	for _, pair := range []ui.Pair{{Name: "Where", Value: p.Organisation}, {Name: "Cost", Value: p.Cost.Label()}, {Name: "Time it took", Value: p.Took}} {
		if pair.Value != "" {
			pairs = append(pairs, pair)
		}
	}
	body = append(body, ui.Fields{Pairs: append(pairs, ui.Pair{Name: "Would do it again", Value: p.Again.Label()})})
	for _, part := range []struct{ lead, text string }{
		{"The problem.", p.Problem}, {"What we did.", p.Did}, {"What came of it.", p.Result}, {"What we would do otherwise.", p.But},
	} {
		if part.text != "" {
			body = append(body, ui.Prose{Lead: part.lead, Text: part.text})
		}
	}
	return body
}

// practiceNote says how fresh a practice is and who may reuse it.
func (d *Desk) practiceNote(r Request, p council.Practice) ui.Note {
	words := fmt.Sprintf("Practice %d, %s.", p.ID, p.Checked(r.Now))
	if p.State != council.PracticeApproved {
		words = fmt.Sprintf("Practice %d %s.", p.ID, practiceStands(p))
	} else if p.Owner == 0 && !p.Story {
		words += " Nobody answers for it at the moment."
	}
	if p.Cites != "" {
		words += " It rests on the council's decision " + p.Cites + "."
	}
	note := ui.Note{Text: words}
	if p.Licence != "" {
		note.Text += " " + cmp.Or(p.Licence.Notice(), p.Licence.Label()+".")
	}
	if p.Licence.Open() {
		note.Links = []ui.Link{{Text: p.Licence.Label(), URL: p.Licence.URL()}}
	}
	if p.Public() && d.Web != "" {
		note.Links = append(note.Links, ui.Link{Text: "This practice on the council's pages", URL: fmt.Sprintf("%s/practice/%d/", d.Web, p.ID)})
	}
	return note
}

// practiceStands says how far a practice has come that is not in the library.
func practiceStands(p council.Practice) string {
	words := map[council.PracticeState]string{
		council.PracticeDraft:    "is a draft that only you see",
		council.PracticeProposed: "waits for the librarian",
		council.PracticeReturned: "was returned by the librarian",
		council.PracticeRetired:  "is no longer in the library",
		council.PracticeApproved: "is in the library",
	}[p.State]
	if p.State == council.PracticeReturned && p.Word != "" {
		words += ", who writes: “" + p.Word + "”"
	}
	return words
}

// usesMost is how many lines of those who used a practice are shown.
const usesMost = 5

// practiceVoices are what others say in and of a practice, and who may be asked:
// each as this person may see them.
func (d *Desk) practiceVoices(ctx context.Context, r Request, p council.Practice) ([]ui.Block, error) {
	quotes, err := d.Store.Quotes(ctx, p.ID)
	if err != nil {
		return nil, fmt.Errorf("read who is quoted: %w", err)
	}
	var said []string
	for _, q := range council.Heard(quotes) {
		said = append(said, "“"+q.Words+"” "+cmp.Or(q.Name, "A colleague"))
	}
	body := d.ownQuotes(r, p, quotes)
	if len(said) > 0 {
		body = append(body, ui.List{Lead: "In their words", Items: said})
	}
	uses, err := d.Store.Uses(ctx, p.ID)
	if err != nil {
		return nil, fmt.Errorf("read who used a practice: %w", err)
	}
	roll, err := d.roll(ctx, r)
	if err != nil {
		return nil, err
	}
	body = append(body, usesBlocks(uses, roll)...)
	contact, err := d.practiceContact(ctx, r, p)
	return append(body, contact...), err
}

// usesBlocks count who used a practice, by sector, with the newest lines. A name
// stands where the member shows it to this reader.
func usesBlocks(uses []council.Use, roll []council.Member) []ui.Block {
	count := council.SayUses(uses)
	if count == "" {
		return nil
	}
	var lines []string
	for _, u := range slices.Backward(uses) {
		if u.Line != "" && len(lines) < usesMost {
			lines = append(lines, "“"+u.Line+"” "+userName(u, roll))
		}
	}
	body := []ui.Block{ui.Prose{Lead: upperFirst(count) + "."}}
	if len(lines) > 0 {
		body = append(body, ui.List{Items: lines})
	}
	return body
}

func userName(u council.Use, roll []council.Member) string {
	for _, m := range roll {
		if m.ID == u.Member && m.Name != "" {
			return m.Name + ", " + u.Sector.Label()
		}
	}
	return "A member, " + u.Sector.Label()
}

// practiceContact says whom to ask: a member who agreed to be named, or the
// librarian.
func (d *Desk) practiceContact(ctx context.Context, r Request, p council.Practice) ([]ui.Block, error) {
	librarian := []ui.Block{ui.Prose{Lead: "To ask about it:", Text: "write to the librarian, who passes it on."}}
	switch {
	case p.InHand():
		return nil, nil
	case p.Story:
		return []ui.Block{ui.Prose{Lead: "To ask about it:", Text: "write to the secretary, who passes it on."}}, nil
	case p.Contact == 0:
		return librarian, nil
	}
	if !r.From.Present() {
		public, err := d.Store.Public().Practice(ctx, p.ID, r.Now)
		if err != nil || public.Contact.Name == "" {
			return librarian, err
		}
		return []ui.Block{ui.Prose{Lead: "To ask about it:", Text: public.Contact.Name + "."}}, nil
	}
	agreed, err := d.agreedContact(ctx, p.Contact)
	if err != nil || !agreed {
		return librarian, err
	}
	m, err := d.Store.Member(ctx, p.Contact)
	if err != nil || !m.Present() {
		return librarian, err
	}
	return []ui.Block{ui.Prose{Lead: "To ask about it:", Text: m.Name + ", who agreed to be asked."},
		ui.Buttons{Row: []ui.Button{{Label: clipped("The card of " + m.Name), Do: "member", Arg: fmt.Sprintf("card #%d", m.ID)}}}}, nil
}

// agreedContact reports whether a member lets members see their name with the
// practices they shared.
func (d *Desk) agreedContact(ctx context.Context, id council.MemberID) (bool, error) {
	choices, err := d.Store.Choices(ctx)
	if err != nil {
		return false, fmt.Errorf("read what a member agreed to: %w", err)
	}
	return choices[id][council.AgreeContact] == council.Members, nil
}

// practiceWays are the buttons below a practice: what this person may do with it.
func (d *Desk) practiceWays(ctx context.Context, r Request, p council.Practice) ([]ui.Block, error) {
	tells, err := d.tells(ctx, r, p)
	if err != nil {
		return nil, err
	}
	own := tells || r.From.Present() && p.Owner == r.From.ID
	var row []ui.Button
	if p.State == council.PracticeApproved && r.From.Present() && !own {
		row = append(row, ui.Button{Label: "We used this", Do: "practice", Arg: practiceArg("used", p), Style: ui.Primary})
	}
	if own || !p.InHand() && d.holds(r, council.Librarian) {
		row = append(row, keepButtons(p)...)
	}
	if p.State == council.PracticeApproved && r.From.Present() {
		row = append(row, ui.Button{Label: "Propose it for an agenda", Do: "agenda", Arg: "propose " + p.Title})
	}
	row = append(row, ui.Button{Label: "More on " + lowerFirst(p.Topic.Label()), Do: "practice", Arg: "topic " + string(p.Topic)}, ui.Button{Label: "The library", Do: "practice"})
	if p.Topic == "" {
		row = slices.DeleteFunc(row, func(b ui.Button) bool { return strings.HasPrefix(b.Arg, "topic") })
	}
	body, err := d.practiceOffice(ctx, r, p)
	return append(body, ui.Buttons{Row: row}), err
}

// keepButtons are what whoever answers for a practice may do with it, by how far
// it has come.
func keepButtons(p council.Practice) []ui.Button {
	change := ui.Button{Label: "Change it", Do: "practice", Arg: practiceArg("edit", p)}
	retire := ui.Button{Label: "Retire it", Do: "practice", Arg: practiceArg("retire", p), Style: ui.Danger, Sure: "It is then in the library no more. Its page stays for you and the librarian."}
	switch p.State {
	case council.PracticeDraft, council.PracticeReturned:
		change.Label, change.Style = "Go on writing", ui.Primary
		return []ui.Button{change, {Label: "Throw it away", Do: "practice", Arg: practiceArg("drop", p), Style: ui.Danger, Sure: "The draft is then gone for good."}}
	case council.PracticeProposed:
		return []ui.Button{change}
	case council.PracticeApproved:
		return []ui.Button{{Label: "It is still right", Do: "practice", Arg: practiceArg("verify", p)}, change, retire}
	}
	return []ui.Button{{Label: "Put it back", Do: "practice", Arg: practiceArg("verify", p)}}
}

// practiceOffice is what the librarian and the secretary see of a practice beside
// what everybody sees.
func (d *Desk) practiceOffice(ctx context.Context, r Request, p council.Practice) ([]ui.Block, error) {
	if p.InHand() || !d.holds(r, council.Librarian) {
		return nil, nil
	}
	body := []ui.Block{ui.Rule{}}
	if p.Story {
		teller, err := d.storyTeller(ctx, r, p)
		if err != nil {
			return nil, err
		}
		body = append(body, teller...)
	} else {
		owner, err := d.Store.Member(ctx, p.Owner)
		if err != nil {
			return nil, fmt.Errorf("read who answers for a practice: %w", err)
		}
		body = append(body, ui.Prose{Lead: "Answers for it:", Text: cmp.Or(owner.Name, "nobody. Ask somebody to, and reassign it") + ". To be checked by " + p.Review.Long() + "."})
	}
	return append(append(body, changedParts(p)...), librarianButtons(p)), nil
}

// storyTeller names who tells a story of failure, to the secretary alone.
func (d *Desk) storyTeller(ctx context.Context, r Request, p council.Practice) ([]ui.Block, error) {
	if !d.isSecretary(r) {
		return nil, nil
	}
	id, err := d.Store.Teller(ctx, p.ID)
	if err != nil {
		return nil, fmt.Errorf("read who tells a story: %w", err)
	}
	teller, err := d.Store.Member(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read who tells a story: %w", err)
	}
	return []ui.Block{ui.Prose{Lead: "For you as secretary alone:", Text: "told by " + cmp.Or(teller.Name, "somebody whose data was erased") + ". Please keep it to yourself."}}, nil
}

// isSecretary reports whether the person holds the secretary's own office: the
// chair and the admin, who may do what the secretary may, are not told who tells
// a story of failure.
func (d *Desk) isSecretary(r Request) bool {
	if !r.From.Present() {
		return false
	}
	if r.From.Standing == council.Secretary {
		return true
	}
	return slices.ContainsFunc(r.From.Grants, func(g council.Grant) bool { return g.Standing == council.Secretary && r.Now.Before(g.Until) })
}

func librarianButtons(p council.Practice) ui.Buttons {
	approve := ui.Button{Label: "Approve it", Do: "practice", Arg: practiceArg("approve", p), Style: ui.Primary}
	back := ui.Button{Label: "Return it with a word", Do: "practice", Arg: practiceArg("return", p)}
	merge := ui.Button{Label: "Merge it with another", Do: "practice", Arg: practiceArg("merge", p)}
	reassign := ui.Button{Label: "Reassign it", Do: "practice", Arg: practiceArg("reassign", p)}
	list := ui.Button{Label: "My list", Do: "practice", Arg: "list"}
	switch p.State {
	case council.PracticeProposed:
		return ui.Buttons{Row: []ui.Button{approve, back, merge, list}}
	case council.PracticeApproved:
		row := []ui.Button{merge, {Label: "Post it next", Do: "practice", Arg: practiceArg("first", p)}, list}
		if !p.Story {
			row = append([]ui.Button{reassign}, row...)
		}
		return ui.Buttons{Row: row}
	}
	return ui.Buttons{Row: []ui.Button{list}}
}
