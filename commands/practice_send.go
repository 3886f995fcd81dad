package commands

import (
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// alikeMost is how many possible duplicates are shown.
const alikeMost = 3

// practiceOffer sends a whole draft to the librarian, or first shows what the
// library holds already that may be the same.
func (d *Desk) practiceOffer(ctx context.Context, r Request, id council.PracticeID) (ui.Reply, error) {
	p, err := d.Store.Practice(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read a practice: %w", err)
	}
	all, err := d.library(ctx, r)
	if err != nil {
		return nil, err
	}
	alike := council.AlikePractices(p, all, alikeMost)
	if len(alike) == 0 {
		r.Text = fmt.Sprintf("%d new", id)
		return d.practiceSend(ctx, r)
	}
	return alikePage(r, p, alike), nil
}

// alikePage shows possible duplicates of a draft, which is kept already.
func alikePage(r Request, p council.Practice, alike []council.Practice) ui.Message {
	body := []ui.Block{ui.Heading{Text: "Is it one of these?"},
		ui.Prose{Text: "“" + p.Title + "” is kept as your draft and is not sent yet. The library may hold it already:"}}
	for _, other := range alike {
		body = append(body, ui.Prose{Lead: fmt.Sprintf("%d.", other.ID), Text: strings.TrimPrefix(practiceLine(r, other), fmt.Sprintf("%d. ", other.ID)) + " " + clippedTo(other.Problem, 200)},
			ui.Buttons{Row: []ui.Button{
				{Label: clipped("Open that one: " + other.Title), Do: "practice", Arg: practiceArg("show", other)},
				{Label: "We used that one", Do: "practice", Arg: practiceArg("used", other)},
			}})
	}
	return card(append(body, ui.Rule{}, ui.Buttons{Row: []ui.Button{
		{Label: "It is another one: send mine", Do: "practice", Arg: practiceArg("send", p) + " new", Style: ui.Primary},
		{Label: "Change mine", Do: "practice", Arg: practiceArg("edit", p)},
		{Label: "Throw mine away", Do: "practice", Arg: practiceArg("drop", p), Style: ui.Danger, Sure: "The draft is then gone for good."},
	}})...)
}

// practiceSend sends a draft to the librarian; with "new" after its number,
// whatever is like it.
func (d *Desk) practiceSend(ctx context.Context, r Request) (ui.Reply, error) {
	p, rest, err := d.ownPractice(ctx, r)
	if err != nil {
		return nil, err
	}
	if fault := p.Check(); fault != nil {
		return nil, &council.Problem{Say: fault.Error() + " Go on with it: " + d.slash(practiceArg("practice edit", p)) + "."}
	}
	if rest != "new" {
		return d.practiceOffer(ctx, r, p.ID)
	}
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	err = d.changePractice(ctx, r, "practice.proposed", p.ID, func(tx *store.Tx, now council.Practice) (council.Practice, error) {
		return d.proposePractice(ctx, tx, r, post, now)
	})
	if err != nil {
		return nil, err
	}
	word := "Thank you. “" + p.Title + "” is with the librarian. You are told in a direct message when it is in the library."
	if p.Story {
		word = "Thank you. “" + p.Title + "” is with the librarian, without your name: only the secretary can see who told it. You are told in a direct message when it is in the library."
	}
	return card(ui.Prose{Text: word}, ui.Buttons{Row: []ui.Button{
		{Label: "See it", Do: "practice", Arg: practiceArg("show", p)}, {Label: "My practices", Do: "practice", Arg: "mine"}, {Label: "The library", Do: "practice"}}}), nil
}

// proposePractice makes a draft wait for the librarian, who is told. A story of failure
// loses whatever would point at its teller.
func (d *Desk) proposePractice(ctx context.Context, tx *store.Tx, r Request, post *postRoom, p council.Practice) (council.Practice, error) {
	if !p.InHand() {
		return p, &council.Problem{Say: "“" + practiceName(p) + "” " + practiceStands(p) + " already, so nothing was changed."}
	}
	if err := p.Check(); err != nil {
		return p, err
	}
	p.State, p.Word, p.Verified, p.VerifiedBy = council.PracticeProposed, "", r.Now, r.From.ID
	if p.Story {
		if err := p.NamesTeller(r.From); err != nil {
			return p, err
		}
		p = p.AsStory(r.From, post.members)
	} else if err := d.consentContact(ctx, tx, r, p); err != nil {
		return p, err
	}
	who := r.From.Name
	if p.Story {
		who = "Somebody, who is known to the secretary only,"
	}
	return p, d.tellLibrarians(tx, post, p, "practice-proposed", ui.Message{Body: []ui.Block{
		ui.Heading{Text: "A practice for the library"},
		ui.Prose{Text: who + " shares “" + p.Title + "” (" + p.Topic.Label() + "). Look at it, then approve it or return it with a word."},
		ui.Buttons{Row: []ui.Button{{Label: "Look at it", Do: "practice", Arg: practiceArg("show", p), Style: ui.Primary}, {Label: "My list", Do: "practice", Arg: "list"}}},
	}})
}

// tellLibrarians tells whoever keeps the library; without a librarian, the
// secretary.
func (d *Desk) tellLibrarians(tx *store.Tx, post *postRoom, p council.Practice, job string, letter ui.Message) error {
	for _, librarian := range council.Officers(post.members, council.Librarian, post.now) {
		if err := post.about(tx, librarian.ID, council.Meeting{}, aboutPractice(p.ID), job, letter); err != nil {
			return err
		}
	}
	return nil
}

// tellAuthor tells whoever answers for a practice, or tells the story.
func (d *Desk) tellAuthor(tx *store.Tx, post *postRoom, p council.Practice, job string, letter ui.Message) error {
	to := p.Owner
	if p.Story {
		var err error
		if to, err = tx.Teller(p.ID); err != nil {
			return err
		}
	}
	return post.about(tx, to, council.Meeting{}, aboutPractice(p.ID), job, letter)
}

// practiceLetter is a short message about a practice.
func practiceLetter(heading, text string, p council.Practice, row ...ui.Button) ui.Message {
	row = append(row, ui.Button{Label: "Look at it", Do: "practice", Arg: practiceArg("show", p)})
	return ui.Message{Body: []ui.Block{ui.Heading{Text: heading}, ui.Prose{Text: text}, ui.Buttons{Row: row}}}
}

// practiceDrop throws a draft away.
func (d *Desk) practiceDrop(ctx context.Context, r Request) (ui.Reply, error) {
	p, _, err := d.ownPractice(ctx, r)
	if err != nil {
		return nil, err
	}
	if !p.InHand() {
		return nil, &council.Problem{Say: "“" + practiceName(p) + "” " + practiceStands(p) + ", so it is no draft to throw away. Retire it instead: " + d.slash(practiceArg("practice retire", p)) + "."}
	}
	_, err = d.Store.Change(ctx, store.Change{Key: r.Key, At: r.Now}, func(tx *store.Tx) error { return tx.DropPractice(p.ID) })
	if err != nil {
		return nil, fmt.Errorf("throw a draft away: %w", err)
	}
	return d.minePractices(ctx, r, "“"+practiceName(p)+"” is thrown away.")
}

// practiceMine shows what a member has shared and drafted, and where they are
// quoted.
func (d *Desk) practiceMine(ctx context.Context, r Request) (ui.Reply, error) {
	return d.minePractices(ctx, r)
}

func (d *Desk) minePractices(ctx context.Context, r Request, done ...string) (ui.Reply, error) {
	own, err := d.Store.PracticesOf(ctx, r.From.ID)
	if err != nil {
		return nil, fmt.Errorf("read a member's practices: %w", err)
	}
	body := append(doneLines(done), ui.Heading{Text: "Your practices"})
	if len(own) == 0 {
		body = append(body, ui.Prose{Text: "You have shared nothing yet. What did your organisation do that others could copy?"})
	}
	body = append(body, practiceLines(countOf(len(own), "practice"), r, own[:min(listedMost, len(own))])...)
	quoted, err := d.quotedLines(ctx, r)
	if err != nil {
		return nil, err
	}
	return card(append(append(body, quoted...), ui.Buttons{Row: []ui.Button{{Label: "Share a practice", Do: "practice", Arg: "share", Style: ui.Primary}, {Label: "The library", Do: "practice"}}})...), nil
}
