package site

import (
	"html"
	"regexp"
	"slices"
	"strings"
)

// Slip is something on a page to be published that may not be meant for the
// public.
type Slip struct {
	Kind string // "a phone number", "an e-mail address", "a Slack id"
	Text string // as it stands there
}

// slips are the looks of what slips through: telephone numbers as they are
// written in the United Kingdom, by Ofcom's national numbering plan from +44 or 0;
// e-mail addresses; ids of Slack's people, channels and files, which begin with a
// letter and have eight characters more at least (docs.slack.dev).
var slips = []struct {
	kind string
	look *regexp.Regexp
}{
	{"a phone number", regexp.MustCompile(`(?:\+44[\s(]*0?|\b0)(?:[1-37-9](?:[\s()-]{0,2}\d){8,9})\b`)},
	{"an e-mail address", regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)},
	{"a Slack id", regexp.MustCompile(`\b[UWCDGTFB][A-Z0-9]{8,}\b`)},
}

var (
	tag    = regexp.MustCompile(`<[^>]*>`)
	linked = regexp.MustCompile(` href="mailto:[^"]*"`)
)

// Scan lists what on a page may not be meant for the public, each once. What
// meant lists is meant: the council's own address, and what members agreed to
// show. It looks at the words of a page; what is in a file it cannot see.
func Scan(page []byte, meant ...string) []Slip {
	text := html.UnescapeString(tag.ReplaceAllString(linked.ReplaceAllString(string(page), ""), " "))
	var all []Slip
	for _, s := range slips {
		for _, found := range s.look.FindAllString(text, -1) {
			slip := Slip{s.kind, strings.TrimSpace(found)}
			if s.kind == "a Slack id" && !strings.ContainsAny(found, "0123456789") {
				continue // a word in capitals
			}
			if !slices.Contains(meant, slip.Text) && !slices.Contains(all, slip) {
				all = append(all, slip)
			}
		}
	}
	return all
}
