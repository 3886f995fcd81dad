package commands

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// minutesPast lists the minutes that this person may read, the latest first.
func (d *Desk) minutesPast(ctx context.Context, r Request) (ui.Reply, error) {
	begun, err := d.Store.MinutesBegun(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the minutes: %w", err)
	}
	var lines []string
	menu := ui.Select{Label: "Open the minutes of", Do: "minutes"}
	for _, m := range begun {
		if !m.Out() && !m.Back() && !d.holds(r, council.Secretary) || len(lines) == pastShown {
			continue
		}
		line := council.DayOf(m.Meeting.Starts).Long() + ": " + minutesWords(m)
		lines = append(lines, line)
		menu.Options = append(menu.Options, ui.Option{Label: clipped(line), Arg: ofMeeting("show", m.Meeting)})
	}
	body := append([]ui.Block{ui.Heading{Text: "Minutes"}}, points("Latest first", lines, "No minutes are out yet.")...)
	if len(menu.Options) > 0 {
		body = append(body, menu)
	}
	return shareable(card(append(body, ui.Buttons{Row: []ui.Button{{Label: "Past meetings", Do: "meeting", Arg: "past"}}})...), "minutes past"), nil
}

// minutesWords say in short how far minutes have come.
func minutesWords(m council.Minutes) string {
	switch m.State {
	case council.MinutesCirculated:
		return "draft, circulated on " + council.DayOf(m.Circulated).Long() + "."
	case council.MinutesAgreed, council.MinutesPublished:
		return string(m.State) + "; agreed on " + council.DayOf(m.Agreed).Long() + "."
	}
	if m.Back() {
		return "a draft that was called back on " + council.DayOf(m.Recalled).Long() + "."
	}
	return "a draft that is not circulated yet."
}

// minutesVersions shows, paragraph by paragraph, where what was agreed is not what
// was circulated.
func (d *Desk) minutesVersions(ctx context.Context, r Request) (ui.Reply, error) {
	m, versions, err := d.versionsSeen(ctx, r)
	if err != nil {
		return nil, err
	}
	body := []ui.Block{ui.Heading{Text: "As circulated and as agreed"}, ui.Prose{Text: "The minutes of " + m.Meeting.When() + ". " + m.Mark()}}
	row := ui.Buttons{}
	for _, v := range versions {
		row.Row = append(row.Row, ui.Button{Label: "Read them as " + versionWord(v, m), Do: "minutes", Arg: fmt.Sprintf("%s %d", ofMeeting("version", m.Meeting), v.Version)})
	}
	sent := slices.DeleteFunc(slices.Clone(versions), func(v store.MinutesVersion) bool { return v.State == council.MinutesRecalled })
	if len(sent) < 2 {
		return card(append(body, ui.Prose{Text: "They are not agreed yet, so there is nothing to compare."}, row)...), nil
	}
	changes := sent[0].Changes(sent[len(sent)-1].MinutesText)
	if len(changes) == 0 {
		body = append(body, ui.Prose{Text: "They were agreed as they were circulated, word for word."})
	}
	for _, c := range changes {
		body = append(body, ui.Prose{Lead: "Paragraph " + c.Number, Text: "\nAs circulated: " + c.Was + "\nAs agreed: " + c.Is})
	}
	return card(append(append(body, madeCorrections(m)...), row)...), nil
}

// versionWord says what a version of minutes is.
func versionWord(v store.MinutesVersion, m council.Minutes) string {
	if v.State == council.MinutesRecalled {
		return "circulated on " + council.DayOf(v.At.In(m.Meeting.Starts.Location())).Short() + " and called back"
	}
	return string(v.State)
}

// minutesVersion shows one version of minutes whole.
func (d *Desk) minutesVersion(ctx context.Context, r Request) (ui.Reply, error) {
	m, versions, err := d.versionsSeen(ctx, r)
	if err != nil {
		return nil, err
	}
	_, number, _ := strings.Cut(r.Text, " ")
	wanted, _ := strconv.Atoi(number)
	v := firstOf(versions, func(v store.MinutesVersion) bool { return v.Version == wanted })
	if v.Version == 0 {
		return nil, &council.Problem{Say: "There is no such version of these minutes. Look at those there are with " + d.slash("minutes "+ofMeeting("versions", m.Meeting)) + "."}
	}
	m.MinutesText = v.MinutesText
	if v.State != council.MinutesAgreed {
		m.State, m.Circulated = v.State, v.At.In(m.Meeting.Starts.Location())
	}
	return card(append(minutesBody(m), ui.Buttons{Row: []ui.Button{{Label: "As circulated, as agreed", Do: "minutes", Arg: ofMeeting("versions", m.Meeting)}}})...), nil
}

// versionsSeen gives the versions of the minutes that a text names, as this person
// may read them: those that were called back are for the chair and the secretary.
// The error is a *council.Problem when there are none to read.
func (d *Desk) versionsSeen(ctx context.Context, r Request) (council.Minutes, []store.MinutesVersion, error) {
	m, _, err := d.minutesOf(ctx, r)
	if err != nil {
		return m, nil, err
	}
	day := council.DayOf(m.Meeting.Starts).Long()
	if m, err = d.seenMinutes(ctx, r, m); err != nil {
		return m, nil, err
	}
	versions, err := d.Store.MinutesVersions(ctx, m.Meeting.ID)
	if err != nil {
		return m, nil, fmt.Errorf("read the versions of minutes: %w", err)
	}
	if !d.holds(r, council.Secretary) {
		versions = slices.DeleteFunc(versions, func(v store.MinutesVersion) bool { return !m.Out() || v.State == council.MinutesRecalled })
		for i, v := range versions {
			versions[i].MinutesText = v.SeenBy(r.From, r.Now)
		}
	}
	if len(versions) == 0 {
		return m, nil, &council.Problem{Say: "The minutes of " + day + " are not circulated yet, so there is no earlier version of them."}
	}
	return m, versions, nil
}
