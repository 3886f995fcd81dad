package knowledge

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFixedAnswersGiveAFixedPlace(t *testing.T) {
	tests := []struct {
		name       string
		answers    map[string]string
		want       []string
		unanswered int
	}{
		{"all for the CIO", map[string]string{"asked": "services", "strategy": "organisation", "room": "early", "week": "people", "trusted": "translate", "others": "technologist"}, []string{cio}, 0},
		{"all for the CTO", map[string]string{"asked": "systems", "strategy": "technology", "room": "late", "week": "technology", "trusted": "judge", "others": "leader"}, []string{cto}, 0},
		{"a draw is both", map[string]string{"asked": "services", "strategy": "technology", "room": "early", "week": "technology", "trusted": "both", "others": "nobody"}, []string{cio, cto}, 0},
		{"neither is both", map[string]string{"asked": "both", "strategy": "both", "room": "varies", "week": "half", "trusted": "both", "others": "nobody"}, []string{cio, cto}, 0},
		{"one answer is enough", map[string]string{"week": "technology"}, []string{cto}, 5},
		{"a majority of one", map[string]string{"asked": "services", "strategy": "technology", "room": "early", "week": "half", "trusted": "both", "others": "nobody"}, []string{cio}, 0},
		{"nothing answered is no place", nil, nil, 6},
		{"what is no choice is unanswered", map[string]string{"asked": "bananas", "weather": "rain"}, nil, 6},
	}
	library := shipped(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := library.Place(test.answers)
			if diff := cmp.Diff(test.want, ids(got.Roles)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if len(got.Unanswered) != test.unanswered || len(got.Reasons) != 6-test.unanswered {
				t.Errorf("want %d unanswered and a reason for each other, got %d and %d", test.unanswered, len(got.Unanswered), len(got.Reasons))
			}
		})
	}
}

func TestTheSixQuestionsAreFair(t *testing.T) {
	if len(Questions()) != 6 {
		t.Fatalf("want six questions, got %d", len(Questions()))
	}
	for _, question := range Questions() {
		leans := map[Lean]int{}
		for _, choice := range question.Answers {
			leans[choice.Leans]++
			if countWords(choice.Reason) > maxSentenceWords || choice.Reason == "" {
				t.Errorf("%s: the reason for %s is not one short sentence", question.ID, choice.ID)
			}
		}
		if leans[LeansCIO] != 1 || leans[LeansCTO] != 1 || leans[LeansNeither] != 1 {
			t.Errorf("%s: want one answer for each role and one for neither, got %v", question.ID, leans)
		}
	}
}
