package commands

import (
	"context"
	"fmt"
	"slices"

	"councilbot/internal/council"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// stageTopics gives the topic of the library under which the stages of a setup
// are found; the others have none.
var stageTopics = map[string]council.Topic{
	"yourself": council.TopicLeadership, "stakeholders": council.TopicLeadership, "governance": council.TopicGovernance,
	"money": council.TopicSourcing, "services": council.TopicSharing, "people": council.TopicProfession, "plan": council.TopicChange,
}

// toCopy finds the one practice to copy, that its authors would do again, for what
// some words are about: the one most like them, or else, and then about is false,
// the newest of a topic. It is the zero Practice when this person can read none.
func (d *Desk) toCopy(ctx context.Context, r Request, topic council.Topic, words string) (p council.Practice, about bool, err error) {
	all, err := d.library(ctx, r)
	if err != nil {
		return p, false, err
	}
	all = slices.DeleteFunc(all, func(p council.Practice) bool { return p.Again == council.AgainNo })
	if best := council.FindPractices(words, all, 1); len(best) > 0 {
		return best[0], true, nil
	}
	return firstOf(all, func(p council.Practice) bool { return topic != "" && p.Topic == topic }), false, nil
}

// practiceFor is what to copy for a skill: a practice out of the library, with
// the button that opens it, or else where its page shows how others go about it.
func (d *Desk) practiceFor(ctx context.Context, r Request, skill *knowledge.Entry) (string, []ui.Button, error) {
	p, about, err := d.toCopy(ctx, r, council.TopicFor(skill.Title), skill.Title)
	if err != nil {
		return "", nil, err
	}
	if p.ID != 0 {
		label, near := "Copy: ", ""
		if !about {
			label, near = "See: ", "nothing in the library is about this skill yet; the nearest, on "+lowerFirst(p.Topic.Label())+", is "
		}
		return fmt.Sprintf("%s“%s”, %s. They would do it again: %s.", near, p.Title, p.Checked(r.Now), againWords(p)),
			[]ui.Button{{Label: clipped(label + p.Title), Do: "practice", Arg: practiceArg("show", p)}}, nil
	}
	page := d.slash("role skill " + lowerFirst(skill.Title))
	if skill.Section(leadership) != nil {
		return "the library holds no practice on this yet; take one of the examples of leadership on the page " + page + ".", nil, nil
	}
	return "the library holds no practice on this yet; take the next level up on the page " + page + ".", nil, nil
}

// stepPractice quotes what a member of the council did about what a step of a
// setup is for; nothing when the library holds nothing of its topic.
func (d *Desk) stepPractice(ctx context.Context, r Request, s *knowledge.Step) ([]ui.Block, error) {
	p, about, err := d.toCopy(ctx, r, stageTopics[s.Stage], s.Title)
	if err != nil || p.ID == 0 {
		return nil, err
	}
	lead, kind := "What others did.", " ("+p.Topic.Label()+")"
	if !about {
		lead, kind = "What others did on "+lowerFirst(p.Topic.Label())+".", ""
	}
	return []ui.Block{ui.Prose{Lead: lead, Text: fmt.Sprintf("“%s”%s, %s. They would do it again: %s.", p.Title, kind, p.Checked(r.Now), againWords(p))},
		ui.Buttons{Row: []ui.Button{{Label: clipped("See: " + p.Title), Do: "practice", Arg: practiceArg("show", p)}}}}, nil
}

// practicesBefore quotes the practices that are about the same as some words.
func (d *Desk) practicesBefore(ctx context.Context, r Request, words string) ([]ui.Block, error) {
	all, err := d.library(ctx, r)
	if err != nil {
		return nil, err
	}
	return practiceLines("Practices in the library", r, council.FindPractices(words, all, 3)), nil
}
