package knowledge

import (
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// heard is questions for an entry, or for one passage of it, as people put them in words of their own. The search learns
// from them which words go with which, and never shows them.
type heard struct {
	file, id  string
	passage   string // words that only the passage has; empty for the entry as a whole
	line      int
	questions []string
}

// otherSubjects stands in the place of an entry's id above questions that no entry answers.
const otherSubjects = "elsewhere"

// readHeard reads the text files of the folder heard: a line with the id of an entry in brackets, then a question a
// line. Below a line that begins with ">" are those that one passage answers: the one that has the words on that line.
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
	open := func(id, passage string) {
		under = &heard{file: name, id: id, passage: passage, line: line}
		p.heard = append(p.heard, under)
	}
	for each := range strings.Lines(text) {
		line++
		each = strings.TrimSpace(each)
		id, opensEntry := strings.CutPrefix(each, "[")
		passage, opensPassage := strings.CutPrefix(each, ">")
		switch {
		case each == "":
		case opensEntry:
			open(strings.TrimSuffix(id, "]"), "")
		case under.id == "":
			p.faults = append(p.faults, Fault{name, line, "A question stands before the first entry. Write the entry's id above it, as [chief-technology-officer]."})
			return
		case opensPassage:
			open(under.id, strings.TrimSpace(passage))
		default:
			under.questions = append(under.questions, each)
		}
	}
}

// hear adds questions to their entry or passage.
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
	if h.passage == "" {
		draft.entry.heard = append(draft.entry.heard, h.questions...)
		return
	}
	passages := draft.entry.passagesWith(h.passage)
	if len(passages) != 1 {
		d.fault(h.file, h.line, "Of the passages of "+quote(h.id)+", one must have the words "+quote(h.passage)+"; "+strconv.Itoa(len(passages))+" do.")
		return
	}
	passages[0].heard = append(passages[0].heard, h.questions...)
}

// passagesWith gives the passages that have these words.
func (e *Entry) passagesWith(words string) []*Passage {
	var found []*Passage
	for _, section := range e.everySection() {
		for i := range section.Passages {
			if strings.Contains(section.Passages[i].Text, words) {
				found = append(found, &section.Passages[i])
			}
		}
	}
	return found
}
