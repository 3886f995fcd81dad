package bot

import (
	"strings"

	"councilbot/internal/ui"
)

// fitted breaks the parts of a body that are longer than one Slack block may be
// into several of the same kind, so that nothing is refused and no word is cut.
func fitted(body []ui.Block) []ui.Block {
	out := make([]ui.Block, 0, len(body))
	for _, b := range body {
		switch b := b.(type) {
		case ui.Prose:
			out = fitProse(out, b)
		case ui.Extract:
			out = fitExtract(out, b)
		case ui.List:
			out = fitList(out, b)
		case ui.Table:
			out = fitProse(out, ui.Prose{Text: ui.Words([]ui.Block{b})})
		case ui.Note:
			out = fitNote(out, b)
		case ui.Fields:
			out = fitFields(out, b)
		case ui.Buttons:
			out = fitButtons(out, b)
		case ui.Select:
			out = fitSelect(out, b)
		case ui.File:
			out = fitProse(out, ui.Prose{Text: "The file " + b.Name + " comes to you in a direct message from me."})
		default:
			out = append(out, b)
		}
	}
	return out
}

// fitProse splits a paragraph. A lead so long that it leaves little room is part
// of the words.
func fitProse(out []ui.Block, p ui.Prose) []ui.Block {
	if units(p.Lead) > maxSection/4 {
		p = ui.Prose{Text: ui.Words([]ui.Block{p})}
	}
	room := maxSection - units(p.Lead) - 3
	for _, part := range split(clean(p.Text), grown(p.Text, room)) {
		out = append(out, ui.Prose{Lead: p.Lead, Text: part})
		p.Lead = ""
	}
	return out
}

// fitExtract shows what is too long for one block as prose, without its marks.
func fitExtract(out []ui.Block, e ui.Extract) []ui.Block {
	if words := e.Words(); units(words)+2*len(e.Pieces)+units(e.Lead)+4 > grown(words, maxSection) {
		return fitProse(out, ui.Prose{Lead: e.Lead, Text: words})
	}
	return append(out, e)
}

// grown allows for what escaping adds: an "&" becomes five characters.
func grown(s string, room int) int {
	extra := 4*strings.Count(s, "&") + 3*strings.Count(s, "<") + 3*strings.Count(s, ">")
	return max(room-min(extra, room*4/5), room/5)
}

// fitList halves a list that is too long for one block; a single point that is
// too long is split as a paragraph.
func fitList(out []ui.Block, l ui.List) []ui.Block {
	if text := listText(l); units(text) <= grown(text, maxSection-3) {
		return append(out, l)
	}
	half := len(l.Items) / 2
	if half == 0 || l.Numbered {
		return fitProse(out, ui.Prose{Text: listText(l)})
	}
	out = fitList(out, ui.List{Lead: l.Lead, Items: l.Items[:half]})
	return fitList(out, ui.List{Items: l.Items[half:]})
}

func listText(l ui.List) string { return ui.Words([]ui.Block{l}) }

func fitNote(out []ui.Block, n ui.Note) []ui.Block {
	room := maxSection - 1800 // for the links
	parts := split(clean(n.Text), grown(n.Text, room))
	for _, part := range parts[:len(parts)-1] {
		out = append(out, ui.Note{Text: part})
	}
	return append(out, ui.Note{Text: parts[len(parts)-1], Links: n.Links})
}

func fitFields(out []ui.Block, f ui.Fields) []ui.Block {
	for len(f.Pairs) > maxFields {
		out = append(out, ui.Fields{Pairs: f.Pairs[:maxFields]})
		f.Pairs = f.Pairs[maxFields:]
	}
	return append(out, f)
}

func fitButtons(out []ui.Block, b ui.Buttons) []ui.Block {
	for len(b.Row) > rowOfButtons {
		out = append(out, ui.Buttons{Row: b.Row[:rowOfButtons]})
		b.Row = b.Row[rowOfButtons:]
	}
	if len(b.Row) == 0 {
		return out
	}
	return append(out, b)
}

func fitSelect(out []ui.Block, s ui.Select) []ui.Block {
	for len(s.Options) > maxOptions {
		part := s
		part.Options = s.Options[:maxOptions]
		out = append(out, part)
		s.Options = s.Options[maxOptions:]
	}
	return append(out, s)
}
