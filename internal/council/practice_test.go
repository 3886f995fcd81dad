package council

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// aPractice is a whole practice, approved.
func aPractice(id PracticeID, title string) Practice {
	return Practice{ID: id, Title: title, Problem: "P", Did: "D", Again: AgainYes, Topic: TopicSharing, Licence: LicenceMembers,
		Owner: 7, State: PracticeApproved, Review: Day{2027, time.May, 3}, Verified: time.Date(2026, time.May, 3, 11, 0, 0, 0, time.UTC)}
}

func TestAPracticeIsCheckedBeforeItIsProposed(t *testing.T) {
	tests := []struct {
		name, field string
		edit        func(*Practice)
	}{
		{"a whole one", "", func(*Practice) {}},
		{"it needs a title", "title", func(p *Practice) { p.Title = " " }},
		{"it needs a problem", "problem", func(p *Practice) { p.Problem = "" }},
		{"it needs what was done", "did", func(p *Practice) { p.Did = "\n" }},
		{"it needs a topic", "topic", func(p *Practice) { p.Topic = "fun" }},
		{"it says whether they would do it again", "again", func(p *Practice) { p.Again = "" }},
		{"a but is said", "but", func(p *Practice) { p.Again = AgainBut }},
		{"it needs a licence", "licence", func(p *Practice) { p.Licence = "" }},
		{"it needs a review day", "review", func(p *Practice) { p.Review = Day{} }},
		{"a long text fits", "", func(p *Practice) { p.Did = strings.Repeat("é", 3000) }},
		{"a longer one does not", "did", func(p *Practice) { p.Did = strings.Repeat("é", 3001) }},
		{"a title is short", "title", func(p *Practice) { p.Title = strings.Repeat("x", 121) }},
		{"how long it took is short", "took", func(p *Practice) { p.Took = strings.Repeat("x", 151) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := aPractice(1, "X")
			test.edit(&p)
			var problem *Problem
			if got := errors.As(p.Check(), &problem); got != (test.field != "") || got && problem.Field != test.field {
				t.Errorf("Check = %+v, want a problem with %q", problem, test.field)
			}
		})
	}
}

func TestAPracticeSaysWhenItWasLastChecked(t *testing.T) {
	tests := []struct {
		name, now, want string
	}{
		{"in time", "2027-05-02T12:00:00Z", "last checked 3 May 2026"},
		{"on its review day", "2027-05-03T00:00:00Z", "last checked 3 May 2026; due for a check"},
		{"long after", "2029-01-01T00:00:00Z", "last checked 3 May 2026; due for a check"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			now, err := time.Parse(time.RFC3339, test.now)
			if err != nil {
				t.Fatal(err)
			}
			if got := aPractice(1, "X").Checked(now); got != test.want {
				t.Errorf("Checked = %q, want %q", got, test.want)
			}
		})
	}
}

func TestWhoSeesAPractice(t *testing.T) {
	now := time.Date(2027, time.March, 2, 9, 0, 0, 0, time.UTC)
	people := []Member{{}, {ID: 7, Standing: Seated}, {ID: 8, Standing: Seated}, {ID: 9, Standing: Librarian}}
	tests := []struct {
		state   PracticeState
		licence Licence
		want    string // visitor, owner, member, librarian
	}{
		{PracticeDraft, LicenceOGL, "-o--"},
		{PracticeProposed, LicenceOGL, "-o-l"},
		{PracticeReturned, LicenceOGL, "-o--"},
		{PracticeApproved, LicenceMembers, "-oml"},
		{PracticeApproved, LicenceOGL, "voml"},
		{PracticeApproved, LicenceCC, "voml"},
		{PracticeRetired, LicenceOGL, "-o-l"},
	}
	for _, test := range tests {
		t.Run(fmt.Sprint(test.state, " ", test.licence), func(t *testing.T) {
			p := aPractice(1, "X")
			p.State, p.Licence = test.state, test.licence
			got := []byte("----")
			for i, m := range people {
				if p.SeenBy(m, now) {
					got[i] = "voml"[i]
				}
			}
			if string(got) != test.want {
				t.Errorf("seen by %s, want %s", got, test.want)
			}
		})
	}
}

// sameOrNot is what a librarian would call the same, or not.
var sameOrNot = []struct {
	title, problem, did string
	group               int // those of one group are the same
}{
	{"One service desk for three districts", "Each of three districts ran its own service desk with two people, and calls went unanswered when one was ill.", "Merged the three desks into one team with one number and one tool, hosted by the largest district.", 1},
	{"Shared service desk across districts", "Three small districts each had a service desk of two people. Calls went unanswered in holidays.", "We merged the desks into one team hosted by one district, with one number and one tool for all.", 1},
	{"Paying for cloud by the month", "The yearly budget did not fit charges that change each month.", "Set up a monthly review of cloud charges with finance and switched off what nobody used.", 2},
	{"Monthly review of cloud charges with finance", "Cloud charges changed each month and the yearly budget did not fit.", "Finance and IT meet monthly, look at cloud charges and switch off what nobody uses.", 2},
	{"Chief fire officer chairs the change board", "Changes were waved through by IT alone.", "The chief fire officer took the chair of the change board and asks one question of each change.", 3},
	{"Leaving a supplier before the contract ended", "The supplier missed its service levels for two years.", "Kept a log of every missed level, took legal advice early and agreed an exit in six months.", 4},
	{"Apprentices for hard-to-fill posts", "Nobody applied for network posts for a year.", "Took on two apprentices with the local college and paid for their certificates.", 5},
	{"One network contract for police and fire", "Police and fire paid two suppliers for lines to the same towns.", "Joined the two contracts at renewal with one service manager paid by both.", 6},
}

func TestPossibleDuplicatesAreFound(t *testing.T) {
	var all []Practice
	for i, text := range sameOrNot {
		p := aPractice(PracticeID(i+1), text.title)
		p.Problem, p.Did = text.problem, text.did
		all = append(all, p)
	}
	for i, p := range all {
		var want, got []PracticeID
		for j, other := range all {
			if i != j && sameOrNot[i].group == sameOrNot[j].group {
				want = append(want, other.ID)
			}
		}
		for _, found := range AlikePractices(p, all, 5) {
			got = append(got, found.ID)
		}
		if !slices.Equal(want, got) {
			t.Errorf("alike to %q: %v, want %v", p.Title, got, want)
		}
	}
	if got := AlikePractices(Practice{Title: "Desk"}, all, 5); len(got) != 0 {
		t.Errorf("one word is alike to %v", got)
	}
}

func TestPracticesAreFoundByWords(t *testing.T) {
	desk, cloud := aPractice(1, "One service desk"), aPractice(2, "Paying for cloud")
	cloud.Did = "We asked the service desk."
	tests := []struct {
		name, words string
		want        []PracticeID
	}{
		{"a title comes first", "service desks", []PracticeID{1, 2}},
		{"by topic", "shared services", []PracticeID{1, 2}},
		{"nothing in common", "broadband", nil},
		{"small words", "of the and", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []PracticeID
			for _, p := range FindPractices(test.words, []Practice{cloud, desk}, 5) {
				got = append(got, p.ID)
			}
			if slices.Sort(got); !slices.Equal(test.want, got) {
				t.Errorf("found %v, want %v", got, test.want)
			}
		})
	}
	if first := FindPractices("service desk", []Practice{cloud, desk}, 1); len(first) != 1 || first[0].ID != 1 {
		t.Errorf("first comes %v, want the title's", first)
	}
}

func TestAStoryOfFailurePointsAtNobody(t *testing.T) {
	var members []Member
	for i, body := range []string{"Westmarch Borough Council", "Harrowfleet City Council", "Penhallock District Council"} {
		members = append(members, Member{ID: MemberID(i + 1), Name: "M", Organisation: body, Sector: SectorCouncil})
	}
	members = append(members, Member{ID: 4, Organisation: "Eastfold Fire and Rescue Service", Sector: SectorFire})
	p := aPractice(1, "We lost a year")
	p.Organisation, p.Contact = "Westmarch Borough Council", 7
	if got := p.AsStory(members[0], members); got.Sector != SectorCouncil || got.Owner != 0 || got.Contact != 0 || got.Organisation != "" || !got.Story {
		t.Errorf("among three councils: %+v", got)
	}
	if got := p.AsStory(members[3], members); got.Sector != "" {
		t.Errorf("the only fire service is named by its sector: %q", got.Sector)
	}
	members[2].Left = p.Verified
	if got := p.AsStory(members[0], members); got.Sector != "" {
		t.Errorf("among two councils the sector stands: %q", got.Sector)
	}
}

func TestAStoryOfFailureMustNotNameItsTeller(t *testing.T) {
	teller := Member{Name: "Tobias Price", Organisation: "Westmarch Borough Council", Email: "t.price@westmarch.example", SlackID: "U0AB"}
	tests := []struct {
		name, did, field string
	}{
		{"nothing points", "A borough council bought it at a price.", ""},
		{"the body", "In Westmarch we bought it.", "did"},
		{"the body in small letters", "at westmarch's expense", "did"},
		{"the name", "Tobias bought it.", "did"},
		{"the family name as a name", "Ask Price.", "did"},
		{"an address", "Write to T.PRICE@westmarch.example", "did"},
		{"an account", "Ask <@U0AB>", "did"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := aPractice(1, "X")
			p.Did = test.did
			var problem *Problem
			if got := errors.As(p.NamesTeller(teller), &problem); got != (test.field != "") || got && problem.Field != test.field {
				t.Errorf("NamesTeller = %v, want a problem with %q", problem, test.field)
			}
		})
	}
}

func TestATopicIsReadAsPeopleWriteIt(t *testing.T) {
	for text, want := range map[string]Topic{"sharing": TopicSharing, "Shared service": TopicSharing, "suppliers": TopicSourcing, "supplier management": TopicSourcing,
		"Organisational change": TopicChange, "the council's own": TopicCouncil, "LEADERSHIP": TopicLeadership, "professionalism": TopicProfession} {
		if got, err := ParseTopic(text); got != want || err != nil {
			t.Errorf("ParseTopic(%q) = %q, %v, want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"", "fun", "the"} {
		if got, err := ParseTopic(text); err == nil {
			t.Errorf("ParseTopic(%q) = %q, want a problem", text, got)
		}
	}
}

func TestOnlyQuotesThatWereAgreedToAreHeard(t *testing.T) {
	all := []Quote{{ID: 1, Name: "A", SlackID: "U1", Member: 1, Words: "w", Answer: QuoteNamed}, {ID: 2, Name: "B", Words: "x", Answer: QuoteNameless},
		{ID: 3, Name: "C", Words: "y"}, {ID: 4, Name: "D", Words: "z", Answer: QuoteNo}}
	if got, want := fmt.Sprint(Heard(all)), fmt.Sprint([]Quote{{ID: 1, Name: "A", Words: "w", Answer: QuoteNamed}, {ID: 2, Words: "x", Answer: QuoteNameless}}); got != want {
		t.Errorf("heard %s, want %s", got, want)
	}
}

func TestTheNextPracticeSpreadsTopicsAndSectors(t *testing.T) {
	now := time.Date(2027, time.March, 2, 10, 0, 0, 0, time.UTC)
	ago := func(days int) time.Time { return now.AddDate(0, 0, -days) }
	practice := func(id PracticeID, topic Topic, sector Sector) Practice {
		p := aPractice(id, fmt.Sprint("P", id))
		p.Topic, p.Sector, p.Shared = topic, sector, ago(500-int(id))
		return p
	}
	all := []Practice{practice(1, TopicSharing, SectorCouncil), practice(2, TopicSharing, SectorFire), practice(3, TopicChange, SectorFire),
		practice(4, TopicChange, SectorPolice), practice(5, TopicSourcing, SectorFire)}
	asked := func(id PracticeID) []Practice {
		some := slices.Clone(all)
		some[id-1].First = now
		return some
	}
	overdue := slices.Clone(all)
	overdue[0].Review = DayOf(now)
	tests := []struct {
		name  string
		all   []Practice
		shown []Showing
		want  []PracticeID
	}{
		{"by age where nothing was shown", all, nil, []PracticeID{1, 2, 3, 4, 5}},
		{"another topic, then another sector", all, []Showing{{1, ago(20)}, {3, ago(10)}}, []PracticeID{5, 4, 2}},
		{"a year later again, after what is new", all, []Showing{{1, ago(370)}, {2, ago(300)}}, []PracticeID{4, 3, 5, 1}},
		{"what the librarian asks for comes first, in a year too", asked(1), []Showing{{1, ago(20)}, {3, ago(10)}}, []PracticeID{1, 5, 4, 2}},
		{"what is due for a check is left out", overdue, nil, []PracticeID{2, 3, 4, 5}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []PracticeID
			for _, p := range PracticeQueue(test.all, test.shown, now) {
				got = append(got, p.ID)
			}
			if !slices.Equal(test.want, got) {
				t.Errorf("queue %v, want %v", got, test.want)
			}
		})
	}
	if _, ok := NextPractice(nil, nil, now); ok {
		t.Error("an empty library has a next practice")
	}
}

func TestWordsPointAtATopic(t *testing.T) {
	for words, want := range map[string]Topic{"Governance and assurance": TopicGovernance, "Commercial perspective": TopicSourcing, "Stakeholder relationship management": TopicLeadership,
		"Making strategic performance-led change": TopicLeadership, "Service focus": TopicSharing, "Capability building": TopicProfession, "Technology architecture": "", "": ""} {
		if got := TopicFor(words); got != want {
			t.Errorf("TopicFor(%q) = %q, want %q", words, got, want)
		}
	}
}
