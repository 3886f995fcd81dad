package council

import (
	"strings"
	"testing"
	"time"
)

func TestANameMeansOneMember(t *testing.T) {
	members := []Member{{ID: 1, Name: "Siân ap Rhys"}, {ID: 2, Name: "Eilidh NicLeòid"}, {ID: 3, Name: "Sian Price"}, {ID: 4, Name: "Sian"},
		{ID: 5, Name: "Cai Rees", Left: time.Unix(1, 0)}, {ID: 6, Name: "Cai Rees"}, {ID: 7, Name: "Gone Away", Left: time.Unix(1, 0)}}
	tests := []struct {
		name, say string
		want      MemberID
	}{
		{"the whole name", "Siân ap Rhys", 1},
		{"without its accents, in any case", "eilidh  NICLEOID", 2},
		{"with accents written on their own", "Sia\u0302n ap Rhys", 1},
		{"a part that only one has", "price", 3},
		{"a whole name before parts of others", "Sian", 4},
		{"a part that several have is nobody", "sia", 0},
		{"the middle of a word is no part", "hys", 0},
		{"who came back before who had left", "cai rees", 6},
		{"who has left, where nobody else is meant", "gone", 7},
		{"nothing is nobody", " ", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := ByName(members, test.say)
			if got.ID != test.want || (err == nil) != (test.want != 0) {
				t.Errorf("ByName(%q) = %d, %v, want %d", test.say, got.ID, err, test.want)
			}
		})
	}
	if _, err := ByName(members, "sia"); !strings.Contains(err.Error(), "Siân ap Rhys") || !strings.Contains(err.Error(), "Sian Price") {
		t.Errorf("the problem %q does not name both whom it could mean", err)
	}
}
