package standin

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// A Person is an account of the workspace: somebody who uses it, or a bot.
type Person struct {
	ID    string // "U0…"; assigned when empty
	Name  string // as shown, "Ana Silva"; the handle is made from it
	Title string // job title, may be empty
	Email string // may be empty
	TZ    string // IANA name, "Europe/London" when empty
	Bot   bool
	Admin bool
	Guest bool // a single-channel or multi-channel guest
}

// account is a person with what is on their screen.
type account struct {
	Person
	handle string // "ana.silva"
	home   *view
	modals []*view // the last is on top
}

// People lists everyone in the workspace, bots included, in order of arrival.
func (w *Workspace) People() []Person {
	w.mu.Lock()
	defer w.mu.Unlock()
	all := make([]Person, len(w.arrived))
	for i, a := range w.arrived {
		all[i] = a.Person
	}
	return all
}

// Arrive adds a person, who gets a direct message with the bot. The bot is
// told by team_join.
func (w *Workspace) Arrive(p Person) Person {
	var a *account
	w.change(func() {
		a = w.admit(p)
		w.emit("team_join", obj{"type": "team_join", "user": w.personJSON(a), "event_ts": w.nextTS()})
	})
	return a.Person
}

// admit adds an account. The caller holds the lock, or has the only reference.
func (w *Workspace) admit(p Person) *account {
	if p.ID == "" {
		p.ID = w.newID("U0")
	}
	p.TZ = cmp.Or(p.TZ, "Europe/London")
	a := &account{Person: p, handle: handleOf(p.Name)}
	w.people[p.ID] = a
	w.arrived = append(w.arrived, a)
	if p.ID != w.conf.Bot.ID {
		w.found(Channel{DM: true, Private: true, Members: []string{p.ID, w.conf.Bot.ID}})
	}
	return a
}

// newID makes an id that begins so.
func (w *Workspace) newID(prefix string) string {
	w.lastID++
	return fmt.Sprintf("%s%07d", prefix, w.lastID)
}

// handleOf makes "ana.silva" of "Ana Silva".
func handleOf(name string) string {
	return strings.Join(strings.Fields(strings.ToLower(name)), ".")
}

// person finds an account or refuses as a client of Slack would.
func (w *Workspace) person(id string) (*account, error) {
	a := w.people[id]
	if a == nil {
		return nil, &Refusal{Code: "user_not_found", Say: "There is no such person here: " + id + "."}
	}
	return a, nil
}

// zone is the person's own; UTC when its name is not known.
func (p Person) zone() *time.Location {
	zone, err := time.LoadLocation(p.TZ)
	if err != nil {
		return time.UTC
	}
	return zone
}

// personJSON is a user object, as in Slack's reference of that name.
func (w *Workspace) personJSON(a *account) obj {
	now := w.conf.Clock.Now().In(a.zone())
	label, offset := now.Zone()
	o := obj{
		"id": a.ID, "team_id": teamID, "name": a.handle, "deleted": false,
		"real_name": a.Name, "tz": a.TZ, "tz_label": label, "tz_offset": offset,
		"is_admin": a.Admin, "is_owner": false, "is_primary_owner": false,
		"is_restricted": a.Guest, "is_ultra_restricted": false,
		"is_bot": a.Bot, "is_app_user": false, "updated": 1, "is_email_confirmed": a.Email != "",
		"profile": obj{
			"title": a.Title, "real_name": a.Name, "real_name_normalized": a.Name,
			"display_name": a.Name, "display_name_normalized": a.Name,
			"email": a.Email, "team": teamID, "status_text": "", "status_emoji": "",
		},
	}
	if a.ID == w.conf.Bot.ID {
		o["profile"].(obj)["bot_id"], o["profile"].(obj)["api_app_id"] = botID, appID
	}
	return o
}

// personMethods are users.*.
var personMethods = map[string]method{
	"users.list":          {scope: "users:read", takes: "cursor limit include_locale", run: (*Workspace).usersList},
	"users.info":          {scope: "users:read", needs: "user", takes: "include_locale", run: (*Workspace).usersInfo},
	"users.lookupByEmail": {scope: "users:read.email", needs: "email", run: (*Workspace).usersLookupByEmail},
	"users.getPresence":   {scope: "users:read", needs: "user", run: (*Workspace).usersGetPresence},
	"users.conversations": {scope: "channels:read,groups:read,im:read,mpim:read", takes: "cursor exclude_archived limit types user", run: (*Workspace).usersConversations},
}

func (w *Workspace) usersList(a args) (obj, error) {
	part, next, err := stretch(w.arrived, a, 1000)
	if err != nil {
		return nil, err
	}
	members := make([]obj, len(part))
	for i, p := range part {
		members[i] = w.personJSON(p)
	}
	return obj{"members": members, "cache_ts": w.conf.Clock.Now().Unix(), "response_metadata": obj{"next_cursor": next}}, nil
}

func (w *Workspace) usersInfo(a args) (obj, error) {
	p := w.people[a["user"]]
	if p == nil {
		return nil, failed("user_not_found")
	}
	return obj{"user": w.personJSON(p)}, nil
}

func (w *Workspace) usersLookupByEmail(a args) (obj, error) {
	for _, p := range w.arrived {
		if p.Email != "" && strings.EqualFold(p.Email, a["email"]) {
			return obj{"user": w.personJSON(p)}, nil
		}
	}
	return nil, failed("users_not_found")
}

func (w *Workspace) usersGetPresence(a args) (obj, error) {
	if w.people[a["user"]] == nil {
		return nil, failed("user_not_found")
	}
	return obj{"presence": "active"}, nil
}
