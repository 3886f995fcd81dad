package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// escape makes text safe for Slack's message text, where three characters
// carry meaning (docs.slack.dev, messaging/formatting-message-text).
var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace

// unmarked keeps the characters of mrkdwn from making bold, code or struck-out
// text of what a person wrote: each gives way to its look-alike.
var unmarked = strings.NewReplacer("*", "∗", "~", "∼", "`", "ˋ").Replace

// mrkdwn is a person's or the pack's text as it may stand inside a mrkdwn
// object: escaped and without accidental formatting.
func mrkdwn(s string) string {
	return escape(underscores(unmarked(s)))
}

// underscores replaces those that stand at a word's edge, where mrkdwn reads
// them as italics; those inside a word, as in file_name, stay.
func underscores(s string) string {
	if !strings.Contains(s, "_") {
		return s
	}
	letters := []rune(s)
	out := slices.Clone(letters)
	for i, r := range letters {
		inside := i > 0 && wordly(letters[i-1]) && i+1 < len(letters) && wordly(letters[i+1])
		if r == '_' && !inside {
			out[i] = 'ˍ'
		}
	}
	return string(out)
}

func wordly(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// units counts UTF-16 units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// clean drops what Slack and screen readers cannot use: invalid UTF-8 and
// control characters other than a line break.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == utf8.RuneError, unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
}

// clip shortens text to at most max units, at the end of a word, with an
// ellipsis for what is left out.
func clip(s string, max int) string {
	if units(s) <= max {
		return s
	}
	head, _ := cut(s, max-1)
	return strings.TrimRight(head, " \n,;:") + "…"
}

// split breaks text into parts of at most max units, between paragraphs where
// it can, else lines, else sentences, else words. Only a word longer than max
// is broken.
func split(s string, max int) []string {
	var parts []string
	for s != "" && units(s) > max {
		var head string
		head, s = cut(s, max)
		parts = append(parts, head)
	}
	if s != "" || parts == nil {
		parts = append(parts, s)
	}
	return parts
}

// cut takes the longest head of at most max units that ends well; at least one
// character, whatever max is.
func cut(s string, max int) (head, rest string) {
	_, one := utf8.DecodeRuneInString(s)
	end := fit(s, max)
	if end == 0 {
		return s[:one], s[one:]
	}
	window := s[:end]
	for _, mark := range []string{"\n\n", "\n", ". ", " "} {
		at := strings.LastIndex(window, mark)
		if at > len(window)/3 || (mark == " " && at > 0) {
			at += len(strings.TrimRight(mark, " \n"))
			return strings.TrimRight(s[:at], " \n"), strings.TrimLeft(s[at:], " \n")
		}
	}
	return window, s[end:]
}

// fit is the length in bytes of the longest head of at most max units.
func fit(s string, max int) int {
	n := 0
	for i, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
		if n > max {
			return i
		}
	}
	return len(s)
}
