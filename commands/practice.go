package commands

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// practiceVerbs is all that /practice does, in the order in which help shows it.
// A practice is named by its number. Any other words are a search.
func (d *Desk) practiceVerbs() []verb {
	return []verb{
		{"show", "7", "One practice, with who used it", council.Anyone, d.practiceShow},
		{"find", "shared service desk", "Find practices by their words", council.Anyone, d.practiceFind},
		{"topic", "shared services", "The practices of a topic", council.Anyone, d.practiceTopic},
		{"sector", "police", "The practices of a sector", council.Anyone, d.practiceSector},
		{"share", "one service desk for three districts", "Share what your organisation did", council.Seated, d.practiceShare},
		{"mine", "", "What you have shared, your drafts, and where you are quoted", council.Seated, d.practiceMine},
		{"edit", "7", "Change a practice of yours", council.Seated, d.practiceEdit},
		{"send", "7", "Send a draft to the librarian", council.Seated, d.practiceSend},
		{"drop", "7", "Throw a draft away", council.Seated, d.practiceDrop},
		{"used", "7 it saved us two months", "Say that you used a practice, in one line", council.Seated, d.practiceUsed},
		{"unused", "7", "Take back that you used it", council.Seated, d.practiceUnused},
		{"verify", "7", "Say that a practice of yours is still right", council.Seated, d.practiceVerify},
		{"retire", "7", "Take a practice of yours out of the library", council.Seated, d.practiceRetire},
		{"ask", "7", "Ask those quoted in your draft whether they may be", council.Seated, d.practiceAsk},
		{"quote", "", "", council.Anyone, d.practiceQuote},
		{"list", "", "The librarian's list: what waits, what is due, whose owner is gone, what may be double", council.Librarian, d.practiceList},
		{"approve", "7", "Put a practice into the library", council.Librarian, d.practiceApprove},
		{"seen", "7", "Say that what its owner changed is fine", council.Librarian, d.practiceSeen},
		{"restore", "7", "Put a practice back as it was before its owner changed it", council.Librarian, d.practiceRestore},
		{"return", "7 please say what it cost", "Give a practice back with a word", council.Librarian, d.practiceReturn},
		{"reassign", "7 to NAME", "Have somebody else answer for a practice", council.Librarian, d.practiceReassign},
		{"merge", "7 into 5", "Take two practices that are the same together", council.Librarian, d.practiceMerge},
		{"next", "", "What is posted to the channel next, and when", council.Librarian, d.practiceNext},
		{"first", "7", "Have a practice posted next", council.Librarian, d.practiceFirst},
		{"schedule", "0 10 * * 2 every second week", "When a practice is posted to the channel", council.Librarian, d.practiceSchedule},
	}
}

// Practice answers /practice and every button and form of the library.
func (d *Desk) Practice(ctx context.Context, r Request) (ui.Reply, error) {
	return d.runCommand(ctx, r, "practice", d.practiceVerbs(), d.practiceStart, d.practiceElse)
}

// practiceElse answers what begins with none of the verbs: a practice by its
// number, a topic or a sector by its name, or a search.
func (d *Desk) practiceElse(ctx context.Context, r Request) (ui.Reply, error) {
	if _, err := strconv.Atoi(strings.TrimPrefix(r.Text, "#")); err == nil {
		return d.practiceShow(ctx, r)
	}
	return d.practiceFind(ctx, r)
}

// practiceArg is a button's argument about a practice.
func practiceArg(word string, p council.Practice) string { return fmt.Sprintf("%s %d", word, p.ID) }

// aboutPractice is what an audit row about a practice names.
func aboutPractice(id council.PracticeID) string { return fmt.Sprintf("practice/%d", id) }

// practiceNumber reads the number that a text begins with, and gives what is left
// of the text; 0 where it begins with none.
func practiceNumber(text string) (council.PracticeID, string) {
	number, rest, _ := strings.Cut(text, " ")
	id, _ := strconv.ParseInt(strings.TrimPrefix(number, "#"), 10, 64)
	return council.PracticeID(id), strings.TrimSpace(rest)
}

// practiceOf finds the practice whose number a text begins with, as far as this
// person may read it, and gives what is left of the text. The error is a
// *council.Problem when there is none, or none for this person: which of the two
// it is stays unsaid.
func (d *Desk) practiceOf(ctx context.Context, r Request) (council.Practice, string, error) {
	id, rest := practiceNumber(r.Text)
	number, _, _ := strings.Cut(r.Text, " ")
	none := &council.Problem{Field: "practice", Say: "There is no practice " + short(number) + " that you can read. Look through the library with " + d.slash("practice") + "."}
	if number == "" {
		none.Say = "Say which practice, by its number, as in " + d.slash("practice show 7") + ". Look through the library with " + d.slash("practice") + "."
	}
	p, err := d.Store.Practice(ctx, id)
	if err != nil {
		return p, "", fmt.Errorf("read a practice: %w", err)
	}
	seen, err := d.seesPractice(ctx, r, p)
	if err != nil {
		return p, "", err
	}
	if !seen {
		return council.Practice{}, "", none
	}
	return p, rest, nil
}

// seesPractice reports whether this person may read a practice.
func (d *Desk) seesPractice(ctx context.Context, r Request, p council.Practice) (bool, error) {
	if p.ID == 0 {
		return false, nil
	}
	if p.SeenBy(r.From, r.Now) || !p.InHand() && d.holds(r, council.Librarian) {
		return true, nil
	}
	return d.tells(ctx, r, p)
}

// tells reports whether this person tells the story of failure.
func (d *Desk) tells(ctx context.Context, r Request, p council.Practice) (bool, error) {
	if !p.Story || !r.From.Present() {
		return false, nil
	}
	teller, err := d.Store.Teller(ctx, p.ID)
	if err != nil {
		return false, fmt.Errorf("read who tells a story: %w", err)
	}
	return teller == r.From.ID, nil
}

// ownPractice finds a practice that this person may change: its owner, whoever
// tells the story, and the librarian while it is not in its author's hands.
func (d *Desk) ownPractice(ctx context.Context, r Request) (council.Practice, string, error) {
	p, rest, err := d.practiceOf(ctx, r)
	if err != nil {
		return p, rest, err
	}
	tells, err := d.tells(ctx, r, p)
	if err != nil {
		return p, rest, err
	}
	if p.Owner != r.From.ID && !tells && !d.holds(r, council.Librarian) {
		return p, rest, &council.Problem{Say: "Only whoever answers for a practice, or the librarian, changes it. Tell the librarian what should be different."}
	}
	return p, rest, nil
}

// changePractice makes one change to a practice as it is at that moment. What
// the teller of a story does to it is noted without their name.
func (d *Desk) changePractice(ctx context.Context, r Request, did string, id council.PracticeID, rule func(*store.Tx, council.Practice) (council.Practice, error)) error {
	p, err := d.Store.Practice(ctx, id)
	if err != nil {
		return fmt.Errorf("read a practice: %w", err)
	}
	tells, err := d.tells(ctx, r, p)
	if err != nil {
		return err
	}
	change := store.Change{Key: r.Key, By: r.From.ID, Did: did, About: aboutPractice(id), At: r.Now}
	if tells {
		change.By = 0
	}
	_, err = d.Store.Change(ctx, change, func(tx *store.Tx) error {
		now, err := tx.Practice(id)
		if err != nil {
			return err
		}
		if now, err = rule(tx, now); err != nil {
			return err
		}
		return tx.PutPractice(now, 0)
	})
	if err != nil {
		return fmt.Errorf("%s: %w", did, err)
	}
	return nil
}

// seenPractices are those of some practices that this person may read.
func (d *Desk) seenPractices(r Request, practices []council.Practice) []council.Practice {
	var seen []council.Practice
	for _, p := range practices {
		if p.SeenBy(r.From, r.Now) || d.holds(r, council.Librarian) {
			seen = append(seen, p)
		}
	}
	return seen
}

// library gives the approved practices that this person may read, the newest
// first.
func (d *Desk) library(ctx context.Context, r Request) ([]council.Practice, error) {
	approved, err := d.Store.Practices(ctx, council.PracticeApproved)
	if err != nil {
		return nil, fmt.Errorf("read the library: %w", err)
	}
	return d.seenPractices(r, approved), nil
}
