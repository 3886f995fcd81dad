package printing

import "strings"

// contents sets the contents of a pack: the agenda, and each item with its papers,
// each with its page at the right. Each line leads there.
func (l *laid) contents(p Pack, known places) {
	l.block(partFace, "Contents")
	l.y += 4
	if p.Supplement == 0 {
		l.line("Agenda", p.page(known.agenda), known.agenda, 0, true)
	}
	item := ""
	for i, paper := range p.Papers {
		page := known.page(i)
		if paper.Number == "" {
			l.line(paper.Item+" (closed)", p.page(page), page, 0, true)
			continue
		}
		if paper.Item != item {
			l.line(paper.Item, "", page, 0, true)
			item = paper.Item
		}
		l.line(l.paperLine(paper), p.page(page), page, 18, false)
	}
	if len(p.Papers) == 0 {
		l.block(textFace, "There are no papers.")
	}
}

func (l *laid) paperLine(paper PackPaper) string {
	words := paper.heading()
	if paper.Author != "" {
		words += ", by " + paper.Author
	}
	if paper.File == "" && len(paper.Why) > 0 {
		words += ". " + paper.Why[0]
	}
	return words
}

// line sets one line of the contents; a long one goes on below.
func (l *laid) line(words, number string, to int, indent float64, bold bool) {
	const size, numbers = 11.5, 52.0
	f := face{size: size, bold: bold}
	l.use(f)
	lines := l.lines(words, textWide-numbers-indent)
	step := size * leading
	high := float64(len(lines)) * step
	gap := 2.5
	if bold {
		gap = 7
	}
	l.room(high + gap)
	l.y += gap
	link := 0
	if to > 0 {
		l.links = append(l.links, Link{Page: l.pages, To: to, Words: strings.TrimSpace(words + " " + number),
			At: [4]float64{marginSide, pageHigh - l.y - high - 1, pageWide - marginSide, pageHigh - l.y + 1}})
		link = len(l.links)
	}
	l.use(f)
	l.marked("TOCI", link, func() {
		l.column(marginSide+indent, lines, size)
		l.y += high
		l.Text(pageWide-marginSide-l.GetStringWidth(number), l.y-step+size, number)
	})
	if number != "" && len(lines) > 0 {
		l.dots(marginSide+indent+l.GetStringWidth(lines[len(lines)-1])+6, pageWide-marginSide-l.GetStringWidth(number)-6, l.y-step+size)
	}
}

// dots lead the eye to the number of the page.
func (l *laid) dots(from, to, y float64) {
	if to-from < 8 {
		return
	}
	l.ornament(func() {
		l.SetDrawColor(0x8a, 0x90, 0x99)
		l.SetLineWidth(0.7)
		l.SetDashPattern([]float64{0.8, 3.2}, 0)
		l.Line(from, y, to, y)
		l.SetDashPattern([]float64{}, 0)
	})
}
