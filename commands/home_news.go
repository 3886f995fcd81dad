package commands

import (
	"context"
	"fmt"
	"strings"
	"time"

	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// news says, for each change that a member may want to know of, what it is, and
// where to see it. It names no record, so that it tells nothing that is closed.
var news = []struct {
	did       string // as the audit has it
	one, many string // many has %d
	do, arg   string
}{
	{"meeting.called", "A meeting was called.", "%d meetings were called.", "meeting", "past"},
	{"meeting.moved", "A meeting was moved.", "%d meetings were moved.", "meeting", ""},
	{"meeting.cancelled", "A meeting was cancelled.", "%d meetings were cancelled.", "meeting", "past"},
	{"agenda.published", "An agenda was published.", "%d agendas were published.", "agenda", ""},
	{"paper.published", "A paper was published.", "%d papers were published.", "paper", ""},
	{"minutes.circulated", "Draft minutes were circulated.", "Draft minutes of %d meetings were circulated.", "minutes", ""},
	{"minutes.recalled", "Draft minutes were called back.", "Draft minutes of %d meetings were called back.", "minutes", "past"},
	{"minutes.published", "Minutes were agreed and published.", "Minutes of %d meetings were published.", "minutes", "past"},
	{"practice.approved", "A practice came into the library.", "%d practices came into the library.", "practice", ""},
	{"question.put", "A question was put to the council.", "%d questions were put to the council.", "", ""},
}

// newsShown is how many changes are looked at.
const newsShown = 500

// homeNews is what others changed since the member last looked.
func (d *Desk) homeNews(ctx context.Context, r Request, since time.Time) ([]ui.Block, error) {
	if since.IsZero() {
		return nil, nil
	}
	changes, err := d.Store.Audit(ctx, store.Sought{From: since, Limit: newsShown})
	if err != nil {
		return nil, fmt.Errorf("look what changed: %w", err)
	}
	count := map[string]int{}
	about := map[string]bool{}
	for _, c := range changes {
		if key := c.Did + " " + c.About; c.By != r.From.ID && !about[key] {
			about[key] = true
			count[c.Did]++
		}
	}
	var lines []string
	var row []ui.Button
	for _, n := range news {
		if count[n.did] == 0 {
			continue
		}
		line := n.one
		if count[n.did] > 1 {
			line = fmt.Sprintf(n.many, count[n.did])
		}
		lines = append(lines, line)
		if n.do != "" && len(row) < 4 {
			row = append(row, ui.Button{Label: "See: " + lowerFirst(strings.TrimSuffix(line, ".")), Do: n.do, Arg: n.arg})
		}
	}
	if lines == nil {
		return []ui.Block{ui.Prose{Lead: "New since " + d.dayIn(ctx, since).Short() + ":", Text: "nothing."}, ui.Rule{}}, nil
	}
	body := []ui.Block{ui.List{Lead: "New since you last looked, on " + d.dayIn(ctx, since).Short(), Items: lines}}
	if row != nil {
		body = append(body, ui.Buttons{Row: row})
	}
	return append(body, ui.Rule{}), nil
}
