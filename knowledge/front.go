package knowledge

import (
	"fmt"
	"slices"
	"strings"
)

// front is the front matter of a file while it is being read, and the place its faults go.
type front struct {
	file   string
	fields map[string]node
	faults *Faults
}

// ref is an id that a file names, to be looked up when every file has been read.
type ref struct {
	id, level string
	line      int
}

func (f *front) fault(line int, format string, args ...any) {
	*f.faults = append(*f.faults, Fault{f.file, line, fmt.Sprintf(format, args...)})
}

// openFront splits a file into its front matter and its body, whose first line has the number given back.
func openFront(file, text string, faults *Faults, known []string) (f *front, body string, line int) {
	f = &front{file: file, faults: faults}
	text = strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
	inside, body, ok := strings.Cut(text, "\n---\n")
	if !ok || !strings.HasPrefix(inside, "---\n") {
		f.fault(1, "Start the file with a line ---, then its fields, then another line ---.")
		return f, "", 0
	}
	f.fields = f.read(inside[4:], 2)
	f.only(known)
	return f, body, strings.Count(inside, "\n") + 3
}

// read gives the fields of a map.
func (f *front) read(text string, first int) map[string]node {
	n, err := readNode(text, first)
	if bad, ok := err.(badLine); ok {
		f.fault(bad.line, "%s", bad.say)
		return nil
	}
	if n.shape != isMap {
		f.fault(n.line, "Expected a map, found %s.", n.shape)
	}
	return n.asMap()
}

func (n node) asMap() map[string]node {
	fields := make(map[string]node, len(n.fields))
	for _, each := range n.fields {
		fields[each.key] = each.value
	}
	return fields
}

// only faults every field whose name is not known.
func (f *front) only(known []string) {
	for key, value := range f.fields {
		if !slices.Contains(known, key) {
			f.fault(value.line, "%q is not a field here. The fields are %s.", key, strings.Join(known, ", "))
		}
	}
}

func (f *front) text(key string) string {
	n := f.fields[key]
	if n.shape != isText {
		f.fault(n.line, "%q must be text, not %s.", key, n.shape)
	}
	return n.text
}

func (f *front) flag(key string) bool {
	text := f.text(key)
	if text != "" && text != "true" && text != "false" {
		f.fault(f.fields[key].line, "%q must be true or false.", key)
	}
	return text == "true"
}

// texts reads a list of texts.
func (f *front) texts(key string) []string {
	refs := f.refs(key)
	if len(refs) == 0 {
		return nil
	}
	texts := make([]string, len(refs))
	for i, each := range refs {
		texts[i] = each.id
	}
	return texts
}

// refs reads a list whose items are ids, or {id: …, level: …}.
func (f *front) refs(key string) []ref {
	n, there := f.fields[key]
	if !there || (n.shape == isText && n.text == "") {
		return nil
	}
	if n.shape != isList {
		f.fault(n.line, "%q must be a list, not %s.", key, n.shape)
		return nil
	}
	refs := make([]ref, 0, len(n.list))
	for _, item := range n.list {
		each := ref{id: item.text, line: item.line}
		if item.shape == isMap {
			inside := item.asMap()
			each.id, each.level = inside["id"].text, inside["level"].text
		}
		if each.id == "" {
			f.fault(item.line, "An item of %q is not text. Put quotes round it if it has a colon in it.", key)
			continue
		}
		refs = append(refs, each)
	}
	return refs
}
