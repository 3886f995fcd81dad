package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// agendaPapers gives, for each item of an agenda, the words on its papers that
// this person may read beside it.
func (d *Desk) agendaPapers(ctx context.Context, r Request, m council.Meeting) (map[council.ItemID]string, error) {
	s, err := d.shelf(ctx, r, m)
	if err != nil {
		return nil, err
	}
	papers, stubs := d.seen(r, s)
	words := map[council.ItemID]string{}
	for _, p := range papers {
		words[p.Item] += agendaPaper(p, s.numbers[p.ID], s.author(p))
	}
	for id, all := range stubs {
		for _, stub := range all {
			words[id] += " " + stub + "."
		}
	}
	return words, nil
}

// publishedNumbers gives the published papers of an agenda their numbers, the same
// as in the pack and on paper. A paper of a draft has none yet.
func publishedNumbers(a council.Agenda, papers []council.Paper, packs []council.Pack) map[council.PaperID]string {
	out := slices.DeleteFunc(slices.Clone(papers), func(p council.Paper) bool { return p.Stage != council.PaperPublished })
	return council.NumberPapers(a, out, packs)
}

// agendaPaper names a paper beside its item, with its number where it has one.
func agendaPaper(p council.Paper, number, author string) string {
	name := strings.TrimSpace("Paper " + number)
	switch {
	case p.Owed():
		return fmt.Sprintf(" Paper to come: “%s” by %s.", p.Title, author)
	case p.Late != "":
		return fmt.Sprintf(" %s: “%s” by %s, after the agenda, because: %s", name, p.Title, author, ended(p.Late))
	}
	return fmt.Sprintf(" %s: “%s” by %s.", name, p.Title, author)
}

// publicPapers gives the same as anybody may read it: what is public, and nothing
// of the rest.
func publicPapers(tx *store.Tx, a council.Agenda) (map[council.ItemID]string, error) {
	papers, err := tx.Papers(a.Meeting.ID)
	if err != nil {
		return nil, err
	}
	packs, err := tx.Packs(a.Meeting.ID)
	if err != nil {
		return nil, err
	}
	numbers := publishedNumbers(a, papers, packs)
	words := map[council.ItemID]string{}
	for _, p := range papers {
		if !p.Public() {
			continue
		}
		author := council.Member{}
		if p.Author != 0 {
			if author, err = tx.Member(p.Author); err != nil {
				return nil, err
			}
		}
		words[p.Item] += agendaPaper(p, numbers[p.ID], p.AuthorName(author))
	}
	return words, nil
}
