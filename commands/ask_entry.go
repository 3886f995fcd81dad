package commands

import (
	"context"

	"councilbot/internal/council"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

// read opens an entry of the pack, whatever its kind.
func (d *Desk) read(ctx context.Context, r Request, id string) (ui.Reply, error) {
	e := d.Library.Entry(id)
	if e == nil {
		return nil, &council.Problem{Say: "That page is no longer in the pack. Ask for it in your own words with " + d.slash("ask") + "."}
	}
	page := d.entryPage(r, e)
	return d.sinceLooked(ctx, r, e, page)
}

func (d *Desk) entryPage(r Request, e *knowledge.Entry) ui.Message {
	switch e.Kind {
	case knowledge.Role:
		return d.role(r, e)
	case knowledge.Skill:
		return d.skillPage(e)
	}
	return d.same("entry/"+e.ID, func() ui.Message { return shareable(writeEntry(e), "ask read "+e.ID) })
}

// writeEntry is the page of guidance, of the council or of its history.
func writeEntry(e *knowledge.Entry) ui.Message {
	body := append([]ui.Block{ui.Heading{Text: clippedTo(e.Title, 150)}}, prose(e.Lead)...)
	if e.Historical {
		body = append(body, ui.Prose{Lead: "This is history.", Text: "It says what was so at the dates it gives, not what is so today."})
	}
	for _, s := range e.Sections {
		body = append(body, section(e, s.Heading, s.Heading)...)
	}
	var row []ui.Button
	for _, next := range e.Next {
		row = append(row, ui.Button{Label: clipped("Read next: " + next.Title), Do: "ask", Arg: "read " + next.ID})
	}
	body = append(body, sourceNote(e))
	if row != nil {
		body = append(body, ui.Buttons{Row: row})
	}
	return ui.Message{Body: body}
}
