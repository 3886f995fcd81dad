package council

import (
	"strings"
	"time"
)

// Field is a part of a member's card that the member alone decides to show.
type Field string

// The fields of a card. The organisation and the sector are of the seat, the
// others of the person.
const (
	FieldName         Field = "name"
	FieldTitle        Field = "title"
	FieldOrganisation Field = "organisation"
	FieldSector       Field = "sector"
	FieldRegion       Field = "region"
	FieldExpertise    Field = "expertise"
	FieldEmail        Field = "email"
)

// Fields lists the fields of a card in the order in which they are shown.
var Fields = []Field{FieldName, FieldTitle, FieldOrganisation, FieldSector, FieldRegion, FieldExpertise, FieldEmail}

// Label gives the field's name as people read it.
func (f Field) Label() string {
	switch f {
	case FieldTitle:
		return "Job title"
	case FieldEmail:
		return "E-mail address"
	case FieldExpertise:
		return "What I can help with"
	}
	return strings.ToUpper(string(f[:1])) + string(f[1:])
}

// Visibility is who may read a field of a card.
type Visibility string

// The visibilities. A field is private until the member says otherwise: only
// the member, the chair and the secretary read it.
const (
	Private Visibility = "private"
	Members Visibility = "members"
	Public  Visibility = "public"
)

// ParseVisibility reads a visibility's word. The error is a *Problem.
func ParseVisibility(text string) (Visibility, error) {
	switch v := Visibility(strings.ToLower(strings.TrimSpace(text))); v {
	case Private, Members, Public:
		return v, nil
	}
	return "", &Problem{Field: "visibility", Say: "Choose private, members or public: who may read this part of your card."}
}

// ParseField reads a field's word or label. The error is a *Problem.
func ParseField(text string) (Field, error) {
	word := Fold(text)
	for _, f := range Fields {
		if word == string(f) || word == Fold(f.Label()) {
			return f, nil
		}
	}
	return "", &Problem{Field: "field", Say: "Your card has no such part. Choose name, title, organisation, sector, region, expertise or email."}
}

// Wording gives the exact sentence that a member agrees to for a field, or for
// one of the [Agreements], which is kept with the consent.
func Wording(f Field, v Visibility) string {
	if sentence, ok := agreements[f][v]; ok {
		return sentence
	}
	what := "my " + strings.ToLower(f.Label())
	if f == FieldExpertise {
		what = "what I can help with"
	}
	switch v {
	case Members:
		return "I agree that the members of the council may see " + what + ". I can take this back at any time."
	case Public:
		return "I agree that anyone may see " + what + " on the council’s public website. I can take this back at any time, and it is then removed from the site."
	}
	return "Only I, the chair and the secretary may see " + what + "."
}

// Consent is what a member decided about a field, when, and to which words.
type Consent struct {
	Field      Field
	Visibility Visibility
	Wording    string // the exact sentence that was agreed to
	At         time.Time
}

// Choices gives, from a member's consents in the order they were made, the
// visibility of each field now.
func Choices(consents []Consent) map[Field]Visibility {
	now := make(map[Field]Visibility, len(Fields))
	for _, f := range Fields {
		now[f] = Private
	}
	for _, c := range consents {
		now[c.Field] = c.Visibility
	}
	return now
}

// Seen gives what of a member's card an audience may read: what is not for it
// is empty. Slack ids, standing and dates are never part of what the public
// reads.
func (m Member) Seen(by Visibility, choices map[Field]Visibility) Member {
	if by == Private {
		return m
	}
	allowed := func(f Field) bool { return choices[f] == Public || by == Members && choices[f] == Members }
	seen := Member{ID: m.ID}
	if by == Members {
		seen.SlackID, seen.Standing, seen.Joined, seen.Left = m.SlackID, m.Standing, m.Joined, m.Left
	}
	for _, f := range Fields {
		if allowed(f) {
			seen.copyField(m, f)
		}
	}
	return seen
}

func (m *Member) copyField(from Member, f Field) {
	switch f {
	case FieldName:
		m.Name = from.Name
	case FieldTitle:
		m.Title, m.Role = from.Title, from.Role
	case FieldOrganisation:
		m.Organisation = from.Organisation
	case FieldSector:
		m.Sector = from.Sector
	case FieldRegion:
		m.Region = from.Region
	case FieldExpertise:
		m.Expertise = from.Expertise
	case FieldEmail:
		m.Email = from.Email
	}
}

// A card is asked about a year after it was last said to be right, and stays
// public for a month more.
const (
	cardYear  = 365 * 24 * time.Hour
	cardGrace = 30 * 24 * time.Hour
)

// CardDue reports whether "is this still right?" should be asked of a card that
// was last confirmed at a time.
func CardDue(confirmed, now time.Time) bool { return !now.Before(confirmed.Add(cardYear)) }

// CardStale reports whether the question has gone unanswered, so that the web
// no longer shows the card.
func CardStale(confirmed, now time.Time) bool {
	return !now.Before(confirmed.Add(cardYear + cardGrace))
}

// Finds reports whether what is seen of a member answers a search: every word
// of it begins a word of the card.
func (m Member) Finds(search string) bool {
	card := " " + Fold(strings.Join(append([]string{m.Name, m.Title, m.Organisation, m.Sector.Label(), string(m.Sector), m.Region}, m.Expertise...), " "))
	for word := range strings.FieldsSeq(Fold(search)) {
		if !strings.Contains(card, " "+word) {
			return false
		}
	}
	return strings.TrimSpace(search) != ""
}
