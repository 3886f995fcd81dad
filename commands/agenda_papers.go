package commands

import (
	"context"
	"fmt"

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
		words[p.Item] += agendaPaper(p, s.author(p))
	}
	for id, all := range stubs {
		for _, stub := range all {
			words[id] += " " + stub + "."
		}
	}
	return words, nil
}

// agendaPaper names a paper beside its item.
func agendaPaper(p council.Paper, author string) string {
	switch {
	case p.Owed():
		return fmt.Sprintf(" Paper to come: “%s” by %s.", p.Title, author)
	case p.Late != "":
		return fmt.Sprintf(" Paper %d: “%s” by %s, after the agenda, because: %s", p.ID, p.Title, author, ended(p.Late))
	}
	return fmt.Sprintf(" Paper %d: “%s” by %s.", p.ID, p.Title, author)
}

// publicPapers gives the same as anybody may read it: what is public, and nothing
// of the rest.
func publicPapers(tx *store.Tx, id council.MeetingID) (map[council.ItemID]string, error) {
	papers, err := tx.Papers(id)
	if err != nil {
		return nil, err
	}
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
		words[p.Item] += agendaPaper(p, p.AuthorName(author))
	}
	return words, nil
}
