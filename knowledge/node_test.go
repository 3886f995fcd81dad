package knowledge

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// plainValue is a node as a YAML library gives it, with every scalar as text.
func plainValue(n node) any {
	switch n.shape {
	case isList:
		items := []any{}
		for _, item := range n.list {
			items = append(items, plainValue(item))
		}
		return items
	case isMap:
		fields := map[string]any{}
		for _, f := range n.fields {
			fields[f.key] = plainValue(f.value)
		}
		return fields
	}
	return n.text
}

// yamlValue reads text with a full YAML reader, every scalar as the text that stands there.
func yamlValue(t *testing.T, text string) (any, bool) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		return nil, false
	}
	if len(doc.Content) == 0 {
		return map[string]any{}, true
	}
	return yamlNode(doc.Content[0]), true
}

func yamlNode(n *yaml.Node) any {
	switch n.Kind {
	case yaml.SequenceNode:
		items := []any{}
		for _, item := range n.Content {
			items = append(items, yamlNode(item))
		}
		return items
	case yaml.MappingNode:
		fields := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			fields[n.Content[i].Value] = yamlNode(n.Content[i+1])
		}
		return fields
	}
	return n.Value
}

func TestFrontMatterReadsAsYAML(t *testing.T) {
	tests := []struct{ name, text string }{
		{"plain text", "title: Chief technology officer # as it is called today\nshort: CTO"},
		{"text over two lines", "summary: One sentence\n  on two lines.\nshort: CTO"},
		{"quoted text", "a: \"say \\\"no\\\": then\"\nb: 'it''s'\nc: \"#1\""},
		{"a list in brackets", "aliases: [cto, \"a, b\", 'c', d e f]"},
		{"a list in brackets over lines", "aliases: [cto, # the usual one\n  tech director,\n  hd of it]\nnext: []"},
		{"a list of bullets", "asks:\n  - what does a cto do\n  - \"am I one: or not\"\nnext:\n- a\n- b"},
		{"maps in a list", "skills:\n  - one\n  - {id: two, level: expert}\n  - id: three\n    level: working\n"},
		{"a map of maps", "a:\n  title: A\n  date: 2026-11-21\nb:\n  title: B\n"},
		{"lists in a list", "- [boss, manager]\n- [a, b]\n"},
		{"an empty value", "a:\nb: c\n"},
		{"nothing", "\n# nothing\n"},
		{"an apostrophe inside a word", "- what's the cto's job\n- don't know\n"},
		{"windows line ends", "a: b\r\nc: [d,\r\n e]\r\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			want, ok := yamlValue(t, test.text)
			if !ok {
				t.Fatal("not YAML")
			}
			got, err := readNode(test.text, 1)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, plainValue(got)); diff != "" {
				t.Errorf("-YAML +ours\n%s", diff)
			}
		})
	}
}

func TestFrontMatterRefusesWithTheLine(t *testing.T) {
	tests := []struct {
		name, text string
		line       int
		say        string
	}{
		{"a colon in a value", "a: b\nc: d: e", 2, "quotes"},
		{"a colon at the end of an item", "a:\n - b\n - why is it:\n", 3, "quotes"},
		{"a bracket that is not closed", "a: [b, c\nd: e", 2, "comma"},
		{"a bracket that is never closed", "a: [b,\nc", 2, "not closed"},
		{"a quote that is not closed", "a: \"b", 1, "quote is not closed"},
		{"a key twice", "a: b\na: c", 2, "twice"},
		{"a tab", "a:\n\t- b", 2, "cannot be seen"},
		{"an anchor", "a: &b c", 1, "quotes"},
		{"a block scalar", "a: |\n  b", 1, "quotes"},
		{"text without a name", "a: b\nwhatever", 2, "name: value"},
		{"text after a bracket", "a: [b] c", 1, "Nothing may follow"},
		{"a line too far right", "a: b\n\n   c: d", 3, "quotes|belong"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := readNode(test.text, 1)
			bad, ok := err.(badLine)
			if !ok {
				t.Fatalf("want a refusal, got %v", err)
			}
			if bad.line != test.line {
				t.Errorf("line: want %d, got %d (%s)", test.line, bad.line, bad.say)
			}
			for _, say := range strings.Split(test.say, "|") {
				if strings.Contains(bad.say, say) {
					return
				}
			}
			t.Errorf("want %q in %q", test.say, bad.say)
		})
	}
}

// What is read at all is read as a full YAML reader reads it, and nothing makes the reader fall over.
func FuzzFrontMatter(f *testing.F) {
	for _, seed := range []string{"a: b", "a: [b, {c: d}]", "- a\n- b: c\n  d: e", "a: 'it''s' # c", "a: \"\\\"\"", "a:\n- b", "a: [\n]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := readNode(text, 1)
		if err != nil {
			if _, ok := err.(badLine); !ok {
				t.Fatal(err)
			}
			return
		}
		want, ok := yamlValue(t, text)
		if ok && !reflect.DeepEqual(want, plainValue(got)) {
			t.Errorf("%q\n%s", text, cmp.Diff(want, plainValue(got)))
		}
	})
}
