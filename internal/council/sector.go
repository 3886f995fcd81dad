package council

import (
	"fmt"
	"strings"
)

// Sector is the part of local public services that a member comes from. The
// zero value means that nobody has said yet.
type Sector string

// The sectors named when the council merged with its forerunner in 2012, and
// one for whoever fits none of them.
const (
	SectorCouncil  Sector = "council"
	SectorPolice   Sector = "police"
	SectorFire     Sector = "fire"
	SectorHealth   Sector = "health"
	SectorNational Sector = "national"
	SectorOther    Sector = "other"
)

// Sectors lists every sector in the order in which it is shown.
var Sectors = []Sector{SectorCouncil, SectorPolice, SectorFire, SectorHealth, SectorNational, SectorOther}

var sectorLabels = map[Sector]string{
	SectorCouncil:  "Council",
	SectorPolice:   "Police",
	SectorFire:     "Fire and rescue",
	SectorHealth:   "Health",
	SectorNational: "National body",
	SectorOther:    "Other",
}

// Words that place a body in a sector, tried in this order, so that "London
// Ambulance" is health before anything else is asked of it.
var sectorWords = []struct {
	sector Sector
	words  []string
}{
	{SectorHealth, []string{"health", "nhs", "hospital", "hospitals", "ambulance", "icb", "care"}},
	{SectorFire, []string{"fire", "rescue", "frs"}},
	{SectorPolice, []string{"police", "policing", "constabulary", "pcc"}},
	{SectorNational, []string{"national", "government", "gov", "central", "department", "agency", "association", "gds", "mhclg", "lga"}},
	{SectorCouncil, []string{"council", "councils", "county", "district", "borough", "unitary", "city", "town", "parish", "authority", "local"}},
	{SectorOther, []string{"other", "none", "university", "education", "charity", "third"}},
}

// Label gives the sector's name as people read it; "Not stated" for the zero
// value.
func (s Sector) Label() string {
	if label, ok := sectorLabels[s]; ok {
		return label
	}
	return "Not stated"
}

// ParseSector reads what people write for a sector: "Fire & Rescue", "NHS",
// "county council", "local government". Nothing written gives the zero value.
// The error is a *Problem that lists the sectors.
func ParseSector(text string) (Sector, error) {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' })
	if len(words) == 0 && strings.TrimSpace(text) == "" {
		return "", nil
	}
	if len(words) > 1 && words[0] == "local" && words[1] == "government" {
		return SectorCouncil, nil
	}
	for _, row := range sectorWords {
		if shareWord(row.words, words) {
			return row.sector, nil
		}
	}
	return "", &Problem{Field: "sector", Say: fmt.Sprintf(
		"We do not know the sector “%s”. Choose one of: council, police, fire, health, national, other.", cutRunes(strings.TrimSpace(text), longestName))}
}

func shareWord(known, said []string) bool {
	for _, k := range known {
		for _, s := range said {
			if k == s {
				return true
			}
		}
	}
	return false
}
