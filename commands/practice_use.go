package commands

import (
	"context"
	"fmt"
	"slices"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// practiceUsed asks for a line on how it went, or keeps that a member used a
// practice. Each member counts once and may change the line.
func (d *Desk) practiceUsed(ctx context.Context, r Request) (ui.Reply, error) {
	p, line, err := d.practiceOf(ctx, r)
	if err != nil {
		return nil, err
	}
	if err := d.usable(ctx, r, p); err != nil {
		return nil, err
	}
	if r.Form == nil && line == "" {
		return d.usedForm(ctx, r, p)
	}
	if r.Form != nil {
		line = tidy(r.Form["line"])
	}
	use := council.Use{Practice: p.ID, Member: r.From.ID, Sector: r.From.Sector, Line: line}
	change := store.Change{Key: r.Key, By: r.From.ID, Did: "practice.used", About: aboutPractice(p.ID), At: r.Now}
	_, err = d.Store.Change(ctx, change, func(tx *store.Tx) error {
		now, err := tx.Practice(p.ID)
		if err != nil {
			return err
		}
		if now.State != council.PracticeApproved {
			return d.notInLibrary(now)
		}
		return tx.PutUse(use)
	})
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, fmt.Errorf("note that a practice was used: %w", err)
	}
	return d.practicePage(ctx, r, p.ID, "Thank you: it is noted that you used this. You can change your line, or take it back with "+d.slash(practiceArg("practice unused", p))+".")
}

// usable reports, as a *council.Problem, why this person cannot say that they
// used a practice.
func (d *Desk) usable(ctx context.Context, r Request, p council.Practice) error {
	tells, err := d.tells(ctx, r, p)
	switch {
	case err != nil:
		return err
	case p.State != council.PracticeApproved:
		return d.notInLibrary(p)
	case tells || p.Owner == r.From.ID:
		return &council.Problem{Say: "You shared this one yourself. Other members say when they have used it."}
	}
	return nil
}

func (d *Desk) notInLibrary(p council.Practice) error {
	return &council.Problem{Say: "“" + practiceName(p) + "” " + practiceStands(p) + ", so nothing was noted. Look for another with " + d.slash("practice") + "."}
}

func (d *Desk) usedForm(ctx context.Context, r Request, p council.Practice) (ui.Reply, error) {
	uses, err := d.Store.Uses(ctx, p.ID)
	if err != nil {
		return nil, fmt.Errorf("read who used a practice: %w", err)
	}
	line := ""
	if i := slices.IndexFunc(uses, func(u council.Use) bool { return u.Member == r.From.ID }); i >= 0 {
		line = uses[i].Line
	}
	return ui.Modal{Do: "practice", Arg: practiceArg("used", p), Title: "We used this", Submit: "Note it", Body: []ui.Block{
		ui.Prose{Text: "“" + p.Title + "”. Members see your line, with your name where your card shows it; the website counts you by your sector alone."},
		ui.Input{Name: "line", Label: "How did it go, in one line?", Hint: "What it saved, or what you did otherwise.", Kind: ui.Line, Value: line, Optional: true, Max: 300},
	}}, nil
}

// practiceUnused takes back that a member used a practice.
func (d *Desk) practiceUnused(ctx context.Context, r Request) (ui.Reply, error) {
	p, _, err := d.practiceOf(ctx, r)
	if err != nil {
		return nil, err
	}
	change := store.Change{Key: r.Key, By: r.From.ID, Did: "practice.unused", About: aboutPractice(p.ID), At: r.Now}
	if _, err := d.Store.Change(ctx, change, func(tx *store.Tx) error { return tx.DropUse(p.ID, r.From.ID) }); err != nil {
		return nil, fmt.Errorf("take back that a practice was used: %w", err)
	}
	return d.practicePage(ctx, r, p.ID, "Taken back: you are not counted among those who used this.")
}

// practiceVerify says that a practice is still right, for another year. What was
// retired goes back to the librarian.
func (d *Desk) practiceVerify(ctx context.Context, r Request) (ui.Reply, error) {
	p, _, err := d.ownPractice(ctx, r)
	if err != nil {
		return nil, err
	}
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	var say string
	err = d.changePractice(ctx, r, "practice.verified", p.ID, func(tx *store.Tx, now council.Practice) (council.Practice, error) {
		switch {
		case now.State == council.PracticeRetired && now.Into == 0:
			now.State, say = council.PracticeProposed, "“"+now.Title+"” waits for the librarian again."
			letter := practiceLetter("A practice is to go back into the library", "“"+now.Title+"” was retired and waits for your answer again.", now)
			if err := d.tellLibrarians(tx, post, now, "practice-again", letter); err != nil {
				return now, err
			}
		case now.State != council.PracticeApproved:
			return now, d.notInLibrary(now)
		}
		now.Verified, now.VerifiedBy, now.Review = r.Now, r.From.ID, council.DayOf(r.Now).Add(council.ReviewAfter)
		return now, nil
	})
	if err != nil {
		return nil, err
	}
	if say == "" {
		now, err := d.Store.Practice(ctx, p.ID)
		if err != nil {
			return nil, fmt.Errorf("read a practice: %w", err)
		}
		say = "Thank you. “" + now.Title + "” is noted as right, and you are asked again on " + now.Review.Long() + "."
	}
	return card(ui.Prose{Text: say}, ui.Buttons{Row: []ui.Button{{Label: "See it", Do: "practice", Arg: practiceArg("show", p)}, {Label: "Change it", Do: "practice", Arg: practiceArg("edit", p)}, {Label: "My practices", Do: "practice", Arg: "mine"}}}), nil
}

// practiceRetire takes a practice out of the library.
func (d *Desk) practiceRetire(ctx context.Context, r Request) (ui.Reply, error) {
	p, _, err := d.ownPractice(ctx, r)
	if err != nil {
		return nil, err
	}
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	err = d.changePractice(ctx, r, "practice.retired", p.ID, func(tx *store.Tx, now council.Practice) (council.Practice, error) {
		if now.State != council.PracticeApproved && now.State != council.PracticeProposed {
			return now, d.notInLibrary(now)
		}
		now.State = council.PracticeRetired
		letter := practiceLetter("A practice was retired", "“"+now.Title+"” is in the library no more. It can be put back.", now)
		if err := d.tellLibrarians(tx, post, now, "practice-retired", letter); err != nil {
			return now, err
		}
		return now, d.tellAuthor(tx, post, now, "practice-retired", letter)
	})
	if err != nil {
		return nil, err
	}
	return card(ui.Prose{Text: "“" + p.Title + "” is in the library no more. Its page stays for whoever answered for it and for the librarian."},
		ui.Buttons{Row: []ui.Button{{Label: "Put it back", Do: "practice", Arg: practiceArg("verify", p)}, {Label: "The library", Do: "practice"}}}), nil
}
