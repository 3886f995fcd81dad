package council

import "strings"

// Body is the kind of organisation whose department is set up.
type Body string

// The kinds of body.
const (
	District Body = "district"
	County   Body = "county"
	Unitary  Body = "unitary"
	Combined Body = "combined"
	Force    Body = "police"
	FireBody Body = "fire"
	Health   Body = "health"
	OtherOne Body = "other"
)

// Bodies lists the kinds of body in the order in which they are shown.
var Bodies = []Body{District, County, Unitary, Combined, Force, FireBody, Health, OtherOne}

// bodies says each kind's name and the sector whose steps are for it.
var bodies = map[Body]struct {
	label  string
	sector Sector
}{
	District: {"District or borough council", SectorCouncil},
	County:   {"County council", SectorCouncil},
	Unitary:  {"Unitary, metropolitan, city or London borough council", SectorCouncil},
	Combined: {"Combined authority", SectorCouncil},
	Force:    {"Police force", SectorPolice},
	FireBody: {"Fire and rescue service", SectorFire},
	Health:   {"Health body", SectorHealth},
	OtherOne: {"Another public body", SectorOther},
}

// Label gives the kind's name as people read it.
func (b Body) Label() string { return bodies[b].label }

// Sector gives the sector whose steps are for the kind of body; other when the
// kind is not known.
func (b Body) Sector() Sector {
	if known, ok := bodies[b]; ok {
		return known.sector
	}
	return SectorOther
}

// ParseBody reads a kind of body by its word or its label. The error is a
// *Problem.
func ParseBody(text string) (Body, error) {
	for _, b := range Bodies {
		if Fold(text) == string(b) || Fold(text) == Fold(b.Label()) {
			return b, nil
		}
	}
	return "", &Problem{Field: "body", Say: "Choose the kind of body that is nearest to yours."}
}

// GuessBody guesses the kind of body from a member's card: the sector, and for
// councils the words of the name. It is for a form to begin with; empty when
// the card says nothing.
func GuessBody(m Member) Body {
	switch m.Sector {
	case SectorPolice:
		return Force
	case SectorFire:
		return FireBody
	case SectorHealth:
		return Health
	case SectorNational, SectorOther:
		return OtherOne
	}
	name := " " + Fold(m.Organisation) + " "
	for _, row := range []struct {
		word string
		body Body
	}{{"combined", Combined}, {"county", County}, {"district", District}, {"london borough", Unitary}, {"borough", District}, {"city", Unitary}, {"metropolitan", Unitary}, {"unitary", Unitary}} {
		if strings.Contains(name, " "+row.word+" ") {
			return row.body
		}
	}
	if m.Sector == SectorCouncil {
		return Unitary // in Scotland, Wales and Northern Ireland most are
	}
	return ""
}

// Size is how large the body is, by the people who use its computers.
type Size string

// The sizes of a body.
const (
	Small  Size = "small"
	Medium Size = "medium"
	Large  Size = "large"
)

// Sizes lists the sizes in the order in which they are shown.
var Sizes = []Size{Small, Medium, Large}

// Label gives the size as people read it.
func (s Size) Label() string {
	return map[Size]string{Small: "Small: up to 500 staff", Medium: "Medium: 500 to 3,000 staff", Large: "Large: more than 3,000 staff"}[s]
}

// ParseSize reads a size's word. The error is a *Problem.
func ParseSize(text string) (Size, error) {
	for _, s := range Sizes {
		if Fold(text) == string(s) {
			return s, nil
		}
	}
	return "", &Problem{Field: "size", Say: "Choose how large your body is: small, medium or large."}
}
