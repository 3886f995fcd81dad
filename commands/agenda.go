package commands

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// agendaVerbs is all that /agenda does, in the order in which help shows it. A
// meeting is named by its number, as #3; without one the next is meant. An item
// is named by its number on the agenda, or, as buttons do, by its own for good,
// as i12.
func (d *Desk) agendaVerbs() []verb {
	return []verb{
		{"show", "#3", "The agenda with its times", council.Anyone, d.agendaShow},
		{"now", "", "Which item the meeting is on", council.Anyone, d.agendaNow},
		{"next", "", "At the meeting: go on to the next item", council.Anyone, d.agendaNext},
		{"skip", "", "At the meeting: leave an item for later", council.Secretary, d.agendaSkip},
		{"carry", "", "At the meeting: carry an item to the next one", council.Secretary, d.agendaCarry},
		{"pack", "#3", "All papers of a meeting in one file", council.Anyone, d.agendaPack},
		{"word", "#3", "The agenda as a Word file", council.Anyone, d.agendaWord},
		{"html", "#3", "The agenda as a web page to keep", council.Anyone, d.agendaHTML},
		{"propose", "a shared service desk", "Propose an item", council.Seated, d.agendaPropose},
		{"before", "shared service desk", "Has this come up before?", council.Seated, d.agendaBefore},
		{"mine", "", "What you have proposed, and what became of it", council.Seated, d.agendaMine},
		{"withdraw", "7", "Take an item back", council.Seated, d.agendaWithdraw},
		{"pull", "8", "Have an item spoken about that would be agreed together with others", council.Seated, d.agendaPull},
		{"plan", "", "What the next four meetings will take", council.Seated, d.agendaPlan},
		{"versions", "#3", "Every version of the agenda, and what changed", council.Seated, d.agendaVersions},
		{"proposals", "", "Proposals that wait for an answer", council.Secretary, d.agendaProposals},
		{"accept", "i12", "Put a proposal on the agenda", council.Secretary, d.agendaAccept},
		{"defer", "7 until the figures are there", "Put an item off to a later meeting", council.Secretary, d.agendaDefer},
		{"merge", "i12 into 7", "Take a proposal together with another item", council.Secretary, d.agendaMerge},
		{"edit", "7", "Change an item", council.Seated, d.agendaEdit},
		{"move", "7 to 5", "Put an item in another place", council.Secretary, d.agendaMove},
		{"together", "8", "Have an item agreed together with others after all", council.Secretary, d.agendaTogether},
		{"check", "#3", "What to put right before the agenda goes out", council.Secretary, d.agendaCheck},
		{"post", "#3", "Publish the agenda and post it in the channel", council.Secretary, d.agendaPost},
		{"close", "#3", "Say which items were not reached: they are carried forward", council.Secretary, d.agendaClose},
		{"standing", "", "The items that are on every agenda", council.Secretary, d.agendaStanding},
	}
}

// Agenda answers /agenda and every button and form of an agenda.
func (d *Desk) Agenda(ctx context.Context, r Request) (ui.Reply, error) {
	return d.runCommand(ctx, r, "agenda", d.agendaVerbs(), d.agendaShow, d.agendaElse)
}

// agendaElse answers what begins with none of the verbs: a meeting by its number
// or date, or, to a member, what has come up before with those words.
func (d *Desk) agendaElse(ctx context.Context, r Request) (ui.Reply, error) {
	_, undated := council.ParseMoment(r.Text, r.Now)
	_, uncounted := strconv.Atoi(r.Text)
	if undated != nil && uncounted != nil && !strings.HasPrefix(r.Text, "#") && d.holds(r, council.Seated) {
		return d.agendaBefore(ctx, r)
	}
	return d.agendaShow(ctx, r)
}

// agendaShow shows the agenda of one meeting, by the meeting's number or date.
func (d *Desk) agendaShow(ctx context.Context, r Request) (ui.Reply, error) {
	m, err := d.only(ctx, r)
	if err != nil {
		return nil, err
	}
	return d.agendaPage(ctx, r, m.ID)
}

// itemArg is a button's argument about an item.
func itemArg(word string, item council.Item) string { return fmt.Sprintf("%s i%d", word, item.ID) }

// itemOf finds the item that a text begins with, and gives what is left of the
// text. The error is a *council.Problem when there is none.
func (d *Desk) itemOf(ctx context.Context, r Request) (council.Item, string, error) {
	first, rest, _ := strings.Cut(r.Text, " ")
	if figures, marked := strings.CutPrefix(strings.ToLower(first), "i"); marked {
		if id, err := strconv.ParseInt(figures, 10, 64); err == nil {
			item, err := d.Store.Item(ctx, council.ItemID(id))
			if err == nil && item.ID == 0 {
				err = &council.Problem{Field: "item", Say: "There is no item " + short(first) + ". Look at the agenda with " + d.slash("agenda") + "."}
			}
			return item, strings.TrimSpace(rest), err
		}
	}
	m, text, err := d.named(ctx, r)
	if err != nil {
		return council.Item{}, "", err
	}
	a, err := d.Store.Agenda(ctx, m.ID)
	if err != nil {
		return council.Item{}, "", fmt.Errorf("read an agenda: %w", err)
	}
	number, rest, _ := strings.Cut(text, " ")
	item, err := a.ByNumber(number)
	return item, strings.TrimSpace(rest), err
}

// seenItem is an item as this person may see it.
func (d *Desk) seenItem(r Request, item council.Item) council.Item {
	if d.holds(r, council.Secretary) {
		return item
	}
	return item.SeenBy(r.From, r.Now)
}

// seenItems are items as this person may see them.
func (d *Desk) seenItems(r Request, items []council.Item) []council.Item {
	seen := make([]council.Item, len(items))
	for i, item := range items {
		seen[i] = d.seenItem(r, item)
	}
	return seen
}

// changeAgenda makes one change to an agenda as it is at that moment. Where it is
// posted, the post is changed with it.
func (d *Desk) changeAgenda(ctx context.Context, r Request, did, about string, id council.MeetingID, rule func(*store.Tx, council.Agenda) (council.Agenda, error)) error {
	return d.changeItems(ctx, r, did, about, func(tx *store.Tx) error {
		a, err := tx.Agenda(id)
		if err != nil {
			return err
		}
		if a, err = rule(tx, a); err != nil {
			return err
		}
		if a, err = tx.PutAgenda(a); err != nil {
			return err
		}
		return d.repost(ctx, tx, a)
	})
}

// changeItems makes one change to items, with its audit row.
func (d *Desk) changeItems(ctx context.Context, r Request, did, about string, fn func(*store.Tx) error) error {
	_, err := d.Store.Change(ctx, store.Change{Key: r.Key, By: r.From.ID, Did: did, About: about, At: r.Now}, fn)
	if err != nil {
		return fmt.Errorf("%s: %w", did, err)
	}
	return nil
}

func aboutItem(id council.ItemID) string { return fmt.Sprintf("item/%d", id) }

func aboutAgenda(id council.MeetingID) string { return fmt.Sprintf("agenda/%d", id) }
