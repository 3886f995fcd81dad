package knowledge

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// Library is a loaded pack. It is not changed after it is loaded, but for the index that the first question builds.
type Library struct {
	entries []*Entry // by kind as listed above, then id
	byID    map[string]*Entry
	roles   []*Entry // by family, then title
	skills  []*Entry // by title
	needing map[*Entry][]Needing
	sources []*Source
	steps   []*Step
	words   lists

	roleTitles, skillTitles *titles

	once  sync.Once // builds asked
	asked *index
}

// Needing is a role that needs some skill, at a level where the skill has levels.
type Needing struct {
	Role  *Entry
	Level string
}

// Family is a group of roles.
type Family struct {
	Name  string
	Roles []*Entry // by title
}

// Entry is the entry with this id, or nil.
func (l *Library) Entry(id string) *Entry { return l.byID[id] }

// Entries are all entries: roles, skills, guidance, council, history, each by id.
func (l *Library) Entries() []*Entry { return l.entries }

// Roles are the roles by family, then title.
func (l *Library) Roles() []*Entry { return l.roles }

// Skills are the skills by title.
func (l *Library) Skills() []*Entry { return l.skills }

// Sources are all sources by id.
func (l *Library) Sources() []*Source { return l.sources }

// Families are the families of roles by name.
func (l *Library) Families() []Family {
	var families []Family
	for _, role := range l.roles {
		if n := len(families); n == 0 || families[n-1].Name != role.Family {
			families = append(families, Family{Name: role.Family})
		}
		last := &families[len(families)-1]
		last.Roles = append(last.Roles, role)
	}
	return families
}

// RolesNeeding are the roles that need a skill, by title.
func (l *Library) RolesNeeding(skill *Entry) []Needing { return l.needing[skill] }

// Sharing is another role and the skills both need.
type Sharing struct {
	Role   *Entry
	Skills []*Entry // in the order of the first role
}

// SharedWith are the roles that need some skill of this role, those that share most first.
func (l *Library) SharedWith(role *Entry) []Sharing {
	var shared []Sharing
	for _, need := range role.Skills {
		for _, other := range l.needing[need.Skill] {
			if other.Role == role {
				continue
			}
			i := slices.IndexFunc(shared, func(s Sharing) bool { return s.Role == other.Role })
			if i < 0 {
				i = len(shared)
				shared = append(shared, Sharing{Role: other.Role})
			}
			shared[i].Skills = append(shared[i].Skills, need.Skill)
		}
	}
	slices.SortStableFunc(shared, func(a, b Sharing) int {
		return cmp.Or(len(b.Skills)-len(a.Skills), strings.Compare(a.Role.Title, b.Role.Title))
	})
	return shared
}

// arrange sets everything that follows from the entries.
func (l *Library) arrange() {
	l.byID = make(map[string]*Entry, len(l.entries))
	l.needing = map[*Entry][]Needing{}
	for _, entry := range l.entries {
		l.byID[entry.ID] = entry
		switch entry.Kind {
		case Role:
			l.roles = append(l.roles, entry)
		case Skill:
			l.skills = append(l.skills, entry)
		}
	}
	slices.SortFunc(l.roles, func(a, b *Entry) int {
		return cmp.Or(strings.Compare(a.Family, b.Family), strings.Compare(a.Title, b.Title))
	})
	slices.SortFunc(l.skills, func(a, b *Entry) int { return strings.Compare(a.Title, b.Title) })
	l.roleTitles, l.skillTitles = newTitles(l.roles), newTitles(l.skills)
	for _, role := range slices.SortedFunc(slices.Values(l.roles), byTitle) {
		for _, need := range role.Skills {
			l.needing[need.Skill] = append(l.needing[need.Skill], Needing{role, need.Level})
		}
	}
}

func byTitle(a, b *Entry) int { return strings.Compare(a.Title, b.Title) }
