package standin

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// marked is what Slack sends of what a person typed: "@Ana Silva" or
// "@ana.silva" becomes <@U…>, "#general" <#C…|general>, and &, < and > are
// escaped. A control sequence that names somebody or some channel here, or a
// special mention, is kept: it is what a client of Slack sends for a choice
// from its list. The caller holds the lock.
func (w *Workspace) marked(text string) string {
	if !strings.ContainsAny(text, "@#&<>") {
		return text
	}
	var b strings.Builder
	before := ' '
	for text != "" {
		if out, n := w.mark(text, before); n > 0 {
			b.WriteString(out)
			before, _ = utf8.DecodeLastRuneInString(text[:n])
			text = text[n:]
			continue
		}
		r, n := utf8.DecodeRuneInString(text)
		b.WriteString(escape(text[:n]))
		before, text = r, text[n:]
	}
	return b.String()
}

// mark turns the beginning of text into a mention; n is how much of it, or 0.
func (w *Workspace) mark(text string, before rune) (out string, n int) {
	switch text[0] {
	case '<':
		end := strings.IndexByte(text, '>')
		if end > 0 && w.names(text[1:end]) {
			return text[:end+1], end + 1
		}
	case '@', '#':
		if !unicode.IsLetter(before) && !unicode.IsDigit(before) {
			return w.markName(text)
		}
	}
	return "", 0
}

// names says whether a control sequence names somebody or something here.
func (w *Workspace) names(inside string) bool {
	target, _, _ := strings.Cut(inside, "|")
	switch {
	case !isSequence(inside):
		return false
	case target[0] == '@':
		return w.people[target[1:]] != nil
	case target[0] == '#':
		return w.channels[target[1:]] != nil
	}
	return true
}

// markName finds the longest name text begins with after its sign.
func (w *Workspace) markName(text string) (out string, n int) {
	try := func(name, mention string) {
		if name != "" && len(name) >= n && beginsWith(text[1:], name) {
			out, n = mention, 1+len(name)
		}
	}
	if text[0] == '@' {
		for _, a := range w.arrived {
			try(a.Name, "<@"+a.ID+">")
			try(a.handle, "<@"+a.ID+">")
		}
		for _, special := range []string{"here", "channel", "everyone"} {
			try(special, "<!"+special+">")
		}
		return out, n
	}
	for _, c := range w.created {
		if c.Private {
			try(c.Name, "<#"+c.ID+"|>")
		} else {
			try(c.Name, "<#"+c.ID+"|"+c.Name+">")
		}
	}
	return out, n
}

// beginsWith says whether text begins with the name, whatever the case, and
// the name ends there.
func beginsWith(text, name string) bool {
	if len(text) < len(name) || !strings.EqualFold(text[:len(name)], name) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[len(name):])
	return !unicode.IsLetter(next) && !unicode.IsDigit(next) && next != '_'
}
