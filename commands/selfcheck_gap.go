package commands

import (
	"context"
	"fmt"

	"councilbot/internal/council"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// gapPage ends a self-check: for each gap one thing to read, one to copy and
// one person to ask. What is new comes before what is partly known.
func (d *Desk) gapPage(ctx context.Context, r Request, role *knowledge.Entry, said map[string]string) (ui.Reply, error) {
	body := []ui.Block{ui.Heading{Text: clippedTo("Your gaps: "+role.Title, 150)}}
	gaps := gapsOf(role, said)
	if len(gaps) == 0 {
		body = append(body, ui.Prose{Text: "You named no gap. Others may be glad of your help: say below whether you may be asked."})
		asked, err := d.mayBeAsked(ctx, r.From.ID)
		if err != nil {
			return nil, err
		}
		body = append(body, askedWays(asked)...)
	} else {
		body = append(body, ui.Prose{Text: fmt.Sprintf("%d of %d skills are gaps, by your own answers. Choose one to begin with.", len(gaps), len(role.Skills))})
	}
	for _, skill := range gaps {
		lines, err := d.gapLines(ctx, r, role, skill, answerTo(said[skill.ID]))
		if err != nil {
			return nil, err
		}
		body = append(body, lines...)
	}
	body = append(body, ui.Rule{}, ui.Buttons{Row: []ui.Button{
		{Label: "Answer again from the first skill", Do: "selfcheck", Arg: "skill " + role.ID + " " + role.Skills[0].Skill.ID},
		{Label: "All about the " + role.Name(), Do: "role", Arg: role.ID},
		deleteButton(role),
	}})
	return card(append(body, ui.Note{Text: inConfidence})...), nil
}

// gapsOf are the skills that somebody's answers make gaps, those that are new
// first, else in the role's order.
func gapsOf(role *knowledge.Entry, said map[string]string) []*knowledge.Entry {
	var unknown, partly []*knowledge.Entry
	for _, n := range role.Skills {
		switch a := answerTo(said[n.Skill.ID]); {
		case !a.gap:
		case a.id == "new":
			unknown = append(unknown, n.Skill)
		default:
			partly = append(partly, n.Skill)
		}
	}
	return append(unknown, partly...)
}

// gapLines say what to do about one gap.
func (d *Desk) gapLines(ctx context.Context, r Request, role, skill *knowledge.Entry, said selfAnswer) ([]ui.Block, error) {
	guide := d.guideFor(skill)
	peers, err := d.skilled(ctx, r, skill)
	if err != nil {
		return nil, err
	}
	practice, opens, err := d.practiceFor(ctx, r, skill)
	if err != nil {
		return nil, err
	}
	items := []string{"Read: " + guide.Title + ".", "Copy: " + practice}
	row := append([]ui.Button{{Label: clipped("Read: " + guide.Title), Do: "ask", Arg: "read " + guide.ID}}, opens...)
	row = append(row, ui.Button{Label: clipped("Answer again: " + skill.Title), Do: "selfcheck", Arg: "skill " + role.ID + " " + skill.ID})
	if len(peers) > 0 {
		peer := peerFor(r.From, peers)
		items = append(items, "Ask: "+whoIs(peer)+", who agreed to be asked.")
		row = append(row, ui.Button{Label: clipped("How to ask " + peer.Name), Do: "setup", Arg: fmt.Sprintf("ask %d skill %s", peer.ID, skill.ID)})
	} else {
		items = append(items, "Ask: nobody who covers this has agreed to be asked yet. You can put a question to everybody with "+d.slash("ask")+".")
	}
	return []ui.Block{ui.Prose{Lead: skill.Title + ".", Text: "By your answer, " + said.said + "."}, ui.List{Items: items}, ui.Buttons{Row: row}}, nil
}

// peerFor chooses one of several members to ask: of another organisation, and
// of the same sector, where there is one.
func peerFor(from council.Member, peers []council.Member) council.Member {
	best, most := peers[0], -1
	for _, m := range peers {
		fit := 0
		if !council.SameOrganisation(m.Organisation, from.Organisation) {
			fit += 2
		}
		if m.Sector == from.Sector {
			fit++
		}
		if fit > most {
			best, most = m, fit
		}
	}
	return best
}
