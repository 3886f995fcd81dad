package commands

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// setting is one of the council's own ways, as the secretary sees and sets it.
type setting struct {
	word, label, hint string
	say               func(council.House) string
	set               func(*council.House, string) error
}

// houseSettings are the council's ways, in the order in which they are shown.
var houseSettings = []setting{
	{"zone", "Time zone", "Such as Europe/London.",
		func(h council.House) string { return h.Zone },
		func(h *council.House, text string) error { h.Zone = text; return nil }},
	{"nations", "Bank holidays kept", "England and Wales, Scotland, Northern Ireland; or none.",
		func(h council.House) string { return sayNations(h.Divisions) },
		func(h *council.House, text string) (err error) {
			h.Divisions, err = parseNations(strings.TrimPrefix(text, "none"))
			return err
		}},
	{"quorum", "Quorum", "A number such as 5, or a share such as: one third, at least 3.",
		func(h council.House) string { return h.Quorum.String() },
		func(h *council.House, text string) (err error) { h.Quorum, err = council.ParseQuorum(text); return err }},
	{"days", "Clear days between agenda and meeting", "England asks principal councils for 5, Wales and Scotland for 3.",
		func(h council.House) string { return strconv.Itoa(h.ClearDays) },
		func(h *council.House, text string) error { return number(&h.ClearDays, text) }},
	{"start", "Hour at which meetings start", "Such as 10:00.",
		func(h council.House) string { return fmt.Sprintf("%d:00", h.StartHour) },
		func(h *council.House, text string) error { return number(&h.StartHour, text) }},
	{"hours", "Hours in which members are written to", "Such as 8:00 to 19:00. Each member may set their own.",
		func(h council.House) string { return fmt.Sprintf("%d:00 to %d:00", h.From, h.Until) },
		func(h *council.House, text string) (err error) {
			h.From, h.Until, err = council.ParseHours(text)
			return err
		}},
	{"paper", "Largest file of a paper", "In megabytes, such as 25.",
		func(h council.House) string { return fmt.Sprintf("%d MB", h.PaperMB) },
		func(h *council.House, text string) error {
			return number(&h.PaperMB, strings.TrimSuffix(strings.ToLower(text), " mb"))
		}},
}

func sayNations(nations []council.Division) string {
	if len(nations) == 0 {
		return "none"
	}
	var words []string
	for _, n := range nations {
		words = append(words, n.Label())
	}
	return strings.Join(words, ", ")
}

func number(into *int, text string) error {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(text), ":00"))
	if err != nil {
		return &council.Problem{Say: "“" + short(text) + "” is not a number. Write figures, such as 5."}
	}
	*into = n
	return nil
}

// councilSettings shows the council's ways, and changes one by words or all by
// the form.
func (d *Desk) councilSettings(ctx context.Context, r Request) (ui.Reply, error) {
	word, text, _ := strings.Cut(r.Text, " ")
	switch {
	case word == "":
		return d.settingsPage(ctx, "")
	case word == "form" && r.Form == nil:
		house, err := d.Store.House(ctx)
		return settingsForm(house), err
	case word == "form":
		return d.setHouse(ctx, r, r.Form)
	case word == "channel":
		return d.setChannel(ctx, r, text)
	case word == "day":
		return d.setDay(ctx, r, text)
	}
	for _, s := range houseSettings {
		if s.word == word && text != "" {
			return d.setHouse(ctx, r, map[string]string{word: text})
		}
	}
	return nil, &council.Problem{Say: "The settings are zone, nations, quorum, days, start, hours, paper, channel and day. For example: " + d.slash("council settings quorum one third, at least 3") + "."}
}

func (d *Desk) settingsPage(ctx context.Context, say string) (ui.Reply, error) {
	house, err := d.Store.House(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the council's ways: %w", err)
	}
	channel, err := d.Store.Setting(ctx, store.ChannelSetting)
	if err != nil {
		return nil, fmt.Errorf("read which channel is the council's: %w", err)
	}
	var body []ui.Block
	if say != "" {
		body = append(body, ui.Prose{Text: say})
	}
	pairs := []ui.Pair{{Name: "Channel", Value: cmp.Or(channel, "not chosen yet: the one called council, or the only one the bot is in")}}
	for _, s := range houseSettings {
		pairs = append(pairs, ui.Pair{Name: s.label, Value: s.say(house)})
	}
	body = append(body, ui.Heading{Text: "The council's settings"}, ui.Fields{Pairs: pairs})
	var days []string
	row := []ui.Button{{Label: "Change these", Do: "council", Arg: "settings form", Style: ui.Primary}, {Label: "This channel is the council's", Do: "council", Arg: "settings channel here", Channel: true}}
	for _, h := range house.Local {
		days = append(days, h.Day.Long()+": "+h.Name)
	}
	body = append(body, points("Days that the council keeps free besides", days, "None. Add a local holiday, a half-term or a conference with "+d.slash("council settings day 11 October 2027 Half-term")+".")...)
	if len(house.Local) > 0 {
		body = append(body, ui.Select{Label: "Take a day out", Do: "council", Options: dayOptions(house.Local)})
	}
	return card(append(body, ui.Buttons{Row: row}, ui.Note{Text: "A change counts from now on: reminders to come are reckoned anew, meetings stay when they are called for."})...), nil
}

func dayOptions(days []council.Holiday) []ui.Option {
	var options []ui.Option
	for _, h := range days {
		options = append(options, ui.Option{Label: clipped(h.Day.Long() + ": " + h.Name), Arg: "settings day " + h.Day.String()})
	}
	return options
}

func settingsForm(house council.House) ui.Modal {
	var body []ui.Block
	for _, s := range houseSettings {
		body = append(body, ui.Input{Name: s.word, Label: s.label, Hint: s.hint, Kind: ui.Line, Value: s.say(house), Max: 150})
	}
	return ui.Modal{Do: "council", Arg: "settings form", Title: "The council's settings", Submit: "Keep them", Body: body}
}

// formField names the form's field for the part of the house that a rule found
// wrong.
var formField = map[string]string{"zone": "zone", "divisions": "nations", "nations": "nations", "quorum": "quorum", "clearDays": "days", "startHour": "start", "hours": "hours"}

// setHouse keeps settings by their words; what is wrong with one keeps them all
// as they were.
func (d *Desk) setHouse(ctx context.Context, r Request, said map[string]string) (ui.Reply, error) {
	house, err := d.Store.House(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the council's ways: %w", err)
	}
	if faults := setAll(&house, said); len(faults) > 0 {
		return faults, nil
	}
	err = d.keepHouse(ctx, r, func(now *council.House) error {
		setAll(now, said)
		return nil
	})
	var p *council.Problem
	if errors.As(err, &p) && formField[p.Field] != "" {
		return ui.FieldErrors{formField[p.Field]: p.Say}, nil
	}
	if err != nil {
		return nil, err
	}
	return d.settingsPage(ctx, "Kept.")
}

// setAll sets what is said of some settings, and gives what is wrong by word.
func setAll(house *council.House, said map[string]string) ui.FieldErrors {
	faults := ui.FieldErrors{}
	for _, s := range houseSettings {
		text, given := said[s.word]
		if !given {
			continue
		}
		if err := s.set(house, strings.TrimSpace(text)); err != nil {
			faults[s.word] = err.Error()
		}
	}
	return faults
}

// keepHouse makes one change to the council's ways as they are at that moment.
func (d *Desk) keepHouse(ctx context.Context, r Request, set func(*council.House) error) error {
	change := store.Change{Key: r.Key, By: r.From.ID, Did: "house.changed", About: "council", At: r.Now}
	_, err := d.Store.Change(ctx, change, func(tx *store.Tx) error {
		house, err := d.Store.House(ctx)
		if err != nil {
			return err
		}
		return errors.Join(set(&house), tx.PutHouse(house))
	})
	if err != nil {
		return fmt.Errorf("keep the council's ways: %w", err)
	}
	return nil
}

// slackChannel is a channel as Slack writes it in a command, <#C0123|general>,
// or its id alone.
var slackChannel = regexp.MustCompile(`^<?#?([CG][A-Z0-9]{2,})(\|[^>]*)?>?$`)

// setChannel makes a channel the council's own: the one that is named, or the
// one where it is asked.
func (d *Desk) setChannel(ctx context.Context, r Request, text string) (ui.Reply, error) {
	if text == "" || text == "here" {
		text = r.Channel
	}
	found := slackChannel.FindStringSubmatch(text)
	if found == nil {
		return nil, &council.Problem{Say: "That is not a channel. Open the council's channel and type " + d.slash("council settings channel here") + "."}
	}
	change := store.Change{Key: r.Key, By: r.From.ID, Did: "house.changed", About: "channel", At: r.Now}
	_, err := d.Store.Change(ctx, change, func(tx *store.Tx) error { return tx.SetSetting(store.ChannelSetting, found[1]) })
	if err != nil {
		return nil, fmt.Errorf("keep which channel is the council's: %w", err)
	}
	return d.settingsPage(ctx, "Notices and reminders now go to this channel. Invite me there, if I am not in it.")
}

// setDay adds a day that the council keeps free, with its name, or takes one out
// that is named without.
func (d *Desk) setDay(ctx context.Context, r Request, text string) (ui.Reply, error) {
	_, zone, err := d.house(ctx)
	if err != nil {
		return nil, err
	}
	typed, name, err := dayAndName(text, r, zone)
	if err != nil {
		return nil, err
	}
	err = d.keepHouse(ctx, r, func(house *council.House) error {
		before := len(house.Local)
		house.Local = slices.DeleteFunc(house.Local, func(h council.Holiday) bool { return h.Day == typed })
		if name != "" {
			house.Local = append(house.Local, council.Holiday{Day: typed, Name: name})
		} else if len(house.Local) == before {
			return &council.Problem{Say: "Say what the day is, such as: " + d.slash("council settings day "+typed.String()+" Half-term") + "."}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if name == "" {
		return d.settingsPage(ctx, typed.Long()+" is a working day again.")
	}
	return d.settingsPage(ctx, typed.Long()+" is kept free: "+name+".")
}

// dayAndName parts a day from the name that follows it: the longest beginning
// of the text that is a date.
func dayAndName(text string, r Request, zone *time.Location) (council.Day, string, error) {
	words := strings.Fields(text)
	for n := min(len(words), 4); n > 0; n-- {
		if typed, err := council.ParseMoment(strings.Join(words[:n], " "), r.Now.In(zone)); err == nil {
			return typed.Day, strings.Join(words[n:], " "), nil
		}
	}
	_, err := council.ParseMoment(text, r.Now.In(zone))
	if err == nil {
		err = &council.Problem{Say: "Name the day, such as 11 October 2027."}
	}
	return council.Day{}, "", err
}
