package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// memberGrant lends a standing until a day, or gives it for good when no day is
// named: NAME secretary until 30 June 2027.
func (d *Desk) memberGrant(ctx context.Context, r Request) (ui.Reply, error) {
	text, sure := strings.CutSuffix(r.Text, " sure")
	if r.Form != nil {
		text = r.Form["name"] + " " + r.Form["standing"]
		if r.Form["until"] != "" {
			text += " until " + r.Form["until"]
		}
	}
	if r.Form == nil && (text == "" || !strings.Contains(text, " ") && strings.HasPrefix(text, "#")) {
		m, err := d.memberByID(ctx, strings.TrimPrefix(text, "#"))
		return grantForm(m), err
	}
	m, standing, until, err := d.readGrant(ctx, r, text)
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	if !sure {
		return grantSure(m, standing, until), nil
	}
	err = d.changeMember(ctx, r, "member.granted", m.ID, func(tx *store.Tx, m council.Member) error {
		_, err := tx.PutMember(granted(m, standing, until))
		return err
	})
	if err != nil {
		return nil, err
	}
	return card(ui.Prose{Text: "Done. " + grantWords(m, standing, until)}, ui.Buttons{Row: []ui.Button{{Label: "Their card", Do: "member", Arg: fmt.Sprintf("card #%d", m.ID)}, {Label: "Members", Do: "member"}}}), nil
}

// granted is a member with a standing lent until a moment, in the place of one
// lent before, or given for good, which ends what was lent.
func granted(m council.Member, s council.Standing, until time.Time) council.Member {
	if until.IsZero() {
		m.Standing, m.Grants = s, nil
		return m
	}
	m.Grants = slices.DeleteFunc(slices.Clone(m.Grants), func(g council.Grant) bool { return g.Standing == s })
	m.Grants = append(m.Grants, council.Grant{Standing: s, Until: until})
	return m
}

// readGrant reads "NAME STANDING" with or without "until DAY". The day is the
// last on which the standing holds.
func (d *Desk) readGrant(ctx context.Context, r Request, text string) (m council.Member, s council.Standing, until time.Time, err error) {
	head, day, lent := strings.Cut(text, " until ")
	i := max(strings.LastIndexByte(head, ' '), 0)
	if s, err = council.ParseStanding(head[i:]); err != nil {
		return m, s, until, err
	}
	if s < council.Seated {
		return m, s, until, &council.Problem{Field: "standing", Say: "Choose member, librarian, secretary, chair or admin. A deputy is named for a meeting by the member: " + d.slash("meeting reply deputy") + "."}
	}
	if m, err = d.whom(ctx, strings.TrimSpace(head[:i])); err != nil {
		return m, s, until, err
	}
	if !m.Present() {
		return m, s, until, &council.Problem{Field: "name", Say: m.Name + " has no seat now. Give them a seat first with " + d.slash("member add") + "."}
	}
	if lent {
		until, err = d.lastDay(ctx, r, "until", day)
	}
	return m, s, until, err
}

// lastDay reads a day that is still to come, and gives the moment at which it is
// over.
func (d *Desk) lastDay(ctx context.Context, r Request, field, text string) (time.Time, error) {
	_, zone, err := d.house(ctx)
	if err != nil {
		return time.Time{}, err
	}
	typed, err := council.ParseMoment(text, r.Now.In(zone))
	if err != nil {
		return time.Time{}, &council.Problem{Field: field, Say: err.Error(), Err: err}
	}
	end := typed.Day.Add(1).At(0, 0, zone)
	if !end.After(r.Now) {
		return end, &council.Problem{Field: field, Say: typed.Day.Long() + " has passed. Give a day that is still to come."}
	}
	return end, nil
}

func grantForm(m council.Member) ui.Modal {
	var options []ui.Option
	for _, s := range []council.Standing{council.Seated, council.Librarian, council.Secretary, council.Chair, council.Admin} {
		options = append(options, ui.Option{Label: upperFirst(s.String()) + ": " + standingMeans[s], Arg: s.String()})
	}
	return ui.Modal{Do: "member", Arg: "grant", Title: "Lend a standing", Submit: "See what follows", Body: []ui.Block{
		ui.Input{Name: "name", Label: "To whom?", Hint: "A part of the name will do.", Kind: ui.Line, Value: m.Name, Max: 150},
		ui.Input{Name: "standing", Label: "Which standing?", Kind: ui.Choice, Options: options},
		ui.Input{Name: "until", Label: "Until which day, included?", Hint: "Without a day it is given for good.", Kind: ui.Date, Optional: true},
	}}
}

// standingMeans says what each standing may do, beside what those before it may.
var standingMeans = map[council.Standing]string{
	council.Seated: "a seat and nothing more", council.Librarian: "keeps the library", council.Secretary: "runs the meetings",
	council.Chair: "leads the council", council.Admin: "lends standings",
}

func grantWords(m council.Member, s council.Standing, until time.Time) string {
	if until.IsZero() {
		return fmt.Sprintf("%s holds the standing of %s for good: %s.", m.Name, s, standingMeans[s])
	}
	return fmt.Sprintf("%s holds the standing of %s until the end of %s: %s. It then ends by itself.", m.Name, s, council.DayOf(until).Add(-1).Long(), standingMeans[s])
}

func grantSure(m council.Member, s council.Standing, until time.Time) ui.Message {
	arg := fmt.Sprintf("grant #%d %s", m.ID, s)
	if !until.IsZero() {
		arg += " until " + council.DayOf(until).Add(-1).String()
	}
	return card(ui.Heading{Text: "Is this right?"}, ui.Prose{Text: grantWords(m, s, until)}, ui.Note{Text: whoIs(m) + ". Standing now: " + m.Standing.String() + "."},
		ui.Buttons{Row: []ui.Button{
			{Label: "Yes", Do: "member", Arg: arg + " sure", Style: ui.Primary},
			{Label: "No, go back", Do: "member", Arg: "grant"},
		}})
}

// memberTerm notes a term of office: NAME chair 1 April 2027 to 31 March 2028.
func (d *Desk) memberTerm(ctx context.Context, r Request) (ui.Reply, error) {
	form := r.Form
	if form == nil {
		var whole bool
		if form, whole = readTermWords(r.Text); !whole {
			m, err := d.memberByID(ctx, strings.TrimPrefix(r.Text, "#"))
			return termForm(m), err
		}
	}
	m, term, err := d.readTerm(ctx, r, form)
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	err = d.changeMember(ctx, r, "member.term", m.ID, func(tx *store.Tx, _ council.Member) error { return tx.PutTerm(term) })
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.termsPage(ctx, r, "Noted: "+m.Name+", "+termWords(term)+". A term is a record: it lends no standing. I remind you four weeks before it ends.")
}

var offices = []string{"chair", "deputy chair", "secretary", "librarian", "seat"}

// readTermWords parts a typed term at its office and at "to". whole is false
// when it names no office or no day.
func readTermWords(text string) (form map[string]string, whole bool) {
	for _, office := range []string{"deputy chair", "chair", "secretary", "librarian", "seat"} {
		name, days, found := strings.Cut(text, " "+office+" ")
		if found {
			from, until, _ := strings.Cut(days, " to ")
			return map[string]string{"name": name, "office": office, "from": from, "until": until}, true
		}
	}
	return nil, false
}

func (d *Desk) readTerm(ctx context.Context, r Request, form map[string]string) (council.Member, council.Term, error) {
	m, err := d.whom(ctx, tidy(form["name"]))
	if err != nil {
		return m, council.Term{}, err
	}
	_, zone, err := d.house(ctx)
	if err != nil {
		return m, council.Term{}, err
	}
	from, err := council.ParseMoment(form["from"], r.Now.In(zone))
	if err != nil {
		return m, council.Term{}, &council.Problem{Field: "from", Say: err.Error(), Err: err}
	}
	term := council.Term{Member: m.ID, Office: form["office"], From: from.Day.At(0, 0, zone)}
	if form["until"] != "" {
		if term.Until, err = d.lastDay(ctx, r, "until", form["until"]); err != nil {
			return m, term, err
		}
	}
	return m, term, term.Check()
}

func termForm(m council.Member) ui.Modal {
	var options []ui.Option
	for _, office := range offices {
		options = append(options, ui.Option{Label: upperFirst(office), Arg: office})
	}
	return ui.Modal{Do: "member", Arg: "term", Title: "Term of office", Submit: "Note the term", Body: []ui.Block{
		ui.Input{Name: "name", Label: "Whose term?", Hint: "A part of the name will do.", Kind: ui.Line, Value: m.Name, Max: 150},
		ui.Input{Name: "office", Label: "Which office?", Kind: ui.Menu, Options: options},
		ui.Input{Name: "from", Label: "First day", Kind: ui.Date},
		ui.Input{Name: "until", Label: "Last day", Hint: "Without one, no end is set.", Kind: ui.Date, Optional: true},
	}}
}

func termWords(t council.Term) string {
	text := t.Office + " from " + council.DayOf(t.From).Long()
	if t.Until.IsZero() {
		return text + ", with no end set"
	}
	return text + " to " + council.DayOf(t.Until).Add(-1).Long()
}

// memberTerms lists the terms that run. Whose they are, members read where the
// member shows the name; offices are the council's own record.
func (d *Desk) memberTerms(ctx context.Context, r Request) (ui.Reply, error) {
	return d.termsPage(ctx, r, "")
}

func (d *Desk) termsPage(ctx context.Context, r Request, say string) (ui.Reply, error) {
	terms, err := d.Store.Terms(ctx, r.Now)
	if err != nil {
		return nil, fmt.Errorf("list the terms: %w", err)
	}
	seen, err := d.roll(ctx, r)
	if err != nil {
		return nil, err
	}
	_, zone, err := d.house(ctx)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, t := range terms {
		if i := slices.IndexFunc(seen, func(m council.Member) bool { return m.ID == t.Member }); i >= 0 {
			t.From, t.Until = inZone(t.From, zone), inZone(t.Until, zone)
			lines = append(lines, nameSeen(seen[i])+": "+termWords(t))
		}
	}
	var body []ui.Block
	if say != "" {
		body = append(body, ui.Prose{Text: say})
	}
	body = append(body, points("Terms of office", lines, "None is noted that runs today.")...)
	if d.holds(r, council.Secretary) {
		body = append(body, ui.Buttons{Row: []ui.Button{{Label: "Note a term", Do: "member", Arg: "term"}}})
	}
	return card(body...), nil
}

// inZone gives a moment on a clock; no moment stays none.
func inZone(t time.Time, zone *time.Location) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(zone)
}
