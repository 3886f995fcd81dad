package printing

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// Word writes a sheet as a Word document (ECMA-376, WordprocessingML): with a
// title, heading styles and British English, so that a screen reader finds its
// way and Word can make a table of contents of it.
func Word(w io.Writer, s Sheet) error {
	d := &wordDocument{}
	d.sheet(s)
	z := zip.NewWriter(w)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", wordTypes}, {"_rels/.rels", wordRels}, {"docProps/core.xml", coreProperties(s)},
		{"word/document.xml", d.xml()}, {"word/styles.xml", wordStyles}, {"word/settings.xml", wordSettings}, {"word/numbering.xml", wordBullets},
		{"word/_rels/document.xml.rels", d.relations()},
	} {
		f, err := z.Create(part.name)
		if err != nil {
			return fmt.Errorf("write a Word document: %w", err)
		}
		if _, err := io.WriteString(f, part.text); err != nil {
			return fmt.Errorf("write a Word document: %w", err)
		}
	}
	return z.Close()
}

// wordDocument is the text of a document under way.
type wordDocument struct {
	body  strings.Builder
	links []string // addresses, by their relation's number less one
}

func (d *wordDocument) sheet(s Sheet) {
	d.say("Council", s.Council)
	d.say("Title", s.Title)
	d.say("Mark", s.Mark)
	d.facts(s.Facts)
	for _, text := range s.Lead {
		d.say("", text)
	}
	for _, g := range s.People {
		d.say("Heading1", g.Name)
		for _, person := range orNone(g.People) {
			d.say("ListBullet", person)
		}
	}
	for _, part := range s.Parts {
		d.say("Heading1", part.Heading)
		d.say("", part.Lead)
		for _, item := range part.Items {
			d.item(item)
		}
	}
	for _, note := range s.Notes {
		d.say("Small", note)
	}
	if s.Address != "" {
		d.paragraph("Small", run("", "On the web: ")+d.link(s.Address, s.Address))
	}
	d.say("Small", s.Stood())
}

func orNone(people []string) []string {
	if len(people) == 0 {
		return []string{"None."}
	}
	return people
}

// facts are a table of two columns whose first row says what they hold: a reader
// of the page does without that row, but who hears the table needs it.
func (d *wordDocument) facts(facts []Fact) {
	if len(facts) == 0 {
		return
	}
	d.body.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="Facts"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="00A0" w:firstRow="1" w:firstColumn="1"/><w:tblCaption w:val="About the meeting"/></w:tblPr><w:tblGrid><w:gridCol w:w="2200"/><w:gridCol w:w="7400"/></w:tblGrid>`)
	d.row(true, run("", "About"), run("", "The meeting"))
	for _, f := range facts {
		value := run("", f.Value)
		if f.URL != "" {
			value = d.link(f.URL, f.Value)
		}
		d.row(false, run("bold", f.Name), value)
	}
	d.body.WriteString(`</w:tbl>`)
}

func (d *wordDocument) row(head bool, name, value string) {
	d.body.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
	if head {
		d.body.WriteString(`<w:tblHeader/>`)
	}
	d.body.WriteString(`</w:trPr>`)
	for i, cell := range []string{name, value} {
		fmt.Fprintf(&d.body, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr>%s</w:p></w:tc>`, []int{2200, 7400}[i], cell)
	}
	d.body.WriteString(`</w:tr>`)
}

func (d *wordDocument) item(i Item) {
	d.say("Heading2", strings.TrimSpace(i.Number+". "+i.Title))
	said := i.Said()
	if i.Clock != "" {
		said = strings.TrimSpace(i.Clock + ". " + said)
	}
	d.say("Said", said)
	if i.Closed != "" {
		d.say("", "Not for the public. The reason: "+ended(i.Closed))
	}
	for _, text := range append([]string{i.Gone, i.Ask}, i.Notes...) {
		d.say("", text)
	}
	for _, p := range i.Papers {
		words := run("", p.Said())
		if p.URL != "" {
			words = d.link(p.URL, p.Said())
		}
		d.paragraph("ListBullet", words+run("", paperTail(p)))
	}
	for _, p := range i.Paragraphs {
		d.say("", p.Number+"  "+p.Text)
	}
	for _, x := range i.Decisions {
		d.paragraph("Decision", run("bold", strings.TrimSpace("Decision "+x.Number)+": ")+run("", x.Text))
	}
	for _, x := range i.Actions {
		d.paragraph("Decision", run("bold", strings.TrimSpace("Action "+x.Number)+": ")+run("", x.Said()))
	}
}

// say adds a paragraph; no words, no paragraph.
func (d *wordDocument) say(style, words string) {
	if strings.TrimSpace(words) != "" {
		d.paragraph(style, run("", words))
	}
}

func (d *wordDocument) paragraph(style, runs string) {
	d.body.WriteString(`<w:p>`)
	if style != "" {
		d.body.WriteString(`<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`)
	}
	d.body.WriteString(runs + `</w:p>`)
}

// run is a piece of text; how is "bold" or empty.
func run(how, words string) string {
	if words == "" {
		return ""
	}
	set := ""
	if how == "bold" {
		set = `<w:rPr><w:b/></w:rPr>`
	}
	return `<w:r>` + set + `<w:t xml:space="preserve">` + xmlText(words) + `</w:t></w:r>`
}

// link is words that lead to an address on the web; to any other they lead
// nowhere.
func (d *wordDocument) link(address, words string) string {
	if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		return run("", words)
	}
	d.links = append(d.links, address)
	return fmt.Sprintf(`<w:hyperlink r:id="rId%d"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r></w:hyperlink>`, len(d.links)+fixedRelations, xmlText(words))
}

// xmlText writes words as XML has them. What XML cannot hold is a replacement
// character.
func xmlText(words string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(words)) // to memory: it cannot fail
	return b.String()
}
