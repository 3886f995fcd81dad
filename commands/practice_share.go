package commands

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// practiceShare opens the form for a practice, or takes what it says. It has two
// parts: what is written out comes first and is kept as a draft as soon as it is
// sent, whatever is wrong with it, so that nothing that was sent is lost.
func (d *Desk) practiceShare(ctx context.Context, r Request) (ui.Reply, error) {
	if r.Form != nil {
		return d.practiceTyped(ctx, r)
	}
	p := council.Practice{Title: clippedTo(r.Text, 120), State: council.PracticeDraft}
	return textsForm("share "+formToken(r), p, ui.Prose{Text: "Two short windows. What you send from this one is kept as your draft; a few choices follow in the next. The librarian looks at it first, and you are told."}), nil
}

// formToken names a form that is opened, so that what is typed into it becomes
// one practice however often it is sent.
func formToken(r Request) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s %s", r.From.ID, r.Key, r.Now))
	return hex.EncodeToString(sum[:9])
}

// practiceEdit opens the form on a practice that is kept, or takes what it says.
func (d *Desk) practiceEdit(ctx context.Context, r Request) (ui.Reply, error) {
	p, part, err := d.ownPractice(ctx, r)
	if err != nil {
		return nil, err
	}
	switch {
	case r.Form != nil && p.InHand() && part == "":
		return d.textsTyped(ctx, r, p)
	case r.Form != nil:
		return d.factsTyped(ctx, r, p)
	case !p.InHand():
		return wholeForm(p), nil
	}
	var head []ui.Block
	if p.State == council.PracticeReturned && p.Word != "" {
		head = append(head, ui.Prose{Lead: "The librarian writes:", Text: p.Word})
	}
	return textsForm(practiceArg("edit", p), p, head...), nil
}

// textsForm is the first part of the form: what is written out. Whether it is a
// story of failure is asked here, and no more once it has been sent: afterwards
// its teller's name would be known.
func textsForm(arg string, p council.Practice, head ...ui.Block) ui.Modal {
	body := append(head, ui.Input{Name: "kind", Label: "What is it?", Kind: ui.Choice, Value: practiceKind(p), Options: []ui.Option{
		{Label: "What we did, under our name", Arg: "practice"}, {Label: "A story of failure, without our name", Arg: "story"}},
		Hint: "A story of failure shows neither your name nor your organisation. Only the secretary can see who told it."})
	return ui.Modal{Do: "practice", Arg: arg, Title: "Share a practice", Submit: "Go on", Body: append(body, practiceTexts(p)...)}
}

// factsForm is the second part of the form of a draft: what is chosen, and short
// lines. A story of failure is asked neither for its body nor for a contact.
func factsForm(p council.Practice) ui.Modal {
	body := []ui.Block{ui.Prose{Text: "“" + p.Title + "” is kept as your draft. These choices, and it goes to the librarian."}}
	body = append(body, practiceFacts(p)...)
	if !p.Story {
		body = append(body, contactInput(p))
	}
	return ui.Modal{Do: "practice", Arg: practiceArg("edit", p) + " facts", Title: "Share a practice", Submit: "Send it", Body: append(body, licenceInput(p), reviewInput(p))}
}

// wholeForm is the form of a practice that waits for the librarian or is in the
// library.
func wholeForm(p council.Practice) ui.Modal {
	var body []ui.Block
	if p.State == council.PracticeApproved {
		body = append(body, ui.Prose{Text: "It stays in the library as you change it, counts as checked today, and the librarian is told, who may put it back."})
	}
	body = append(append(body, practiceTexts(p)...), practiceFacts(p)...)
	if !p.Story {
		body = append(body, contactInput(p))
	}
	return ui.Modal{Do: "practice", Arg: practiceArg("edit", p), Title: "Change a practice", Submit: "Keep it", Body: append(body, licenceInput(p), reviewInput(p))}
}

func contactInput(p council.Practice) ui.Input {
	return ui.Input{Name: "contact", Label: "May members ask you about it?", Kind: ui.Choice, Value: contactValue(p), Options: []ui.Option{
		{Label: "Yes: members see my name with it", Arg: "yes"}, {Label: "No: they write to the librarian", Arg: "no"}},
		Hint: "Your name is shown to members alone. You can take this back at any time."}
}

func reviewInput(p council.Practice) ui.Input {
	return ui.Input{Name: "review", Label: "By when should somebody check that it is still right?", Hint: "You are asked then, with one button to press.", Kind: ui.Date, Value: dayValue(p.Review)}
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
	case !p.InHand():
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
	}
}

// practiceFacts are the fields that are chosen, and short ones. A story of failure
// has no body, and its sector is reckoned.
func practiceFacts(p council.Practice) []ui.Block {
	facts := []ui.Block{
		ui.Input{Name: "again", Label: "Would you do it again?", Kind: ui.Choice, Value: string(p.Again), Options: options(council.Agains, council.Again.Label)},
		ui.Input{Name: "but", Label: "If “yes, but…” or no: what would you do otherwise?", Kind: ui.Text, Value: p.But, Optional: true, Max: 3000},
		ui.Input{Name: "topic", Label: "Topic", Kind: ui.Menu, Value: string(p.Topic), Options: options(council.Topics, council.Topic.Label)},
		ui.Input{Name: "cost", Label: "What did it cost in all, roughly?", Kind: ui.Menu, Value: string(p.Cost), Options: options(council.CostBands, council.CostBand.Label), Optional: true},
		ui.Input{Name: "decision", Label: "The council's decision it rests on", Hint: "Its number, such as D-2027-04. Only an open decision that still stands.", Kind: ui.Line, Value: p.Cites, Optional: true, Max: 20},
		ui.Input{Name: "took", Label: "How long did it take?", Hint: "Such as: six months.", Kind: ui.Line, Value: p.Took, Optional: true, Max: 150},
	}
	if p.Story {
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
