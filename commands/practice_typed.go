package commands

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// typedPractice reads a practice out of a sent form: the practice as it was, with
// what the form says. Fields that the form does not have stay as they were. yes
// reports whether its author may be asked about it.
func typedPractice(r Request, p council.Practice) (typed council.Practice, yes bool, err error) {
	given := func(name string, into *string, tidied func(string) string) {
		if text, there := r.Form[name]; there {
			*into = tidied(text)
		}
	}
	for name, into := range map[string]*string{"title": &p.Title, "took": &p.Took, "organisation": &p.Organisation, "decision": &p.Cites,
		"again": (*string)(&p.Again), "topic": (*string)(&p.Topic), "cost": (*string)(&p.Cost), "sector": (*string)(&p.Sector), "licence": (*string)(&p.Licence)} {
		given(name, into, tidy)
	}
	for name, into := range map[string]*string{"problem": &p.Problem, "did": &p.Did, "result": &p.Result, "but": &p.But} {
		given(name, into, strings.TrimSpace)
	}
	if kind, asked := r.Form["kind"]; asked {
		p.Story = kind == "story"
	}
	if review, asked := r.Form["review"]; asked {
		if p.Review = (council.Day{}); review != "" {
			p.Review, err = reviewDay(r, review)
		}
	}
	return p, r.Form["contact"] == "yes", err
}

// reviewDay reads the day by which a practice is to be checked. It is still to
// come, and not out of sight.
func reviewDay(r Request, text string) (council.Day, error) {
	day, err := council.ParseDay(text)
	if err != nil {
		return day, &council.Problem{Field: "review", Say: err.Error(), Err: err}
	}
	today := council.DayOf(r.Now)
	switch {
	case !today.Before(day):
		return day, &council.Problem{Field: "review", Say: day.Long() + " is not still to come. Choose a later day, such as a year from now."}
	case today.Add(council.ReviewMost).Before(day):
		return day, &council.Problem{Field: "review", Say: "That is more than three years away. Choose an earlier day: what nobody checks goes stale."}
	}
	return day, nil
}

// practiceTyped takes a form for a new practice. What was typed is kept as a
// draft under the form's token before anything else.
func (d *Desk) practiceTyped(ctx context.Context, r Request) (ui.Reply, error) {
	token := strings.TrimSpace(r.Text)
	p, _, _ := typedPractice(r, council.Practice{State: council.PracticeDraft, Owner: r.From.ID})
	if p.Title+p.Problem+p.Did == "" {
		return ui.FieldErrors{"title": "Nothing is written yet. Give it a title, the problem and what you did."}, nil
	}
	// Without the asking's key: a form that is mended is sent again under the same.
	_, err := d.Store.Change(ctx, store.Change{At: r.Now}, func(tx *store.Tx) error {
		was, err := tx.PracticeTyped(token)
		if err != nil || was.ID != 0 {
			p = was
			return err
		}
		p.ID, err = tx.AddPractice(withoutName(p), token, tellerOf(r, p))
		return err
	})
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, fmt.Errorf("keep a draft: %w", err)
	}
	if !p.InHand() {
		return d.practicePage(ctx, r, p.ID, "This form was sent before, so nothing was changed.")
	}
	return d.textsTyped(ctx, r, p)
}

// withoutName takes what would name its teller out of a story of failure.
func withoutName(p council.Practice) council.Practice {
	if p.Story {
		return p.AsStory(council.Member{}, nil)
	}
	return p
}

// tellerOf is who tells a story of failure; 0 for what is none.
func tellerOf(r Request, p council.Practice) council.MemberID {
	if p.Story {
		return r.From.ID
	}
	return 0
}

// textsTyped takes the first part of the form of a draft, and gives the second.
func (d *Desk) textsTyped(ctx context.Context, r Request, p council.Practice) (ui.Reply, error) {
	typed, _, fault := typedPractice(r, p)
	if typed.Story {
		quotes, err := d.Store.Quotes(ctx, p.ID)
		if err != nil {
			return nil, fmt.Errorf("read who is quoted: %w", err)
		}
		if len(quotes) > 0 {
			typed.Story, fault = false, &council.Problem{Field: "kind", Say: "This draft came out of a thread, and those in it know who told it. For a story without a name, begin a new one."}
		}
	}
	if fault == nil {
		fault = typed.CheckTexts()
	}
	if fault == nil && typed.Story {
		fault = typed.NamesTeller(r.From)
	}
	if err := d.keepDraft(ctx, r, typed, typed.Contact != 0); err != nil {
		return nil, err
	}
	if faults := fieldFaults(r, fault); faults != nil {
		return faults, nil
	}
	if fault != nil { // of a field that this part of the form does not have
		return nil, &council.Problem{Say: fault.Error(), Err: fault}
	}
	if !typed.Story && typed.Topic == "" { // its first time: what is known of the author
		typed.Organisation, typed.Sector = cmp.Or(typed.Organisation, r.From.Organisation), cmp.Or(typed.Sector, r.From.Sector)
	}
	if typed.Review.IsZero() {
		typed.Review = council.DayOf(r.Now).Add(council.ReviewAfter)
	}
	return factsForm(typed), nil
}

// factsTyped takes the second part of the form of a draft and sends it, or the
// form of a practice that is not in its author's hands.
func (d *Desk) factsTyped(ctx context.Context, r Request, p council.Practice) (ui.Reply, error) {
	typed, yes, fault := typedPractice(r, p)
	tells, err := d.tells(ctx, r, p)
	if err != nil {
		return nil, err
	}
	if typed.Cites != p.Cites && typed.Cites != "" {
		x, err := d.citable(ctx, r, typed.Cites)
		if typed.Cites = x.Number; err != nil {
			typed.Cites, fault = p.Cites, cmp.Or(fault, err)
		}
	}
	if fault == nil {
		fault = typed.Check()
	}
	if fault == nil && tells {
		fault = typed.NamesTeller(r.From)
	}
	if fault == nil && p.InHand() && !typed.Story && r.Form["contact"] == "" {
		fault = &council.Problem{Field: "contact", Say: "Say whether members may ask you about it."}
	}
	if p.InHand() {
		if err := d.keepDraft(ctx, r, typed, yes); err != nil {
			return nil, err
		}
	}
	if faults := fieldFaults(r, fault); faults != nil {
		return faults, nil
	}
	if fault != nil { // of a field that this part of the form does not have
		return nil, &council.Problem{Say: fault.Error(), Err: fault}
	}
	if p.InHand() {
		return d.practiceOffer(ctx, r, p.ID)
	}
	return d.practiceChanged(ctx, r, typed, yes)
}

// keepDraft keeps what was typed of a practice that nobody has approved. It
// leaves no audit row: a draft is no record of the council's.
func (d *Desk) keepDraft(ctx context.Context, r Request, typed council.Practice, yes bool) error {
	_, err := d.Store.Change(ctx, store.Change{At: r.Now}, func(tx *store.Tx) error {
		now, err := tx.Practice(typed.ID)
		if err != nil || !now.InHand() {
			return err
		}
		typed.State, typed.Word = now.State, now.Word
		if typed.Owner = r.From.ID; typed.Story {
			typed = withoutName(typed)
		} else if typed.Contact = 0; yes {
			typed.Contact = r.From.ID
		}
		return tx.PutPractice(typed, tellerOf(r, typed))
	})
	if err != nil {
		return fmt.Errorf("keep a draft: %w", err)
	}
	return nil
}

// practiceChanged keeps a change of a practice that waits for the librarian or
// is in the library, and tells the librarian. What somebody else changes in the
// library stands at once, and the words before it are kept until the librarian has
// looked.
func (d *Desk) practiceChanged(ctx context.Context, r Request, typed council.Practice, yes bool) (ui.Reply, error) {
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	err = d.changePractice(ctx, r, "practice.edited", typed.ID, func(tx *store.Tx, now council.Practice) (council.Practice, error) {
		next := d.reworded(r, now, typed)
		if own := now.Owner == r.From.ID && !now.Story; own {
			if next.Contact = 0; yes {
				next.Contact = r.From.ID
			}
			if err := d.consentContact(ctx, tx, r, next); err != nil {
				return now, err
			}
		}
		if next.Before == nil && now.State == council.PracticeApproved && !d.holds(r, council.Librarian) {
			return next, nil // not a word is another
		}
		text := "“" + next.Title + "” has new words. It " + practiceStands(next) + "."
		if next.Before != nil {
			text += " Look at what was changed: you can put it back as it was."
		}
		return next, d.tellLibrarians(tx, post, next, "practice-changed", practiceLetter("A practice was changed", text, next))
	})
	if err != nil {
		return nil, err
	}
	return d.practicePage(ctx, r, typed.ID, "Kept. It counts as checked today.")
}

// reworded is a practice with what was typed of it, checked today. What the
// librarian changes, the librarian has seen.
func (d *Desk) reworded(r Request, now, typed council.Practice) council.Practice {
	next := now.Worded(typed)
	if next.Verified = r.Now; now.Story {
		next.Sector = now.Sector
	} else {
		next.VerifiedBy = r.From.ID
	}
	if now.State == council.PracticeApproved && now.Before == nil {
		next.Before = &now
	}
	if d.holds(r, council.Librarian) || len(next.Changes()) == 0 {
		next.Before = nil
	}
	return next
}

// consentContact keeps, with its date and wording, that a member agrees to be
// named with the practices they shared, the first time they do.
func (d *Desk) consentContact(ctx context.Context, tx *store.Tx, r Request, p council.Practice) error {
	if p.Contact != r.From.ID || p.Story {
		return nil
	}
	agreed, err := d.agreedContact(ctx, r.From.ID)
	if err != nil || agreed {
		return err
	}
	return tx.Consent(r.From.ID, council.AgreeContact, council.Members)
}
