package council

import (
	"errors"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2027, time.March, 4, 12, 0, 0, 0, time.UTC)

func TestStandingIncludesThoseBeforeIt(t *testing.T) {
	lent := []Grant{{Standing: Secretary, Until: noon}}
	tests := []struct {
		name string
		who  Member
		s    Standing
		now  time.Time
		want bool
	}{
		{"everybody holds anyone", Member{}, Anyone, noon, true},
		{"nobody without a seat is a member", Member{Standing: Admin}, Seated, noon, false},
		{"a secretary may do what a librarian may", Member{ID: 1, Standing: Secretary}, Librarian, noon, true},
		{"a librarian may not do what a secretary may", Member{ID: 1, Standing: Librarian}, Secretary, noon, false},
		{"a grant holds before its end", Member{ID: 1, Standing: Seated, Grants: lent}, Secretary, noon.Add(-time.Second), true},
		{"a grant does not hold at its end", Member{ID: 1, Standing: Seated, Grants: lent}, Secretary, noon, false},
		{"a deputy without a seat is a deputy", Member{SlackID: "U1", Grants: []Grant{{Standing: Deputy, Until: noon}}}, Deputy, noon.Add(-1), true},
		{"a deputy's pass ends by itself", Member{SlackID: "U1", Grants: []Grant{{Standing: Deputy, Until: noon}}}, Deputy, noon, false},
		{"nobody without a seat is more than a deputy", Member{SlackID: "U1", Grants: []Grant{{Standing: Chair, Until: noon}}}, Seated, noon.Add(-1), false},
		{"a leaver holds nothing", Member{ID: 1, Standing: Chair, Left: noon.Add(-time.Hour)}, Seated, noon, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.who.Holds(test.s, test.now); got != test.want {
				t.Errorf("Holds(%v) = %v, want %v", test.s, got, test.want)
			}
		})
	}
}

func TestStandingsReadBackAsTheyAreWritten(t *testing.T) {
	for s := Anyone; s <= Admin; s++ {
		got, err := ParseStanding(" " + strings.ToUpper(s.String()) + " ")
		if err != nil || got != s {
			t.Errorf("ParseStanding(%q) = %v, %v, want %v", s, got, err, s)
		}
	}
	var p *Problem
	if _, err := ParseStanding("king"); !errors.As(err, &p) || p.Field != "standing" {
		t.Errorf("ParseStanding(king) = %v, want a problem with the field standing", err)
	}
}

func TestSectorsAreReadAsPeopleWriteThem(t *testing.T) {
	tests := map[string]Sector{
		"": "", "Fire & Rescue": SectorFire, "NHS": SectorHealth, "county council": SectorCouncil,
		"Local government": SectorCouncil, "central government": SectorNational, "Police": SectorPolice,
		"Northmere Constabulary": SectorPolice, "ambulance authority": SectorHealth, "other": SectorOther,
	}
	for text, want := range tests {
		if got, err := ParseSector(text); err != nil || got != want {
			t.Errorf("ParseSector(%q) = %q, %v, want %q", text, got, err, want)
		}
	}
	for _, s := range Sectors {
		if got, err := ParseSector(s.Label()); err != nil || got != s {
			t.Errorf("ParseSector(%q) = %q, %v, want %q", s.Label(), got, err, s)
		}
	}
	for _, text := range []string{"fishing", "–", "42"} {
		if _, err := ParseSector(text); err == nil {
			t.Errorf("ParseSector(%q) gave no problem", text)
		}
	}
}

func TestTheSampleCouncilHasOneOfEverything(t *testing.T) {
	asked := 0
	members := Sample(noon, func(place int) string { asked++; return "U" + string(rune('A'+place)) })
	outside, standings, sectors := 0, map[Standing]int{}, map[Sector]int{}
	for _, m := range members {
		if err := m.Check(); err != nil {
			t.Errorf("%s: %v", m.Name, err)
		}
		if m.SlackID == "" {
			outside++
		}
		standings[m.Standing]++
		sectors[m.Sector]++
	}
	if len(members) != 12 || outside != 1 || asked != 11 {
		t.Errorf("%d members, %d outside Slack, %d ids asked for, want 12, 1, 11", len(members), outside, asked)
	}
	for _, s := range []Standing{Librarian, Secretary, Chair} {
		if standings[s] != 1 {
			t.Errorf("%d with standing %v, want 1", standings[s], s)
		}
	}
	for _, s := range []Sector{SectorCouncil, SectorPolice, SectorFire, SectorHealth} {
		if sectors[s] < 2 {
			t.Errorf("%d of sector %s, want 2 at least", sectors[s], s)
		}
	}
}

func TestAMemberIsCheckedBeforeItIsKept(t *testing.T) {
	tests := map[string]struct {
		who   Member
		field string
	}{
		"a member needs a name":           {Member{Name: "  "}, "name"},
		"an e-mail address has an at":     {Member{Name: "A", Email: "a.example"}, "email"},
		"a standing must be one of ours":  {Member{Name: "A", Standing: 99}, "standing"},
		"what no form takes is too long":  {Member{Name: "A", Title: strings.Repeat("ŵ", 151)}, "title"},
		"all that one can help with too":  {Member{Name: "A", Expertise: []string{strings.Repeat("a", 300), strings.Repeat("b", 300)}}, "expertise"},
		"what a form takes is not":        {Member{Name: "A", Title: strings.Repeat("ŵ", 150)}, ""},
		"a name and nothing else is fine": {Member{Name: "A"}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var p *Problem
			err := test.who.Check()
			if test.field == "" && err == nil {
				return
			}
			if !errors.As(err, &p) || p.Field != test.field {
				t.Errorf("Check() = %v, want a problem with the field %q", err, test.field)
			}
		})
	}
}
