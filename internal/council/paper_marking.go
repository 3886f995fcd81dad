package council

import (
	"fmt"
	"strings"
	"time"
)

// Marking says who may see a paper. The words are those of the Traffic Light
// Protocol, version 2.0 (FIRST, August 2022, first.org/tlp), and the councils'
// own "not for publication".
type Marking string

// The markings. The empty one is none: nobody has said yet.
const (
	MarkClear  Marking = "TLP:CLEAR"           // no limit: it may be public
	MarkGreen  Marking = "TLP:GREEN"           // for the community, not for channels that are open to all
	MarkClosed Marking = "NOT FOR PUBLICATION" // for the council's members and their deputies
	MarkAmber  Marking = "TLP:AMBER"           // for its recipients, within their organisation and its clients
	MarkStrict Marking = "TLP:AMBER+STRICT"    // for its recipients, within their organisation
	MarkRed    Marking = "TLP:RED"             // for the eyes of the people named, and nobody else
)

// Markings lists the markings from the most open to the most closed.
var Markings = []Marking{MarkClear, MarkGreen, MarkClosed, MarkAmber, MarkStrict, MarkRed}

// markingWords are what people write for a marking, folded to letters, figures
// and the plus sign. WHITE was the word of TLP 1.0 for CLEAR.
var markingWords = map[string]Marking{
	"clear": MarkClear, "white": MarkClear, "public": MarkClear, "open": MarkClear, "none": MarkClear,
	"green": MarkGreen,
	"amber": MarkAmber, "amber+strict": MarkStrict, "amberstrict": MarkStrict, "strict": MarkStrict,
	"red":               MarkRed,
	"notforpublication": MarkClosed, "closed": MarkClosed, "private": MarkClosed, "exempt": MarkClosed, "membersonly": MarkClosed,
}

// ParseMarking reads a marking as people write it: "TLP:AMBER", "tlp amber
// strict", "public", "not for publication". The error is a *Problem.
func ParseMarking(text string) (Marking, error) {
	word := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r == '+':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return -1
	}, text)
	if m, ok := markingWords[strings.TrimPrefix(word, "tlp")]; ok {
		return m, nil
	}
	return "", &Problem{Field: "marking", Say: fmt.Sprintf(
		"“%s” is not a marking. Choose TLP:CLEAR, TLP:GREEN, not for publication, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED.", cut(text))}
}

// Label gives the marking with what it means, for a form's menu.
func (m Marking) Label() string {
	switch m {
	case MarkClear:
		return "TLP:CLEAR – public"
	case MarkGreen:
		return "TLP:GREEN – members and their communities"
	case MarkClosed:
		return "Not for publication – members and deputies"
	case MarkAmber:
		return "TLP:AMBER – members, for their organisations"
	case MarkStrict:
		return "TLP:AMBER+STRICT – members, for their own use"
	case MarkRed:
		return "TLP:RED – the author, sponsor, chair, secretary"
	}
	return "not marked yet"
}

// Public reports whether what bears the marking may be shown to anybody: TLP:CLEAR
// alone may.
func (m Marking) Public() bool { return m == MarkClear }

// forMembers reports whether what bears the marking is for every member. The
// council's members are the recipients that TLP:AMBER speaks of; TLP:RED is for
// the people named, and the mark itself names nobody. What is not marked is kept
// as TLP:RED is.
func (m Marking) forMembers() bool { return m != MarkRed && m != "" }

// Reader is who wants to see a paper.
type Reader struct {
	Member  Member
	Sponsor MemberID    // of the paper's item
	Deputy  []MeetingID // the meetings to which the person comes as a deputy, while the pass lasts
}

// Public reports whether anybody may see the paper: it is out, it is marked as
// public, and its item is open.
func (p Paper) Public() bool {
	return p.Stage == PaperPublished && p.Marking.Public() && p.Closed == ""
}

// OpenTo reports whether a person may see the paper, its title and its author.
// Its author, the sponsor of its item, and the secretary and whoever stands above
// always may. Members may see one that is marked for them and whose item is open;
// deputies one that is out, for the meeting that they come to; everybody else what
// is public.
func (p Paper) OpenTo(r Reader, now time.Time) bool {
	m := r.Member
	switch {
	case p.Public(), m.Holds(Secretary, now):
		return true
	case m.Present() && (m.ID == p.Author || m.ID == r.Sponsor):
		return true
	case p.Closed != "" || !p.Marking.forMembers():
		return false
	case m.Present():
		return true
	}
	for _, meeting := range r.Deputy {
		if meeting == p.Meeting && p.Stage == PaperPublished {
			return true
		}
	}
	return false
}

// ReadableBy reports whether a person may open what came of the paper: whoever
// may see it, once it is out; before that its author, the sponsor and the
// secretary alone, because it may still change.
func (p Paper) ReadableBy(r Reader, now time.Time) bool {
	early := r.Member.Holds(Secretary, now) || r.Member.Present() && (r.Member.ID == p.Author || r.Member.ID == r.Sponsor)
	return p.Here() && p.OpenTo(r, now) && (early || p.Stage == PaperPublished)
}

// Stub is what everybody may know of a paper that they may not see: that there is
// one, and why it is not shown.
func (p Paper) Stub() string {
	why := p.Closed
	switch {
	case why != "":
	case p.Marking == MarkClosed:
		why = "not for publication"
	case p.Marking != "":
		why = string(p.Marking)
	default:
		why = "not marked yet"
	}
	return "A paper that is not for everybody: " + why
}
