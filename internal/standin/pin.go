package standin

import "slices"

// pinMethods are pins.*.
var pinMethods = map[string]method{
	"pins.add":    {scope: "pins:write", needs: "channel", takes: "timestamp", run: (*Workspace).pinsAdd},
	"pins.remove": {scope: "pins:write", needs: "channel", takes: "timestamp", run: (*Workspace).pinsRemove},
	"pins.list":   {scope: "pins:read", needs: "channel", run: (*Workspace).pinsList},
}

func (w *Workspace) pinsAdd(a args) (obj, error) {
	c, m, err := w.reactedTo(a)
	switch {
	case err != nil:
		return nil, err
	case slices.Contains(c.pins, m):
		return nil, failed("already_pinned")
	}
	c.pins = append(c.pins, m)
	return nil, nil
}

func (w *Workspace) pinsRemove(a args) (obj, error) {
	c, m, err := w.reactedTo(a)
	switch {
	case err != nil:
		return nil, err
	case !slices.Contains(c.pins, m):
		return nil, failed("no_pin")
	}
	c.pins = slices.DeleteFunc(c.pins, func(p *message) bool { return p == m })
	return nil, nil
}

func (w *Workspace) pinsList(a args) (obj, error) {
	c, err := w.botInside(a["channel"])
	if err != nil {
		return nil, err
	}
	items := []obj{}
	for _, m := range c.pins {
		items = append(items, obj{"type": "message", "channel": c.ID, "message": w.messageJSON(m), "created": c.created, "created_by": w.conf.Bot.ID})
	}
	return obj{"items": items}, nil
}
