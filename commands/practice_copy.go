package commands

import (
	"context"
	"fmt"

	"councilbot/internal/council"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// stageTopics gives the topic of the library under which the stages of a setup
// are found; the others have none.
var stageTopics = map[string]council.Topic{
	"yourself": council.TopicLeadership, "stakeholders": council.TopicLeadership, "governance": council.TopicGovernance,
	"money": council.TopicSourcing, "services": council.TopicSharing, "people": council.TopicProfession, "security": council.TopicGovernance,
	"plan": council.TopicChange,
}

// toCopy finds the one practice of a topic to copy for what some words are about:
// the one most like them, or else the newest that its authors would do again. ok
// is false when this person can read none.
func (d *Desk) toCopy(ctx context.Context, r Request, topic council.Topic, words string) (p council.Practice, ok bool, err error) {
	all, err := d.library(ctx, r)
	if err != nil || topic == "" {
		return p, false, err
	}
	var some []council.Practice
	for _, one := range all {
		if one.Topic == topic && one.Again != council.AgainNo {
			some = append(some, one)
		}
	}
	if best := council.FindPractices(words, some, 1); len(best) > 0 {
		return best[0], true, nil
	}
	if len(some) > 0 {
		return some[0], true, nil
	}
	return p, false, nil
}

// practiceFor is what to copy for a skill: a practice out of the library, with
// the button that opens it, or else where its page shows how others go about it.
func (d *Desk) practiceFor(ctx context.Context, r Request, skill *knowledge.Entry) (string, []ui.Button, error) {
	p, ok, err := d.toCopy(ctx, r, council.TopicFor(skill.Title), skill.Title)
	if err != nil {
		return "", nil, err
	}
	if ok {
		return fmt.Sprintf("“%s”, %s. They would do it again: %s.", p.Title, p.Checked(r.Now), againWords(p)),
			[]ui.Button{{Label: clipped("Copy: " + p.Title), Do: "practice", Arg: practiceArg("show", p)}}, nil
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
	p, ok, err := d.toCopy(ctx, r, stageTopics[s.Stage], s.Title)
	if err != nil || !ok {
		return nil, err
	}
	return []ui.Block{ui.Prose{Lead: "What others did.", Text: fmt.Sprintf("“%s” (%s), %s. They would do it again: %s.", p.Title, p.Topic.Label(), p.Checked(r.Now), againWords(p))},
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
