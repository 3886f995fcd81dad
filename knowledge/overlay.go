package knowledge

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Overlay turns the sheet into files that [Load] lays over the library: an entry for each role and each skill,
// all from one source. What the library says of a role beyond the sheet (its names, its lines for each kind of
// body, its grade, what to read next) is kept; its purpose, responsibilities and skills become the sheet's.
// The keys are paths such as "roles/test-engineer.md".
func (s RoleSheet) Overlay(l *Library, from Source, verified, verifier string) map[string][]byte {
	o := &overlay{
		library: l, from: &from, verified: verified, verifier: verifier,
		roles: map[string]*sheetRole{}, skills: map[string]*Entry{}, taken: map[string]bool{},
	}
	for id := range l.byID {
		o.taken[id] = true
	}
	for _, row := range s.Rows {
		o.row(row)
	}
	files := map[string][]byte{"sources.yaml": []byte(from.front())}
	for _, role := range o.roles {
		role.finish(o)
		files["roles/"+role.entry.ID+".md"] = role.entry.Markdown()
	}
	for _, skill := range o.skills {
		files["skills/"+skill.ID+".md"] = skill.Markdown()
	}
	return files
}

// overlay is the entries of a sheet while its rows are being taken in.
type overlay struct {
	library            *Library
	from               *Source
	roles              map[string]*sheetRole // by their titles as file names
	skills             map[string]*Entry
	taken              map[string]bool // ids
	verified, verifier string
}

// sheetRole is a role while its rows are being taken in.
type sheetRole struct {
	entry  *Entry
	levels []sheetLevel
}

// sheetLevel is one level of a role: "Senior test engineer", and the skills it needs.
type sheetLevel struct {
	name, text string
	needs      []string // "Testing (expert)"
}

func (o *overlay) row(row RoleRow) {
	role, skill := o.role(row), o.skill(row)
	level := strings.ToLower(row.SkillLevel)
	i := slices.IndexFunc(role.entry.Skills, func(n Need) bool { return n.Skill == skill })
	switch {
	case i < 0:
		role.entry.Skills = append(role.entry.Skills, Need{skill, level})
	case slices.Index(Levels, level) > slices.Index(Levels, role.entry.Skills[i].Level):
		role.entry.Skills[i].Level = level
	}
	if row.Level != "" {
		at := role.level(row)
		role.levels[at].needs = append(role.levels[at].needs, skill.Title+" ("+level+")")
	}
}

func (r *sheetRole) level(row RoleRow) int {
	i := slices.IndexFunc(r.levels, func(l sheetLevel) bool { return strings.EqualFold(l.name, row.Level) })
	if i < 0 {
		i = len(r.levels)
		r.levels = append(r.levels, sheetLevel{name: row.Level, text: row.LevelDescription})
	}
	return i
}

// role is the sheet's role of this row, begun when its first row comes.
func (o *overlay) role(row RoleRow) *sheetRole {
	if role := o.roles[fileName(row.Role)]; role != nil {
		return role
	}
	title := oneLine(row.Role)
	e := o.begin(Role, title)
	e.Family, e.Skills = oneLine(row.Family), nil
	e.Asks = addTexts(e.Asks, "what does a "+lower(title)+" do", "which skills does a "+lower(title)+" need",
		"how do I become a "+lower(title), "what is a "+lower(title)+" for")
	purpose, duties := split(row.Description, "you will")
	e.describe(o.from, purpose, title+" is a role in the family "+e.Family+".")
	e.set("Purpose", o.cite(purpose))
	e.set("Responsibilities", o.cite(duties))
	role := &sheetRole{entry: e}
	o.roles[fileName(row.Role)] = role
	return role
}

// skill is the sheet's skill of this row, with the level the row describes.
func (o *overlay) skill(row RoleRow) *Entry {
	e := o.skills[fileName(row.Skill)]
	if e == nil {
		title := oneLine(row.Skill)
		e = o.begin(Skill, title)
		e.Asks = addTexts(e.Asks, "what is "+lower(title), "who needs "+lower(title),
			"how do I get better at "+lower(title), "what can somebody with "+lower(title)+" do")
		about, rest := split(row.SkillDescription, "you can")
		can, examples := splitPassages(rest, "examples of leadership")
		e.describe(o.from, about, title+" is a skill of the framework.")
		e.set("You can", o.cite(can))
		e.set("Examples of leadership", o.cite(examples))
		o.skills[fileName(row.Skill)] = e
	}
	if row.SkillLevel != "" {
		heading := strings.ToUpper(row.SkillLevel[:1]) + lower(row.SkillLevel[1:])
		e.set(heading, o.cite(passagesOf(row.SkillLevelDescribe)))
		e.sortLevels()
	}
	return e
}

// begin starts an entry from what the library knows of it, or from nothing.
func (o *overlay) begin(kind Kind, title string) *Entry {
	e := &Entry{Kind: kind, Title: title}
	if known := o.library.titled(kind, title); known != nil {
		*e = *known
		e.Sections = slices.Clone(known.Sections)
	} else {
		e.ID = o.freeID(kind, title)
	}
	e.Verified, e.Verifier = o.verified, o.verifier
	e.Aliases = addTexts(e.Aliases, lower(title), initials(title), lower(title)+" "+string(kind))
	if !slices.Contains(e.Sources, o.from) {
		e.Sources = append(slices.Clip(e.Sources), o.from)
	}
	return e
}

// titled is the library's entry of a kind that has this title, or had it before.
func (l *Library) titled(kind Kind, title string) *Entry {
	is := func(name string) bool { return fileName(name) == fileName(title) }
	for _, e := range l.entries {
		if e.Kind == kind && (is(e.Title) || slices.ContainsFunc(e.Former, is)) {
			return e
		}
	}
	return nil
}

// freeID is an id for a title that nothing else has, in the library or in the sheet.
func (o *overlay) freeID(kind Kind, title string) string {
	id := fileName(title)
	for o.taken[id] {
		id += "-" + string(kind)
	}
	o.taken[id] = true
	return id
}

// finish sets what is known of a role once all its rows are in.
func (r *sheetRole) finish(o *overlay) {
	e := r.entry
	var levels, needs []Passage
	for _, level := range r.levels {
		e.Aliases = addTexts(e.Aliases, lower(oneLine(level.name)))
		levels = append(levels, Passage{Text: strings.TrimSuffix(level.name+": "+level.text, ": "), Bullet: true})
		needs = append(needs, Passage{Text: level.name + ": " + strings.Join(level.needs, ", "), Bullet: true})
	}
	e.set("Levels", o.cite(levels))
	e.set("Skills at each level", o.cite(needs))
	if e.Section("Grade") == nil {
		e.set("Grade", o.cite([]Passage{{Text: "The sheet of roles gives no grade. Councils, police, fire and health bodies do not use Civil Service grades."}}))
	}
	for _, sector := range []string{"Council", "Police", "Fire", "Health"} {
		if e.Section(sector) == nil {
			e.set(sector, o.cite([]Passage{{Text: "What this role means here is not written yet."}}))
		}
	}
}

// cite gives passages the overlay's source.
func (o *overlay) cite(passages []Passage) []Passage {
	for i := range passages {
		passages[i].Sources = []*Source{o.from}
	}
	return passages
}

// describe sets lead and summary: the first paragraphs, or a sentence of ours where there are none.
func (e *Entry) describe(from *Source, paragraphs []Passage, otherwise string) {
	if len(paragraphs) == 0 && len(e.Lead) > 0 {
		return
	}
	lead := Passage{Text: otherwise}
	if len(paragraphs) > 0 {
		lead.Text = paragraphs[0].Text
	}
	lead.Sources = []*Source{from}
	e.Lead = []Passage{lead}
	if first := sentences(lead.Text)[0]; e.Summary == "" {
		e.Summary = otherwise
		if countWords(first) <= maxSentenceWords {
			e.Summary = first
		}
	}
}

// set replaces a section, adds it, or leaves what is there when there is nothing to put.
func (e *Entry) set(heading string, passages []Passage) {
	if len(passages) == 0 {
		return
	}
	if section := e.Section(heading); section != nil {
		section.Passages = passages
		return
	}
	e.Sections = append(e.Sections, Section{heading, passages})
}

// sortLevels puts the sections of a skill's levels in ascending order, after the others.
func (e *Entry) sortLevels() {
	slices.SortStableFunc(e.Sections, func(a, b Section) int {
		return slices.Index(Levels, lower(a.Heading)) - slices.Index(Levels, lower(b.Heading))
	})
}

// split cuts a description in two at the line that ends in a colon and holds these words ("you can:").
func split(text, words string) (before, after []Passage) {
	return splitPassages(passagesOf(text), words)
}

func splitPassages(passages []Passage, words string) (before, after []Passage) {
	for i, p := range passages {
		if text := lower(p.Text); strings.HasSuffix(text, ":") && strings.Contains(text, words) {
			return passages[:i], passages[i+1:]
		}
	}
	return passages, nil
}

// passagesOf reads a cell's text: a line that starts with a bullet is one, every other line is a paragraph.
func passagesOf(text string) (passages []Passage) {
	for each := range strings.Lines(text) {
		each = oneLine(each)
		plain := strings.TrimLeft(each, "•·*-–#| ")
		if plain != "" {
			passages = append(passages, Passage{Text: plain, Bullet: plain != each})
		}
	}
	return passages
}

// addTexts adds what is not there yet, empty texts never.
func addTexts(list []string, more ...string) []string {
	list = slices.Clip(list)
	for _, text := range more {
		if text != "" && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}

// initials are the first letters of a title of three words or more: "cto".
func initials(title string) string {
	var letters strings.Builder
	words := splitWords(title)
	for _, word := range words {
		if len(words) > 2 && word != "and" && word != "of" {
			first, _ := utf8.DecodeRuneInString(word)
			letters.WriteRune(first)
		}
	}
	return letters.String()
}

func lower(text string) string { return strings.ToLower(text) }
