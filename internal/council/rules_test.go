package council

import (
	"errors"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
)

func london(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestAQuorumIsANumberOrAShare(t *testing.T) {
	tests := []struct {
		text        string
		seats, want int
	}{
		{"5", 12, 5}, {"5 members", 40, 5}, {"one third", 12, 4}, {"one-third", 13, 5}, {"a quarter, at least 3", 8, 3},
		{"1/4", 13, 4}, {"1 in 3 of the seats, at least 3", 6, 3}, {"25%", 10, 3}, {"Half", 7, 4}, {"two thirds", 9, 6},
	}
	for _, test := range tests {
		q, err := ParseQuorum(test.text)
		if got := q.Needed(test.seats); err != nil || got != test.want {
			t.Errorf("%q of %d seats = %d, %v, want %d", test.text, test.seats, got, err, test.want)
		}
		if again, err := ParseQuorum(q.String()); err != nil || again != q {
			t.Errorf("%q reads back as %v, %v", q, again, err)
		}
	}
	for _, text := range []string{"", "0", "-1", "most", "5/3", "0%", "120%", "1/0", "one third, at least few", "at least 3"} {
		if q, err := ParseQuorum(text); err == nil {
			t.Errorf("ParseQuorum(%q) = %v, want a problem", text, q)
		}
	}
	if got := UsualQuorum.Say(3, 12); !strings.HasPrefix(got, "1 short") {
		t.Errorf("Say = %q, want 1 short", got)
	}
	if got := UsualQuorum.Say(4, 12); !strings.HasPrefix(got, "Quorate") {
		t.Errorf("Say = %q, want quorate", got)
	}
}

func FuzzParseQuorum(f *testing.F) {
	for _, text := range []string{"5", "one third, at least 3", "25%", "1/4", "1 in 3"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := ParseQuorum(text)
		if err != nil {
			return
		}
		if n := q.Needed(12); n < 1 {
			t.Errorf("%q needs %d of 12", text, n)
		}
		if again, err := ParseQuorum(q.String()); err != nil || again != q {
			t.Errorf("%q reads back as %v, %v", q, again, err)
		}
	})
}

func TestASectorWithoutAVoiceIsNamed(t *testing.T) {
	fire, health, police, none := Member{Sector: SectorFire}, Member{Sector: SectorHealth}, Member{Sector: SectorPolice}, Member{}
	tests := []struct {
		name         string
		seats, there []Member
		want         string
	}{
		{"two are missing", []Member{fire, health, police}, []Member{police}, "No fire or health member has accepted yet."},
		{"one is missing", []Member{fire, police}, []Member{police}, "No fire member has accepted yet."},
		{"all have somebody", []Member{fire, police}, []Member{police, fire}, ""},
		{"a sector without a seat is not missed", []Member{police, none}, []Member{police}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := SayUnheard(Unheard(test.seats, test.there)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestAMeetingGoesFromCalledToItsEnd(t *testing.T) {
	zone := london(t)
	starts := time.Date(2027, time.March, 11, 10, 0, 0, 0, zone)
	called := Meeting{Starts: starts, State: Called, Revision: 1, Sequence: 1}
	later := starts.AddDate(0, 0, 14)
	tests := []struct {
		name               string
		from               State
		step               func(Meeting) (Meeting, error)
		state              State
		revision, sequence int
		refused            bool
	}{
		{"a called meeting is confirmed", Called, func(m Meeting) (Meeting, error) { return m.Confirm() }, Confirmed, 1, 2, false},
		{"a held meeting is not confirmed", Held, func(m Meeting) (Meeting, error) { return m.Confirm() }, Held, 1, 1, true},
		{"a move calls it anew", Confirmed, func(m Meeting) (Meeting, error) { return m.Move(later, "strike", noon) }, Called, 2, 2, false},
		{"it is not moved into the past", Called, func(m Meeting) (Meeting, error) { return m.Move(noon, "", noon) }, Called, 1, 1, true},
		{"it is not moved to where it is", Called, func(m Meeting) (Meeting, error) { return m.Move(starts, "", noon) }, Called, 1, 1, true},
		{"a cancelled meeting is not moved", Cancelled, func(m Meeting) (Meeting, error) { return m.Move(later, "", noon) }, Cancelled, 1, 1, true},
		{"a cancelled meeting keeps its reason", Called, func(m Meeting) (Meeting, error) { return m.Cancel("no items") }, Cancelled, 2, 2, false},
		{"it is not cancelled without a reason", Called, func(m Meeting) (Meeting, error) { return m.Cancel(" ") }, Called, 1, 1, true},
		{"it is held once it has begun", Confirmed, func(m Meeting) (Meeting, error) { return m.Hold(starts) }, Held, 1, 2, false},
		{"it is not held before", Confirmed, func(m Meeting) (Meeting, error) { return m.Hold(starts.Add(-1)) }, Confirmed, 1, 1, true},
		{"a link does not undo reminders", Confirmed, func(m Meeting) (Meeting, error) { return m.Arrange("", "https://meet.example/1") }, Confirmed, 1, 2, false},
		{"a link is a secure address", Confirmed, func(m Meeting) (Meeting, error) { return m.Arrange("", "meet.example/1") }, Confirmed, 1, 1, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := called
			m.State = test.from
			got, err := test.step(m)
			if (err != nil) != test.refused || got.State != test.state || got.Revision != test.revision || got.Sequence != test.sequence {
				t.Errorf("= %s, revision %d, sequence %d, %v", got.State, got.Revision, got.Sequence, err)
			}
			if p := new(Problem); err != nil && !errors.As(err, &p) {
				t.Errorf("%v is no problem for a person", err)
			}
		})
	}
	if got, want := called.When(), "Thursday 11 March 2027, 10:00 London time"; got != want {
		t.Errorf("When = %q, want %q", got, want)
	}
}

func TestTenOClockStaysTenOClock(t *testing.T) {
	zone := london(t)
	for _, day := range []string{"2027-03-27", "2027-03-28", "2027-03-29", "2027-10-30", "2027-10-31", "2027-11-01"} {
		if at := mustDay(t, day).At(10, 0, zone); at.Hour() != 10 || DayOf(at).String() != day {
			t.Errorf("10:00 on %s is %v", day, at)
		}
	}
}

func TestRepliesAreTakenUntilTheStart(t *testing.T) {
	m := Meeting{Starts: noon, State: Confirmed}
	cancelled := Meeting{Starts: noon, State: Cancelled}
	tests := []struct {
		name string
		m    Meeting
		now  time.Time
		open bool
	}{
		{"a second before", m, noon.Add(-time.Second), true},
		{"at the start no more", m, noon, false},
		{"never when it is cancelled", cancelled, noon.AddDate(0, 0, -7), false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if err := test.m.TakesReplies(test.now); (err == nil) != test.open {
				t.Errorf("TakesReplies = %v, want open %v", err, test.open)
			}
		})
	}
}

func TestRepliesAreCountedBySeat(t *testing.T) {
	members := []Member{{ID: 1}, {ID: 2}, {ID: 3}, {ID: 4}, {ID: 5, Left: noon}}
	a := Count(members, []Reply{{Member: 1, Answer: Attending}, {Member: 2, Answer: ByDeputy}, {Member: 3, Answer: Apologies}, {Member: 5, Answer: Attending}})
	if got, want := a.Say(), "1 attending, 1 by deputy, 1 with apologies, 1 not answered yet."; got != want || a.Seats() != 4 || len(a.There()) != 2 {
		t.Errorf("= %q, %d seats, %d there, want %q, 4, 2", got, a.Seats(), len(a.There()), want)
	}
}

func TestACardIsPrivateUntilItsMemberSaysOtherwise(t *testing.T) {
	m := Member{ID: 1, SlackID: "U1", Name: "N", Title: "T", Organisation: "O", Sector: SectorFire, Region: "R",
		Expertise: []string{"E"}, Email: "e@x.example", Standing: Chair, Role: "head-of-ict"}
	consents := []Consent{{Field: FieldName, Visibility: Public}, {Field: FieldEmail, Visibility: Public},
		{Field: FieldRegion, Visibility: Members}, {Field: FieldEmail, Visibility: Private}}
	tests := []struct {
		name    string
		by      Visibility
		choices map[Field]Visibility
		want    string
	}{
		{"nothing was said: members see the seat", Members, Choices(nil), "||"},
		{"nothing was said: the public sees nothing", Public, Choices(nil), "||"},
		{"members see what is theirs and what is public", Members, Choices(consents), "N|R|"},
		{"the public sees what is public, and a withdrawn field no more", Public, Choices(consents), "N||"},
		{"the member sees everything", Private, Choices(nil), "N|R|e@x.example"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			seen := m.Seen(test.by, test.choices)
			if got := seen.Name + "|" + seen.Region + "|" + seen.Email; got != test.want {
				t.Errorf("seen %q, want %q", got, test.want)
			}
			if test.by == Public && (seen.SlackID != "" || seen.Standing != Anyone) {
				t.Errorf("the public sees %+v", seen)
			}
		})
	}
	for _, f := range Fields {
		alone := m.Seen(Public, map[Field]Visibility{f: Public})
		if again := m.Seen(Public, nil); Wording(f, Public) == Wording(f, Members) || alone.Check() == nil && f != FieldName || again.Name != "" {
			t.Errorf("field %s: alone %+v", f, alone)
		}
		if got, err := ParseField(f.Label()); got != f || err != nil {
			t.Errorf("ParseField(%q) = %q, %v", f.Label(), got, err)
		}
	}
}

func TestACardIsAskedAboutEveryYear(t *testing.T) {
	year, month := 365*24*time.Hour, 30*24*time.Hour
	tests := []struct {
		name       string
		after      time.Duration
		due, stale bool
	}{
		{"within the year nothing is asked", year - 1, false, false},
		{"after a year it is asked", year, true, false},
		{"a month later the web no longer shows it", year + month, true, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			due, stale := CardDue(noon, noon.Add(test.after)), CardStale(noon, noon.Add(test.after))
			if due != test.due || stale != test.stale {
				t.Errorf("due %v, stale %v, want %v, %v", due, stale, test.due, test.stale)
			}
		})
	}
}

func TestAMemberIsFoundByAnyPartOfTheCard(t *testing.T) {
	m := Member{Name: "Siân ap Rhys", Organisation: "Aberwen County Council", Sector: SectorFire, Region: "Wales", Expertise: []string{"shared services"}}
	for search, want := range map[string]bool{"sian": true, "rhys aberwen": true, "fire": true, "rescue wales": true, "shared serv": true,
		"police": false, "hys": false, "": false, "sian police": false} {
		if got := m.Finds(search); got != want {
			t.Errorf("Finds(%q) = %v, want %v", search, got, want)
		}
	}
}

func TestTermsRunFromTheirStartToBeforeTheirEnd(t *testing.T) {
	term := Term{Office: "chair", From: noon, Until: noon.AddDate(3, 0, 0)}
	if term.Runs(noon.Add(-1)) || !term.Runs(noon) || !term.Runs(term.Until.Add(-1)) || term.Runs(term.Until) {
		t.Error("a term does not run from its start to before its end")
	}
	if term.EndsWithin(time.Hour, noon) || !term.EndsWithin(time.Hour, term.Until.Add(-time.Hour)) {
		t.Error("a term's end is not seen coming")
	}
	if (Term{Office: "chair", From: noon}).EndsWithin(time.Hour, noon) {
		t.Error("a term without an end ends")
	}
	if (Term{Office: "chair", From: noon, Until: noon}).Check() == nil || (Term{From: noon}).Check() == nil || term.Check() != nil {
		t.Error("terms are not checked")
	}
}

func TestABuddyIsOfAnotherSectorAndNew(t *testing.T) {
	newcomer := Member{ID: 1, Sector: SectorFire}
	offered := []Member{{ID: 2, Sector: SectorFire}, {ID: 3, Sector: SectorPolice, Joined: noon}, {ID: 4, Sector: SectorHealth, Joined: noon.Add(-1)},
		{ID: 5, Sector: SectorHealth, Left: noon}}
	tests := []struct {
		name string
		past []Pair
		want MemberID
	}{
		{"the one with the longest seat", nil, 4},
		{"the one with the fewest newcomers", []Pair{{9, 4}}, 3},
		{"nobody twice", []Pair{{1, 4}, {9, 3}, {8, 3}}, 3},
		{"nobody rather than a repeat", []Pair{{1, 4}, {1, 3}}, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Buddy(newcomer, offered, test.past); got.ID != test.want {
				t.Errorf("Buddy = %d, want %d", got.ID, test.want)
			}
		})
	}
}

func TestMessagesWaitForTheMembersHours(t *testing.T) {
	zone := london(t)
	at := func(day, hour int) time.Time { return time.Date(2027, time.March, day, hour, 30, 0, 0, zone) }
	tests := []struct {
		name string
		p    Preference
		t    time.Time
		want time.Time
	}{
		{"by day at once", Preference{}, at(4, 9), at(4, 9)},
		{"by night in the morning", Preference{}, at(4, 22), time.Date(2027, 3, 5, 8, 0, 0, 0, zone)},
		{"before the morning, then", Preference{}, at(4, 6), time.Date(2027, 3, 4, 8, 0, 0, 0, zone)},
		{"in the member's own hours", Preference{From: 12, Until: 14}, at(4, 9), time.Date(2027, 3, 4, 12, 0, 0, 0, zone)},
		{"over the clock change", Preference{}, at(27, 22), time.Date(2027, 3, 28, 8, 0, 0, 0, zone)},
		{"after the silence that was asked for", Preference{Muted: at(6, 9)}, at(4, 9), at(6, 9)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.p.Earliest(test.t); !got.Equal(test.want) {
				t.Errorf("Earliest = %v, want %v", got, test.want)
			}
		})
	}
	for text, want := range map[string][2]int{"9-17": {9, 17}, "09:00 to 17:00": {9, 17}, "7–24": {7, 24}} {
		if from, until, err := ParseHours(text); err != nil || from != want[0] || until != want[1] {
			t.Errorf("ParseHours(%q) = %d, %d, %v, want %v", text, from, until, err, want)
		}
	}
	for _, text := range []string{"", "9", "17-9", "9-25", "nine to five", "9-17:30", "9-17pm", "9-17-18"} {
		if _, _, err := ParseHours(text); err == nil {
			t.Errorf("ParseHours(%q) gave no problem", text)
		}
	}
}

func TestTheMeetingWeekIsTheSevenDaysBefore(t *testing.T) {
	m := []Meeting{{Starts: noon, State: Called}}
	for days, want := range map[int]bool{-8: false, -7: true, 0: true, 1: false} {
		if got := MeetingWeek(noon.AddDate(0, 0, days), m); got != want {
			t.Errorf("%d days on = %v, want %v", days, got, want)
		}
	}
	if MeetingWeek(noon, []Meeting{{Starts: noon, State: Cancelled}}) {
		t.Error("a cancelled meeting makes a meeting week")
	}
}

func TestWhatIsTooLongIsSaidToBe(t *testing.T) {
	m := Meeting{ID: 1, State: Called, Starts: typing.AddDate(0, 1, 0)}
	long := strings.Repeat("ŵ", 301)
	_, moved := m.Move(typing.AddDate(0, 2, 0), long, typing)
	_, cancelled := m.Cancel(long)
	_, place := m.Arrange(long, "")
	_, link := m.Arrange("", "https://"+strings.Repeat(long, 4))
	deputy := Reply{Answer: ByDeputy, Deputy: Substitute{Name: long}}.Check()
	name := Member{Name: long, Standing: Seated}.Check()
	for what, err := range map[string]error{"reason": moved, "why": cancelled, "place": place, "link": link, "deputy": deputy, "name": name} {
		var p *Problem
		if !errors.As(err, &p) || !strings.Contains(p.Say, "characters long") {
			t.Errorf("a %s that is too long: %v, want it said", what, err)
		}
	}
	if _, err := m.Cancel(long[:600]); err != nil { // 300 characters
		t.Errorf("a reason of 300 characters: %v, want it taken", err)
	}
}
