package site

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/knowledge"
)

// rolesPage lists the roles by family.
type rolesPage struct {
	frame
	Families []roleFamily
}

type roleFamily struct {
	Name  string
	Roles []entryLine
}

// entryLine is an entry in a list.
type entryLine struct{ URL, Title, Short, Summary string }

func lineOf(e *knowledge.Entry) entryLine {
	return entryLine{URL: entryURL(e), Title: e.Title, Short: e.Short, Summary: e.Summary}
}

func linesOf(entries []*knowledge.Entry) []entryLine {
	lines := make([]entryLine, len(entries))
	for i, e := range entries {
		lines[i] = lineOf(e)
	}
	return lines
}

// entryURL is where an entry of the pack stands.
func entryURL(e *knowledge.Entry) string {
	switch {
	case e.Kind == knowledge.Role && abbreviation(e.Short):
		return "/roles/" + strings.ToLower(e.Short) + "/"
	case e.Kind == knowledge.Role:
		return "/roles/" + e.ID + "/"
	case e.Kind == knowledge.Skill:
		return "/skills/" + e.ID + "/"
	}
	return "/guidance/" + e.ID + "/"
}

// abbreviation reports whether a role's short name is one word of letters, such
// as CTO, so that it can stand in an address.
func abbreviation(short string) bool {
	for _, c := range short {
		if (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return short != ""
}

func (s *Site) roles(*http.Request) (page, error) {
	p := rolesPage{frame: s.frame("/roles/", "Roles", time.Time{})}
	for _, family := range s.Library.Families() {
		p.Families = append(p.Families, roleFamily{family.Name, linesOf(family.Roles)})
	}
	p.Next = []link{{Text: "See the skills that the roles need", URL: "/skills/"}, {Text: "Read where your own job stands: CIO or CTO?", URL: "/guidance/head-of-ict-cio-or-cto/"}}
	return page{name: "roles", data: p}, nil
}

// skillsPage lists the skills.
type skillsPage struct {
	frame
	Skills []entryLine
}

func (s *Site) skills(*http.Request) (page, error) {
	p := skillsPage{s.frame("/skills/", "Skills", time.Time{}, link{Text: "Roles", URL: "/roles/"}), linesOf(s.Library.Skills())}
	p.Next = []link{{Text: "See the roles", URL: "/roles/"}, {Text: "Read what the levels mean", URL: "/guidance/skill-levels/"}}
	p.Nav = s.frame("/roles/", "", time.Time{}).Nav
	return page{name: "skills", data: p}, nil
}

// guidancePage lists what the council has written down, in three groups.
type guidancePage struct {
	frame
	Groups []guidanceGroup
}

type guidanceGroup struct {
	ID, Name, Lead string
	Entries        []entryLine
}

func (s *Site) guidance(*http.Request) (page, error) {
	groups := []guidanceGroup{
		{ID: "guidance", Name: "Setting up and running an IT department", Lead: "For whoever was asked to do it, by trade or by accident."},
		{ID: "council", Name: "About this council", Lead: "How it meets, what it publishes and whom it works with."},
		{ID: "history", Name: "History", Lead: "What was so at a date. Each page says which."},
	}
	at := map[knowledge.Kind]int{knowledge.Guidance: 0, knowledge.Council: 1, knowledge.History: 2}
	for _, e := range s.Library.Entries() {
		if i, ok := at[e.Kind]; ok {
			groups[i].Entries = append(groups[i].Entries, lineOf(e))
		}
	}
	p := guidancePage{s.frame("/guidance/", "Guidance", time.Time{}), groups}
	p.Next = []link{{Text: "See the roles and their skills", URL: "/roles/"}}
	return page{name: "guidance", data: p}, nil
}

func (s *Site) role(r *http.Request) (page, error) {
	return s.entry(r, link{Text: "Roles", URL: "/roles/"}, knowledge.Role)
}

func (s *Site) skill(r *http.Request) (page, error) {
	return s.entry(r, link{Text: "Skills", URL: "/skills/"}, knowledge.Skill)
}

func (s *Site) guide(r *http.Request) (page, error) {
	return s.entry(r, link{Text: "Guidance", URL: "/guidance/"}, knowledge.Guidance, knowledge.Council, knowledge.History)
}

// entryPage is one entry of the pack.
type entryPage struct {
	frame
	Entry    *knowledge.Entry
	Sections []knowledge.Section // the lead first, under no heading
	Skills   []skillNeed         // what a role needs
	Needing  []skillNeed         // the roles that need a skill
	Related  []entryLine
	Verified string // the day in words
}

// skillNeed is a skill that a role needs, or a role that needs a skill.
type skillNeed struct {
	entryLine
	Level string
}

// cite is a source by its place in the page's list, from 1.
type cite struct {
	Place int
	Title string
}

// Cites gives the sources of a passage.
func (p entryPage) Cites(passage knowledge.Passage) []cite {
	var all []cite
	for _, source := range passage.Sources {
		if i := slices.Index(p.Entry.Sources, source); i >= 0 {
			all = append(all, cite{i + 1, source.Title})
		}
	}
	return all
}

// Parts parts a section's passages into runs of paragraphs, bullets and rows.
func (p entryPage) Parts(s knowledge.Section) []part {
	var parts []part
	for _, passage := range s.Passages {
		kind := "text"
		switch {
		case passage.Head != nil:
			kind = "rows"
		case passage.Bullet:
			kind = "bullets"
		}
		if n := len(parts); n == 0 || parts[n-1].Kind != kind {
			parts = append(parts, part{Kind: kind, Head: passage.Head})
		}
		last := &parts[len(parts)-1]
		last.Passages = append(last.Passages, passage)
	}
	return parts
}

type part struct {
	Kind     string // text, bullets, rows
	Head     []string
	Passages []knowledge.Passage
}

// entry makes the page of the entry that an address names. An entry has one
// address; its id leads there too.
func (s *Site) entry(r *http.Request, up link, kinds ...knowledge.Kind) (page, error) {
	e := s.find(r.PathValue("id"), kinds)
	if e == nil {
		return page{}, errLost
	}
	if entryURL(e) != r.URL.Path {
		return page{}, moved{entryURL(e)}
	}
	verified, err := council.ParseDay(e.Verified)
	if err != nil {
		return page{}, err
	}
	changed := verified.At(0, 0, s.Now().Location())
	p := entryPage{frame: s.frame(entryURL(e), e.Title, changed, up), Entry: e, Verified: verified.Long(), Related: linesOf(e.Related)}
	if e.Kind == knowledge.Skill {
		p.Nav = s.frame("/roles/", "", time.Time{}).Nav
	}
	if len(e.Lead) > 0 {
		p.Sections = append(p.Sections, knowledge.Section{Passages: e.Lead})
	}
	for _, section := range e.Sections {
		p.Sections = append(p.Sections, headed(e, section))
	}
	for _, need := range e.Skills {
		p.Skills = append(p.Skills, skillNeed{lineOf(need.Skill), need.Level})
	}
	for _, needing := range s.Library.RolesNeeding(e) {
		p.Needing = append(p.Needing, skillNeed{lineOf(needing.Role), needing.Level})
	}
	for _, next := range e.Next {
		p.Next = append(p.Next, link{Text: "Read: " + next.Title, URL: entryURL(next)})
	}
	return page{name: "entry", data: p, changed: changed}, nil
}

// find gives the entry of an id or of a role's short name, among some kinds.
func (s *Site) find(name string, kinds []knowledge.Kind) *knowledge.Entry {
	for _, e := range s.Library.Entries() {
		for _, kind := range kinds {
			if e.Kind == kind && (e.ID == name || e.Short != "" && strings.EqualFold(e.Short, name)) {
				return e
			}
		}
	}
	return nil
}

// headed gives a role's section for one sector a heading that stands alone.
func headed(e *knowledge.Entry, s knowledge.Section) knowledge.Section {
	if e.Kind != knowledge.Role && e.Kind != knowledge.Skill {
		return s
	}
	switch s.Heading {
	case "Council":
		s.Heading = "In a council"
	case "Police":
		s.Heading = "In a police force"
	case "Fire":
		s.Heading = "In a fire and rescue service"
	case "Health":
		s.Heading = "In a health body"
	}
	return s
}
