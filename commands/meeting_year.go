package commands

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// meetingYear proposes a year's four dates, each with its reasons, clear of the
// bank holidays of the nations chosen. Its form chooses the nations.
func (d *Desk) meetingYear(ctx context.Context, r Request) (ui.Reply, error) {
	house, zone, err := d.house(ctx)
	if err != nil {
		return nil, err
	}
	word, rest, _ := strings.Cut(r.Text, " ")
	year, err := strconv.Atoi(word)
	if word == "" {
		year, err = r.Now.In(zone).Year()+1, nil
	}
	if err != nil || year < r.Now.In(zone).Year() || year > r.Now.Year()+10 {
		return nil, &council.Problem{Say: fmt.Sprintf("Give a year from %d on, such as %s.", r.Now.Year(), d.slash(fmt.Sprintf("meeting year %d", r.Now.Year()+1)))}
	}
	if rest == "nations" {
		return nationsForm(year, house.Divisions), nil
	}
	nations := house.Divisions
	if r.Form != nil {
		rest = strings.ReplaceAll(r.Form["nations"], ",", " ")
	}
	if rest != "" || r.Form != nil {
		if nations, err = parseNations(rest); err != nil {
			if faults := fieldFaults(r, err); faults != nil {
				return faults, nil
			}
			return nil, err
		}
	}
	house.Divisions = nations
	return d.yearPage(ctx, r, year, house, zone)
}

// parseNations reads nations by the names that their bank holidays go by.
func parseNations(text string) ([]council.Division, error) {
	var nations []council.Division
	text = nationWords.Replace(strings.ToLower(text))
	for word := range strings.FieldsSeq(text) {
		if n := council.Division(word); slices.Contains(council.Divisions, n) {
			nations = append(nations, n)
			continue
		}
		return nil, &council.Problem{Field: "nations", Say: "“" + short(word) + "” has no list of bank holidays. Choose among England and Wales, Scotland and Northern Ireland."}
	}
	return nations, nil
}

// nationWords makes one word of each nation's name.
var nationWords = strings.NewReplacer(",", " ", "england and wales", string(council.EnglandWales), "northern ireland", string(council.NorthernIreland))

func nationsForm(year int, now []council.Division) ui.Modal {
	var options []ui.Option
	var chosen []string
	for _, n := range council.Divisions {
		options = append(options, ui.Option{Label: n.Label(), Arg: string(n)})
		if slices.Contains(now, n) {
			chosen = append(chosen, string(n))
		}
	}
	return ui.Modal{Do: "meeting", Arg: fmt.Sprintf("year %d", year), Title: "Whose bank holidays?", Submit: "Propose dates", Body: []ui.Block{
		ui.Input{Name: "nations", Label: "Keep clear of the bank holidays of", Kind: ui.Choices, Options: options, Value: strings.Join(chosen, ","), Optional: true,
			Hint: "Weekends, polling day and the days round Easter and Christmas are kept clear too."},
	}}
}

func (d *Desk) yearPage(ctx context.Context, r Request, year int, house council.House, zone *time.Location) (ui.Reply, error) {
	body := []ui.Block{ui.Heading{Text: fmt.Sprintf("Four dates for %d", year)},
		ui.Prose{Text: "The council meets on " + house.Quarterly.String() + ", at " + fmt.Sprintf("%02d:00 ", house.StartHour) + council.ZoneLabel(zone) + ". " + clearOf(house.Divisions)}}
	var open []string
	for n, p := range house.Quarterly.Propose(year, house.Calendar()) {
		at := p.Day.At(house.StartHour, 0, zone)
		same, err := d.Store.CalledAt(ctx, at)
		if err != nil {
			return nil, err
		}
		body = append(body, ui.Prose{Lead: fmt.Sprintf("%d.", n+1), Text: strings.Join(append([]string{p.Why}, p.Passed...), " ")})
		switch {
		case same.ID != 0:
			body = append(body, ui.Buttons{Row: []ui.Button{{Label: "Called already: look at it", Do: "meeting", Arg: ofMeeting("show", same)}}})
		case !at.After(r.Now):
			body = append(body, ui.Prose{Text: "This day has passed."})
		default:
			open = append(open, at.Format(wallText))
			body = append(body, ui.Buttons{Row: []ui.Button{{Label: "Accept " + p.Day.Long(), Do: "meeting", Arg: fmt.Sprintf("accept %d %s", year, at.Format(wallText))}}})
		}
	}
	var row []ui.Button
	if len(open) > 1 {
		row = append(row, ui.Button{Label: fmt.Sprintf("Accept all %d", len(open)), Do: "meeting", Arg: fmt.Sprintf("accept %d %s", year, strings.Join(open, " ")), Style: ui.Primary})
	}
	row = append(row, ui.Button{Label: "Choose the nations", Do: "meeting", Arg: fmt.Sprintf("year %d nations", year)},
		ui.Button{Label: "Another date", Do: "meeting", Arg: "create"})
	return card(append(body, ui.Buttons{Row: row}, ui.Note{Text: "Accepting a date calls the meeting. Nobody is told until you start its reminders. Scottish councils keep local holidays besides: the secretary adds days with " + d.slash("council settings") + "."})...), nil
}

func clearOf(nations []council.Division) string {
	if len(nations) == 0 {
		return "No nation's bank holidays are kept clear."
	}
	var names []string
	for _, n := range nations {
		names = append(names, n.Label())
	}
	return "Kept clear: the bank holidays of " + listed(names) + "."
}

// meetingAccept calls the meetings of the dates that were accepted.
func (d *Desk) meetingAccept(ctx context.Context, r Request) (ui.Reply, error) {
	words := strings.Fields(r.Text)
	var meetings []council.Meeting
	var days []string
	for i, word := range words {
		if i == 0 {
			continue // the year, to show it again
		}
		at, err := d.typed(ctx, r, word)
		if err != nil {
			return nil, err
		}
		meetings = append(meetings, council.Meeting{Title: usualTitle, Starts: at, Length: usualLength, Waiting: true})
		days = append(days, council.DayOf(at).Long())
	}
	if len(meetings) == 0 {
		return nil, &council.Problem{Say: "Choose the dates with " + d.slash("meeting year") + "."}
	}
	if err := d.call(ctx, r, meetings...); err != nil {
		return nil, err
	}
	r.Text, r.Form = words[0], nil
	page, err := d.meetingYear(ctx, r)
	if err != nil {
		return nil, err
	}
	m := page.(ui.Message)
	m.Body = append([]ui.Block{ui.Prose{Text: "Called: " + listed(days) + ". Nobody is told yet. Look at a meeting's reminders and start them when you are ready; I remind you ten weeks before."}}, m.Body...)
	return m, nil
}
