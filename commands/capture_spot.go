package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// outside is the choice for what was said outside meetings.
const outside = "outside"

// lately is how long after a meeting something said is taken to belong to it.
const lately = 14 * 24 * time.Hour

// captureSpots offers where something captured belongs: an item of the meeting
// that is on, of the last or of the next one, a meeting without an item, or none.
// value is what it most likely is: what was on when the message was written.
func (d *Desk) captureSpots(ctx context.Context, r Request, from Message) (in ui.Input, value string, err error) {
	meetings, err := d.capturedAt(ctx, r, from.Meeting)
	if err != nil {
		return in, "", err
	}
	in = ui.Input{Name: "spot", Label: "Where does it belong?", Kind: ui.Menu}
	value = outside
	said := r.Now
	if !from.At.IsZero() {
		said = from.At
	}
	for i, m := range meetings {
		sitting, err := d.Store.Sitting(ctx, m.ID)
		if err != nil {
			return in, "", fmt.Errorf("read how far a meeting has come: %w", err)
		}
		if i == 0 && (m.ID == from.Meeting || !said.Before(m.Starts) && said.Before(m.Ends().Add(lately)) || m.Sits(r.Now)) {
			value = spotArg(m.ID, sitting.At(said))
		}
		in.Options = append(in.Options, spotOptions(sitting.Agenda)...)
	}
	in.Options = in.Options[:min(len(in.Options), 99)]
	in.Options = append(in.Options, ui.Option{Label: "Outside a meeting", Arg: outside})
	if !slices.ContainsFunc(in.Options, func(o ui.Option) bool { return o.Arg == value }) {
		value = outside
	}
	return in, value, nil
}

// spotOptions are a meeting, and the items of its agenda.
func spotOptions(a council.Agenda) []ui.Option {
	day := a.Meeting.Starts.Format("2 January")
	all := []ui.Option{{Label: "Meeting of " + council.DayOf(a.Meeting.Starts).Long() + ", no item", Arg: spotArg(a.Meeting.ID, 0)}}
	for _, item := range a.Items {
		if item.ID != 0 {
			all = append(all, ui.Option{Label: clippedTo(item.Number+". "+item.Title, 60) + " (" + day + ")", Arg: spotArg(a.Meeting.ID, item.ID)})
		}
	}
	return all
}

// keepSpot has the form begin with where something captured belongs, also when its
// meeting is cancelled or long over, so that nobody moves it by changing a word of it:
// what is said under a closed item would be open elsewhere.
func (d *Desk) keepSpot(ctx context.Context, c council.Capture, in *ui.Input) error {
	in.Value = spotArg(c.Meeting, c.Item)
	if slices.ContainsFunc(in.Options, func(o ui.Option) bool { return o.Arg == in.Value }) {
		return nil
	}
	where, err := d.spotWords(ctx, c.Meeting, c.Item)
	if err != nil {
		return err
	}
	in.Options = append([]ui.Option{{Label: clippedTo("Where it is: "+where, 75), Arg: in.Value}}, in.Options[:min(len(in.Options), 99)]...)
	return nil
}

func spotArg(m council.MeetingID, item council.ItemID) string {
	switch {
	case m == 0:
		return outside
	case item == 0:
		return fmt.Sprintf("m%d", m)
	}
	return fmt.Sprintf("m%d i%d", m, item)
}

// capturedAt lists the meetings that something may belong to, the likeliest
// first: that of the thread, the one that is on, the last that has begun, the
// next one.
func (d *Desk) capturedAt(ctx context.Context, r Request, first council.MeetingID) ([]council.Meeting, error) {
	all, err := d.Store.Meetings(ctx, time.Time{}, time.Time{})
	if err != nil {
		return nil, fmt.Errorf("read the meetings: %w", err)
	}
	var found []council.Meeting
	add := func(fits func(council.Meeting) bool) {
		for _, m := range slices.Backward(all) {
			if m.State != council.Cancelled && fits(m) {
				if !slices.ContainsFunc(found, func(f council.Meeting) bool { return f.ID == m.ID }) {
					found = append(found, m)
				}
				return
			}
		}
	}
	add(func(m council.Meeting) bool { return m.ID == first })
	add(func(m council.Meeting) bool { return m.Sits(r.Now) })
	add(func(m council.Meeting) bool { return !r.Now.Before(m.Starts) })
	slices.Reverse(all)
	add(func(m council.Meeting) bool { return m.Open() && r.Now.Before(m.Starts) })
	return found, nil
}

// readSpot puts where something belongs into it. The error is a *council.Problem
// when there is no such item at that meeting.
func (d *Desk) readSpot(ctx context.Context, spot string, c *council.Capture) error {
	c.Meeting, c.Item = 0, 0
	meeting, item, _ := strings.Cut(spot, " ")
	if _, err := fmt.Sscanf(meeting, "m%d", &c.Meeting); err != nil {
		return nil // outside a meeting
	}
	m, err := d.Store.Meeting(ctx, c.Meeting)
	if err != nil {
		return fmt.Errorf("read a meeting: %w", err)
	}
	if m.ID != 0 && item == "" {
		return nil
	}
	if _, err := fmt.Sscanf(item, "i%d", &c.Item); err == nil {
		i, err := d.Store.Item(ctx, c.Item)
		if err != nil {
			return fmt.Errorf("read an item: %w", err)
		}
		if i.Meeting == c.Meeting {
			return nil
		}
	}
	return &council.Problem{Field: "spot", Say: "That item is not on the agenda of that meeting any more. Choose once more."}
}
