package knowledge

import (
	"slices"
	"strconv"
)

// entryDraft is an entry whose ids have not been looked up yet.
type entryDraft struct {
	entry                         *Entry
	file                          string
	layer                         int // the pack it comes from, counted from 0
	needs, related, next, sources []ref
}

// entryFields are the fields of an entry's front matter. Roles alone have short, family and skills.
var entryFields = []string{"title", "short", "family", "aliases", "former", "asks", "summary", "skills", "related",
	"next", "sources", "historical", "verified", "verifier"}

func readEntry(file, text string, kind Kind, sources map[string]*Source, faults *Faults) *entryDraft {
	f, body, line := openFront(file, text, faults, entryFields)
	e := &Entry{
		ID: fileID(file), Kind: kind, Title: f.text("title"), Short: f.text("short"), Family: f.text("family"),
		Summary: f.text("summary"), Aliases: f.texts("aliases"), Former: f.texts("former"), Asks: f.texts("asks"),
		Historical: f.flag("historical"), Verified: f.text("verified"), Verifier: f.text("verifier"),
	}
	if e.Title == "" && f.fields != nil {
		f.fault(1, "The entry has no title.")
	}
	sections := readBody(f, body, line, sources)
	e.Lead, e.Sections = sections[0].Passages, sections[1:]
	return &entryDraft{
		entry: e, file: file, needs: f.refs("skills"),
		related: f.refs("related"), next: f.refs("next"), sources: f.refs("sources"),
	}
}

// stepDraft is a step whose ids have not been looked up yet.
type stepDraft struct {
	step                  *Step
	file                  string
	layer                 int
	after, reads, sources []ref
}

var stepFields = []string{"title", "stage", "order", "effort", "doors", "sectors", "mode", "core", "first_for",
	"after", "reads", "sources"}

func readStep(file, text string, sources map[string]*Source, faults *Faults) *stepDraft {
	f, body, line := openFront(file, text, faults, stepFields)
	s := &Step{
		ID: fileID(file), Title: f.text("title"), Stage: f.text("stage"), Order: f.number("order"),
		Effort: f.text("effort"), Core: f.flag("core"), FirstFor: f.texts("first_for"),
		Doors: f.oneOf("doors", Doors), Sectors: f.oneOf("sectors", Sectors), Modes: f.oneOf("mode", Modes),
	}
	if f.fields != nil && !slices.Contains(Stages, s.Stage) {
		f.fault(f.fields["stage"].line, "%q is not a stage.", s.Stage)
	}
	for _, section := range readBody(f, body, line, sources) {
		s.take(f, section)
	}
	return &stepDraft{step: s, file: file, after: f.refs("after"), reads: f.refs("reads"), sources: f.refs("sources")}
}

// take puts a section of a step's body where it belongs.
func (s *Step) take(f *front, section Section) {
	switch section.Heading {
	case "Why":
		s.Why = section.Passages
	case "First action":
		s.First = section.Passages
	case "Done when":
		s.Done = section.Passages
	case "":
		if len(section.Passages) > 0 {
			f.fault(section.Passages[0].line, "A step's text stands under headings: Why, First action, Done when.")
		}
	default:
		s.variants = append(s.variants, section)
	}
}

func (f *front) number(key string) int {
	n, err := strconv.Atoi(f.text(key))
	if err != nil && f.fields != nil {
		f.fault(f.fields[key].line, "%q must be a whole number.", key)
	}
	return n
}

// oneOf reads a list, or a single text, of known words; without the field it is all of them.
func (f *front) oneOf(key string, known []string) []string {
	n, there := f.fields[key]
	if !there {
		return known
	}
	words := []string{n.text}
	if n.shape != isText {
		words = f.texts(key)
	}
	for _, word := range words {
		if !slices.Contains(known, word) {
			f.fault(n.line, "%q is none of %q.", word, known)
		}
	}
	return words
}
