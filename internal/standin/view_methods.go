package standin

import (
	"time"
)

// viewMethods are views.*.
var viewMethods = map[string]method{
	"views.open":    {needs: "view", takes: "trigger_id interactivity_pointer", run: (*Workspace).viewsOpen},
	"views.push":    {needs: "view", takes: "trigger_id interactivity_pointer", run: (*Workspace).viewsPush},
	"views.update":  {needs: "view", takes: "view_id external_id hash", run: (*Workspace).viewsUpdate},
	"views.publish": {needs: "view user_id", takes: "hash", run: (*Workspace).viewsPublish},
}

// trigger spends a trigger id and returns whose screen it is for.
func (w *Workspace) trigger(id string) (*account, error) {
	person, err := w.tickets.spend(id, "trigger", time.Now(), triggerLife, 1)
	switch err {
	case nil:
		return w.people[person], nil
	case errExpired:
		return nil, failed("expired_trigger_id")
	case errSpent:
		return nil, failed("exchanged_trigger_id")
	}
	return nil, failed("invalid_trigger_id")
}

// unusedExternal checks that a view's external_id is the only one.
func (w *Workspace) unusedExternal(sent obj, by *view) error {
	id, _ := sent["external_id"].(string)
	if other := w.byExternal(id); other != nil && other != by {
		return failed("duplicate_external_id")
	}
	return nil
}

// byExternal finds a view by its external_id, or nil.
func (w *Workspace) byExternal(id string) *view {
	for _, v := range w.views {
		if id != "" && v.str("external_id") == id {
			return v
		}
	}
	return nil
}

func (w *Workspace) viewsOpen(a args) (obj, error) {
	sent, err := w.checkView(a["view"], onModal)
	if err != nil {
		return nil, err
	}
	if err := w.unusedExternal(sent, nil); err != nil {
		return nil, err
	}
	person, err := w.trigger(a["trigger_id"])
	if err != nil {
		return nil, err
	}
	w.clear(person)
	v, err := w.push(person, sent)
	if err != nil {
		return nil, err
	}
	return obj{"view": w.viewJSON(v)}, nil
}

func (w *Workspace) viewsPush(a args) (obj, error) {
	sent, err := w.checkView(a["view"], onModal)
	if err != nil {
		return nil, err
	}
	if err := w.unusedExternal(sent, nil); err != nil {
		return nil, err
	}
	person, err := w.trigger(a["trigger_id"])
	if err != nil {
		return nil, err
	}
	if person.top() == nil {
		return nil, failed("not_found")
	}
	v, err := w.push(person, sent)
	if err != nil {
		return nil, err
	}
	return obj{"view": w.viewJSON(v)}, nil
}

func (w *Workspace) viewsUpdate(a args) (obj, error) {
	v := w.views[a["view_id"]]
	if v == nil {
		v = w.byExternal(a["external_id"])
	}
	if v == nil {
		return nil, failed("not_found")
	}
	sent, err := w.checkView(a["view"], v.surface())
	if err != nil {
		return nil, err
	}
	if err := w.unusedExternal(sent, v); err != nil {
		return nil, err
	}
	if a["hash"] != "" && a["hash"] != v.hash {
		return nil, failed("hash_conflict")
	}
	w.fill(v, sent)
	return obj{"view": w.viewJSON(v)}, nil
}

// surface is where the view is shown.
func (v *view) surface() surface {
	if v.str("type") == "home" {
		return onHome
	}
	return onModal
}

func (w *Workspace) viewsPublish(a args) (obj, error) {
	person := w.people[a["user_id"]]
	if person == nil || person.Bot {
		return nil, failed("invalid_arguments")
	}
	sent, err := w.checkView(a["view"], onHome)
	if err != nil {
		return nil, err
	}
	if a["hash"] != "" && (person.home == nil || a["hash"] != person.home.hash) {
		return nil, failed("hash_conflict")
	}
	if err := w.unusedExternal(sent, person.home); err != nil {
		return nil, err
	}
	if person.home == nil {
		person.home = w.newView(person, sent)
	} else {
		w.fill(person.home, sent)
	}
	return obj{"view": w.viewJSON(person.home)}, nil
}
