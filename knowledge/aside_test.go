package knowledge

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWhatAQuestionSetsAside(t *testing.T) {
	tests := []struct{ question, aside string }{
		{"how do I train my staff", ""},
		{"how do I train my staff, not myself", "not myself"},
		{"Layers of a team, not levels of a skill: which are they?", "not levels of a skill:"},
		{"My head is rusty; never mind the team, how do I stay fresh?", "never mind the team,"},
		{"Recruiting people from outside, as against developing those I have", "as against developing those I have"},
		{"Is it for change rather than for running machines?", "rather than for running machines?"},
		{"Not sure whether I am the CTO", ""},
		{"They know the trade, but not one of them writes", ""},
		{"my staff do not listen", ""},
		{"why is 7.4 the figure, not 7", "not 7"},
		{"nid yw hyn yn glir, not the Welsh one", "not the Welsh one"},
		{"", ""},
	}
	for _, test := range tests {
		t.Run(test.question, func(t *testing.T) {
			var whole, aside strings.Builder
			for _, c := range clauses(test.question) {
				whole.WriteString(c.text)
				if c.aside {
					aside.WriteString(c.text)
				}
			}
			if diff := cmp.Diff(test.aside, strings.TrimSpace(aside.String())); diff != "" {
				t.Error(diff)
			}
			if whole.String() != test.question {
				t.Errorf("want every word of the question kept, got %q", whole.String())
			}
		})
	}
}

func TestWhatIsSetAsideDoesNotLead(t *testing.T) {
	library := shipped(t)
	tests := []struct{ question, want string }{
		{"who chaired the local council, not the national council", "council-chairs"},
		{"levels of a skill, not layers of a team", "skill-levels"},
		{"layers of a team, not levels of a skill", "architecture-layers"},
	}
	for _, test := range tests {
		if got := ids(library.Ask(test.question).Entries); len(got) == 0 || got[0] != test.want {
			t.Errorf("%s: want %s first, got %v", test.question, test.want, got)
		}
	}
}
