package commands

import (
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// selfAnswer is one of the four plain answers to a skill. No number is made of
// them: what counts is which skills are gaps.
type selfAnswer struct {
	id, label, said string
	gap             bool
}

var selfAnswers = []selfAnswer{
	{"teach", "I do this well, and help others with it", "you do this well, and help others with it", false},
	{"do", "I do this", "you do this", false},
	{"some", "I have done some of it, or with help", "you have done some of it, or with help", true},
	{"new", "This is new to me", "this is new to you", true},
}

// inConfidence is said at every step of a self-check.
const inConfidence = "Only you can see this, and no score is made of it. Your answers are kept so that you can stop and go on another day. One press deletes them."

// SelfCheck answers the private self-check against one role's skills: which
// role, one skill at a time, and at the end what to do about the gaps.
func (d *Desk) SelfCheck(ctx context.Context, r Request) (ui.Reply, error) {
	if !r.From.Present() {
		return nil, &council.Problem{Say: "A self-check keeps your answers for you alone, so it needs a seat on the council. Without one you can read what each role asks with " + d.slash("role") + "."}
	}
	words := append(strings.Fields(r.Text), "", "", "", "")
	switch words[0] {
	case "":
		return d.selfCheckStart(ctx, r)
	case "answer":
		return d.selfCheckAnswer(ctx, r, words[1], words[2], words[3])
	case "skill":
		return d.selfCheckSkill(ctx, r, words[1], words[2])
	case "delete":
		return d.selfCheckDelete(ctx, r, words[1])
	}
	return d.selfCheckRole(ctx, r, r.Text)
}

// setupSelfCheck is the self-check as it is typed: /setup check cto.
func (d *Desk) setupSelfCheck(ctx context.Context, v setupView, text string) (ui.Reply, error) {
	r := v.Request
	r.Text = text
	return d.SelfCheck(ctx, r)
}

// selfCheckStart asks against which role.
func (d *Desk) selfCheckStart(ctx context.Context, r Request) (ui.Reply, error) {
	begun, err := d.Store.SelfChecked(ctx, r.From.ID)
	if err != nil {
		return nil, fmt.Errorf("read which self-checks were begun: %w", err)
	}
	var row []ui.Button
	for _, id := range begun {
		if e := d.Library.Entry(id); e != nil {
			row = append(row, ui.Button{Label: clipped("Go on: " + e.Title), Do: "selfcheck", Arg: e.ID, Style: ui.Primary})
		}
	}
	if mine := d.Library.Entry(r.From.Role); row == nil && mine != nil && len(mine.Skills) > 0 {
		row = append(row, ui.Button{Label: clipped("My role: " + mine.Title), Do: "selfcheck", Arg: mine.ID, Style: ui.Primary})
	}
	var options []ui.Option
	for _, e := range d.Library.Roles() {
		if len(e.Skills) > 0 {
			options = append(options, ui.Option{Label: fmt.Sprintf("%s: %d skills", e.Title, len(e.Skills)), Arg: e.ID})
		}
	}
	body := []ui.Block{ui.Heading{Text: "Check your own skills"},
		ui.Prose{Text: "Choose a role. You are asked about one skill at a time, with four plain answers; it takes less than ten minutes. At the end you get, for each gap, something to read and, where there is one, somebody to ask."}}
	if row != nil {
		body = append(body, ui.Buttons{Row: row})
	}
	body = append(body, ui.Select{Label: "Choose a role", Do: "selfcheck", Options: options})
	if len(begun) > 0 {
		body = append(body, ui.Buttons{Row: []ui.Button{{Label: "Delete all my answers", Do: "selfcheck", Arg: "delete", Style: ui.Danger}}})
	}
	return card(append(body, ui.Note{Text: inConfidence})...), nil
}

// selfCheckRole goes on with the self-check against a role: the next skill
// without an answer, or the gaps when all have one.
func (d *Desk) selfCheckRole(ctx context.Context, r Request, text string) (ui.Reply, error) {
	role, other := d.checkedRole(text)
	if role == nil {
		return other, nil
	}
	said, err := d.Store.SelfCheck(ctx, r.From.ID, role.ID)
	if err != nil {
		return nil, fmt.Errorf("read a self-check: %w", err)
	}
	for i, n := range role.Skills {
		if said[n.Skill.ID] == "" {
			return skillQuestion(role, i, said), nil
		}
	}
	return d.gapPage(ctx, r, role, said)
}

// checkedRole finds the role to check against, or says why there is none.
func (d *Desk) checkedRole(text string) (*knowledge.Entry, ui.Reply) {
	role := d.Library.Entry(text)
	if role == nil {
		role = d.Library.FindRole(text).Exact
	}
	again := ui.Buttons{Row: []ui.Button{{Label: "Choose another role", Do: "selfcheck"}}}
	if role == nil {
		return nil, card(ui.Prose{Text: "I hold no one role called “" + short(text) + "”. Choose it from the list."}, again)
	}
	if len(role.Skills) == 0 {
		return nil, card(ui.Prose{Text: "No published source that we hold lists skills for the " + role.Name() + ", so there is nothing to check against. Choose the role that is nearest."}, again)
	}
	return role, nil
}

// skillQuestion asks about one skill of a role.
func skillQuestion(role *knowledge.Entry, i int, said map[string]string) ui.Message {
	need := role.Skills[i]
	body := []ui.Block{ui.Heading{Text: clippedTo("Self-check: "+role.Title, 150)},
		ui.Prose{Text: fmt.Sprintf("Skill %d of %d.", i+1, len(role.Skills))}}
	if can := need.Skill.Section("You can"); can != nil {
		body = append(body, ui.List{Lead: need.Skill.Title + ". You can:", Items: texts(can.Passages)})
	} else {
		body = append(body, levelledSkill(need))
	}
	body = append(body, ui.Prose{Lead: "Which is nearest to you today?"})
	var row []ui.Button
	for _, a := range selfAnswers {
		row = append(row, ui.Button{Label: a.label, Do: "selfcheck", Arg: "answer " + role.ID + " " + need.Skill.ID + " " + a.id})
	}
	ways := []ui.Button{}
	if i > 0 {
		ways = append(ways, ui.Button{Label: "Back to the skill before", Do: "selfcheck", Arg: "skill " + role.ID + " " + role.Skills[i-1].Skill.ID})
	}
	if len(said) > 0 {
		ways = append(ways, deleteButton(role))
	}
	body = append(body, ui.Buttons{Row: row})
	if len(ways) > 0 {
		body = append(body, ui.Buttons{Row: ways})
	}
	return card(append(body, ui.Note{Text: inConfidence})...)
}

func deleteButton(role *knowledge.Entry) ui.Button {
	return ui.Button{Label: "Delete these answers", Do: "selfcheck", Arg: "delete " + role.ID, Style: ui.Danger}
}

// selfCheckSkill asks about one skill once more.
func (d *Desk) selfCheckSkill(ctx context.Context, r Request, roleID, skillID string) (ui.Reply, error) {
	role, i := d.skillOf(roleID, skillID)
	if i < 0 {
		return d.selfCheckStart(ctx, r)
	}
	said, err := d.Store.SelfCheck(ctx, r.From.ID, role.ID)
	if err != nil {
		return nil, fmt.Errorf("read a self-check: %w", err)
	}
	return skillQuestion(role, i, said), nil
}

// skillOf finds a skill's place within a role; -1 when the pack does not have
// it there any more.
func (d *Desk) skillOf(roleID, skillID string) (*knowledge.Entry, int) {
	role := d.Library.Entry(roleID)
	if role == nil {
		return nil, -1
	}
	for i, n := range role.Skills {
		if n.Skill.ID == skillID {
			return role, i
		}
	}
	return role, -1
}

// selfCheckAnswer keeps an answer and goes on.
func (d *Desk) selfCheckAnswer(ctx context.Context, r Request, roleID, skillID, answer string) (ui.Reply, error) {
	role, i := d.skillOf(roleID, skillID)
	if i < 0 || answerTo(answer).id == "" {
		return nil, &council.Problem{Say: "The list of skills has changed since this question was asked. Begin again with " + d.slash("setup check") + "."}
	}
	_, err := d.Store.Change(ctx, store.Change{Key: r.Key, By: r.From.ID, At: r.Now}, func(tx *store.Tx) error {
		return tx.PutSelfCheck(r.From.ID, role.ID, skillID, answer)
	})
	if err != nil {
		return nil, fmt.Errorf("keep an answer of a self-check: %w", err)
	}
	return d.selfCheckRole(ctx, r, role.ID)
}

func answerTo(id string) selfAnswer {
	for _, a := range selfAnswers {
		if a.id == id {
			return a
		}
	}
	return selfAnswer{}
}

// selfCheckDelete deletes the answers to one role's skills, or all of them.
func (d *Desk) selfCheckDelete(ctx context.Context, r Request, roleID string) (ui.Reply, error) {
	_, err := d.Store.Change(ctx, store.Change{Key: r.Key, By: r.From.ID, At: r.Now}, func(tx *store.Tx) error {
		return tx.DropSelfChecks(r.From.ID, roleID)
	})
	if err != nil {
		return nil, fmt.Errorf("delete a self-check: %w", err)
	}
	return card(ui.Prose{Text: "Deleted: your answers are gone, and nobody was told. A backup made earlier may hold them until it is replaced."},
		ui.Buttons{Row: []ui.Button{{Label: "Begin a self-check", Do: "selfcheck"}}}), nil
}
