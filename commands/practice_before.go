package commands

import (
	"cmp"
	"context"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// changedParts show the librarian what an owner changed of a practice in the
// library, with what stood there before; nothing when nothing waits to be seen.
func changedParts(p council.Practice) []ui.Block {
	if p.Before == nil {
		return nil
	}
	var items []string
	for _, c := range p.Changes() {
		items = append(items, c.Part+" was: "+clippedTo(cmp.Or(c.Before, "not said"), 400))
	}
	return append(points("Changed since you last looked", items, "Nothing stands otherwise than before."),
		ui.Buttons{Row: []ui.Button{
			{Label: "The change is fine", Do: "practice", Arg: practiceArg("seen", p), Style: ui.Primary},
			{Label: "Put it back as it was", Do: "practice", Arg: practiceArg("restore", p), Sure: "The words above stand again, and whoever changed them is told."},
		}})
}

// practiceSeen notes that the librarian has seen what an owner changed.
func (d *Desk) practiceSeen(ctx context.Context, r Request) (ui.Reply, error) {
	return d.settleChange(ctx, r, "practice.seen", func(_ *store.Tx, now council.Practice) (council.Practice, string, error) {
		now.Before = nil
		return now, "“" + now.Title + "” stays as it was changed.", nil
	})
}

// practiceRestore puts a practice back as it was before its owner changed it, and
// tells the owner.
func (d *Desk) practiceRestore(ctx context.Context, r Request) (ui.Reply, error) {
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	return d.settleChange(ctx, r, "practice.restored", func(tx *store.Tx, now council.Practice) (council.Practice, string, error) {
		was := now.Worded(*now.Before)
		was.Before = nil
		err := d.tellAuthor(tx, post, was, "practice-restored", practiceLetter("Your practice is as it was before",
			"The librarian has put “"+was.Title+"” back as it was before you changed it. Ask the librarian what should be different, then change it once more.", was))
		return was, "“" + was.Title + "” is as it was before, and whoever changed it is told.", err
	})
}

// settleChange settles what an owner changed of a practice, once.
func (d *Desk) settleChange(ctx context.Context, r Request, did string, settle func(*store.Tx, council.Practice) (council.Practice, string, error)) (ui.Reply, error) {
	p, _, err := d.practiceOf(ctx, r)
	if err != nil {
		return nil, err
	}
	say := "That is done already."
	err = d.changePractice(ctx, r, did, p.ID, func(tx *store.Tx, now council.Practice) (council.Practice, error) {
		if now.Before == nil {
			return now, &council.Problem{Say: "Nobody has changed “" + practiceName(now) + "” since a librarian last looked, so nothing was changed now. Look at it with " + d.slash(practiceArg("practice show", now)) + "."}
		}
		next, done, err := settle(tx, now)
		say = done
		return next, err
	})
	if err != nil {
		return nil, err
	}
	return d.practicePage(ctx, r, p.ID, say)
}
