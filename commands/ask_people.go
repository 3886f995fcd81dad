package commands

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// maxExperts is how many members a form offers to ask.
const maxExperts = 5

// questionConsent is what somebody agrees to who puts a question to others.
const questionConsent = "By sending this you agree that the question is shown in these words to whom you choose, and kept among the council's unanswered questions until it is answered."

// PutForm opens the form that puts a question to people.
func (d *Desk) PutForm(ctx context.Context, r Request) (ui.Reply, error) {
	return d.putForm(ctx, r, r.Text)
}

func (d *Desk) putForm(ctx context.Context, r Request, question string) (ui.Reply, error) {
	if !r.From.Present() {
		return nil, &council.Problem{Say: "Only members can put a question to the council. Ask a member or the secretary to put it for you."}
	}
	experts, err := d.experts(ctx, r, question)
	if err != nil {
		return nil, err
	}
	options, hint := []ui.Option{{Label: "Everybody, in the council's channel", Arg: "channel"}}, "The members named here agreed to be asked."
	if len(experts) == 0 {
		hint = "No member who knows of this has agreed to be asked by name."
	}
	for _, m := range experts {
		options = append(options, ui.Option{Label: clipped(whoIs(m)), Arg: fmt.Sprintf("member/%d", m.ID)})
	}
	return ui.Modal{Do: "posed", Title: "Ask people", Submit: "Put the question", Body: []ui.Block{
		ui.Prose{Text: questionConsent},
		ui.Input{Name: "words", Label: "The question, in the words to be shown", Kind: ui.Text, Value: question, Max: maxAsked},
		ui.Input{Name: "to", Label: "Whom do you ask?", Kind: ui.Choice, Options: options, Value: "channel", Hint: hint},
		ui.Input{Name: "name", Label: "With your name?", Kind: ui.Choice, Value: "with", Options: []ui.Option{
			{Label: "With my name, job title and organisation", Arg: "with"},
			{Label: "Without my name", Arg: "without"},
		}},
	}}, nil
}

// experts are members to whom a question may be put: they agreed to be asked,
// and what they can help with, or the role or skill that the question is
// nearest to, fits it.
func (d *Desk) experts(ctx context.Context, r Request, question string) ([]council.Member, error) {
	willing, err := d.willing(ctx)
	if err != nil {
		return nil, err
	}
	a := d.Library.Ask(question)
	near := append(append([]*knowledge.Entry{}, a.Entries...), a.Nearest...)
	var named, by []council.Member
	for _, m := range willing {
		switch {
		case m.ID == r.From.ID:
		case helpsWith(m, question):
			named = append(named, m)
		case d.rolesNear(m, near):
			by = append(by, m)
		}
	}
	named = append(named, by...)
	return named[:min(maxExperts, len(named))], nil
}

// helpsWith reports whether a question has the words of something that a member
// can help with.
func helpsWith(m council.Member, question string) bool {
	for _, phrase := range m.Expertise {
		if hasWords(question, phrase) {
			return true
		}
	}
	return false
}

// rolesNear reports whether a member's role, or a skill of it, is among some
// entries.
func (d *Desk) rolesNear(m council.Member, near []*knowledge.Entry) bool {
	for _, e := range near {
		if e.Kind == knowledge.Role && e.ID == m.Role || e.Kind == knowledge.Skill && d.holdsSkill(m, e) {
			return true
		}
	}
	return false
}

// Posed puts a question to the council's channel or to a member, in the words
// and with or without the name that its asker chose, and keeps it among the
// unanswered ones.
func (d *Desk) Posed(ctx context.Context, r Request) (ui.Reply, error) {
	words := strings.TrimSpace(r.Form["words"])
	to, faults := d.addressee(ctx, r)
	if words == "" {
		faults["words"] = "Write the question here."
	}
	if len(faults) > 0 {
		return faults, nil
	}
	question := store.Question{Words: words, PutTo: to.String()}
	if r.Form["name"] == "with" {
		question.Asker = r.From.ID
	}
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return nil, err
	}
	change := store.Change{Key: r.Key, By: question.Asker, Did: "question.put", At: r.Now}
	var id int64
	_, err = d.Store.Change(ctx, change, func(tx *store.Tx) error {
		if id, err = tx.AddQuestion(question); err != nil {
			return err
		}
		tx.About(fmt.Sprintf("question/%d", id))
		letter, err := ui.Encode(letter(r, question, post.member(to.Member)))
		if err != nil {
			return err
		}
		_, err = tx.Deliver(store.Delivery{Key: fmt.Sprintf("question/%d", id), Job: "question", To: to, Message: letter, Due: r.Now, After: post.hours(to)})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("put a question: %w", err)
	}
	return putAnswer(question, id), nil
}

// addressee reads whom a question is put to; what is wrong with the form comes
// by field. A member is asked only while they agree to it, and by somebody with
// a name, whom they can answer.
func (d *Desk) addressee(ctx context.Context, r Request) (council.Addressee, ui.FieldErrors) {
	faults := ui.FieldErrors{}
	number, isMember := strings.CutPrefix(r.Form["to"], "member/")
	if name := r.Form["name"]; name != "with" && name != "without" {
		faults["name"] = "Choose whether your name is shown."
	} else if isMember && name == "without" {
		faults["name"] = "A member you ask needs to know whom to answer. Show your name, or ask everybody in the channel."
	}
	if !isMember {
		return council.Addressee{Channel: council.UsualChannel}, faults
	}
	id, err := strconv.ParseInt(number, 10, 64)
	asked, unread := d.mayBeAsked(ctx, council.MemberID(id))
	if err != nil || unread != nil || !asked || council.MemberID(id) == r.From.ID {
		faults["to"] = "This member does not ask to be named any more. Choose another, or everybody."
	}
	return council.Addressee{Member: council.MemberID(id)}, faults
}

// hours gives the first moment at which a question may come to whom it is put
// to: within a member's own hours, or else the council's, and not while muted.
func (p *postRoom) hours(to council.Addressee) time.Time {
	if to.Member == 0 {
		return p.now
	}
	return p.house.Of(p.asked[to.Member]).Earliest(p.now)
}

// letter is what those who are asked read: to is the member, or the zero Member
// for the channel.
func letter(r Request, q store.Question, to council.Member) ui.Message {
	who := "A member"
	if q.Asker != 0 {
		who = whoIs(r.From)
	}
	words := ui.Prose{Text: "“" + q.Words + "”"}
	if to.ID != 0 {
		how := "Please answer " + r.From.Name + " directly, in Slack."
		if to.SlackID == "" {
			how = "Please send your answer to the secretary, who passes it on."
		}
		return ui.Message{Body: []ui.Block{ui.Prose{Text: who + " asks you:"}, words, ui.Prose{Text: "You agreed to be asked. " + how},
			ui.Buttons{Row: []ui.Button{{Label: "I do not want to be asked any more", Do: "setup", Arg: "asked no"}}}}}
	}
	return ui.Message{Body: []ui.Block{ui.Prose{Text: who + " asks the council:"}, words,
		ui.Prose{Text: "If you have an answer, please write it in this thread."}}}
}

// putAnswer says what happens to a question that was put.
func putAnswer(q store.Question, id int64) ui.Message {
	say := "Your question goes to the council's channel within a few minutes."
	if strings.HasPrefix(q.PutTo, "member/") {
		say = "Your question goes to the member you chose, in their own hours."
	}
	body := []ui.Block{ui.Heading{Text: "Your question is on its way"}, ui.Prose{Text: say + " It is kept among the unanswered questions in these words:"}, ui.Prose{Text: "“" + q.Words + "”"}}
	switch {
	case q.Asker == 0:
		return ui.Message{Body: append(body, ui.Note{Text: "Your name is neither shown nor kept with it, so only the secretary can take it back for you."})}
	case id == 0:
		return ui.Message{Body: body}
	}
	return ui.Message{Body: append(body, ui.Buttons{Row: []ui.Button{{Label: "Take my question back", Do: "ask", Arg: fmt.Sprintf("forget: %d", id)}}})}
}
