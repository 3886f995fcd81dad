package printing

import "strings"

// sheet sets a sheet from the top of a new page on.
func (p *press) sheet(s Sheet) {
	p.newPage()
	p.head(s)
	for _, text := range s.Lead {
		p.block(textFace, text)
	}
	for _, g := range s.People {
		p.block(partFace, g.Name)
		people := g.People
		if len(people) == 0 {
			people = []string{"None."}
		}
		for _, person := range people {
			p.block(textFace, person)
		}
	}
	for _, part := range s.Parts {
		p.block(partFace, part.Heading)
		p.block(textFace, part.Lead)
		for _, item := range part.Items {
			p.item(item)
		}
	}
	p.small(s)
}

// head sets what stands over a sheet: whose it is, its title, its mark, its
// facts.
func (p *press) head(s Sheet) {
	p.block(councilFace, s.Council)
	p.title(s.Title)
	if s.Mark != "" {
		p.block(face{role: "P", size: 13, bold: true, before: 6}, s.Mark)
	}
	p.y += 8
	p.facts(s.Facts)
}

// title sets a title; one that needs two lines is broken after its first part.
func (p *press) title(words string) {
	p.use(titleFace)
	if p.GetStringWidth(setText(words)) > textWide {
		words = strings.Replace(words, ": ", ":\n", 1)
	}
	p.block(titleFace, words)
}

// facts sets each fact's name at the left and its value beside it, as one
// paragraph to who hears it.
func (p *press) facts(facts []Fact) {
	const aside = 96.0
	name, value := face{size: 11.5, bold: true}, face{size: 11.5}
	for _, f := range facts {
		p.use(value)
		lines := p.lines(f.Value, textWide-aside)
		p.use(name)
		names := p.lines(f.Name, aside-8)
		step := value.size * leading
		p.room(float64(max(len(lines), len(names)))*step + 4)
		p.marked("P", 0, func() {
			p.use(name)
			p.column(marginSide, names, name.size)
			p.use(value)
			p.column(marginSide+aside, lines, value.size)
		})
		p.y += float64(max(len(lines), len(names)))*step + 4
	}
}

// column sets lines under one another without moving on.
func (p *press) column(x float64, lines []string, size float64) {
	for i, line := range lines {
		p.Text(x, p.y+size+float64(i)*size*leading, line+" ")
	}
}

// item sets an item with its time beside its title.
func (p *press) item(i Item) {
	p.use(itemFace)
	p.room(itemFace.before + headingKeeps)
	at := p.y + itemFace.before + itemFace.size
	p.block(itemFace, i.Number+". "+i.Title)
	if i.Clock != "" {
		p.use(face{size: itemFace.size, grey: true})
		p.marked("P", 0, func() { p.Text(marginSide, at, i.Clock) })
	}
	if i.Closed != "" {
		p.block(saidFace, "Not for the public. The reason: "+ended(i.Closed))
	}
	quiet := saidFace
	quiet.grey = true
	p.block(quiet, i.Said())
	for _, text := range append([]string{i.Gone, i.Ask}, i.Notes...) {
		p.block(saidFace, text)
	}
	for _, paper := range i.Papers {
		p.block(saidFace, strings.TrimSpace(paper.Said()+paperTail(paper)))
	}
	for _, paragraph := range i.Paragraphs {
		p.block(saidFace, paragraph.Number+"  "+paragraph.Text)
	}
	bold := saidFace
	bold.bold = true
	for _, d := range i.Decisions {
		p.block(bold, strings.TrimSpace("Decision "+d.Number)+": "+d.Text)
	}
	for _, a := range i.Actions {
		p.block(bold, strings.TrimSpace("Action "+a.Number)+": "+a.Said())
	}
}

// small sets the small print of a sheet.
func (p *press) small(s Sheet) {
	if len(s.Notes) > 0 || s.Address != "" {
		p.y += 14
	}
	for _, note := range s.Notes {
		p.block(quietFace, note)
	}
	if s.Address != "" {
		p.block(quietFace, "On the web: "+s.Address)
	}
}
