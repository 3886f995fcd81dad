package commands

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// paperInputs are the fields of a paper in a form: its title, between comes what
// follows on it, then for whom and by whom it is. account is the author's Slack
// account, guest the name of an author who has none here.
func paperInputs(p council.Paper, account, guest string, between ...ui.Block) []ui.Block {
	var purposes []ui.Option
	for _, purpose := range council.Purposes {
		purposes = append(purposes, ui.Option{Label: upperFirst(purpose.Label()), Arg: string(purpose)})
	}
	body := []ui.Block{ui.Input{Name: "title", Label: "Title", Hint: "As it should stand in the pack.", Kind: ui.Line, Value: p.Title, Max: 120}}
	return append(append(body, between...),
		ui.Input{Name: "purpose", Label: "What is it for?", Kind: ui.Choice, Options: purposes, Value: string(p.Purpose)},
		ui.Input{Name: "author", Label: "Author", Hint: "Who answers for the paper and is asked about it.", Kind: ui.Person, Value: account, Optional: true},
		ui.Input{Name: "guest", Label: "Or an author who is not in Slack here", Hint: "A member's or a guest's name.", Kind: ui.Line, Value: guest, Optional: true, Max: 150},
		ui.Input{Name: "email", Label: "That author's e-mail address", Hint: "Only the secretary sees it.", Kind: ui.Line, Value: p.Email, Optional: true, Max: 150})
}

// markingInput asks who may see a paper.
func markingInput(p council.Paper) ui.Input {
	var markings []ui.Option
	for _, m := range council.Markings {
		markings = append(markings, ui.Option{Label: m.Label(), Arg: string(m)})
	}
	return ui.Input{Name: "marking", Label: "Who may see it?", Kind: ui.Menu, Options: markings, Value: string(p.Marking),
		Hint: "Only TLP:CLEAR goes on the public pages. A paper for a closed item never does."}
}

// contentInputs are the fields for what a paper is: a file or a link.
func contentInputs(p council.Paper) []ui.Block {
	body := []ui.Block{
		ui.Input{Name: "file", Label: "The file", Hint: "A PDF, Word, PowerPoint, Excel, OpenDocument, HTML or text file.", Kind: ui.Files, Optional: true, Max: 1},
		ui.Input{Name: "link", Label: "Or a link to it", Hint: "It begins with https:// and opens without a password.", Kind: ui.Line, Optional: true, Max: 1000},
	}
	if p.Revision > 0 {
		body = append(body, ui.Input{Name: "changed", Label: "What changed?", Hint: "One line for readers, such as: New figures on page 3.", Kind: ui.Line, Max: 200})
	}
	return body
}

// typedPaper reads a paper's details out of a sent form: the paper as it was, with
// what the form says. Faults are by field, nil when there are none.
func (d *Desk) typedPaper(ctx context.Context, r Request, p council.Paper) (council.Paper, ui.FieldErrors, error) {
	line := func(name string) string { return strings.Join(strings.Fields(r.Form[name]), " ") }
	p.Title, p.Purpose = line("title"), council.Purpose(r.Form["purpose"])
	if p.Title == "" {
		return p, ui.FieldErrors{"title": "Give the paper a title, as it should stand in the pack."}, nil
	}
	if p.Purpose == "" {
		return p, ui.FieldErrors{"purpose": "Choose what the paper is for: decision, discussion or information."}, nil
	}
	if marking, asked := r.Form["marking"]; asked {
		if marking == "" {
			return p, ui.FieldErrors{"marking": "Choose who may see the paper. TLP:CLEAR means anybody."}, nil
		}
		var err error
		if p.Marking, err = council.ParseMarking(marking); err != nil {
			return p, fieldFaults(r, err), nil
		}
	}
	faults, err := d.typedAuthor(ctx, r, &p, line("guest"), line("email"))
	if faults != nil || err != nil {
		return p, faults, err
	}
	return p, fieldFaults(r, p.Check()), nil
}

// typedAuthor reads who wrote a paper: a person chosen in Slack, or a name. A name
// that a member bears is that member's.
func (d *Desk) typedAuthor(ctx context.Context, r Request, p *council.Paper, guest, email string) (ui.FieldErrors, error) {
	members, err := d.Store.Members(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the members: %w", err)
	}
	p.Author, p.Writer, p.Email = 0, "", ""
	for _, m := range members {
		chosen := guest == "" && m.SlackID != "" && m.SlackID == r.Form["author"]
		if m.Present() && (chosen || guest != "" && council.Fold(m.Name) == council.Fold(guest)) {
			p.Author = m.ID
			return nil, nil
		}
	}
	switch {
	case guest != "":
		p.Writer, p.Email = guest, email
		return nil, nil
	case r.Form["author"] != "":
		return ui.FieldErrors{"guest": "That person has no seat on the council. Write their name here, as it should stand on the paper."}, nil
	}
	return ui.FieldErrors{"author": "Choose the author, or write a name in the field below."}, nil
}

// content is what a form gives of a paper: a file in Slack, or a link.
type content struct{ file, link, changed string }

// typedContent reads it out of a sent form.
func typedContent(r Request, p council.Paper) (content, ui.FieldErrors) {
	c := content{file: strings.TrimSpace(r.Form["file"]), changed: strings.Join(strings.Fields(r.Form["changed"]), " ")}
	link := bareLink(strings.TrimSpace(r.Form["link"]))
	switch {
	case strings.Contains(c.file, ","):
		return c, ui.FieldErrors{"file": "A paper is one file. Attach the others as papers of their own."}
	case c.file == "" && link == "":
		return c, ui.FieldErrors{"file": "Choose a file, or give a link in the field below."}
	case c.file != "" && link != "":
		return c, ui.FieldErrors{"link": "Give a file or a link, not both: readers must know which one counts."}
	case p.Revision > 0 && c.changed == "":
		return c, ui.FieldErrors{"changed": "Say in one line what changed, so that whoever has read the paper knows."}
	case link == "":
		return c, nil
	}
	var err error
	if c.link, err = council.ParsePaperLink(link); err != nil {
		return c, fieldFaults(r, err)
	}
	return c, nil
}

// hand keeps what was given of a paper, within a change: a link at once, a file as
// one to be fetched.
func (d *Desk) hand(ctx context.Context, tx *store.Tx, r Request, id council.PaperID, c content) error {
	if c.file != "" {
		return tx.PutUpload(store.Upload{Paper: id, Slack: c.file, Changed: c.changed, By: r.From.ID})
	}
	return ReceivePaper(ctx, d.Store, tx, council.PaperRevision{Paper: id, Link: c.link, Changed: c.changed, By: r.From.ID}, 0)
}

// handedWords say what happens now with what was given.
func handedWords(c content) string {
	if c.file == "" {
		return "Thank you. The link is kept."
	}
	return "Thank you. I fetch the file from Slack now and tell you in a direct message when it is here."
}

// uploadWords say how the fetching of a file stands, where there is something to
// say.
func uploadWords(u store.Upload) []ui.Block {
	switch u.State {
	case store.UploadFetched:
		return nil
	case store.UploadRefused:
		return []ui.Block{ui.Prose{Lead: "The last file could not be taken:", Text: cmp.Or(u.Note, "ask the secretary.")}}
	}
	return []ui.Block{ui.Prose{Text: "A file is on the way from Slack."}}
}
