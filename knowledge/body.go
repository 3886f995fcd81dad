package knowledge

import "strings"

// body reads what stands under the front matter: "## " headings, paragraphs, "- " bullets and tables,
// each passage ending in its citations. Text before the first heading is the section without a heading.
type body struct {
	*front
	sources  map[string]*Source
	cited    map[string][]*Source // by the citations as written, so that equal ones share memory
	sections []Section
	head     []string // the columns of the table being read
	open     bool     // the passage before this line may go on
}

// readBody gives the sections of a body whose first line has this number.
func readBody(f *front, text string, line int, sources map[string]*Source) []Section {
	b := &body{front: f, sources: sources, cited: map[string][]*Source{}, sections: []Section{{}}}
	for each := range strings.SplitSeq(text, "\n") {
		b.line(strings.TrimRight(each, " \t"), line)
		line++
	}
	b.close()
	return b.sections
}

func (b *body) line(text string, line int) {
	switch {
	case text == "":
		b.close()
	case strings.HasPrefix(text, "## "):
		b.close()
		b.sections = append(b.sections, Section{Heading: strings.TrimSpace(text[3:])})
	case text[0] == '#':
		b.fault(line, "Only headings of the form \"## Heading\" are read.")
	case text[0] == '|':
		b.row(text, line)
	case strings.HasPrefix(text, "- "):
		b.close()
		b.begin(Passage{Text: strings.TrimSpace(text[2:]), Bullet: true, line: line})
	case b.open:
		last := b.last()
		last.Text += " " + strings.TrimSpace(text)
	case text[0] == ' ' || text[0] == '\t':
		b.fault(line, "Nothing may be indented here: lists in lists are not read.")
	default:
		b.close()
		b.begin(Passage{Text: text, line: line})
	}
}

func (b *body) last() *Passage {
	passages := b.sections[len(b.sections)-1].Passages
	return &passages[len(passages)-1]
}

func (b *body) begin(p Passage) {
	section := &b.sections[len(b.sections)-1]
	section.Passages = append(section.Passages, p)
	b.open = true
}

// close ends the passage or the table being read: what is left to do is to take its citations off.
func (b *body) close() {
	if b.open {
		last := b.last()
		last.Text, last.Sources = b.cite(last.Text, last.line)
	}
	b.open, b.head = false, nil
}

// cite cuts "[^id][^id]" off the end of a passage and looks the sources up.
func (b *body) cite(text string, line int) (string, []*Source) {
	end := strings.Index(text, "[^")
	if end < 0 {
		b.fault(line, "This passage does not say where it comes from. End it with [^source-id].")
		return text, nil
	}
	marks := text[end:]
	text = strings.TrimRight(text[:end], " ")
	if found, seen := b.cited[marks]; seen {
		return text, found
	}
	var found []*Source
	rest := marks
	for rest != "" {
		id, after, ok := strings.Cut(strings.TrimPrefix(rest, "[^"), "]")
		if !ok || !strings.HasPrefix(rest, "[^") {
			b.fault(line, "Citations such as [^source-id] must stand together at the end of the passage.")
			break
		}
		if source := b.sources[id]; source != nil {
			found = append(found, source)
		} else {
			b.fault(line, "No source has the id %q. Add it to sources.yaml.", id)
		}
		rest = strings.TrimLeft(after, " ")
	}
	b.cited[marks] = found
	return text, found
}

// row reads a line of a table. The first names the columns, the second is the rule under it.
func (b *body) row(text string, line int) {
	if b.open {
		b.close()
	}
	if strings.Trim(text, "|-: ") == "" {
		return
	}
	if b.head == nil {
		b.head = cells(text)
		if last := len(b.head) - 1; b.head[last] == "" {
			b.head = b.head[:last] // the column of the citations
		}
		return
	}
	text, sources := b.cite(uncloseRow(text), line)
	row := cells(text)
	if len(row) != len(b.head) {
		b.fault(line, "This row has %d cells, its table has %d columns.", len(row), len(b.head))
		return
	}
	section := &b.sections[len(b.sections)-1]
	section.Passages = append(section.Passages,
		Passage{Text: rowText(b.head, row), Cells: row, Head: b.head, Sources: sources, line: line})
}

// uncloseRow lets a row's citations stand in its last cell as well as after it.
func uncloseRow(text string) string {
	if strings.HasSuffix(text, "]|") || strings.HasSuffix(text, "] |") {
		return strings.TrimRight(text[:len(text)-1], " ")
	}
	return text
}

func cells(row string) []string {
	row = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(row), "|"), "|")
	parts := strings.Split(row, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// rowText says a row so that it can be read aloud alone: "CIO. Owns: strategy. Reports to: the chief executive".
func rowText(head, row []string) string {
	var text strings.Builder
	text.WriteString(row[0])
	for i := 1; i < len(row); i++ {
		if row[i] == "" {
			continue
		}
		text.WriteString(". ")
		if head[i] != "" {
			text.WriteString(head[i] + ": ")
		}
		text.WriteString(strings.TrimRight(row[i], "."))
	}
	text.WriteString(".")
	return text.String()
}
