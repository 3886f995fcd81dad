package site

import (
	"strings"
	"testing"
)

// TestNothingThatIsHiddenComesOut looks for what is hidden everywhere in the
// record on every page, in every header.
func TestNothingThatIsHiddenComesOut(t *testing.T) {
	found := crawl(t, serve(t, filled(t).site()), "/")
	if len(found) < 100 {
		t.Fatalf("only %d pages were read", len(found))
	}
	for path, a := range found {
		if strings.Contains(strings.ToLower(a.body), hidden) {
			t.Errorf("%s says what is hidden: %s", path, around(a.body))
		}
		for name, values := range a.header {
			if strings.Contains(strings.ToLower(strings.Join(values, " ")), hidden) {
				t.Errorf("%s says what is hidden in %s: %s", path, name, values)
			}
		}
	}
}

func around(text string) string {
	at := strings.Index(strings.ToLower(text), hidden)
	return text[max(0, at-80):min(len(text), at+80)]
}
