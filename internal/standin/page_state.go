package standin

import (
	"net/http"
	"slices"
	"strconv"
	"time"
)

// homePlace is the bot's Home tab among the places of the page.
const homePlace = "home"

// A pageState is everything one person sees at one place, for the page.
type pageState struct {
	Run       int64 // differs between two runs of the program
	Team      string
	Now       int64  // Unix milliseconds of the workspace's clock
	As, At    string // who looks, and where: as asked, or the nearest that exists
	Zone      string // IANA name of the person's time zone
	People    []Person
	Bot       Person
	BotDM     string
	Channels  []Channel
	Counts    map[string]int // messages in each conversation
	Messages  []Message
	Earlier   bool // there are messages before these
	View      *View
	Home      *View
	Commands  []Command
	Shortcuts []Shortcut
	Welcome   []string
	Link      Link
	Faults    []pageFault
}

// servePageState answers ?as=&at=&last= with a snapshot.
func (w *Workspace) servePageState(run int64) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		last, err := strconv.Atoi(r.FormValue("last"))
		if err != nil || last < 1 {
			last = 200
		}
		s := w.pageStateOf(r.FormValue("as"), r.FormValue("at"), last)
		s.Run = run
		answerPage(rw, http.StatusOK, s)
	}
}

// pageStateOf is what as sees at a place, with the last messages there.
func (w *Workspace) pageStateOf(as, at string, last int) pageState {
	s := pageState{
		Team: w.Team(), Now: w.Clock().Now().UnixMilli(), People: w.People(), Bot: w.Bot(),
		Commands: w.conf.Commands, Shortcuts: w.conf.Shortcuts, Welcome: w.conf.Welcome,
		Link: w.Link(), Faults: pageFaults, Counts: map[string]int{},
	}
	person := pagePerson(s.People, as)
	s.As, s.Zone, s.BotDM = person.ID, pageZone(person).String(), w.DM(person.ID)
	s.Channels, s.View, s.Home = w.Channels(s.As), w.View(s.As), w.Home(s.As)
	s.At = w.pagePlace(s, at)
	for _, ch := range s.Channels {
		messages := w.Messages(s.As, ch.ID)
		s.Counts[ch.ID] = len(messages)
		if ch.ID == s.At {
			s.Earlier = len(messages) > last
			s.Messages = messages[max(0, len(messages)-last):]
		}
	}
	return s
}

// pagePerson is the person with that id, or the first who is not a bot.
func pagePerson(people []Person, id string) Person {
	for _, p := range people {
		if p.ID == id && !p.Bot {
			return p
		}
	}
	for _, p := range people {
		if !p.Bot {
			return p
		}
	}
	return Person{}
}

// pageZone is the person's time zone; London when it has no data here.
func pageZone(p Person) *time.Location {
	for _, name := range []string{p.TZ, "Europe/London"} {
		if at, err := time.LoadLocation(name); err == nil && name != "" {
			return at
		}
	}
	return time.UTC
}

// pagePlace is the place asked for when the person can see it. Somebody else's
// messages with the bot become the person's own, so that changing who one acts
// as keeps the place.
func (w *Workspace) pagePlace(s pageState, at string) string {
	sees := func(id string) bool {
		return slices.ContainsFunc(s.Channels, func(ch Channel) bool { return ch.ID == id })
	}
	withBot := slices.ContainsFunc(s.People, func(p Person) bool { return at != "" && w.DM(p.ID) == at })
	switch {
	case at == homePlace || sees(at):
		return at
	case withBot && s.BotDM != "":
		return s.BotDM
	case len(s.Channels) > 0:
		return s.Channels[0].ID
	default:
		return homePlace
	}
}
