package council

import (
	"slices"
	"time"
)

// OpenTo reports whether a person may read what is said under the heading; see
// [Item.OpenTo].
func (i MinutedItem) OpenTo(m Member, now time.Time) bool {
	return Item{Closed: i.Closed, Sponsor: i.Sponsor}.OpenTo(m, now)
}

// Stub is what everybody may see of a closed heading: its number, its title and
// the reason for which it is closed.
func (i MinutedItem) Stub() MinutedItem {
	return MinutedItem{Item: i.Item, Number: i.Number, Title: i.Title, Closed: i.Closed}
}

// Stub is what everybody may see of a closed paragraph: its number, what it is, and
// the reason for which it is closed.
func (p Paragraph) Stub() Paragraph {
	return Paragraph{Number: p.Number, Kind: p.Kind, Ref: p.Ref, Closed: p.Closed}
}

// OpenTo reports whether a person may read a paragraph that stands under a heading
// they may read: an open one everybody, a closed one the sponsor of the item, the
// owners of an action, and the secretary and whoever stands above.
func (p Paragraph) OpenTo(under MinutedItem, m Member, now time.Time) bool {
	return Item{Closed: p.Closed, Sponsor: under.Sponsor}.OpenTo(m, now) || m.Present() && owns(p.Owners, m.ID)
}

// SeenBy gives the text as a person may see it: closed headings and paragraphs are
// stubs, and the corrections to them are left out. Dissent is for who has a seat.
func (t MinutesText) SeenBy(m Member, now time.Time) MinutesText {
	t = t.shown(func(i MinutedItem) bool { return i.OpenTo(m, now) }, func(i MinutedItem, p Paragraph) bool { return p.OpenTo(i, m, now) })
	if !m.Holds(Seated, now) {
		t.dropDissent()
	}
	return t
}

// dropDissent leaves out what members alone read of decisions. The paragraphs must
// be the text's own.
func (t MinutesText) dropDissent() {
	for _, item := range slices.Concat(t.Items, t.Since) {
		for i := range item.Paragraphs {
			item.Paragraphs[i].Dissent = ""
		}
	}
}

// Open gives the text as everybody may see it.
func (t MinutesText) Open() MinutesText {
	t = t.shown(func(i MinutedItem) bool { return i.Closed == "" }, func(_ MinutedItem, p Paragraph) bool { return p.Closed == "" })
	for _, items := range [][]MinutedItem{t.Items, t.Since} {
		for i := range items {
			items[i].Sponsor = 0
		}
	}
	t.dropDissent()
	return t
}

func (t MinutesText) shown(heading func(MinutedItem) bool, paragraph func(MinutedItem, Paragraph) bool) MinutesText {
	whole := t
	t.Items, t.Since = stubbed(t.Items, heading, paragraph), stubbed(t.Since, heading, paragraph)
	t.Since = slices.DeleteFunc(t.Since, func(i MinutedItem) bool { return len(i.Paragraphs) == 0 }) // its stub stands above
	t.Made = slices.DeleteFunc(slices.Clone(t.Made), func(c Correction) bool {
		under, p, err := whole.Paragraph(c.Paragraph)
		ofPeople := c.Paragraph == AttendanceParagraph || c.Paragraph == GuestsParagraph
		return !ofPeople && (err != nil || !heading(under) || !paragraph(under, p))
	})
	return t
}

// stubbed gives items with those as stubs whose heading, or of which a paragraph, is
// not to be shown. They are the caller's own.
func stubbed(items []MinutedItem, heading func(MinutedItem) bool, paragraph func(MinutedItem, Paragraph) bool) []MinutedItem {
	items = slices.Clone(items)
	for i, item := range items {
		if !heading(item) {
			items[i] = item.Stub()
			continue
		}
		items[i].Paragraphs = slices.Clone(item.Paragraphs)
		for j, p := range item.Paragraphs {
			if !paragraph(item, p) {
				items[i].Paragraphs[j] = p.Stub()
			}
		}
	}
	return items
}

// Named gives the text with the names of those members alone who show theirs to
// everybody. shown holds, by id, what each of them shows; who shows only the
// organisation stands there as a member of it, and who shows nothing is counted.
// Deputies hold no seat and could not be asked: they are not named.
func (t MinutesText) Named(shown map[MemberID]Member) MinutesText {
	t.Present, t.Items, t.Since, t.Made = slices.Clone(t.Present), namedOwners(t.Items, shown), namedOwners(t.Since, shown), slices.Clone(t.Made)
	for i, p := range t.Present {
		m := shown[p.Member]
		t.Present[i] = Presence{Name: m.Name, Organisation: m.Organisation, Answer: p.Answer}
		if p.Answer == ByDeputy {
			t.Present[i].Deputy = "A deputy"
		}
	}
	for i, c := range t.Made {
		t.Made[i].By = 0
		if c.Paragraph == AttendanceParagraph && (c.Seat.Member == 0 || shown[c.Seat.Member].Name == "" || c.Seat.Answer == ByDeputy) {
			t.Made[i].Wording, t.Made[i].Was = "it was put right for one seat.", ""
		}
		t.Made[i].Seat = Presence{}
	}
	return t
}

// namedOwners gives items with those owners of actions alone who show their names
// to everybody.
func namedOwners(items []MinutedItem, shown map[MemberID]Member) []MinutedItem {
	items = slices.Clone(items)
	for i := range items {
		items[i].Paragraphs = slices.Clone(items[i].Paragraphs)
		for j, p := range items[i].Paragraphs {
			items[i].Paragraphs[j].Owners = ownersShown(p.Owners, shown)
		}
	}
	return items
}

// ownersShown gives the owners of an action who show their names to everybody.
func ownersShown(owners []Owner, shown map[MemberID]Member) []Owner {
	var all []Owner
	for _, o := range owners {
		if name := shown[o.Member].Name; o.Member != 0 && name != "" {
			all = append(all, Owner{Name: name})
		}
	}
	return all
}

// ParagraphChange is a paragraph that reads otherwise in another version.
type ParagraphChange struct {
	Number, Was, Is string
}

// Changes lists the paragraphs that read otherwise in a later version, in the
// later version's order.
func (t MinutesText) Changes(later MinutesText) []ParagraphChange {
	var all []ParagraphChange
	for _, item := range later.Items {
		for _, p := range item.Paragraphs {
			was := "(not there)"
			if _, before, err := t.Paragraph(p.Number); err == nil {
				was = before.Words()
			}
			if is := p.Words(); is != was {
				all = append(all, ParagraphChange{Number: p.Number, Was: was, Is: is})
			}
		}
	}
	return all
}
