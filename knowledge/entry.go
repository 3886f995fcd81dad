package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
)

// Kind says which part of the pack an entry belongs to; its folder says it in the files.
type Kind string

// The kinds of entry.
const (
	Role     Kind = "role"     // a job: what it is for, what it does, which skills it needs
	Skill    Kind = "skill"    // what somebody in a role can do
	Guidance Kind = "guidance" // how to set up and run an IT department, and the rules round it
	Council  Kind = "council"  // this council, how it meets and whom it works with
	History  Kind = "history"  // what was so at a date the entry states
)

// Source is a publication that statements are traced to.
type Source struct {
	ID        string
	Title     string
	Publisher string
	Date      string // of publication: YYYY, YYYY-MM or YYYY-MM-DD
	URL       string // empty where no address is known
	Licence   string // the licence, with the words of acknowledgement it asks for
	Note      string // what a reader should know of it, often empty
}

// Passage is the smallest thing that is quoted: a paragraph, a bullet, or a row of a comparison.
// It is plain text that can be understood alone, and it always has a source.
type Passage struct {
	Text    string
	Bullet  bool
	Cells   []string // the row's cells, the first naming the row; nil when it is not a row
	Head    []string // the names of the columns, as long as Cells; nil when it is not a row
	Sources []*Source

	line  int
	heard []string // questions that it answers, from which the search learns
}

// Section is a heading and what stands under it.
type Section struct {
	Heading  string
	Passages []Passage
}

// Need is a skill that a role needs. Level is Awareness, Working, Practitioner or Expert in lower case,
// and empty for the chiefs' skills, which have no levels.
type Need struct {
	Skill *Entry
	Level string
}

// Entry is one subject of the pack.
type Entry struct {
	ID         string // unique over all kinds, such as "chief-technology-officer"
	Kind       Kind
	Title      string   // as it is called today
	Short      string   // a role's abbreviation, such as "CTO"; else empty
	Family     string   // a role's family; else empty
	Summary    string   // one sentence
	Aliases    []string // other names, lower case
	Former     []string // names it had before
	Asks       []string // ways people ask for it
	Lead       []Passage
	Sections   []Section
	Skills     []Need   // what a role needs, in the pack's order
	Related    []*Entry // other entries on the same ground
	Next       []*Entry // what to read next, in order
	Sources    []*Source
	Historical bool   // what it says was so at a date it states
	Verified   string // when somebody last checked it, YYYY-MM-DD
	Verifier   string // who did

	cues  []string // words and turns of phrase that point to it
	heard []string // questions for it, from which the search learns
}

// Name is what to call the entry in running text: "CTO" where there is an abbreviation, else the title.
func (e *Entry) Name() string {
	if e.Short != "" {
		return e.Short
	}
	return e.Title
}

// Section is the section under this heading, whatever its case, or nil.
func (e *Entry) Section(heading string) *Section {
	for i := range e.Sections {
		if strings.EqualFold(e.Sections[i].Heading, heading) {
			return &e.Sections[i]
		}
	}
	return nil
}

// Version is a short digest of what a reader is told and of the dates of its sources: when it differs
// from the one a person last saw, the entry has changed since.
func (e *Entry) Version() string {
	sum := sha256.New()
	put := func(texts ...string) {
		for _, text := range texts {
			io.WriteString(sum, text)
			sum.Write([]byte{0})
		}
	}
	put(e.Title, e.Short, e.Family, e.Summary)
	for _, section := range e.everySection() {
		put(section.Heading)
		for _, passage := range section.Passages {
			put(passage.Text)
		}
	}
	for _, need := range e.Skills {
		put(need.Skill.ID, need.Level)
	}
	for _, source := range e.Sources {
		put(source.ID, source.Date)
	}
	return hex.EncodeToString(sum.Sum(nil)[:6])
}

// everySection is the lead, under no heading, and then the sections.
func (e *Entry) everySection() []Section {
	return append([]Section{{Passages: e.Lead}}, e.Sections...)
}
