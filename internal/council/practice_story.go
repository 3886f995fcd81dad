package council

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// storyCrowd is how many bodies of a sector must have a seat for the sector to
// stand with a story of failure: with fewer it would point at who tells it.
const storyCrowd = 3

// AsStory gives a practice as a story of failure: without its body, its owner
// and its contact, and without its sector unless so many bodies of the sector
// have a seat that it points at none.
func (p Practice) AsStory(teller Member, members []Member) Practice {
	p.Story = true
	p.Owner, p.Contact, p.VerifiedBy, p.Organisation = 0, 0, 0, ""
	var bodies []string
	for _, m := range members {
		if folded := Fold(m.Organisation); m.Present() && m.Sector == teller.Sector && !slices.Contains(bodies, folded) {
			bodies = append(bodies, folded)
		}
	}
	p.Sector = ""
	if len(bodies) >= storyCrowd {
		p.Sector = teller.Sector
	}
	return p
}

// bodyWords are in the names of many bodies and point at none.
var bodyWords = map[string]bool{"borough": true, "county": true, "district": true, "city": true, "police": true, "constabulary": true, "fire": true,
	"rescue": true, "service": true, "hospital": true, "trust": true, "health": true, "board": true, "nh": true, "authority": true, "national": true,
	"east": true, "west": true, "north": true, "south": true, "combined": true, "royal": true, "town": true, "parish": true}

// NamesTeller says which part of a story of failure names whoever tells it or
// their body, so that it can be put otherwise before anybody reads it; nil when
// none does. A word of the person's name counts where it is written as a name, so
// that somebody called Price may speak of prices. The error is a *Problem.
func (p Practice) NamesTeller(teller Member) error {
	body := tellingWords(teller.Organisation)
	maps.DeleteFunc(body, func(word string, _ bool) bool { return bodyWords[word] })
	name := tellingWords(teller.Name + " " + teller.SlackID)
	for _, part := range []struct{ field, text string }{
		{"title", p.Title}, {"problem", p.Problem}, {"did", p.Did}, {"result", p.Result}, {"took", p.Took}, {"but", p.But},
	} {
		if teller.Email != "" && strings.Contains(Fold(part.text), Fold(teller.Email)) {
			return &Problem{Field: part.field, Say: "Your own e-mail address stands here, so the story would not be nameless. Take it out."}
		}
		if word := pointing(part.text, name, body); word != "" {
			return &Problem{Field: part.field, Say: fmt.Sprintf("“%s” points at you or your organisation, so the story would not be nameless. Say it another way, such as: a borough council.", word)}
		}
	}
	return nil
}

// pointing gives the first word of a text that is of a name, written as one, or
// of a body's name; nothing when there is none.
func pointing(text string, name, body map[string]bool) string {
	for word := range strings.FieldsFuncSeq(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		first, _ := utf8.DecodeRuneInString(word)
		folded := strings.TrimSuffix(Fold(word), "s")
		if len(folded) > 2 && (body[folded] || unicode.IsUpper(first) && name[folded]) {
			return word
		}
	}
	return ""
}
