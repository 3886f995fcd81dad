package knowledge

import "strings"

// flow reads a quoted text, [a, list] or {a: map}, which may run over several lines, and takes its lines.
func (r *reader) flow(value string) node {
	f := &flowReader{r: r, rest: value}
	n := f.value()
	if f.space(); f.rest != "" && f.rest[0] != '#' {
		r.stop("Nothing may follow the closing quote or bracket: %q.", f.rest)
	}
	r.at++
	return n
}

// flowReader reads one value in flow form; rest is what is left of the reader's present line.
type flowReader struct {
	r     *reader
	rest  string
	depth int
}

// space skips spaces and, inside brackets, comments and ends of lines.
func (f *flowReader) space() {
	before := len(f.rest)
	f.rest = strings.TrimLeft(f.rest, " ")
	for f.depth > 0 && (f.rest == "" || f.rest[0] == '#' && len(f.rest) < before) {
		f.r.at++
		if f.r.at >= len(f.r.lines) {
			f.r.at--
			f.r.stop("A bracket is not closed.")
		}
		before = len(f.r.lines[f.r.at]) + 1
		f.rest = strings.TrimLeft(f.r.lines[f.r.at], " ")
	}
}

func (f *flowReader) value() node {
	line := f.r.first + f.r.at
	if f.depth > 20 {
		f.r.stop("Brackets are nested too deeply.")
	}
	switch {
	case f.rest == "":
		return node{line: line}
	case f.rest[0] == '[':
		return node{line: line, shape: isList, list: f.list()}
	case f.rest[0] == '{':
		return node{line: line, shape: isMap, fields: f.fields()}
	case f.rest[0] == '"' || f.rest[0] == '\'':
		return node{line: line, text: f.quoted()}
	}
	return node{line: line, text: f.word()}
}

// list reads "a, b, c]" after its opening bracket, which is still there.
func (f *flowReader) list() (items []node) {
	f.open()
	items = make([]node, 0, 1+strings.Count(f.rest, ","))
	for !f.closed(']') {
		if f.rest[0] == ',' {
			f.r.stop("There is a comma too many.")
		}
		items = append(items, f.value())
		f.comma(']')
	}
	return items
}

// fields reads "a: b, c: d}" after its opening bracket, which is still there.
func (f *flowReader) fields() (fields []field) {
	f.open()
	for !f.closed('}') {
		key, _, ok := cutKey(f.rest)
		if !ok {
			f.r.stop("Expected \"name: value\", found %q.", f.rest)
		}
		f.rest = f.rest[len(key)+1:]
		f.space()
		if f.rest[0] == ',' || f.rest[0] == '}' {
			f.r.stop("%q has no value.", key)
		}
		fields = append(fields, field{key, f.value()})
		f.comma('}')
	}
	return fields
}

func (f *flowReader) open() {
	f.rest = f.rest[1:]
	f.depth++
	f.space()
}

// closed takes the closing bracket if it is next.
func (f *flowReader) closed(bracket byte) bool {
	if f.rest[0] != bracket {
		return false
	}
	f.rest = f.rest[1:]
	f.depth--
	return true
}

// comma takes the comma between two values; before the closing bracket there need not be one.
func (f *flowReader) comma(bracket byte) {
	f.space()
	switch f.rest[0] {
	case ',':
		f.rest = f.rest[1:]
		f.space()
	case bracket:
	default:
		f.r.stop("Expected a comma or %q, found %q.", bracket, f.rest)
	}
}

// word reads plain text up to the next comma or bracket.
func (f *flowReader) word() string {
	end := len(f.rest)
	if i := strings.IndexAny(f.rest, ",[]{}"); i >= 0 {
		end = i
	}
	if i := strings.Index(f.rest[:end], " #"); i >= 0 {
		end = i
	}
	text := strings.TrimRight(f.rest[:end], " ")
	f.rest = f.rest[end:]
	if isBullet(text) || text == "" {
		f.r.stop("Put quotes round %q.", text)
	}
	return f.r.plain(text)
}

// quoted reads "…" or '…', which ends on the line it starts on.
func (f *flowReader) quoted() string {
	quote := f.rest[0]
	for i := 1; i < len(f.rest); i++ {
		switch {
		case quote == '"' && f.rest[i] == '\\':
			i++
		case f.rest[i] != quote:
		case quote == '\'' && i+1 < len(f.rest) && f.rest[i+1] == quote:
			i++
		default:
			inside := f.rest[1:i]
			f.rest = f.rest[i+1:]
			return f.unquote(inside, quote)
		}
	}
	f.r.stop("The quote is not closed on its line.")
	return ""
}

func (f *flowReader) unquote(inside string, quote byte) string {
	if quote == '\'' {
		return strings.ReplaceAll(inside, "''", "'")
	}
	if !strings.Contains(inside, `\`) {
		return inside
	}
	plain := strings.NewReplacer(`\\`, "", `\"`, "").Replace(inside)
	if strings.Contains(plain, `\`) {
		f.r.stop("Only \\\" and \\\\ may be escaped: %q.", inside)
	}
	return strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(inside)
}
