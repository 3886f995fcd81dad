package knowledge

import (
	"slices"
	"strings"
)

// Comparison is two roles side by side. Skills are the same when they are the same entry.
type Comparison struct {
	Left, Right         *Entry
	Shared              []SharedNeed
	OnlyLeft, OnlyRight []Need
	LeftDoes, RightDoes []Passage // their responsibilities
}

// SharedNeed is a skill both roles need, with the level each needs, empty for a skill without levels.
type SharedNeed struct {
	Skill                 *Entry
	LeftLevel, RightLevel string
}

// Compare sets two roles side by side: what both need, what only one does.
func (l *Library) Compare(left, right *Entry) Comparison {
	c := Comparison{Left: left, Right: right, LeftDoes: responsibilities(left), RightDoes: responsibilities(right)}
	for _, need := range left.Skills {
		if other, ok := needOf(right, need.Skill); ok {
			c.Shared = append(c.Shared, SharedNeed{need.Skill, need.Level, other.Level})
		} else {
			c.OnlyLeft = append(c.OnlyLeft, need)
		}
	}
	for _, need := range right.Skills {
		if _, ok := needOf(left, need.Skill); !ok {
			c.OnlyRight = append(c.OnlyRight, need)
		}
	}
	return c
}

// needOf is the role's need of a skill.
func needOf(role, skill *Entry) (Need, bool) {
	i := slices.IndexFunc(role.Skills, func(n Need) bool { return n.Skill == skill })
	if i < 0 {
		return Need{}, false
	}
	return role.Skills[i], true
}

func responsibilities(role *Entry) []Passage {
	if section := role.Section("Responsibilities"); section != nil {
		return section.Passages
	}
	return nil
}

// Merged is several roles held by one person, as in a small organisation: each responsibility and skill once.
type Merged struct {
	Roles  []*Entry
	Does   []MergedDuty
	Skills []MergedNeed
}

// MergedDuty is a responsibility and the roles that bring it.
type MergedDuty struct {
	Passage Passage
	Roles   []*Entry
}

// MergedNeed is a skill, the highest level any of the roles needs it at, and the roles that need it.
type MergedNeed struct {
	Need
	Roles []*Entry
}

// Merge puts roles together in the order given; a role named twice counts once.
func (l *Library) Merge(roles ...*Entry) Merged {
	var m Merged
	for _, role := range roles {
		if slices.Contains(m.Roles, role) {
			continue
		}
		m.Roles = append(m.Roles, role)
		for _, duty := range responsibilities(role) {
			m.addDuty(role, duty)
		}
		for _, need := range role.Skills {
			m.addNeed(role, need)
		}
	}
	return m
}

func (m *Merged) addDuty(role *Entry, duty Passage) {
	i := slices.IndexFunc(m.Does, func(d MergedDuty) bool { return strings.EqualFold(d.Passage.Text, duty.Text) })
	if i < 0 {
		m.Does = append(m.Does, MergedDuty{Passage: duty, Roles: []*Entry{role}})
		return
	}
	m.Does[i].Roles = append(m.Does[i].Roles, role)
}

func (m *Merged) addNeed(role *Entry, need Need) {
	i := slices.IndexFunc(m.Skills, func(n MergedNeed) bool { return n.Skill == need.Skill })
	if i < 0 {
		m.Skills = append(m.Skills, MergedNeed{Need: need, Roles: []*Entry{role}})
		return
	}
	m.Skills[i].Roles = append(m.Skills[i].Roles, role)
	if slices.Index(Levels, need.Level) > slices.Index(Levels, m.Skills[i].Level) {
		m.Skills[i].Level = need.Level
	}
}
