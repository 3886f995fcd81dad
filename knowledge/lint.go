package knowledge

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Lint says what is wrong with the last of the packs, looking names up in all of them: what stops it from
// loading and, beyond that, what makes it hard to find, to trust or to read. No faults mean a pack fit to ship.
func Lint(packs ...fs.FS) []Fault {
	d, before := read(packs)
	read := len(d.faults)
	d.link()
	files := map[string]bool{}
	l := &linter{faults: append(Faults{}, d.faults[before:read]...), last: len(packs) - 1}
	for _, draft := range d.entries {
		files[draft.file] = draft.layer == l.last
		l.entry(draft)
	}
	for _, draft := range d.steps {
		files[draft.file] = draft.layer == l.last
		l.step(draft)
	}
	for _, fault := range d.faults[read:] {
		if files[fault.File] {
			l.faults = append(l.faults, fault)
		}
	}
	l.sources(d, packs[l.last])
	return l.faults.sorted()
}

// linter gathers the faults of one pack.
type linter struct {
	faults Faults
	last   int
	file   string
}

func (l *linter) fault(line int, format string, args ...any) {
	l.faults = append(l.faults, Fault{l.file, line, fmt.Sprintf(format, args...)})
}

// What an entry must have to be found and to be read on a phone.
const (
	minAliases       = 3
	minAsks          = 4
	maxSentenceWords = 25
)

func (l *linter) entry(draft *entryDraft) {
	if draft.layer != l.last {
		return
	}
	e := draft.entry
	l.file = draft.file
	l.names(e)
	if e.Summary == "" || countWords(e.Summary) > maxSentenceWords {
		l.fault(0, "The summary must be one sentence of at most %d words.", maxSentenceWords)
	}
	if !isDate(e.Verified) || e.Verifier == "" {
		l.fault(0, "Say who last verified the entry (verifier) and when (verified: YYYY-MM-DD).")
	}
	if len(e.Lead) == 0 {
		l.fault(0, "Start the text with a paragraph that says what this is, before the first heading.")
	}
	if e.Historical && !anyText(e, yearPattern.MatchString) {
		l.fault(0, "A historical entry must state its date in the text.")
	}
	l.headings(e)
	l.passages(e.everySection())
	l.cited(e.Sources, e.everySection())
	l.levels(e)
}

func (l *linter) names(e *Entry) {
	if len(e.Aliases) < minAliases {
		l.fault(0, "Give at least %d aliases, there are %d.", minAliases, len(e.Aliases))
	}
	if len(e.Asks) < minAsks {
		l.fault(0, "Give at least %d ways people ask for it (asks), there are %d.", minAsks, len(e.Asks))
	}
	for i, name := range e.Aliases {
		if name != strings.ToLower(name) {
			l.fault(0, "The alias %q must be in lower case.", name)
		}
		if slices.Contains(e.Aliases[:i], name) {
			l.fault(0, "The alias %q is there twice.", name)
		}
	}
}

// roleHeadings are the sections every role has, in this order; a sector's line may not be left out.
var roleHeadings = []string{"Purpose", "Responsibilities", "Grade", "Council", "Police", "Fire", "Health"}

// Levels are the ascending levels of a skill, as the framework names them, in lower case.
var Levels = []string{"awareness", "working", "practitioner", "expert"}

func (l *linter) headings(e *Entry) {
	for i, section := range e.Sections {
		if len(section.Passages) == 0 {
			l.fault(0, "Nothing stands under %q.", section.Heading)
		}
		if slices.ContainsFunc(e.Sections[:i], func(s Section) bool { return s.Heading == section.Heading }) {
			l.fault(0, "There are two sections %q.", section.Heading)
		}
	}
	switch e.Kind {
	case Role:
		if e.Family == "" {
			l.fault(0, "A role belongs to a family.")
		}
		l.inOrder(e, roleHeadings)
	case Skill:
		if !hasLevels(e) {
			l.inOrder(e, []string{"You can", "Examples of leadership"})
		}
	}
}

func (l *linter) inOrder(e *Entry, headings []string) {
	after := -1
	for _, heading := range headings {
		at := slices.IndexFunc(e.Sections, func(s Section) bool { return s.Heading == heading })
		switch {
		case at < 0:
			l.fault(0, "The section %q is missing.", heading)
		case at < after:
			l.fault(0, "The section %q comes too late. The order is %s.", heading, strings.Join(headings, ", "))
		}
		after = max(after, at)
	}
}

// hasLevels says whether a skill is one of those with levels.
func hasLevels(skill *Entry) bool {
	return slices.ContainsFunc(Levels, func(level string) bool { return skill.Section(level) != nil })
}

func (l *linter) levels(role *Entry) {
	for _, need := range role.Skills {
		if need.Level != "" && !slices.Contains(Levels, need.Level) {
			l.fault(0, "%q is not a level of a skill.", need.Level)
		}
		if hasLevels(need.Skill) != (need.Level != "") {
			l.fault(0, "The skill %q is named with a level if, and only if, it has levels.", need.Skill.ID)
		}
	}
}

func (l *linter) passages(sections []Section) {
	for _, section := range sections {
		for _, passage := range section.Passages {
			l.passage(passage)
		}
	}
}

var (
	yearPattern   = regexp.MustCompile(`\b(19|20)\d\d\b`)
	markupPattern = regexp.MustCompile("\\*\\*|__|\\]\\(|`|<[a-z/]")
	dangling      = regexp.MustCompile(`^(It|They|These|Those) `)
)

func (l *linter) passage(p Passage) {
	for _, sentence := range sentences(p.Text) {
		if n := countWords(sentence); n > maxSentenceWords && p.Cells == nil {
			l.fault(p.line, "This sentence has %d words; at most %d are read with ease: %q", n, maxSentenceWords, sentence)
		}
	}
	if markup := markupPattern.FindString(p.Text); markup != "" {
		l.fault(p.line, "Only plain text is quoted: take out %q.", markup)
	}
	if word := dangling.FindString(p.Text); word != "" && !p.Bullet {
		l.fault(p.line, "A passage is quoted alone: say what %q means.", strings.TrimSpace(word))
	}
}

// cited faults sources that the front matter names and the text does not cite, and the other way round.
func (l *linter) cited(named []*Source, sections []Section) {
	seen := map[*Source]bool{}
	for _, section := range sections {
		for _, passage := range section.Passages {
			for _, source := range passage.Sources {
				if !slices.Contains(named, source) && !seen[source] {
					l.fault(passage.line, "The source %q is cited and not listed under sources.", source.ID)
				}
				seen[source] = true
			}
		}
	}
	for _, source := range named {
		if !seen[source] {
			l.fault(0, "The source %q is listed and never cited.", source.ID)
		}
	}
}

func (l *linter) step(draft *stepDraft) {
	if draft.layer != l.last {
		return
	}
	s := draft.step
	l.file = draft.file
	sections := append([]Section{{"Why", s.Why}, {"First action", s.First}, {"Done when", s.Done}}, s.variants...)
	for _, section := range sections {
		if len(section.Passages) == 0 {
			l.fault(0, "The section %q is missing.", section.Heading)
		}
	}
	for _, variant := range s.variants {
		if !slices.Contains(variantHeadings, variant.Heading) {
			l.fault(0, "%q is not a heading here. The headings are %s.", variant.Heading, strings.Join(variantHeadings, ", "))
		}
	}
	if s.Effort == "" || s.Title == "" {
		l.fault(0, "A step has a title and says its effort.")
	}
	for _, door := range s.FirstFor {
		if !slices.Contains(s.Doors, door) {
			l.fault(0, "The step is first for %q and not given to them.", door)
		}
	}
	l.passages(sections)
	l.cited(s.Sources, sections)
}

// variantHeadings are what a step may say to one door or in one sector.
var variantHeadings = []string{
	"For an IT professional", "For a business professional", "For a service manager", "For a senior sponsor",
	"In a council", "In a police force", "In a fire service", "In a health body",
}

var datePattern = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)

func isDate(text string) bool { return len(text) == len("2026-11-21") && datePattern.MatchString(text) }

func (l *linter) sources(d *drafts, pack fs.FS) {
	l.file = "sources.yaml"
	own := &drafts{sources: map[string]*Source{}}
	own.readSources(pack)
	for id, source := range own.sources {
		if !datePattern.MatchString(source.Date) {
			l.fault(0, "The date of %q must be YYYY, YYYY-MM or YYYY-MM-DD.", id)
		}
		if source.Licence == "" {
			l.fault(0, "Say under which licence the source %q may be used.", id)
		}
	}
}

func anyText(e *Entry, is func(string) bool) bool {
	for _, section := range e.everySection() {
		if slices.ContainsFunc(section.Passages, func(p Passage) bool { return is(p.Text) }) {
			return true
		}
	}
	return false
}

// sentences splits text after . ! ? where a new sentence seems to start.
func sentences(text string) []string {
	var found []string
	start := 0
	for i, c := range text {
		if i+2 < len(text) && strings.ContainsRune(".!?", c) && text[i+1] == ' ' && startsSentence(text[i+2:]) {
			found = append(found, text[start:i+1])
			start = i + 2
		}
	}
	return append(found, text[start:])
}

func startsSentence(rest string) bool {
	for _, c := range rest {
		return unicode.IsUpper(c) || unicode.IsDigit(c) || strings.ContainsRune(`"“‘£`, c)
	}
	return false
}

// countWords counts what is read as a word: a lone dash is none.
func countWords(text string) int {
	return len(strings.FieldsFunc(text, func(c rune) bool { return unicode.IsSpace(c) || c == '–' || c == '—' }))
}
