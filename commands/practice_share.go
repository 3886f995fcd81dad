package commands

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// practiceShare opens the form for a practice, or takes what it says: the draft
// is kept first, whatever is wrong with it, so that nothing that was sent is
// lost.
func (d *Desk) practiceShare(ctx context.Context, r Request) (ui.Reply, error) {
	if r.Form != nil {
		return d.practiceTyped(ctx, r)
	}
	p := council.Practice{Title: clippedTo(r.Text, 120), Organisation: r.From.Organisation, Sector: r.From.Sector, Review: council.DayOf(r.Now).Add(council.ReviewAfter), State: council.PracticeDraft}
	return practiceForm("share "+formToken(r), p, ui.Prose{Text: "A short entry is better than none: only the fields without “optional” are needed. The librarian looks at it first, and you are told. What you send is kept as your draft before anything else; what is typed and not sent is gone when the window is closed."}), nil
}

// formToken names a form that is opened, so that what is typed into it becomes
// one practice however often it is sent.
func formToken(r Request) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s %s", r.From.ID, r.Key, r.Now))
	return hex.EncodeToString(sum[:9])
}

// practiceEdit opens the form on a practice that is kept, or takes what it says.
func (d *Desk) practiceEdit(ctx context.Context, r Request) (ui.Reply, error) {
	p, _, err := d.ownPractice(ctx, r)
	if err != nil {
		return nil, err
	}
	if r.Form != nil {
		return d.practiceRetyped(ctx, r, p)
	}
	var head []ui.Block
	if p.State == council.PracticeReturned && p.Word != "" {
		head = append(head, ui.Prose{Lead: "The librarian writes:", Text: p.Word})
	}
	if p.State == council.PracticeApproved {
		head = append(head, ui.Prose{Text: "It stays in the library as you change it, counts as checked today, and the librarian is told."})
	}
	return practiceForm(practiceArg("edit", p), p, head...), nil
}

// practiceForm is the form of a practice. Whether it is a story of failure is
// asked until it has been sent: afterwards its teller's name would be known.
func practiceForm(arg string, p council.Practice, head ...ui.Block) ui.Modal {
	body := head
	early := p.InHand()
	if early {
		body = append(body, ui.Input{Name: "kind", Label: "What is it?", Kind: ui.Choice, Value: practiceKind(p), Options: []ui.Option{
			{Label: "What we did, under our name", Arg: "practice"}, {Label: "A story of failure, without our name", Arg: "story"}},
			Hint: "A story of failure shows neither your name nor your organisation. Only the secretary can see who told it."})
	}
	body = append(append(body, practiceTexts(p)...), practiceFacts(p)...)
	if !p.Story || early {
		body = append(body, ui.Input{Name: "contact", Label: "May members ask you about it?", Kind: ui.Choice, Value: contactValue(p), Options: []ui.Option{
			{Label: "Yes: members see my name with it", Arg: "yes"}, {Label: "No: they write to the librarian", Arg: "no"}},
			Hint: "Your name is shown to members alone. You can take this back at any time. With a story of failure it is not asked."})
	}
	send := "Send it"
	if !early {
		send = "Keep it"
	}
	return ui.Modal{Do: "practice", Arg: arg, Title: "Share a practice", Submit: send, Body: append(body, licenceInput(p),
		ui.Input{Name: "review", Label: "By when should somebody check that it is still right?", Hint: "You are asked then, with one button to press.", Kind: ui.Date, Value: dayValue(p.Review)})}
}

func practiceKind(p council.Practice) string {
	if p.Story {
		return "story"
	}
	return "practice"
}

// contactValue is what the form says at first: nothing until it was answered.
func contactValue(p council.Practice) string {
	switch {
	case p.Contact != 0:
		return "yes"
	case p.ID != 0:
		return "no"
	}
	return ""
}

func dayValue(d council.Day) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// practiceTexts are the fields that are written out.
func practiceTexts(p council.Practice) []ui.Block {
	return []ui.Block{
		ui.Input{Name: "title", Label: "Title", Hint: "What was done, in a line, such as: One service desk for three districts.", Kind: ui.Line, Value: p.Title, Max: 120},
		ui.Input{Name: "problem", Label: "What was the problem?", Kind: ui.Text, Value: p.Problem, Max: 3000},
		ui.Input{Name: "did", Label: "What did you do?", Hint: "So that somebody else could do the same.", Kind: ui.Text, Value: p.Did, Max: 3000},
		ui.Input{Name: "result", Label: "What came of it?", Kind: ui.Text, Value: p.Result, Optional: true, Max: 3000},
		ui.Input{Name: "again", Label: "Would you do it again?", Kind: ui.Choice, Value: string(p.Again), Options: options(council.Agains, council.Again.Label)},
		ui.Input{Name: "but", Label: "If “yes, but…” or no: what would you do otherwise?", Kind: ui.Text, Value: p.But, Optional: true, Max: 3000},
	}
}

// practiceFacts are the fields that are chosen, and short ones. A story of failure
// that was sent has no body and keeps its sector.
func practiceFacts(p council.Practice) []ui.Block {
	facts := []ui.Block{
		ui.Input{Name: "topic", Label: "Topic", Kind: ui.Menu, Value: string(p.Topic), Options: options(council.Topics, council.Topic.Label)},
		ui.Input{Name: "cost", Label: "What did it cost in all, roughly?", Kind: ui.Menu, Value: string(p.Cost), Options: options(council.CostBands, council.CostBand.Label), Optional: true},
		ui.Input{Name: "took", Label: "How long did it take?", Hint: "Such as: six months.", Kind: ui.Line, Value: p.Took, Optional: true, Max: 150},
	}
	if p.Story && !p.InHand() {
		return facts
	}
	return append(facts,
		ui.Input{Name: "organisation", Label: "Which organisation did it?", Kind: ui.Line, Value: p.Organisation, Optional: true, Max: 150},
		ui.Input{Name: "sector", Label: "Sector", Kind: ui.Menu, Value: string(p.Sector), Options: options(council.Sectors, council.Sector.Label), Optional: true})
}

func licenceInput(p council.Practice) ui.Input {
	return ui.Input{Name: "licence", Label: "Who may read and reuse it?", Kind: ui.Choice, Value: string(p.Licence), Options: []ui.Option{
		{Label: council.LicenceMembers.Label(), Arg: string(council.LicenceMembers)},
		{Label: "Anybody, under the " + council.LicenceOGL.Label(), Arg: string(council.LicenceOGL)},
		{Label: "Anybody, under " + council.LicenceCC.Label(), Arg: string(council.LicenceCC)},
	}, Hint: "What anybody may reuse also stands on the council's website, without your name unless your card shows it to the public."}
}

// options are the choices of a field, in the order given.
func options[T ~string](all []T, label func(T) string) []ui.Option {
	var out []ui.Option
	for _, one := range all {
		out = append(out, ui.Option{Label: clipped(label(one)), Arg: string(one)})
	}
	return out
}

// typedPractice reads a practice out of a sent form: the practice as it was, with
// what the form says. yes reports whether its author may be asked about it.
func typedPractice(r Request, p council.Practice) (typed council.Practice, yes bool, err error) {
	line := func(name string) string { return tidy(r.Form[name]) }
	text := func(name string) string { return strings.TrimSpace(r.Form[name]) }
	p.Title, p.Took, p.Organisation = line("title"), line("took"), line("organisation")
	p.Problem, p.Did, p.Result, p.But = text("problem"), text("did"), text("result"), text("but")
	p.Again, p.Topic, p.Cost = council.Again(r.Form["again"]), council.Topic(r.Form["topic"]), council.CostBand(r.Form["cost"])
	p.Sector, p.Licence = council.Sector(r.Form["sector"]), council.Licence(r.Form["licence"])
	if kind, asked := r.Form["kind"]; asked {
		p.Story = kind == "story"
	}
	p.Review = council.Day{}
	if r.Form["review"] != "" {
		p.Review, err = reviewDay(r, r.Form["review"])
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
	return d.practiceRetyped(ctx, r, p)
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

// practiceRetyped takes a form for a practice that is kept.
func (d *Desk) practiceRetyped(ctx context.Context, r Request, p council.Practice) (ui.Reply, error) {
	early := p.InHand()
	typed, yes, fault := typedPractice(r, p)
	if typed.Story && early {
		quotes, err := d.Store.Quotes(ctx, p.ID)
		if err != nil {
			return nil, fmt.Errorf("read who is quoted: %w", err)
		}
		if len(quotes) > 0 {
			typed.Story, fault = false, &council.Problem{Field: "kind", Say: "This draft came out of a thread, and those in it know who told it. For a story without a name, begin a new one."}
		}
	}
	if fault == nil {
		fault = typed.Check()
	}
	tells, err := d.tells(ctx, r, p)
	if err != nil {
		return nil, err
	}
	if fault == nil && typed.Story && (early || tells) {
		fault = typed.NamesTeller(r.From)
	}
	if fault == nil && early && !typed.Story && r.Form["contact"] == "" {
		fault = &council.Problem{Field: "contact", Say: "Say whether members may ask you about it."}
	}
	if early {
		if err := d.keepDraft(ctx, r, typed, yes); err != nil {
			return nil, err
		}
	}
	if faults := fieldFaults(r, fault); faults != nil {
		return faults, nil
	}
	if fault != nil {
		return nil, fault
	}
	if early {
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
// is in the library, and tells the librarian.
func (d *Desk) practiceChanged(ctx context.Context, r Request, typed council.Practice, yes bool) (ui.Reply, error) {
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	own := typed.Owner == r.From.ID
	err = d.changePractice(ctx, r, "practice.edited", typed.ID, func(tx *store.Tx, now council.Practice) (council.Practice, error) {
		typed.State, typed.Word, typed.First, typed.Into = now.State, now.Word, now.First, now.Into
		typed.Owner, typed.Contact, typed.Story = now.Owner, now.Contact, now.Story
		if typed.Verified = r.Now; now.Story {
			typed.Sector = now.Sector
		} else if typed.VerifiedBy = r.From.ID; own {
			if typed.Contact = 0; yes {
				typed.Contact = r.From.ID
			}
			if err := d.consentContact(ctx, tx, r, typed); err != nil {
				return now, err
			}
		}
		return typed, d.tellLibrarians(tx, post, typed, "practice-changed", practiceLetter("A practice was changed", "“"+typed.Title+"” has new words. It stays where it was; return or retire it if that is not right.", typed))
	})
	if err != nil {
		return nil, err
	}
	return d.practicePage(ctx, r, typed.ID, "Kept. It counts as checked today.")
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
