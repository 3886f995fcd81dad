package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// memberShow chooses who sees the parts of one's card: by a form for all of
// them, or one by words. What members or the public may see is kept with the
// exact sentence that was agreed to.
func (d *Desk) memberShow(ctx context.Context, r Request) (ui.Reply, error) {
	words, agreed := strings.CutSuffix(r.Text, " agree")
	switch {
	case r.Form != nil:
		return d.keepShown(ctx, r)
	case words == "":
		return d.showForm(ctx, r)
	}
	i := strings.LastIndexByte(words, ' ')
	v, err := council.ParseVisibility(words[i+1:])
	if err != nil {
		return nil, err
	}
	fields, err := fieldsNamed(strings.TrimSpace(words[:max(i, 0)]))
	if err != nil {
		return nil, err
	}
	if v != council.Private && !agreed {
		return agreePage(words, fields, v), nil
	}
	chosen := map[council.Field]council.Visibility{}
	for _, f := range fields {
		chosen[f] = v
	}
	return d.show(ctx, r, chosen)
}

// fieldsNamed reads one part of the card, or "all".
func fieldsNamed(text string) ([]council.Field, error) {
	if strings.EqualFold(text, "all") {
		return council.Fields, nil
	}
	f, err := council.ParseField(text)
	return []council.Field{f}, err
}

// agreePage shows the sentences that are agreed to before anything is shown.
func agreePage(words string, fields []council.Field, v council.Visibility) ui.Message {
	var sentences []string
	for _, f := range fields {
		sentences = append(sentences, council.Wording(f, v))
	}
	return card(ui.Heading{Text: "Do you agree?"}, ui.List{Lead: "You agree to this, with today's date", Items: sentences},
		ui.Buttons{Row: []ui.Button{
			{Label: "I agree", Do: "member", Arg: "show " + words + " agree", Style: ui.Primary},
			{Label: "No, leave it as it is", Do: "member", Arg: "me"},
		}})
}

func (d *Desk) showForm(ctx context.Context, r Request) (ui.Reply, error) {
	consents, err := d.Store.Consents(ctx, r.From.ID)
	if err != nil {
		return nil, fmt.Errorf("read what one has agreed to: %w", err)
	}
	now := council.Choices(consents)
	body := []ui.Block{ui.Prose{Text: "For each part, choose who may see it. Under each stand the words that you agree to. One press takes everything back."}}
	for _, f := range council.Fields {
		body = append(body, ui.Input{Name: string(f), Label: f.Label(), Kind: ui.Choice, Value: string(now[f]), Options: []ui.Option{
			{Label: "Private: you, the chair and the secretary", Arg: string(council.Private)},
			{Label: "Members of the council", Arg: string(council.Members)},
			{Label: "Public: anybody, on the website", Arg: string(council.Public)},
		}, Hint: "With members: " + council.Wording(f, council.Members) + " With public: " + council.Wording(f, council.Public)})
	}
	return ui.Modal{Do: "member", Arg: "show", Title: "Who sees your card?", Submit: "I agree", Body: body}, nil
}

// keepShown reads the form in which each part has its choice.
func (d *Desk) keepShown(ctx context.Context, r Request) (ui.Reply, error) {
	chosen, faults := map[council.Field]council.Visibility{}, ui.FieldErrors{}
	for _, f := range council.Fields {
		v, err := council.ParseVisibility(r.Form[string(f)])
		if err != nil {
			faults[string(f)] = "Choose who may see this part."
		}
		chosen[f] = v
	}
	if len(faults) > 0 {
		return faults, nil
	}
	return d.show(ctx, r, chosen)
}

// show keeps the choices that differ from those before, each with its date and
// its words, and shows the card.
func (d *Desk) show(ctx context.Context, r Request, chosen map[council.Field]council.Visibility) (ui.Reply, error) {
	consents, err := d.Store.Consents(ctx, r.From.ID)
	if err != nil {
		return nil, fmt.Errorf("read what one has agreed to: %w", err)
	}
	now := council.Choices(consents)
	changed := slices.DeleteFunc(slices.Clone(council.Fields), func(f council.Field) bool { return chosen[f] == "" || chosen[f] == now[f] })
	if len(changed) == 0 {
		return d.mePage(ctx, r, "Nothing was changed.")
	}
	err = d.changeCard(ctx, r, "member.shows", func(tx *store.Tx) error {
		for _, f := range changed {
			if err := tx.Consent(r.From.ID, f, chosen[f]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return d.mePage(ctx, r, "Kept, with today's date: "+d.dayIn(ctx, r.Now).Long()+".")
}
