package main

import (
	"html"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"councilbot/internal/site"
)

var markup = regexp.MustCompile(`<[^>]*>`)

// publicTale opens a public page and looks for words on it. With ! none of them
// may be there; ! and no words: there is no such page.
func publicTale(ts *testscript.TestScript, not bool, args []string) {
	t := taleOf(ts)
	pages := site.New(site.Config{Public: t.desk.Store.Public(), Library: t.desk.Library, Now: func() time.Time { return t.now },
		Log: slog.New(slog.DiscardHandler), Base: t.desk.Web, Home: "/"})
	w := httptest.NewRecorder()
	pages.ServeHTTP(w, httptest.NewRequest(http.MethodGet, strings.ReplaceAll(args[0], " ", "+"), nil))
	if there := w.Code == http.StatusOK; there != (!not || len(args) > 1) {
		ts.Fatalf("%s answers %d", args[0], w.Code)
	}
	text := strings.Join(strings.Fields(html.UnescapeString(markup.ReplaceAllString(w.Body.String(), ""))), " ")
	for _, words := range args[1:] {
		if strings.Contains(text, words) == not {
			ts.Fatalf("the page %s says, %q there being %v:\n%s", args[0], words, not, text)
		}
	}
}
