package commands

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// willing gives the members who agreed to be asked and have a seat, in the
// order of their names.
func (d *Desk) willing(ctx context.Context) ([]council.Member, error) {
	members, err := d.Store.Members(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for members to ask: %w", err)
	}
	choices, err := d.Store.Choices(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for members to ask: %w", err)
	}
	return slices.DeleteFunc(members, func(m council.Member) bool {
		return !m.Present() || choices[m.ID][council.AgreeAsked] != council.Members
	}), nil
}

func (d *Desk) mayBeAsked(ctx context.Context, id council.MemberID) (bool, error) {
	choices, err := d.Store.Choices(ctx)
	if err != nil {
		return false, fmt.Errorf("read what a member agreed to: %w", err)
	}
	return choices[id][council.AgreeAsked] == council.Members, nil
}

// doneBy gives the members, other than the person, who ticked a step and agreed
// to be asked.
func (d *Desk) doneBy(ctx context.Context, r Request, step string) ([]council.Member, error) {
	ids, err := d.Store.StepDoneBy(ctx, step)
	if err != nil {
		return nil, fmt.Errorf("look for who has done a step: %w", err)
	}
	willing, err := d.willing(ctx)
	return slices.DeleteFunc(willing, func(m council.Member) bool { return m.ID == r.From.ID || !slices.Contains(ids, m.ID) }), err
}

// setupWho lists who has done a step and agreed to be asked.
func (d *Desk) setupWho(ctx context.Context, v setupView, id string) (ui.Reply, error) {
	step := d.Library.Step(id)
	if step == nil {
		return d.setupSearch(ctx, v, id)
	}
	if !v.From.Present() {
		return nil, &council.Problem{Say: "Members are named to members only. Ask the secretary whether a seat is for you."}
	}
	found, err := d.doneBy(ctx, v.Request, step.ID)
	if err != nil {
		return nil, err
	}
	asked, err := d.mayBeAsked(ctx, v.From.ID)
	if err != nil {
		return nil, err
	}
	body := []ui.Block{ui.Heading{Text: "Who has done this step?"}, ui.Prose{Lead: "Step.", Text: step.Title}}
	if len(found) == 0 {
		body = append(body, ui.Prose{Text: "Nobody who ticked it has agreed to be asked yet. You can ask everybody with " + d.slash("ask") + "."})
	}
	body = append(body, peerLines(found, "step "+step.ID)...)
	body = append(body, ui.Rule{})
	body = append(body, askedWays(asked)...)
	return card(append(body, ui.Buttons{Row: []ui.Button{{Label: "Back to the step", Do: "setup", Arg: "step " + step.ID}}})...), nil
}

// peerLines are members who may be asked about something, each with a button
// that tells how.
func peerLines(found []council.Member, about string) []ui.Block {
	var row []ui.Button
	var items []string
	for _, m := range found {
		items = append(items, whoIs(m))
		row = append(row, ui.Button{Label: clipped("How to ask " + m.Name), Do: "setup", Arg: fmt.Sprintf("ask %d %s", m.ID, about)})
	}
	if row == nil {
		return nil
	}
	return []ui.Block{ui.List{Items: items}, ui.Buttons{Row: row}}
}

// whoIs says a member in a line: name, job title and organisation.
func whoIs(m council.Member) string {
	parts := []string{m.Name}
	for _, part := range []string{m.Title, m.Organisation} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// askedWays say whether members may ask the person, with one press to change
// it.
func askedWays(asked bool) []ui.Block {
	if asked {
		return []ui.Block{
			ui.Prose{Lead: "You may be asked.", Text: "Members who look for somebody see your name, job title and organisation beside the steps you ticked and the skills of your role."},
			ui.Buttons{Row: []ui.Button{{Label: "I do not want to be asked any more", Do: "setup", Arg: "asked no"}}},
		}
	}
	return []ui.Block{
		ui.Prose{Lead: "Would you help others?", Text: "You are not named to anybody. To be named, you agree to this: " + council.Wording(council.AgreeAsked, council.Members)},
		ui.Buttons{Row: []ui.Button{{Label: "I agree: I may be asked", Do: "setup", Arg: "asked yes"}}},
	}
}

// setupAsked keeps whether members may ask the person, with its date and words.
func (d *Desk) setupAsked(ctx context.Context, v setupView, text string) (ui.Reply, error) {
	if !v.From.Present() {
		return nil, &council.Problem{Say: "Only members are named to members. Ask the secretary whether a seat is for you."}
	}
	asked, err := d.mayBeAsked(ctx, v.From.ID)
	if err != nil {
		return nil, err
	}
	now, chosen := map[string]council.Visibility{"yes": council.Members, "no": council.Private}[strings.ToLower(text)]
	if !chosen {
		return card(append(append([]ui.Block{ui.Heading{Text: "May members ask you?"}}, askedWays(asked)...), backToNext(v))...), nil
	}
	if asked != (now == council.Members) {
		change := store.Change{Key: v.Key, By: v.From.ID, Did: "member.asked", About: fmt.Sprintf("member/%d", v.From.ID), At: v.Now}
		_, err := d.Store.Change(ctx, change, func(tx *store.Tx) error { return tx.Consent(v.From.ID, council.AgreeAsked, now) })
		if err != nil {
			return nil, fmt.Errorf("keep whether a member may be asked: %w", err)
		}
	}
	say := "You are not named to anybody any more."
	if now == council.Members {
		say = "Thank you. You agreed on " + council.DayOf(v.Now).Long() + ", and one press takes it back."
	}
	return card(append(append([]ui.Block{ui.Prose{Text: say}}, askedWays(now == council.Members)...), backToNext(v))...), nil
}

// setupAsk tells how to ask a member who was named: about a step that the
// member ticked, or a skill. Whoever does not agree to be asked any more is not
// named again.
func (d *Desk) setupAsk(ctx context.Context, v setupView, text string) (ui.Reply, error) {
	words := strings.SplitN(text, " ", 3)
	if !v.From.Present() || len(words) < 3 {
		return nil, &council.Problem{Say: "Open a step with " + d.slash("setup") + " and press “Who has done this step?”. It names members who agreed to be asked."}
	}
	peers, subject, err := d.peers(ctx, v.Request, words[1], words[2])
	if err != nil {
		return nil, err
	}
	id, _ := strconv.ParseInt(words[0], 10, 64)
	i := slices.IndexFunc(peers, func(m council.Member) bool { return int64(m.ID) == id })
	if i < 0 {
		return nil, &council.Problem{Say: "This person no longer asks to be named. Look once more at who can be asked."}
	}
	back := ui.Button{Label: "Back to the step", Do: "setup", Arg: "step " + words[2]}
	if words[1] == "skill" {
		back = ui.Button{Label: "My self-checks", Do: "selfcheck"}
	}
	return howToAsk(v.From, peers[i], subject, back), nil
}

// peers are the members who can be asked about a step or a skill, and what it
// is called.
func (d *Desk) peers(ctx context.Context, r Request, kind, id string) ([]council.Member, string, error) {
	if e := d.Library.Entry(id); kind == "skill" && e != nil {
		peers, err := d.skilled(ctx, r, e)
		return peers, e.Title, err
	}
	if s := d.Library.Step(id); kind == "step" && s != nil {
		peers, err := d.doneBy(ctx, r, id)
		return peers, s.Title, err
	}
	return nil, "", nil
}

func howToAsk(from, m council.Member, subject string, back ui.Button) ui.Message {
	how := m.Name + " is not in Slack. Ask the secretary to pass your question on."
	if m.SlackID != "" {
		how = "In Slack, begin a direct message and type the name " + m.Name + ". It stays between the two of you."
	}
	return card(ui.Heading{Text: clipped("How to ask " + m.Name)}, ui.Prose{Text: whoIs(m) + "."}, ui.Prose{Text: how},
		ui.Prose{Lead: "You might write:", Text: "Hello, this is " + from.Name + ". You agreed to be asked about “" + subject + "”. I am working on it now. Could you spare fifteen minutes this month to tell me how you went about it?"},
		ui.Buttons{Row: []ui.Button{back}}, ui.Note{Text: m.Name + " agreed to be asked. Nothing was sent: you write the message yourself."})
}

// skilled gives the members, other than the person, who agreed to be asked and
// whose expertise or role covers a skill; those whose own words name it come
// first.
func (d *Desk) skilled(ctx context.Context, r Request, skill *knowledge.Entry) ([]council.Member, error) {
	willing, err := d.willing(ctx)
	var named, by []council.Member
	for _, m := range willing {
		switch {
		case m.ID == r.From.ID:
		case expert(m, skill):
			named = append(named, m)
		case d.holdsSkill(m, skill):
			by = append(by, m)
		}
	}
	return append(named, by...), err
}

// expert reports whether something that a member can help with names a skill.
func expert(m council.Member, skill *knowledge.Entry) bool {
	for _, phrase := range m.Expertise {
		for _, name := range append([]string{skill.Title}, skill.Aliases...) {
			if hasWords(name, phrase) {
				return true
			}
		}
	}
	return false
}

// holdsSkill reports whether a member's role needs a skill: the role on the
// card, else the one that the job title names.
func (d *Desk) holdsSkill(m council.Member, skill *knowledge.Entry) bool {
	role := d.Library.Entry(m.Role)
	if role == nil && m.Title != "" {
		role = d.Library.FindRole(m.Title).Exact
	}
	return role != nil && slices.ContainsFunc(role.Skills, func(n knowledge.Need) bool { return n.Skill == skill })
}
