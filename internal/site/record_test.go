package site

import (
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/store/storetest"
	"councilbot/knowledge"
)

// hidden stands in everything that the public may not read: found on a page, it
// is a leak.
const hidden = "zqxw"

var london = func() *time.Location {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic(err)
	}
	return zone
}()

var now = time.Date(2027, time.March, 2, 9, 30, 0, 0, london)

// record is a council's record in the making.
type record struct {
	t     testing.TB
	store *store.Store
}

func newRecord(t testing.TB) record {
	t.Helper()
	return record{t, storetest.Open(t, t.TempDir())}
}

func (r record) change(did string, at time.Time, fn func(*store.Tx) error) {
	r.t.Helper()
	if _, err := r.store.Change(r.t.Context(), store.Change{Did: did, At: at}, fn); err != nil {
		r.t.Fatal(err)
	}
}

// meeting calls a meeting, announced unless it waits.
func (r record) meeting(m council.Meeting) council.Meeting {
	r.t.Helper()
	state := m.State
	r.change("meeting.called", m.Starts.AddDate(0, -3, 0), func(tx *store.Tx) (err error) {
		if m.ID, err = tx.PutMeeting(m); err != nil {
			return err
		}
		tx.About(fmt.Sprintf("meeting/%d", m.ID))
		m, err = tx.Meeting(m.ID)
		return err
	})
	if state == council.Confirmed || state == council.Cancelled {
		m.State = state
		r.change("meeting."+string(state), m.Starts.AddDate(0, -2, 0), func(tx *store.Tx) error {
			tx.About(fmt.Sprintf("meeting/%d", m.ID))
			_, err := tx.PutMeeting(m)
			return err
		})
	}
	return m
}

// agenda changes a meeting's agenda.
func (r record) agenda(m council.Meeting, did string, at time.Time, rule func(*store.Tx, council.Agenda) (council.Agenda, error)) {
	r.t.Helper()
	r.change("agenda."+did, at, func(tx *store.Tx) error {
		a, err := tx.Agenda(m.ID)
		if err != nil {
			return err
		}
		if a, err = rule(tx, a); err != nil {
			return err
		}
		_, err = tx.PutAgenda(a)
		return err
	})
}

// accept puts an item on a meeting's agenda.
func (r record) accept(m council.Meeting, item council.Item, at time.Time, late string) {
	r.t.Helper()
	item.Meeting, item.State, item.Part = m.ID, council.ItemProposed, council.Business
	r.agenda(m, "item-accepted", at, func(tx *store.Tx, a council.Agenda) (council.Agenda, error) {
		id, err := tx.PutItem(item)
		if err != nil {
			return a, err
		}
		item.ID = id
		a, _, err = a.Accept(item, late)
		return a, err
	})
}

func (r record) publish(m council.Meeting, at time.Time, by council.Day, late string) {
	r.t.Helper()
	r.agenda(m, "published", at, func(_ *store.Tx, a council.Agenda) (council.Agenda, error) { return a.Publish(at, by, late) })
}

func (r record) hold(m council.Meeting) {
	r.t.Helper()
	m.State = council.Held
	r.change("meeting.held", m.Ends(), func(tx *store.Tx) error { return tx.CloseMeeting(m) })
}

// site gives the pages of the record.
func (r record) site() *Site {
	r.t.Helper()
	return New(Config{Public: r.store.Public(), Library: library(r.t), Now: func() time.Time { return now },
		Log: slog.New(slog.NewTextHandler(testLog{r.t}, nil)), Base: "https://council.example", Home: "/", Contact: "secretary@council.example"})
}

var loaded *knowledge.Library

func library(t testing.TB) *knowledge.Library {
	t.Helper()
	if loaded == nil {
		var err error
		if loaded, err = knowledge.Open(); err != nil {
			t.Fatal(err)
		}
	}
	return loaded
}

// testLog turns what is logged into a failure: a page that cannot be shown is
// one.
type testLog struct{ testing.TB }

func (l testLog) Write(line []byte) (int, error) {
	l.Error(strings.TrimSpace(string(line)))
	return len(line), nil
}

// serve serves pages on this machine and gives their address.
func serve(t testing.TB, s *Site) string {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return server.URL
}

func date(year int, month time.Month, day, hour int) time.Time {
	return time.Date(year, month, day, hour, 0, 0, 0, london)
}

// filled is a record with something of every kind: four meetings held, one
// cancelled, one to come with a published agenda, one called and one that waits;
// and in every place that can hide something, the word that must not come out.
func filled(t testing.TB) record {
	r := newRecord(t)
	fillMembers(r)
	var held []council.Meeting
	for i, day := range []time.Time{date(2026, time.March, 12, 10), date(2026, time.June, 11, 10), date(2026, time.December, 3, 10), date(2027, time.February, 4, 10)} {
		m := r.meeting(council.Meeting{Title: "Council meeting", Starts: day, Length: 90 * time.Minute, Place: "Committee room 2, Westmarch Town Hall", State: council.Confirmed})
		r.accept(m, council.Item{Title: []string{"Shared service desks", "Suppliers in common", "Cyber assessment: first results", "An extraordinary meeting on the outage"}[i], Ask: "Hear what was tried and agree who goes next.",
			Purpose: council.ToDiscuss, Allotted: 20 * time.Minute}, day.AddDate(0, 0, -20), "")
		r.accept(m, council.Item{Title: "Staffing", Ask: "Ask " + hidden, Purpose: council.ToDecide, Allotted: 5 * time.Minute, Closed: "It is about one person."}, day.AddDate(0, 0, -20), "")
		r.publish(m, day.AddDate(0, 0, -10), council.DayOf(day.AddDate(0, 0, -8)), "")
		r.hold(m)
		m.State = council.Held
		held = append(held, m)
	}
	fillDecisions(r, held)
	fillMinutes(r, held)
	r.meeting(council.Meeting{Title: "Council meeting", Starts: date(2026, time.September, 10, 10), Length: 90 * time.Minute, State: council.Cancelled,
		Reason: "Too few members could come in the week of the strike."})
	next := fillNext(r)
	fillPapers(r, next)
	fillPacks(r, next, held[0])
	fillPractices(r)
	indexPack(r)
	r.meeting(council.Meeting{Title: "Council meeting", Starts: date(2027, time.June, 10, 10), Length: 2 * time.Hour})
	r.meeting(council.Meeting{Title: "Waiting " + hidden, Starts: date(2027, time.September, 9, 10), Waiting: true})
	return r
}

// fillNext calls the next meeting, with an agenda that was published late and
// changed since.
func fillNext(r record) council.Meeting {
	r.t.Helper()
	m := r.meeting(council.Meeting{Title: "Council meeting", Starts: date(2027, time.March, 11, 10), Length: 2 * time.Hour, State: council.Confirmed,
		Place: "Aberwen County Hall, Cardiff Road", JoinLink: "https://video.example/" + hidden, Channel: "C" + hidden})
	before := date(2027, time.February, 1, 12)
	for _, item := range []council.Item{
		{Title: "A shared security operations centre", Ask: "Agree to put out one tender for the four forces and three councils that want one.", Purpose: council.ToDecide, Allotted: 25 * time.Minute, Presenter: "Siân ap Rhys"},
		{Title: "Retiring the old voice network", Ask: "Share dates and what suppliers offer.", Purpose: council.ToDiscuss, Allotted: 15 * time.Minute, Presenter: "Speaker " + hidden},
		{Title: "Framework changes since December", Ask: "Note the new roles.", Purpose: council.ToInform, Allotted: 5 * time.Minute},
		{Title: "Accessible papers: what we learned", Ask: "Note the guide.", Purpose: council.ToInform, Allotted: 5 * time.Minute},
		{Title: "A supplier in difficulty", Ask: "Ask " + hidden, Purpose: council.ToDecide, Allotted: 10 * time.Minute, Presenter: "Presenter " + hidden,
			Closed: "It names a company’s finances, which were given in confidence."},
	} {
		r.accept(m, item, before, "")
	}
	r.publish(m, date(2027, time.February, 26, 16), council.Day{Year: 2027, Month: time.February, Date: 25}, "The tender’s figures were agreed only on Thursday.")
	r.accept(m, council.Item{Title: "Guidance on AI note takers", Ask: "Agree what members may switch on.", Purpose: council.ToDecide, Allotted: 10 * time.Minute},
		date(2027, time.March, 1, 11), "The regulator published its advice yesterday.")
	r.change("item.proposed", before, func(tx *store.Tx) error {
		_, err := tx.PutItem(council.Item{Meeting: m.ID, Title: "Proposal " + hidden, Purpose: council.ToDecide, Allotted: time.Minute, State: council.ItemProposed, Part: council.Business})
		return err
	})
	return m
}

// fillMembers seats the made-up council. Three show something of themselves.
func fillMembers(r record) {
	r.t.Helper()
	members := council.Sample(date(2026, time.June, 1, 9), func(int) string { return "" })
	for i := range members {
		if i > 2 {
			members[i].Name += " " + hidden
		}
		members[i].SlackID = ""
		members[i].Email = hidden + "@body.example"
		members[i].Region = members[i].Region + " " + hidden
	}
	r.change("council.sampled", date(2026, time.June, 1, 9), func(tx *store.Tx) error {
		for i, m := range members {
			id, err := tx.PutMember(m)
			if err != nil {
				return err
			}
			show := [][]council.Field{
				{council.FieldName, council.FieldTitle, council.FieldOrganisation, council.FieldSector, council.FieldExpertise},
				{council.FieldName, council.FieldOrganisation},
				{council.FieldTitle, council.FieldSector},
			}
			if i >= len(show) {
				continue
			}
			for _, f := range show[i] {
				if err := tx.Consent(id, f, council.Public); err != nil {
					return err
				}
			}
			if err := tx.ConfirmCard(id); err != nil {
				return err
			}
		}
		return nil
	})
}
