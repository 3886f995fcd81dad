package knowledge

import (
	"io/fs"
	"path"
	"strings"
)

// heard is questions for an entry as people put them in words of their own. The search learns from them which words
// go with which entry, and never shows them.
type heard struct {
	file, id  string
	line      int
	questions []string
}

// otherSubjects stands in the place of an entry's id above questions that no entry answers.
const otherSubjects = "elsewhere"

// readHeard reads the text files of the folder heard: a line with the id of an entry in brackets, then a question a
// line.
func (p *part) readHeard(pack fs.FS) {
	files, err := fs.ReadDir(pack, "heard")
	if err != nil {
		return // a pack need not have any
	}
	for _, file := range files {
		name := path.Join("heard", file.Name())
		if text, ok := readFile(pack, name, &p.faults); ok {
			p.readHeardFile(name, text)
		}
	}
}

func (p *part) readHeardFile(name, text string) {
	under := &heard{file: name}
	line := 0
	for each := range strings.Lines(text) {
		line++
		each = strings.TrimSpace(each)
		id, opens := strings.CutPrefix(each, "[")
		switch {
		case each == "":
		case opens:
			under = &heard{file: name, id: strings.TrimSuffix(id, "]"), line: line}
			p.heard = append(p.heard, under)
		case under.id == "":
			p.faults = append(p.faults, Fault{name, line, "A question stands before the first entry. Write the entry's id above it, as [chief-technology-officer]."})
			return
		default:
			under.questions = append(under.questions, each)
		}
	}
}

// hear adds questions to their entry.
func (d *drafts) hear(h *heard) {
	if h.id == otherSubjects {
		d.others = append(d.others, h.questions...)
		return
	}
	draft := d.entries[h.id]
	if draft == nil {
		d.fault(h.file, h.line, "No entry has the id "+quote(h.id)+".")
		return
	}
	draft.entry.heard = append(draft.entry.heard, h.questions...)
}
