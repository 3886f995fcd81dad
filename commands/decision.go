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

// decisionVerbs is what can be asked of the register of decisions. A decision is
// named by its number, as D-2027-04.
func (d *Desk) decisionVerbs() []verb {
	return []verb{
		{"list", "2027", "The register of decisions", council.Anyone, d.decisionList},
		{"show", "D-2027-04", "One decision, and what it replaces", council.Anyone, d.decisionShow},
		{"edit", "D-2027-04", "Put a decision's words right", council.Secretary, d.decisionEdit},
		{"replaces", "D-2027-09 D-2027-04", "Say that a decision takes the place of an earlier one", council.Secretary, d.decisionReplaces},
	}
}

// Decision answers what is asked of the register of decisions: /minutes decisions
// leads here, and so do its buttons and forms. Without words it is the register;
// a number shows one decision, a year those of that year, and other words those
// that have the words in them.
func (d *Desk) Decision(ctx context.Context, r Request) (ui.Reply, error) {
	if strings.EqualFold(r.Text, "help") {
		return d.verbHelp(r, "minutes decisions", d.decisionVerbs()), nil
	}
	return d.runVerb(ctx, r, d.decisionVerbs(), func(ctx context.Context, r Request) (ui.Reply, error) {
		if _, _, err := council.ParseDecisionNumber(r.Text); err == nil {
			return d.decisionShow(ctx, r)
		}
		return d.decisionList(ctx, r)
	})
}

// decisionsShown is how many decisions one answer shows.
const decisionsShown = 20

// decisionList shows the register, the latest first.
func (d *Desk) decisionList(ctx context.Context, r Request) (ui.Reply, error) {
	all, err := d.seenDecisions(ctx, r, store.WantedDecisions{})
	if err != nil {
		return nil, err
	}
	heading := "Decisions of the council"
	if r.Text != "" {
		heading += ": " + short(r.Text)
		all = slices.DeleteFunc(all, func(x council.Decision) bool {
			return !strings.Contains(council.Fold(x.Number+" "+x.Words), council.Fold(r.Text))
		})
	}
	body := []ui.Block{ui.Heading{Text: heading}}
	if len(all) == 0 {
		body = append(body, ui.Prose{Text: "None is recorded. The secretary records decisions as minutes are made."})
	}
	list := ui.List{}
	menu := ui.Select{Label: "Look at one", Do: "decision"}
	for _, x := range all[:min(decisionsShown, len(all))] {
		list.Items = append(list.Items, decisionLine(x))
		menu.Options = append(menu.Options, ui.Option{Label: clipped(x.Number + ". " + strings.TrimSuffix(decisionWords(x), ".")), Arg: "show " + x.Number})
	}
	if len(all) > 0 {
		body = append(body, list, menu)
	}
	if more := len(all) - decisionsShown; more > 0 {
		body = append(body, ui.Note{Text: countOf(more, "earlier decision") + ". Ask for a year or for words in them, as in " + d.slash("minutes decisions 2027") + "."})
	}
	row := []ui.Button{{Label: "Past meetings", Do: "meeting", Arg: "past"}}
	if d.holds(r, council.Deputy) {
		row = append(row, ui.Button{Label: "Actions", Do: "action", Arg: "all"})
	}
	return shareable(card(append(body, ui.Buttons{Row: row})...), strings.TrimSpace("decision list "+r.Text)), nil
}

// seenDecisions are the decisions as this person may see them: closed ones as
// stubs.
func (d *Desk) seenDecisions(ctx context.Context, r Request, w store.WantedDecisions) ([]council.Decision, error) {
	all, err := d.Store.Decisions(ctx, w)
	if err != nil {
		return nil, fmt.Errorf("read the decisions: %w", err)
	}
	for i := range all {
		all[i] = d.seenDecision(r, all[i])
	}
	return all, nil
}

func (d *Desk) seenDecision(r Request, x council.Decision) council.Decision {
	if d.holds(r, council.Secretary) {
		return x
	}
	return x.SeenBy(r.From, r.Now)
}

// decisionWords are what was decided, or why that is not for everybody.
func decisionWords(x council.Decision) string {
	if x.Words == "" {
		return "A closed decision. The reason: " + ended(x.Closed)
	}
	return ended(x.Words)
}

// decisionLine says a decision in one line.
func decisionLine(x council.Decision) string {
	line := x.Number + ", " + x.On.Long() + ". " + decisionWords(x)
	if !x.Stands() {
		line += " Replaced by " + x.ReplacedBy + "."
	}
	return line
}

// decisionOf finds the decision that a text begins with, as this person may see
// it, and gives what is left of the text.
func (d *Desk) decisionOf(ctx context.Context, r Request, number string) (council.Decision, error) {
	year, place, err := council.ParseDecisionNumber(number)
	if err != nil {
		return council.Decision{}, err
	}
	x, err := d.Store.Decision(ctx, year, place)
	if err != nil {
		return x, fmt.Errorf("read a decision: %w", err)
	}
	if x.ID == 0 {
		return x, &council.Problem{Field: "decision", Say: "There is no decision " + council.DecisionNumber(year, place) + ". Look at the register with " + d.slash("minutes decisions") + "."}
	}
	return d.seenDecision(r, x), nil
}

// decisionShow shows one decision, with what it replaces and where it was taken.
func (d *Desk) decisionShow(ctx context.Context, r Request) (ui.Reply, error) {
	x, err := d.decisionOf(ctx, r, r.Text)
	if err != nil {
		return nil, err
	}
	return d.decisionPage(ctx, r, x)
}

func (d *Desk) decisionPage(ctx context.Context, r Request, x council.Decision, done ...string) (ui.Reply, error) {
	where, err := d.spotWords(ctx, x.Meeting, x.Item)
	if err != nil {
		return nil, err
	}
	pairs := []ui.Pair{{Name: "Taken", Value: x.On.Long() + ", " + where}}
	if x.Dissent != "" {
		pairs = append(pairs, ui.Pair{Name: "Dissent", Value: x.Dissent})
	}
	if len(x.Replaces) > 0 {
		pairs = append(pairs, ui.Pair{Name: "Replaces", Value: strings.Join(x.Replaces, ", ")})
	}
	stands := "it stands"
	if !x.Stands() {
		stands = "replaced by " + x.ReplacedBy
	}
	pairs = append(pairs, ui.Pair{Name: "How it stands", Value: stands})
	body := append(doneLines(done), ui.Heading{Text: "Decision " + x.Number}, ui.Prose{Text: decisionWords(x)}, ui.Fields{Pairs: pairs})
	if x.Words != "" && x.Closed != "" {
		body = append(body, ui.Note{Text: "This decision is closed: please keep it to yourself. The reason: " + ended(x.Closed)})
	}
	links, err := d.decisionLinks(ctx, r, x)
	if err != nil {
		return nil, err
	}
	return shareable(card(append(body, links...)...), "decision show "+x.Number), nil
}

// decisionLinks lead on from a decision: to those it replaces and that replace
// it, to its meeting, to what is to be done under the same item.
func (d *Desk) decisionLinks(ctx context.Context, r Request, x council.Decision) ([]ui.Block, error) {
	var body []ui.Block
	if x.Item != 0 && d.holds(r, council.Deputy) {
		actions, err := d.Store.Actions(ctx, store.WantedActions{Item: x.Item})
		if err != nil {
			return nil, fmt.Errorf("read the actions of an item: %w", err)
		}
		list := ui.List{Lead: "Actions of the same item"}
		for _, a := range d.seenActions(r, actions) {
			list.Items = append(list.Items, a.ID.String()+". "+ended(a.What)+" "+dueWords(a, council.DayOf(r.Now)))
		}
		if len(list.Items) > 0 {
			body = append(body, list)
		}
	}
	var row []ui.Button
	for _, number := range append(slices.Clone(x.Replaces), x.ReplacedBy) {
		if number != "" {
			row = append(row, ui.Button{Label: "See " + number, Do: "decision", Arg: "show " + number})
		}
	}
	if x.Meeting != 0 {
		m := council.Meeting{ID: x.Meeting}
		row = append(row, ui.Button{Label: "The meeting", Do: "meeting", Arg: ofMeeting("show", m)}, ui.Button{Label: "Its agenda", Do: "agenda", Arg: ofMeeting("show", m)})
	}
	if d.holds(r, council.Secretary) {
		row = append(row, ui.Button{Label: "Change the words", Do: "decision", Arg: "edit " + x.Number}, ui.Button{Label: "It replaces an earlier one", Do: "decision", Arg: "replaces " + x.Number})
	}
	return append(body, ui.Buttons{Row: append(row, ui.Button{Label: "All decisions", Do: "decision", Arg: "list"})}), nil
}

// decisionEdit gives the form of a decision's words, or keeps what it says.
func (d *Desk) decisionEdit(ctx context.Context, r Request) (ui.Reply, error) {
	x, err := d.decisionOf(ctx, r, r.Text)
	if err != nil {
		return nil, err
	}
	if r.Form == nil {
		return ui.Modal{Do: "decision", Arg: "edit " + x.Number, Title: "Change the words", Submit: "Keep it", Body: []ui.Block{
			ui.Prose{Text: "Agreed minutes stay as they were agreed. Change the words only to say better what was decided; for another decision, record a new one that replaces it."},
			ui.Input{Name: "words", Label: "In the words of the minutes", Kind: ui.Text, Value: x.Words, Max: 1000},
			ui.Input{Name: "dissent", Label: "Who saw it otherwise, if they want that recorded", Kind: ui.Line, Value: x.Dissent, Optional: true, Max: 500}}}, nil
	}
	err = d.changeItems(ctx, r, "decision.changed", aboutDecision(x.ID), func(tx *store.Tx) error {
		now, err := tx.Decision(x.ID)
		if err != nil {
			return err
		}
		now.Words, now.Dissent = strings.Join(strings.Fields(r.Form["words"]), " "), strings.Join(strings.Fields(r.Form["dissent"]), " ")
		x = now
		return tx.PutDecision(now)
	})
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.decisionPage(ctx, r, x, "The words are changed. The number stays.")
}

// decisionReplaces says that a decision takes the place of an earlier one: both
// are named, or the earlier one is chosen.
func (d *Desk) decisionReplaces(ctx context.Context, r Request) (ui.Reply, error) {
	first, rest, _ := strings.Cut(r.Text, " ")
	later, err := d.decisionOf(ctx, r, first)
	if err != nil {
		return nil, err
	}
	if r.Form != nil {
		rest = r.Form["old"]
	}
	if rest == "" {
		return d.replacesForm(ctx, r, later)
	}
	old, err := d.decisionOf(ctx, r, rest)
	if err != nil {
		return nil, err
	}
	err = d.changeItems(ctx, r, "decision.replaced", aboutDecision(old.ID), func(tx *store.Tx) error { return replace(tx, old.ID, later.ID) })
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	later, err = d.decisionOf(ctx, r, later.Number)
	if err != nil {
		return nil, err
	}
	return d.decisionPage(ctx, r, later, later.Number+" replaces "+old.Number+", and both say so.")
}

// replace lets a decision take the place of an earlier one, as both are at that
// moment.
func replace(tx *store.Tx, old, later council.DecisionID) error {
	by, err := tx.Decision(later)
	if err != nil {
		return err
	}
	now, err := tx.Decision(old)
	if err != nil {
		return err
	}
	if _, err := now.ReplaceBy(by); err != nil {
		return err
	}
	return tx.ReplaceDecision(old, later)
}

func (d *Desk) replacesForm(ctx context.Context, r Request, later council.Decision) (ui.Reply, error) {
	all, err := d.seenDecisions(ctx, r, store.WantedDecisions{})
	if err != nil {
		return nil, err
	}
	menu := ui.Input{Name: "old", Label: "Which earlier decision does it replace?", Kind: ui.Menu}
	for _, x := range all {
		if x.ID != later.ID && x.Stands() && !later.On.Before(x.On) && len(menu.Options) < 100 {
			menu.Options = append(menu.Options, ui.Option{Label: clipped(x.Number + ". " + decisionWords(x)), Arg: x.Number})
		}
	}
	if len(menu.Options) == 0 {
		return nil, &council.Problem{Say: "There is no earlier decision that stands, so " + later.Number + " replaces none."}
	}
	return ui.Modal{Do: "decision", Arg: "replaces " + later.Number, Title: "It replaces another", Submit: "Replace it", Body: []ui.Block{
		ui.Prose{Lead: later.Number + ".", Text: decisionWords(later)}, menu}}, nil
}

func aboutDecision(id council.DecisionID) string { return fmt.Sprintf("decision/%d", id) }

// decidedBefore quotes the decisions that are about the same as some words.
func (d *Desk) decidedBefore(ctx context.Context, r Request, words string) ([]ui.Block, error) {
	all, err := d.seenDecisions(ctx, r, store.WantedDecisions{})
	if err != nil {
		return nil, err
	}
	list, row := ui.List{Lead: "It was decided before"}, ui.Buttons{}
	for _, x := range council.AlikeDecisions(words, all, 3) {
		list.Items = append(list.Items, decisionLine(x))
		row.Row = append(row.Row, ui.Button{Label: "See " + x.Number, Do: "decision", Arg: "show " + x.Number})
	}
	if len(list.Items) == 0 {
		return nil, nil
	}
	return []ui.Block{list, row}, nil
}
