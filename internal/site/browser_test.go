package site

import (
	"context"
	_ "embed" // for axe-core
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/tooltest"
)

// axe is axe-core 4.14.1 by Deque Systems (github.com/dequelabs/axe-core,
// MPL-2.0; the licence stands beside it), which looks for what a page keeps from
// people.
//
//go:embed testdata/axe.min.js
var axe string

// keepShots names a folder for pictures of the pages; empty keeps none.
var keepShots = os.Getenv("COUNCILBOT_SHOTS")

// looks are how the pages are looked at. 320 pixels are what is left of 1280 at
// four times the size (WCAG 2.2, 1.4.10).
var looks = []struct {
	name, scheme  string
	width, height int64
}{
	{"desktop", "light", 1280, 900},
	{"phone", "light", 390, 844},
	{"dark", "dark", 1280, 900},
	{"narrow", "light", 320, 800},
}

// looked are the pages that are looked at: one of each kind.
var looked = []string{"/", "/meetings/", "/meetings/1/", "/meetings/1/minutes", "/meetings/3/minutes", "/meetings/5/", "/meetings/6/", "/meetings/6/agenda", "/meetings/7/", "/decisions/", "/decisions/D-2026-01", "/decisions/D-2026-03", "/search", "/search?q=service+desk", "/papers/", "/papers/1/", "/papers/1/text", "/papers/3/",
	"/practice/", "/practice/1/", "/practice/2/", "/roles/", "/roles/cto/",
	"/skills/", "/skills/technology-architecture/", "/guidance/", "/guidance/ways-to-tell-staff/", "/members/", "/about/", "/about/accessibility/", "/nothing/here"}

func TestEveryKindOfPageIsAccessible(t *testing.T) {
	ctx := tooltest.Browser(t, 3*time.Minute)
	r := filled(t)
	fillLong(r)
	base := serve(t, r.site())
	for _, look := range looks {
		t.Run(look.name, func(t *testing.T) {
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(look.width, look.height)); err != nil {
				t.Fatal(err)
			}
			scheme := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: look.scheme}}}
			if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, scheme); err != nil {
				t.Fatal(err)
			}
			for i, path := range looked {
				if testing.Short() && i%4 != 0 {
					continue // the whole list takes a minute
				}
				examine(t, ctx, base, path, look.name)
			}
		})
	}
}

// fillLong gives a meeting a place, and a member a card, in words that are wider
// than a phone.
func fillLong(r record) {
	r.t.Helper()
	const long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
	r.change("meeting.arranged", now, func(tx *store.Tx) error {
		m, err := tx.Meeting(7)
		if err != nil {
			return err
		}
		m.Title, m.Place = "Cyfarfod "+long+" 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "Neuadd Goffa "+long+", https://"+long+".example/"+long
		_, err = tx.PutMeeting(m)
		return err
	})
	r.change("member.added", now, func(tx *store.Tx) error {
		id, err := tx.PutMember(council.Member{Name: "Angharad o " + long, Organisation: "Cyngor " + long, Expertise: []string{long}, Joined: now})
		if err != nil {
			return err
		}
		for _, f := range []council.Field{council.FieldName, council.FieldOrganisation, council.FieldExpertise} {
			if err := tx.Consent(id, f, council.Public); err != nil {
				return err
			}
		}
		return tx.ConfirmCard(id)
	})
}

// TestTheLookForFaultsFindsThem holds that the test above can fail.
func TestTheLookForFaultsFindsThem(t *testing.T) {
	ctx := tooltest.Browser(t, 3*time.Minute)
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`<!DOCTYPE html><html><body><img src="x"><p style="color:#ccc;background:#fff;width:5000px">Pale.</p></body></html>`))
	}))
	defer page.Close()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(320, 800), chromedp.Navigate(page.URL)); err != nil {
		t.Fatal(err)
	}
	faults, err := chromedp.Run(ctx, chromedp.Evaluate[string](axe+lookForFaults, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"image-alt", "color-contrast", "html-has-lang", "document-title", "pixels wide"} {
		if !strings.Contains(faults, want) {
			t.Errorf("the faults are %s, want %s among them", faults, want)
		}
	}
}

// examine loads a page, lets axe look at it, and asks that nothing stands beside
// the window.
func examine(t *testing.T, ctx context.Context, base, path, look string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(base+path), shot(look, path)); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	faults, err := chromedp.Run(ctx, chromedp.Evaluate[string](axe+lookForFaults, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	var list []string
	if err := json.Unmarshal([]byte(faults), &list); err != nil {
		t.Fatalf("%s: %v in %s", path, err, faults)
	}
	for _, fault := range list {
		t.Errorf("%s: %s", path, fault)
	}
}

// lookForFaults gives the faults as a JSON list of sentences.
const lookForFaults = `
;axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(found => {
	const faults = found.violations.map(v => v.id + ": " + v.help + ": " + v.nodes.map(n => n.target.join(" ") + " " + (n.any[0] ? n.any[0].message : "")).join("; "));
	const page = document.documentElement;
	if (page.scrollWidth > page.clientWidth) faults.push("the page is " + page.scrollWidth + " pixels wide in a window of " + page.clientWidth);
	return JSON.stringify(faults);
})`

// shot keeps a picture of the whole page, when pictures are wanted.
func shot(look, path string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if keepShots == "" {
			return nil
		}
		png, err := chromedp.FullScreenshot(100)(ctx, target)
		if err != nil {
			return err
		}
		name := strings.Trim(strings.NewReplacer("/", "-", "?", "-", "=", "-").Replace(path), "-")
		return os.WriteFile(filepath.Join(keepShots, look+"-"+name+".png"), png, 0o644)
	})
}
