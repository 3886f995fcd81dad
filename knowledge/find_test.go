package knowledge

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// shipped is the pack the program carries.
func shipped(t testing.TB) *Library {
	t.Helper()
	library, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return library
}

// short names of the roles, for the tables below.
const (
	cio, cto, cdio, ciso = "chief-information-officer", "chief-technology-officer",
		"chief-digital-and-information-officer", "chief-information-security-officer"
	data, digital     = "chief-data-officer", "chief-digital-officer"
	leader, architect = "digital-leader", "enterprise-architect"
	owner, itsm       = "service-owner", "it-service-manager"
)

func TestATitleNamesOneRole(t *testing.T) {
	tests := []struct{ want, texts string }{
		{cto, `cto|CTO|c.t.o.|C T O|c-t-o|the CTO|cto's|CTO’s|the cto's job|CTO.|"CTO"|“CTO”|(cto)|cto?|  cto  |cto` + "\u00a0" + `|chief` + "\u00a0" + `technology` + "\u00a0" + `officer`},
		{cto, `chief technology officer|Chief Technology Officer|chief technical officer|chief tech officer|chief tech off|chief tech. officer|chf tech ofcr`},
		{cto, `cheif tech officer|cheif technology oficer|chief techology officer|chief tecnology officer|cheif technical officr|chief technolgy offcer|chieftechnologyofficer|Chief-Technology-Officer|officer, chief technology`},
		{cto, `technical director|technology director|director of technology|tech director|dir of technology|head of technology|head of tech|hd of tech`},
		{cto, `what does a cto do|what is a CTO?|tell me about the cto|who is the CTO|cto role|role of the cto|the CTO role please|i am the new cto|I've become CTO|acting cto|interim chief technology officer|describe a cto|chief technology officer (CTO)|CTO (chief technology officer)`},
		{cio, `cio|CIO|chief information officer|chief info officer|chief information officer (CIO)|cheif informaton officer|chief infomation officer|the cio's role|CIO’s|chief information offr|Chief Information Officers|cios|c.i.o|what's a cio`},
		{cdio, `cdio|CDIO|chief digital and information officer|chief digital & information officer|chief digital information officer|cheif digital and infomation officer|chief information and digital officer|the cdio|chief digital and info officer`},
		{ciso, `ciso|CISO |CISO's|chief information security officer|chief info sec officer|chief infosec officer|cheif infomation security officer|chief security officer|chief information securty officer`},
		{data, `chief data officer|chief data off|cheif data oficer|chief data officers|Chief Data Officer (CDO)`},
		{digital, `chief digital officer|chief dig officer|cheif digtal officer|chief digital ofcr|Chief Digital Officer`},
		{leader, `digital leader|digital leaders|digtal leader|the digital leader|digital ldr`},
		{architect, `enterprise architect|ent arch|enterprise arch|enterprize architect|entreprise architect|EA|enterprise architects`},
		{owner, `service owner|service owners|svc owner|servce owner|service ownr|owner of a service`},
		{itsm, `IT service manager|it service mgr|ICT service manager|it service managr|IT svc mgr`},
	}
	library := shipped(t)
	for _, test := range tests {
		for text := range strings.SplitSeq(test.texts, "|") {
			t.Run(text, func(t *testing.T) {
				found := library.FindRole(text)
				if got := idOf(found.Exact); got != test.want {
					t.Errorf("want %s, got %q (which %s, near %s)", test.want, got, ids(found.Which), ids(found.Near))
				}
				if found.Place {
					t.Error("want no question about the place of the post")
				}
			})
		}
	}
}

func TestHeadOfICTIsAskedWhetherCIOOrCTO(t *testing.T) {
	library := shipped(t)
	for text := range strings.SplitSeq(`head of ict|Head of ICT|head of it|hd of IT|hd of ict|heads of ict|ICT, head of|`+
		`head of information technology|head of I.T.|director of ict|dir of it|it director|IT manager|it mgr|ict manager|`+
		`haed of ict|head of the IT department|I am head of ICT|headofit|head of information and communications technology`, "|") {
		t.Run(text, func(t *testing.T) {
			found := library.FindRole(text)
			if got := idOf(found.Exact); got != headOfICT || !found.Place {
				t.Errorf("want head of ict to be placed, got %q, place %v (which %s, near %s)", got, found.Place, ids(found.Which), ids(found.Near))
			}
		})
	}
}

func TestCDOAsksWhich(t *testing.T) {
	library := shipped(t)
	for _, text := range []string{"cdo", "CDO", "the CDO", "c.d.o.", "cdo's", "what is a cdo?"} {
		t.Run(text, func(t *testing.T) {
			found := library.FindRole(text)
			if diff := cmp.Diff([]string{data, digital}, ids(found.Which)); diff != "" || found.Exact != nil {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestAWrongRoleIsNeverDressedAsRight(t *testing.T) {
	library := shipped(t)
	texts := []string{
		"plumber", "chief happiness officer", "ceo", "CEO", "cfo", "coo", "cmo", "chief executive", "chief executive officer",
		"chief financial officer", "chief marketing officer", "chief people officer", "chief constable", "chief fire officer",
		"🙂", "🚒🚓", "?", "...", "the", "and", "of the", "head", "head of hr", "head of planning", "director of finance",
		"prime minister", "lead dancer", "it", "officer", "chief", "manager", "xyzzy", "ctoo1", "c", "12345", "cheif", "prif weithredwr",
		"not a cto but a teacher", "'; drop table roles; --", "<@U123> <!channel>", strings.Repeat("chief ", 400), strings.Repeat("x", 2000),
		strings.Repeat("🙂", 500), "assistant to the cto's secretary", "librarian", "traffic warden", "head of it's finance partner",
	}
	for _, text := range texts {
		t.Run(cut(text, 30), func(t *testing.T) {
			found := library.FindRole(text)
			if found.Exact != nil || found.Which != nil {
				t.Errorf("want nothing found, got %q %s", idOf(found.Exact), ids(found.Which))
			}
			if len(found.Near) != near {
				t.Errorf("want the nearest %d, got %s", near, ids(found.Near))
			}
		})
	}
}

func TestTheNearestAreTheOnesASecretaryWouldName(t *testing.T) {
	tests := []struct{ text, want string }{
		{"deputy cto", cto}, {"assistant chief technology officer", cto}, {"chief informatics officer", cio},
		{"head of it services and kit", headOfICT}, {"principal enterprise architect for social care", architect},
		{"chief cyber officer", ciso}, {"chief data scientist", data},
	}
	library := shipped(t)
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			found := library.FindRole(test.text)
			if found.Exact == nil && idOf(found.Near[0]) != test.want {
				t.Errorf("want %s first, got %s", test.want, ids(found.Near))
			}
		})
	}
}

func TestSeveralRolesInOneText(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"I am both CIO and CTO", []string{cio, cto}},
		{"cio and cto", []string{cio, cto}},
		{"cio/cto", []string{cio, cto}},
		{"cio cto", []string{cio, cto}},
		{"CIO & CTO", []string{cio, cto}},
		{"cio, cto and ciso", []string{cio, cto, ciso}},
		{"chief information officer vs chief technology officer", []string{cio, cto}},
		{"cheif information oficer and chief tech officer", []string{cio, cto}},
		{"chief digital and information officer and cto", []string{cdio, cto}},
		{"head of ict v cio", []string{headOfICT, cio}},
		{"service owner with it service manager", []string{owner, itsm}},
		{"chief information officer (CIO)", []string{cio}},
		{"cto", []string{cto}},
		{"cto and plumber", []string{""}},
		{"", []string{""}},
	}
	library := shipped(t)
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			var got []string
			for _, found := range library.FindRoles(test.text) {
				got = append(got, idOf(found.Exact))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestFindRoleSaysWhenItCorrectedTheSpelling(t *testing.T) {
	library := shipped(t)
	for text, want := range map[string]bool{"cheif tech officer": true, "chief tech officer": false, "cto": false} {
		if got := library.FindRole(text).Guessed; got != want {
			t.Errorf("%s: want guessed %v, got %v", text, want, got)
		}
	}
}

func TestFindSkill(t *testing.T) {
	tests := []struct{ text, want string }{
		{"technology architecture", "technology-architecture"},
		{"tech architecture", "technology-architecture"},
		{"technolgy architecure", "technology-architecture"},
		{"Innovation in digital and data", "innovation-in-digital-data-and-technology"},
		{"Innovation in digital, data and technology", "innovation-in-digital-data-and-technology"},
		{"capability building for digital and data teams", "capability-building-for-digital-data-and-technology"},
		{"strategic technology planning", "strategic-technology-planning"},
		{"knitting", ""},
	}
	library := shipped(t)
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			found := library.FindSkill(test.text)
			if got := idOf(found.Exact); got != test.want {
				t.Errorf("want %q, got %q (which %s, near %s)", test.want, got, ids(found.Which), ids(found.Near))
			}
		})
	}
}

func TestEveryTitleAndFormerNameFindsItsOwnEntry(t *testing.T) {
	library := shipped(t)
	for _, role := range library.Roles() {
		for _, name := range append([]string{role.Title}, role.Former...) {
			if found := library.FindRole(name); found.Exact != role {
				t.Errorf("%s: want %s, got %q %s", name, role.ID, idOf(found.Exact), ids(found.Which))
			}
		}
	}
	for _, skill := range library.Skills() {
		for _, name := range append([]string{skill.Title}, skill.Former...) {
			if found := library.FindSkill(name); found.Exact != skill {
				t.Errorf("%s: want %s, got %q %s", name, skill.ID, idOf(found.Exact), ids(found.Which))
			}
		}
	}
}

func idOf(e *Entry) string {
	if e == nil {
		return ""
	}
	return e.ID
}

func ids(entries []*Entry) []string {
	var list []string
	for _, e := range entries {
		list = append(list, e.ID)
	}
	return list
}

// Whatever is typed, the answer is one of: this one, which of these, or the nearest; and always the same.
func FuzzFindRole(f *testing.F) {
	for _, seed := range []string{"cto", "I am both cio & cto", "hd of I.T.", "cheif…", "C\u00a0T’s", "\xff\xfe", strings.Repeat("a ", 99)} {
		f.Add(seed)
	}
	library := shipped(f)
	f.Fuzz(func(t *testing.T, text string) {
		found, again := library.FindRole(text), library.FindRole(text)
		if found.Exact != again.Exact || len(found.Which) != len(again.Which) || len(found.Near) != len(again.Near) {
			t.Error("two answers to one text")
		}
		ways := 0
		for _, is := range []bool{found.Exact != nil, len(found.Which) > 1, len(found.Near) > 0} {
			if is {
				ways++
			}
		}
		if ways != 1 {
			t.Errorf("want one way of answering, got %d", ways)
		}
		if utf8.ValidString(text) && !utf8.ValidString(cut(text, 5)) {
			t.Error("cut inside a letter")
		}
	})
}
