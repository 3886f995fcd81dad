package commands

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// changeCard makes one change to what is kept of the person who asks.
func (d *Desk) changeCard(ctx context.Context, r Request, did string, fn func(*store.Tx) error) error {
	change := store.Change{Key: r.Key, By: r.From.ID, Did: did, About: fmt.Sprintf("member/%d", r.From.ID), At: r.Now}
	if _, err := d.Store.Change(ctx, change, fn); err != nil {
		return fmt.Errorf("%s: %w", did, err)
	}
	return nil
}

// dayIn gives the day of a moment on the council's clock.
func (d *Desk) dayIn(ctx context.Context, t time.Time) council.Day {
	if _, zone, err := d.house(ctx); err == nil {
		t = t.In(zone)
	}
	return council.DayOf(t)
}

// memberMe shows one's own card: what it says, who sees each part, and what was
// agreed to, with its date and words.
func (d *Desk) memberMe(ctx context.Context, r Request) (ui.Reply, error) {
	return d.mePage(ctx, r, "")
}

// mePage shows one's own card, after a line on what was done.
func (d *Desk) mePage(ctx context.Context, r Request, say string) (ui.Reply, error) {
	m, err := d.Store.Member(ctx, r.From.ID)
	if err != nil {
		return nil, fmt.Errorf("read one's card: %w", err)
	}
	consents, err := d.Store.Consents(ctx, m.ID)
	if err != nil {
		return nil, fmt.Errorf("read what one has agreed to: %w", err)
	}
	choices := council.Choices(consents)
	var body []ui.Block
	if say != "" {
		body = append(body, ui.Prose{Text: say})
	}
	body = append(body, ui.Heading{Text: "Your card"})
	var pairs []ui.Pair
	for _, f := range council.Fields {
		pairs = append(pairs, ui.Pair{Name: f.Label(), Value: cmp.Or(fieldValue(m, f), "not said") + " (" + seenBy[choices[f]] + ")"})
	}
	body = append(body, ui.Fields{Pairs: pairs}, ui.Prose{Text: "A private part is read by you, the chair and the secretary, and by nobody else."})
	if agreed := d.agreedLines(ctx, consents, choices); len(agreed) > 0 {
		body = append(body, ui.List{Lead: "What you agreed to", Items: agreed})
	}
	return card(append(body, meButtons()...)...), nil
}

// agreedLines are the agreements that hold, each with its date and its words.
func (d *Desk) agreedLines(ctx context.Context, consents []council.Consent, choices map[council.Field]council.Visibility) []string {
	last := map[council.Field]council.Consent{}
	for _, c := range consents {
		last[c.Field] = c
	}
	var lines []string
	for _, f := range append(slices.Clone(council.Fields), council.Agreements...) {
		if v := choices[f]; v == council.Members || v == council.Public {
			lines = append(lines, d.dayIn(ctx, last[f].At).Long()+": “"+last[f].Wording+"”")
		}
	}
	return lines
}

func meButtons() []ui.Block {
	return []ui.Block{
		ui.Buttons{Row: []ui.Button{
			{Label: "Change what it says", Do: "member", Arg: "edit"},
			{Label: "Choose who sees what", Do: "member", Arg: "show", Style: ui.Primary},
			{Label: "What the public sees", Do: "member", Arg: "public"},
			{Label: "Yes, still right", Do: "member", Arg: "confirm"},
			{Label: "Make it all private", Do: "member", Arg: "withdraw", Style: ui.Danger},
		}},
		ui.Buttons{Row: []ui.Button{
			{Label: "How I hear from you", Do: "member", Arg: "ways"},
			{Label: "Buddies", Do: "member", Arg: "buddy"},
			{Label: "Export my data", Do: "member", Arg: "export"},
			{Label: "Erase my data", Do: "member", Arg: "erase"},
		}},
		ui.Note{Text: "Only you can see this message."},
	}
}

// cardStep is the one thing that a member may do next about their card.
func (d *Desk) cardStep(ctx context.Context, r Request) ([]ui.Block, error) {
	consents, err := d.Store.Consents(ctx, r.From.ID)
	if err != nil {
		return nil, fmt.Errorf("read what one has agreed to: %w", err)
	}
	confirmed, err := d.Store.Confirmed(ctx)
	if err != nil {
		return nil, fmt.Errorf("read when one's card was confirmed: %w", err)
	}
	shows := 0
	for _, f := range council.Fields {
		if council.Choices(consents)[f] != council.Private {
			shows++
		}
	}
	at, ever := confirmed[r.From.ID]
	mine := ui.Button{Label: "My card", Do: "member", Arg: "me"}
	switch {
	case ever && council.CardDue(at, r.Now):
		return []ui.Block{ui.Prose{Lead: "Your next step:", Text: "is your card still right? You last said so on " + d.dayIn(ctx, at).Long() + "."},
			ui.Buttons{Row: []ui.Button{{Label: "Yes, still right", Do: "member", Arg: "confirm", Style: ui.Primary}, mine}}}, nil
	case shows == 0:
		return []ui.Block{ui.Prose{Lead: "Your next step:", Text: "your card is private: only you, the chair and the secretary see it. Choose what members may see, so that they can find you."},
			ui.Buttons{Row: []ui.Button{{Label: "Choose who sees what", Do: "member", Arg: "show", Style: ui.Primary}, mine}}}, nil
	}
	return []ui.Block{ui.Prose{Lead: "Your card:", Text: fmt.Sprintf("%d of its %d parts are shown to somebody.", shows, len(council.Fields))}, ui.Buttons{Row: []ui.Button{mine}}}, nil
}

// memberEdit changes what one's own card says. The organisation and the sector
// are the seat's, and the secretary changes them.
func (d *Desk) memberEdit(ctx context.Context, r Request) (ui.Reply, error) {
	if r.Form == nil {
		m, err := d.Store.Member(ctx, r.From.ID)
		if err != nil {
			return nil, fmt.Errorf("read one's card: %w", err)
		}
		return editForm(m), nil
	}
	err := d.changeCard(ctx, r, "member.changed", func(tx *store.Tx) error {
		m, err := tx.Member(r.From.ID)
		if err != nil {
			return err
		}
		m.Name, m.Title, m.Region = tidy(r.Form["name"]), tidy(r.Form["title"]), tidy(r.Form["region"])
		m.Email, m.Expertise = tidy(r.Form["email"]), council.Phrases(r.Form["expertise"])
		_, err = tx.PutMember(m)
		return err
	})
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.mePage(ctx, r, "Your card is changed. Who sees each part stays as it was.")
}

// tidy makes one line of words that were typed into a form.
func tidy(text string) string { return strings.Join(strings.Fields(text), " ") }

func editForm(m council.Member) ui.Modal {
	return ui.Modal{Do: "member", Arg: "edit", Title: "Change your card", Submit: "Keep it", Body: []ui.Block{
		ui.Input{Name: "name", Label: "Name", Hint: "As it should stand in the minutes.", Kind: ui.Line, Value: m.Name, Max: 150},
		ui.Input{Name: "title", Label: "Job title", Kind: ui.Line, Value: m.Title, Optional: true, Max: 150},
		ui.Input{Name: "region", Label: "Region", Hint: "Such as Wales or North West.", Kind: ui.Line, Value: m.Region, Optional: true, Max: 100},
		ui.Input{Name: "expertise", Label: "What I can help with", Hint: "A few short phrases, parted by semicolons.", Kind: ui.Line, Value: strings.Join(m.Expertise, "; "), Optional: true, Max: 500},
		ui.Input{Name: "email", Label: "E-mail address", Kind: ui.Line, Value: m.Email, Optional: true, Max: 150},
		ui.Note{Text: "Organisation: " + cmp.Or(m.Organisation, "not said") + ". Sector: " + m.Sector.Label() + ". These belong to the seat: ask the secretary to change them."},
	}}
}

// memberPublic shows what the public sees of one's card.
func (d *Desk) memberPublic(ctx context.Context, r Request) (ui.Reply, error) {
	public, err := d.Store.Public().Members(ctx, r.Now)
	if err != nil {
		return nil, fmt.Errorf("read what the public sees: %w", err)
	}
	i := slices.IndexFunc(public, func(m council.Member) bool { return m.ID == r.From.ID })
	ways := ui.Buttons{Row: []ui.Button{{Label: "Choose who sees what", Do: "member", Arg: "show"}, {Label: "My card", Do: "member", Arg: "me"}}}
	if i < 0 {
		return card(ui.Heading{Text: "What the public sees"}, ui.Prose{Text: "Nothing of your card. It is not on the website: either you show no part of it to the public, or you have not said for over a year that it is still right."}, ways), nil
	}
	return card(ui.Heading{Text: "What the public sees"}, ui.Prose{Text: "This and nothing else stands on the council's public website:"},
		ui.Fields{Pairs: append([]ui.Pair{{Name: "Name", Value: nameSeen(public[i])}}, cardPairs(public[i], nil, false)...)}, ways), nil
}

// memberConfirm notes that one's card is still right.
func (d *Desk) memberConfirm(ctx context.Context, r Request) (ui.Reply, error) {
	err := d.changeCard(ctx, r, "member.confirmed", func(tx *store.Tx) error { return tx.ConfirmCard(r.From.ID) })
	if err != nil {
		return nil, err
	}
	return d.mePage(ctx, r, "Thank you. I ask again in a year.")
}

// memberWithdraw makes one's whole card private again.
func (d *Desk) memberWithdraw(ctx context.Context, r Request) (ui.Reply, error) {
	err := d.changeCard(ctx, r, "member.withdrew", func(tx *store.Tx) error { return tx.Withdraw(r.From.ID) })
	if err != nil {
		return nil, err
	}
	return d.mePage(ctx, r, "Done. Every part of your card is private again, and what else you had agreed to is taken back. The public website no longer shows it.")
}
