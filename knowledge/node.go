package knowledge

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// node is one value of the small part of YAML that the pack's files use: text, lists and maps, in block or
// flow form, quoted or plain. Anchors, tags, block scalars and documents are refused with their line.
// A full YAML reader took longer over the pack than everything else the program does before it answers;
// a test holds that what is read here is what such a reader reads.
type node struct {
	line   int
	text   string
	list   []node
	fields []field
	shape  shape
}

type shape int

const (
	isText shape = iota
	isList
	isMap
)

// String names the shape in a sentence.
func (s shape) String() string { return [...]string{"text", "a list", "a map"}[s] }

// field is one key of a map, in the order of the file.
type field struct {
	key   string
	value node
}

// reader reads nodes line by line.
type reader struct {
	lines []string
	at    int // index of the next line
	first int // number of lines[0] in its file
}

// badLine stops a read; readNode gives it back as an error.
type badLine struct {
	line int
	say  string
}

// Error says what is wrong with the line.
func (b badLine) Error() string { return b.say }

// readNode reads the whole of text, whose first line has the number first in its file.
func readNode(text string, first int) (n node, err error) {
	defer func() {
		if r := recover(); r != nil {
			bad, ok := r.(badLine)
			if !ok {
				panic(r)
			}
			err = bad
		}
	}()
	r := &reader{lines: strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), first: first}
	r.visible()
	indent, _, more := r.peek()
	if !more {
		return node{line: first, shape: isMap}, nil
	}
	n = r.block(indent)
	if _, rest, more := r.peek(); more {
		r.stop("%q stands further left or right than the lines before it.", rest)
	}
	return n, nil
}

// stop gives up at the line last peeked at.
func (r *reader) stop(format string, args ...any) {
	panic(badLine{r.first + min(r.at, len(r.lines)-1), fmt.Sprintf(format, args...)})
}

// visible stops at a character that cannot be seen, for nobody could find it by looking.
func (r *reader) visible() {
	for i, line := range r.lines {
		if plainASCII(line) {
			continue
		}
		for _, c := range line {
			if invisible(c) {
				r.at = i
				r.stop("There is a character here that cannot be seen (%U). Type the line again.", c)
			}
		}
	}
}

func plainASCII(line string) bool {
	for i := range len(line) {
		if line[i] < ' ' || line[i] > '~' {
			return false
		}
	}
	return true
}

func invisible(c rune) bool {
	return c < ' ' || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029 || c == utf8.RuneError || c == 0xfeff
}

// peek skips blank lines and comments and gives the next line without taking it.
func (r *reader) peek() (indent int, rest string, more bool) {
	for ; r.at < len(r.lines); r.at++ {
		line := r.lines[r.at]
		rest = strings.TrimLeft(line, " ")
		indent = len(line) - len(rest)
		rest = strings.TrimRight(rest, " ")
		if rest == "" || rest[0] == '#' {
			continue
		}
		return indent, rest, true
	}
	return 0, "", false
}

// block reads the list or the map whose lines start at this indent.
func (r *reader) block(indent int) node {
	_, rest, _ := r.peek()
	if isBullet(rest) {
		return r.blockList(indent)
	}
	if _, _, ok := cutKey(rest); !ok {
		r.stop("Expected \"name: value\" or \"- value\", found %q.", rest)
	}
	return r.blockMap(indent)
}

func isBullet(rest string) bool { return rest == "-" || strings.HasPrefix(rest, "- ") }

// cutKey splits "name: value"; a key is letters, digits, - and _.
func cutKey(rest string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(rest, ":")
	if !ok || key == "" || (value != "" && value[0] != ' ') {
		return "", "", false
	}
	for _, c := range []byte(key) {
		if c != '-' && c != '_' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return "", "", false
		}
	}
	return key, strings.TrimLeft(value, " "), key[0] != '-'
}

func (r *reader) blockMap(indent int) node {
	n := node{line: r.first + r.at, shape: isMap}
	for {
		in, rest, more := r.peek()
		if !more || in < indent || (in == indent && isBullet(rest)) {
			return n
		}
		key, value, ok := cutKey(rest)
		if !ok || in > indent {
			r.stop("Expected \"name: value\", found %q.", rest)
		}
		for _, f := range n.fields {
			if f.key == key {
				r.stop("%q is there twice.", key)
			}
		}
		n.fields = append(n.fields, field{key, r.mapValue(value, indent)})
	}
}

// mapValue reads what follows "name:", on the same line or below it.
func (r *reader) mapValue(value string, indent int) node {
	line := r.first + r.at
	if value != "" && value[0] != '#' {
		return r.inline(value, indent)
	}
	r.at++
	in, rest, more := r.peek()
	if more && (in > indent || (in == indent && isBullet(rest))) {
		return r.block(in)
	}
	return node{line: line}
}

func (r *reader) blockList(indent int) node {
	n := node{line: r.first + r.at, shape: isList}
	for {
		in, rest, more := r.peek()
		if !more || in < indent || (in == indent && !isBullet(rest)) {
			return n
		}
		if in > indent {
			r.stop("%q is further right than the list it belongs to.", rest)
		}
		value := strings.TrimLeft(rest[1:], " ")
		if value == "" {
			r.stop("This item of the list is empty.")
		}
		if _, _, ok := cutKey(value); ok || isBullet(value) {
			deeper := indent + len(rest) - len(value)
			r.lines[r.at] = strings.Repeat(" ", deeper) + value
			n.list = append(n.list, r.block(deeper))
			continue
		}
		n.list = append(n.list, r.inline(value, indent))
	}
}

// inline reads a value that starts on the line of its key or bullet.
func (r *reader) inline(value string, indent int) node {
	switch value[0] {
	case '[', '{', '"', '\'':
		return r.flow(value)
	}
	start := r.at
	n := node{line: r.first + start, text: r.plain(value)}
	for r.at++; ; r.at++ {
		lines := r.at - start
		in, rest, more := r.peek()
		if !more || in <= indent {
			return n
		}
		if r.at-start != lines || isBullet(rest) {
			r.stop("%q does not belong to the line above it. Put long text on one line.", rest)
		}
		n.text += " " + r.plain(rest)
	}
}

// plain checks text that has no quotes, and cuts a comment from its end.
func (r *reader) plain(value string) string {
	if strings.ContainsAny(value[:1], "&*!|>@`%,]}?#") {
		r.stop("Put quotes round a value that starts with %q.", value[:1])
	}
	if i := strings.Index(value, " #"); i >= 0 {
		value = strings.TrimRight(value[:i], " ")
	}
	if strings.Contains(value, ": ") || strings.HasSuffix(value, ":") {
		r.stop("Put quotes round a value that has a colon in it: %q.", value)
	}
	return value
}
