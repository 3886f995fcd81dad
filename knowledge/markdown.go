package knowledge

import (
	"bytes"
	"fmt"
	"strings"
)

// Markdown writes the entry as the file it could have been loaded from.
func (e *Entry) Markdown() []byte {
	var w bytes.Buffer
	w.WriteString("---\n")
	texts := []struct{ key, text string }{
		{"title", e.Title}, {"short", e.Short}, {"family", e.Family}, {"summary", e.Summary},
		{"verified", e.Verified}, {"verifier", e.Verifier},
	}
	for _, each := range texts {
		if each.text != "" {
			fmt.Fprintf(&w, "%s: %s\n", each.key, quoted(each.text))
		}
	}
	writeList(&w, "aliases", e.Aliases)
	writeList(&w, "former", e.Former)
	writeList(&w, "asks", e.Asks)
	writeList(&w, "related", entryIDs(e.Related))
	writeList(&w, "next", entryIDs(e.Next))
	writeList(&w, "sources", sourceIDs(e.Sources))
	writeNeeds(&w, e.Skills)
	if e.Historical {
		w.WriteString("historical: true\n")
	}
	w.WriteString("---\n")
	for _, section := range e.everySection() {
		writeSection(&w, section)
	}
	return w.Bytes()
}

// front writes the source as an item of sources.yaml.
func (s *Source) front() string {
	var w strings.Builder
	fmt.Fprintf(&w, "%s:\n", s.ID)
	fields := []struct{ key, text string }{
		{"title", s.Title}, {"publisher", s.Publisher}, {"date", s.Date}, {"url", s.URL}, {"licence", s.Licence}, {"note", s.Note},
	}
	for _, each := range fields {
		if each.text != "" {
			fmt.Fprintf(&w, "  %s: %s\n", each.key, quoted(each.text))
		}
	}
	return w.String()
}

// quoted is text as front matter takes it on one line.
func quoted(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(oneLine(text)) + `"`
}

// oneLine takes out what cannot stand on one line of a file: ends of lines, tabs and letters that cannot be seen.
func oneLine(text string) string {
	text = strings.Map(func(c rune) rune {
		if invisible(c) {
			return ' '
		}
		return c
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

func writeList(w *bytes.Buffer, key string, items []string) {
	if len(items) == 0 {
		return
	}
	fmt.Fprintf(w, "%s:\n", key)
	for _, item := range items {
		fmt.Fprintf(w, "  - %s\n", quoted(item))
	}
}

func writeNeeds(w *bytes.Buffer, needs []Need) {
	if len(needs) == 0 {
		return
	}
	w.WriteString("skills:\n")
	for _, need := range needs {
		if need.Level == "" {
			fmt.Fprintf(w, "  - %s\n", need.Skill.ID)
		} else {
			fmt.Fprintf(w, "  - {id: %s, level: %s}\n", need.Skill.ID, need.Level)
		}
	}
}

func writeSection(w *bytes.Buffer, section Section) {
	if section.Heading != "" {
		fmt.Fprintf(w, "\n## %s\n", oneLine(section.Heading))
	}
	var head []string
	for i, passage := range section.Passages {
		starts := passage.Head != nil && (head == nil || &head[0] != &passage.Head[0])
		if head = passage.Head; starts {
			fmt.Fprintf(w, "\n| %s |\n|%s\n", strings.Join(head, " | "), strings.Repeat("---|", len(head)))
		}
		if i > 0 && !passage.Bullet && head == nil {
			w.WriteString("\n")
		}
		w.WriteString(line(passage) + "\n")
	}
}

// line is a passage with its citations, so that it is read back as what it is.
func line(p Passage) string {
	text := strings.ReplaceAll(oneLine(p.Text), "[^", "(^")
	for _, source := range p.Sources {
		text += " [^" + source.ID + "]"
	}
	switch {
	case p.Cells != nil:
		return "| " + strings.Join(p.Cells, " | ") + " |" + text[len(oneLine(p.Text)):]
	case p.Bullet:
		return "- " + text
	}
	return strings.TrimLeft(text, "#|- ")
}

func entryIDs(entries []*Entry) []string {
	list := make([]string, len(entries))
	for i, e := range entries {
		list[i] = e.ID
	}
	return list
}

func sourceIDs(sources []*Source) []string {
	list := make([]string, len(sources))
	for i, s := range sources {
		list[i] = s.ID
	}
	return list
}
