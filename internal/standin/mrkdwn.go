package standin

import (
	"strings"
)

// badControl finds the first thing in a mrkdwn text that Slack would show
// wrongly: an "&" that begins none of the three entities, or a "<" that begins
// no control sequence of Slack's page "Formatting message text". It returns
// what was found, or "".
func badControl(s string) string {
	for {
		i := strings.IndexAny(s, "&<")
		if i < 0 {
			return ""
		}
		s = s[i:]
		if s[0] == '&' {
			if !isEntity(s) {
				return "&"
			}
			s = s[1:]
			continue
		}
		end := strings.IndexByte(s, '>')
		if end < 0 || !isSequence(s[1:end]) {
			return "<"
		}
		s = s[end+1:]
	}
}

// isEntity says whether s begins with an escape Slack knows.
func isEntity(s string) bool {
	return strings.HasPrefix(s, "&amp;") || strings.HasPrefix(s, "&lt;") || strings.HasPrefix(s, "&gt;")
}

// isSequence says whether the inside of <…> is a mention, a date or a link.
func isSequence(in string) bool {
	target, label, hasLabel := strings.Cut(in, "|")
	if strings.ContainsAny(in, "<\n") || (hasLabel && badControl(label) != "") || target == "" {
		return false
	}
	switch target[0] {
	case '@':
		return isID(target[1:], "UWB")
	case '#':
		return isID(target[1:], "CGD")
	case '!':
		return isSpecial(target[1:], label)
	}
	for _, scheme := range []string{"https://", "http://", "mailto:", "tel:", "slack://"} {
		if rest, ok := strings.CutPrefix(target, scheme); ok {
			return rest != "" && !strings.Contains(rest, " ")
		}
	}
	return false
}

// isID says whether s is an id whose first letter is one of these.
func isID(s, first string) bool {
	if len(s) < 2 || !strings.Contains(first, s[:1]) {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool { return (r < 'A' || r > 'Z') && (r < '0' || r > '9') }) < 0
}

// isSpecial says whether s is what may follow "<!". A date needs a fallback.
func isSpecial(s, label string) bool {
	switch name, rest, _ := strings.Cut(s, "^"); name {
	case "here", "channel", "everyone":
		return rest == ""
	case "subteam":
		return isID(rest, "S")
	case "date":
		seconds, format, ok := strings.Cut(rest, "^")
		return ok && isNumber(seconds) && format != "" && label != ""
	}
	return false
}

// isNumber says whether s is all digits.
func isNumber(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// escape writes text as Slack sends what a person typed.
func escape(s string) string { return escaper.Replace(s) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
