package site

import (
	"net/http"
	"strings"
	"testing"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// TestMinutesThatAreCalledBackAreNowhere has the circulated minutes of the third
// meeting tell too much, and calls them back.
func TestMinutesThatAreCalledBackAreNowhere(t *testing.T) {
	r := filled(t)
	const back = "/meetings/3/minutes"
	r.change("minutes.recalled", now, func(tx *store.Tx) error { _, err := tx.Recall(3, "It tells "+hidden); return err })
	base := serve(t, r.site())
	found := crawl(t, base, "/")
	for path, a := range found {
		if strings.Contains(strings.ToLower(unpacked(t, a.body)), hidden) {
			t.Errorf("%s tells why: %s", path, around(a.body))
		}
	}
	page := found[back]
	for _, words := range []string{"The draft was called back on Tuesday 2 March 2027.", "a new one follows"} {
		if !strings.Contains(page.body, words) {
			t.Errorf("the page should say %q:\n%s", words, page.body)
		}
	}
	for _, words := range []string{"Two members told", "Who was there", "minutes.docx", "Staffing", "filled"} {
		if strings.Contains(page.body, words) {
			t.Errorf("the page should not say %q:\n%s", words, page.body)
		}
	}
	if a := get(t, base+"/meetings/3/minutes.docx"); a.status != http.StatusGone {
		t.Errorf("the Word document answers %d, want that it is gone", a.status)
	}
	if a := get(t, base+"/meetings/3/"); !strings.Contains(a.body, "The draft was called back") || strings.Contains(a.body, back) {
		t.Errorf("the meeting's page says of its minutes:\n%s", a.body)
	}
	if a := get(t, base+feedPath); !strings.Contains(a.body, "The draft was called back") {
		t.Errorf("the feed does not say that they were called back:\n%s", a.body)
	}
	if a := get(t, base+"/search?q=kind:minutes+told+what+they+had+tried"); strings.Contains(a.body, back) {
		t.Errorf("search goes on finding them:\n%s", a.body)
	}
}

// TestWhatIsStruckOutIsNowhere strikes a paragraph out of published minutes.
func TestWhatIsStruckOutIsNowhere(t *testing.T) {
	r := filled(t)
	words := "Two members told what they had tried"
	base := serve(t, r.site())
	before := get(t, base+"/meetings/1/minutes")
	if !strings.Contains(before.body, words) {
		t.Fatalf("the minutes do not say it before:\n%s", before.body)
	}
	r.change("minutes.struck", now, func(tx *store.Tx) error {
		m, err := tx.Minutes(1)
		if err != nil {
			return err
		}
		for _, item := range m.Items {
			for _, p := range item.Paragraphs {
				if strings.Contains(p.Text, words) {
					_, err := tx.Strike(council.Redaction{Meeting: 1, Paragraph: p.Number, Why: "it names two members"})
					return err
				}
			}
		}
		t.Error("no paragraph says it")
		return nil
	})
	after := get(t, base+"/meetings/1/minutes")
	if !strings.Contains(after.body, "(Struck out on Tuesday 2 March 2027. The reason: it names two members.)") || after.header.Get("Last-Modified") == before.header.Get("Last-Modified") {
		t.Errorf("the page says, as of %s:\n%s", after.header.Get("Last-Modified"), after.body)
	}
	for path, a := range crawl(t, base, "/") {
		if strings.Contains(path, "/meetings/1/") && strings.Contains(unpacked(t, a.body), words) {
			t.Errorf("%s goes on saying it: %s", path, a.body)
		}
	}
	if a := get(t, base+"/search?q=kind:minutes+told+what+they+had+tried"); strings.Contains(a.body, "/meetings/1/minutes") {
		t.Errorf("search goes on finding it:\n%s", a.body)
	}
}
