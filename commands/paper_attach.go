package commands

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// paperAttach opens the form for a new paper, or keeps what it says. The item may
// be named by its number on the next agenda; with a link, a marking and a title
// after it, as in "7 https://body.example/desk TLP:CLEAR One desk for three", no
// form is needed.
func (d *Desk) paperAttach(ctx context.Context, r Request) (ui.Reply, error) {
	if file, carried := strings.CutPrefix(r.Text, "file "); carried && r.Form != nil {
		r.Form["file"] = file
		return d.paperAttached(ctx, r)
	}
	if r.Form != nil {
		return d.paperAttached(ctx, r)
	}
	if _, rest, _ := strings.Cut(r.Text, " "); strings.Contains(rest, "://") {
		return d.attachTyped(ctx, r)
	}
	menu, item, err := d.itemMenu(ctx, r)
	if err != nil {
		return nil, err
	}
	p := council.Paper{Purpose: cmp.Or(item.Purpose, council.ToDecide), Title: clippedTo(item.Title, 120)}
	inputs := paperInputs(p, r.From.SlackID, outsideName(r.From), append(contentInputs(p), markingInput(p))...)
	return ui.Modal{Do: "paper", Arg: "attach", Title: "Attach a paper", Submit: "Attach it", Body: append([]ui.Block{menu}, inputs...)}, nil
}

// attachTyped keeps a paper that is typed whole: the item, the link, the marking
// and the title. Its author is who types it, its purpose the item's.
func (d *Desk) attachTyped(ctx context.Context, r Request) (ui.Reply, error) {
	item, rest, err := d.itemOf(ctx, r)
	if err != nil {
		return nil, err
	}
	link, rest, _ := strings.Cut(rest, " ")
	marking, title, _ := strings.Cut(rest, " ")
	r.Form = map[string]string{"item": fmt.Sprintf("i%d", item.ID), "link": link, "marking": marking, "title": title,
		"purpose": string(cmp.Or(item.Purpose, council.ToDiscuss)), "author": r.From.SlackID, "guest": outsideName(r.From)}
	reply, err := d.paperAttached(ctx, r)
	if faults, ok := reply.(ui.FieldErrors); ok {
		for _, say := range faults {
			return nil, &council.Problem{Say: say + " For example: " + d.slash("paper attach 7 https://body.example/desk TLP:CLEAR One desk for three") + "."}
		}
	}
	return reply, err
}

// outsideName is a member's name where the member has no Slack account.
func outsideName(m council.Member) string {
	if m.SlackID != "" {
		return ""
	}
	return m.Name
}

// itemMenu offers the items that the person may attach a paper to, with the one
// that the text names, if it does, chosen. The error is a *council.Problem when
// there is none.
func (d *Desk) itemMenu(ctx context.Context, r Request) (ui.Input, council.Item, error) {
	menu := ui.Input{Name: "item", Label: "For which item?", Kind: ui.Menu}
	items, err := d.attachable(ctx, r)
	if err != nil {
		return menu, council.Item{}, err
	}
	if len(items) == 0 {
		return menu, council.Item{}, &council.Problem{Say: "There is no agenda item to attach a paper to. Propose one first with " + d.slash("agenda propose") + "."}
	}
	for _, item := range items[:min(len(items), 100)] {
		menu.Options = append(menu.Options, ui.Option{Label: item.label, Arg: fmt.Sprintf("i%d", item.ID)})
	}
	if r.Text == "" {
		return menu, council.Item{}, nil
	}
	item, _, err := d.itemOf(ctx, r)
	if err != nil {
		return menu, item, err
	}
	if !slices.ContainsFunc(items, func(o offered) bool { return o.ID == item.ID }) {
		return menu, item, &council.Problem{Say: "A paper for that item comes from its sponsor or the secretary. Tell one of them what you have."}
	}
	menu.Value = fmt.Sprintf("i%d", item.ID)
	return menu, item, nil
}

// offered is an item in a menu, with its label there.
type offered struct {
	council.Item
	label string
}

func itemLabel(item council.Item, m council.Meeting) string {
	day := " (" + m.Starts.Format("2 January") + ")"
	switch {
	case item.Number != "":
		return clippedTo(item.Number+". "+item.Title, 75-len(day)) + day
	case item.State == council.ItemProposed:
		day = " (proposed for " + m.Starts.Format("2 January") + ")"
	}
	return clippedTo(item.Title, 75-len(day)) + day
}

// attachable lists the items of the next meetings that the person may attach a
// paper to: those that are open, those that the person sponsors, and for the
// secretary all of them; members' own items before the standing ones.
func (d *Desk) attachable(ctx context.Context, r Request) ([]offered, error) {
	meetings, err := d.openMeetings(ctx, r.Now)
	if err != nil {
		return nil, err
	}
	var own, standing []offered
	for _, m := range meetings {
		a, err := d.Store.Agenda(ctx, m.ID)
		if err != nil {
			return nil, fmt.Errorf("read an agenda: %w", err)
		}
		proposed, err := d.Store.Items(ctx, m.ID)
		if err != nil {
			return nil, fmt.Errorf("read the proposals: %w", err)
		}
		proposed = slices.DeleteFunc(proposed, func(i council.Item) bool { return i.State != council.ItemProposed })
		for _, item := range append(slices.Clone(a.Items), proposed...) {
			switch {
			case item.ID == 0 || !d.mayAttach(r, item):
			case item.Part == council.Business:
				own = append(own, offered{item, itemLabel(item, m)})
			default:
				standing = append(standing, offered{item, itemLabel(item, m)})
			}
		}
	}
	return append(own, standing...), nil
}

func (d *Desk) mayAttach(r Request, item council.Item) bool {
	own := r.From.Present() && item.Sponsor == r.From.ID
	return (item.On() || item.State == council.ItemProposed) && (d.holds(r, council.Secretary) || own || item.Closed == "" && item.On())
}

// paperAttached keeps a new paper with what was given of it. Where its author was
// asked for a paper on that item, it is that paper.
func (d *Desk) paperAttached(ctx context.Context, r Request) (ui.Reply, error) {
	item, faults, err := d.typedItemOf(ctx, r)
	if faults != nil || err != nil {
		return firstReply(faults, nil), err
	}
	p, faults, err := d.typedPaper(ctx, r, council.Paper{Item: item.ID, Stage: council.PaperPromised})
	if faults != nil || err != nil {
		return firstReply(faults, nil), err
	}
	given, faults := typedContent(r, council.Paper{})
	if faults != nil {
		return faults, nil
	}
	if p, err = d.asked(ctx, p); err != nil {
		return nil, err
	}
	change := store.Change{Key: r.Key, By: r.From.ID, Did: "paper.attached", At: r.Now}
	_, err = d.Store.Change(ctx, change, func(tx *store.Tx) error {
		if p.ID, err = tx.PutPaper(p); err != nil {
			return err
		}
		tx.About(aboutPaper(p.ID))
		return d.hand(ctx, tx, r, p.ID, given)
	})
	if err != nil {
		return nil, fmt.Errorf("attach a paper: %w", err)
	}
	if p.ID == 0 { // the same form came a second time
		return card(ui.Prose{Text: handedWords(given)}, ui.Buttons{Row: []ui.Button{{Label: "My papers", Do: "paper", Arg: "mine"}}}), nil
	}
	return d.paperAgain(ctx, r, p.ID, handedWords(given))
}

// typedItemOf reads which item a form chose, and whether the person may attach to
// it.
func (d *Desk) typedItemOf(ctx context.Context, r Request) (council.Item, ui.FieldErrors, error) {
	if r.Form["item"] == "" {
		return council.Item{}, ui.FieldErrors{"item": "Choose the item that the paper is for."}, nil
	}
	item, _, err := d.itemOf(ctx, Request{From: r.From, Text: r.Form["item"], Now: r.Now})
	if err != nil {
		return item, fieldFaults(r, err), err
	}
	if !d.mayAttach(r, item) {
		return item, ui.FieldErrors{"item": "A paper for that item comes from its sponsor or the secretary. Choose another, or tell one of them."}, nil
	}
	return item, nil, nil
}

// asked gives the paper that its author was already asked for on the same item,
// with the new details; or the paper as it is.
func (d *Desk) asked(ctx context.Context, p council.Paper) (council.Paper, error) {
	there, err := d.Store.PapersOf(ctx, p.Item)
	if err != nil {
		return p, fmt.Errorf("read an item's papers: %w", err)
	}
	for _, old := range there {
		same := p.Author != 0 && old.Author == p.Author || p.Author == 0 && old.Writer != "" && council.Fold(old.Writer) == council.Fold(p.Writer)
		if same && old.Owed() && old.Item == p.Item {
			old.Title, old.Purpose, old.Marking, old.Email = p.Title, p.Purpose, p.Marking, cmp.Or(p.Email, old.Email)
			return old, nil
		}
	}
	return p, nil
}

// paperRevise opens the form to hand a paper in, or a new revision of it, or keeps
// what the form says. The secretary hands in on behalf of anybody.
func (d *Desk) paperRevise(ctx context.Context, r Request) (ui.Reply, error) {
	p, err := d.paperToChange(ctx, r)
	if err != nil {
		return nil, err
	}
	if r.Form == nil {
		return reviseForm(p), nil
	}
	given, faults := typedContent(r, p)
	if faults != nil {
		return faults, nil
	}
	marking, faults := typedMarking(r, p)
	if faults != nil {
		return faults, nil
	}
	err = d.changePaper(ctx, r, "paper.handed-in", p.ID, func(tx *store.Tx, p council.Paper) (council.Paper, error) {
		p.Marking = marking
		if p.Stage == council.PaperAsked || p.Stage == council.PaperWithdrawn {
			p.Stage = council.PaperPromised
		}
		if _, err := tx.PutPaper(p); err != nil {
			return p, err
		}
		if err := d.hand(ctx, tx, r, p.ID, given); err != nil {
			return p, err
		}
		return tx.Paper(p.ID)
	})
	if err != nil {
		return nil, err
	}
	return d.paperAgain(ctx, r, p.ID, handedWords(given))
}

func reviseForm(p council.Paper) ui.Modal {
	title := "Hand in a paper"
	if p.Revision > 0 {
		title = "A new revision"
	}
	body := []ui.Block{ui.Prose{Text: "This is about “" + p.Title + "”. Give it headings, and say in one sentence what you ask of the council."}}
	body = append(body, contentInputs(p)...)
	if p.Marking == "" {
		body = append(body, markingInput(p))
	}
	return ui.Modal{Do: "paper", Arg: paperArg("revise", p), Title: title, Submit: "Hand it in", Body: body}
}

// typedMarking reads the marking out of a form that asks for it; otherwise it is
// the paper's own.
func typedMarking(r Request, p council.Paper) (council.Marking, ui.FieldErrors) {
	typed, asked := r.Form["marking"]
	switch {
	case asked && typed != "":
		m, err := council.ParseMarking(typed)
		return m, fieldFaults(r, err)
	case p.Marking == "":
		return "", ui.FieldErrors{"marking": "Choose who may see the paper. TLP:CLEAR means anybody."}
	}
	return p.Marking, nil
}

// PaperFromMessage opens the form for a new paper with the file of the message
// that the shortcut was used on. A message without a file gives a form without
// one.
func (d *Desk) PaperFromMessage(ctx context.Context, r Request) (ui.Reply, error) {
	menu, _, err := d.itemMenu(ctx, Request{From: r.From, Now: r.Now})
	if err != nil {
		return nil, err
	}
	files := r.Message.Files
	if len(files) == 0 {
		return nil, &council.Problem{Say: "This message has no file. Use “Attach to an item” on a message that has one, or attach a paper with " + d.slash("paper attach") + "."}
	}
	p := council.Paper{Purpose: council.ToDecide, Title: titleOf(files[0].Name)}
	body := []ui.Block{ui.Prose{Text: "The file is “" + council.FileName(files[0].Name) + "”, from this message."}, menu}
	if len(files) > 1 {
		body[0] = ui.Prose{Text: fmt.Sprintf("The message has %d files. This attaches the first, “%s”; attach the others one by one.", len(files), council.FileName(files[0].Name))}
	}
	account := cmp.Or(r.Message.Author.SlackID, r.From.SlackID)
	return ui.Modal{Do: "paper", Arg: "attach file " + files[0].ID, Title: "Attach a paper", Submit: "Attach it",
		Body: append(body, paperInputs(p, account, "", markingInput(p))...)}, nil
}

// titleOf makes a title of a file's name.
func titleOf(name string) string {
	name = council.FileName(name)
	name = strings.TrimSuffix(name, path.Ext(name))
	return clippedTo(strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '_' || r == ' ' }), " "), 120)
}
