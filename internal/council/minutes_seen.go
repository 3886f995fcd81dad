package council

import (
	"slices"
	"time"
)

// OpenTo reports whether a person may read all that is said under the heading;
// see [Item.OpenTo].
func (i MinutedItem) OpenTo(m Member, now time.Time) bool {
	return Item{Closed: i.Closed, Sponsor: i.Sponsor}.OpenTo(m, now)
}

// Stub is what everybody may see of a closed heading: its number, its title and
// the reason for which it is closed.
func (i MinutedItem) Stub() MinutedItem {
	return MinutedItem{Item: i.Item, Number: i.Number, Title: i.Title, Closed: i.Closed}
}

// SeenBy gives the text as a person may see it, with closed headings as stubs and
// without the corrections under them.
func (t MinutesText) SeenBy(m Member, now time.Time) MinutesText {
	return t.shown(func(i MinutedItem) bool { return i.OpenTo(m, now) })
}

// Open gives the text as everybody may see it.
func (t MinutesText) Open() MinutesText {
	t = t.shown(func(i MinutedItem) bool { return i.Closed == "" })
	for i := range t.Items {
		t.Items[i].Sponsor = 0
	}
	return t
}

func (t MinutesText) shown(open func(MinutedItem) bool) MinutesText {
	whole := t
	t.Items = slices.Clone(t.Items)
	for i, item := range t.Items {
		if !open(item) {
			t.Items[i] = item.Stub()
		}
	}
	t.Made = slices.DeleteFunc(slices.Clone(t.Made), func(c Correction) bool { return !whole.shows(c, open) })
	return t
}

// shows reports whether a correction is under a heading that a reader may see.
func (t MinutesText) shows(c Correction, open func(MinutedItem) bool) bool {
	part, _, err := t.Paragraph(c.Paragraph)
	return c.Paragraph == AttendanceParagraph || err == nil && open(part)
}

// Named gives the text with the names of those members alone who show theirs to
// everybody. shown holds, by id, what each of them shows; who shows only the
// organisation stands there as a member of it, and who shows nothing is counted.
// Deputies hold no seat and could not be asked: they are not named.
func (t MinutesText) Named(shown map[MemberID]Member) MinutesText {
	t.Present, t.Items, t.Made = slices.Clone(t.Present), slices.Clone(t.Items), slices.Clone(t.Made)
	for i, p := range t.Present {
		m := shown[p.Member]
		t.Present[i] = Presence{Name: m.Name, Organisation: m.Organisation, Answer: p.Answer}
		if p.Answer == ByDeputy {
			t.Present[i].Deputy = "A deputy"
		}
	}
	for i := range t.Items {
		t.Items[i].Paragraphs = slices.Clone(t.Items[i].Paragraphs)
		for j, p := range t.Items[i].Paragraphs {
			if p.Owner != 0 || p.Who != "" {
				t.Items[i].Paragraphs[j].Owner, t.Items[i].Paragraphs[j].Who = 0, shown[p.Owner].Name
			}
		}
	}
	for i := range t.Made {
		t.Made[i].By = 0
	}
	return t
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
