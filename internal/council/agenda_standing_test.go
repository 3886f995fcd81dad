package council

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestStandingItemsAreReadAsTheyAreWritten(t *testing.T) {
	got, err := ParseStandingItems(SayStandingItems(UsualStandingItems))
	if diff := cmp.Diff(UsualStandingItems, got); err != nil || diff != "" {
		t.Errorf("read back: %v (-want +got)\n%s", err, diff)
	}
	for _, text := range []string{"", "Welcome", "Welcome | fun | 5", "Welcome | information | soon", "A | information | 5\na | information | 5", "A | information | 0"} {
		var p *Problem
		if got, err := ParseStandingItems(text); !errors.As(err, &p) || p.Field != "items" {
			t.Errorf("ParseStandingItems(%q) = %v, %v, want a problem with the field items", text, got, err)
		}
	}
}

// FuzzStandingItems reads whatever a secretary may paste; what is read is written
// and read as the same.
func FuzzStandingItems(f *testing.F) {
	f.Add(SayStandingItems(UsualStandingItems))
	f.Add("A | decide | 5\r\n(Items that members propose)\n\nB|note|10 minutes")
	f.Add("a | b | c | d\x00")
	f.Fuzz(func(t *testing.T, text string) {
		items, err := ParseStandingItems(text)
		if err != nil {
			return
		}
		again, err := ParseStandingItems(SayStandingItems(items))
		a, b := NewAgenda(Meeting{}, items), NewAgenda(Meeting{}, again)
		if diff := cmp.Diff(a.Items, b.Items); err != nil || diff != "" {
			t.Errorf("written and read again: %v (-want +got)\n%s", err, diff)
		}
	})
}
