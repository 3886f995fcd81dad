package document

import (
	"context"
	"strings"
)

// slides reads a PowerPoint presentation (ECMA-376 part 1, 19), slide by slide
// as they are shown. Speakers' notes are not read: they are not for the reader.
func slides(_ context.Context, s source, d *draft) error {
	a, err := openArchive(s)
	if err != nil {
		return err
	}
	if err := a.properties(d); err != nil {
		return err
	}
	const main = "ppt/presentation.xml"
	order, err := a.ordered(main, "sldId")
	if err != nil {
		return err
	}
	for i, part := range order[:min(len(order), MaxPages)] {
		d.onPage(i + 1)
		r := &slideReader{draft: d}
		if err := a.walk(part, r.elements()); err != nil {
			return err
		}
		r.endShape()
		if !r.titled && !r.hidden {
			d.untitled = append(d.untitled, i+1)
		}
	}
	d.Pages = len(order)
	return nil
}

// ordered gives the parts that the elements of a name in a part refer to, in
// their order.
func (a *archive) ordered(part, element string) ([]string, error) {
	targets, err := a.relations(part)
	if err != nil {
		return nil, err
	}
	var parts []string
	err = a.walk(part, elements{begin: map[string]func(attributes){
		element: func(as attributes) {
			for _, attr := range as {
				if attr.Name.Local == "id" && attr.Name.Space != "" && targets[attr.Value] != "" { // r:id; an id of its own has no namespace
					parts = append(parts, targets[attr.Value])
				}
			}
		},
	}})
	return parts, err
}

// slideReader reads the shapes of one slide.
type slideReader struct {
	*draft
	hidden   bool
	titled   bool
	title    bool // the shape being read is the slide's title
	inText   bool
	skip     int
	para     strings.Builder
	shape    []string // its paragraphs
	pictured image
}

func (r *slideReader) elements() elements {
	return elements{
		begin: map[string]func(attributes){
			"sld":      func(as attributes) { r.hidden = as.get("show") == "0" },
			"sp":       func(attributes) { r.endShape() },
			"ph":       func(as attributes) { r.title = as.get("type") == "title" || as.get("type") == "ctrTitle" },
			"t":        func(attributes) { r.inText = true },
			"br":       func(attributes) { r.para.WriteByte(' ') },
			"Fallback": func(attributes) { r.skip++ },
			"pic":      func(attributes) { r.pictured = image{is: true} },
			"cNvPr": func(as attributes) {
				r.pictured.described += as.get("descr") + as.get("title")
			},
			"decorative": func(as attributes) { r.pictured.described += decorative(as) },
		},
		finish: map[string]func(){
			"t":        func() { r.inText = false },
			"p":        r.endParagraph,
			"sp":       r.endShape,
			"Fallback": func() { r.skip-- },
			"pic": func() {
				if !r.hidden && r.skip == 0 {
					r.picture(r.pictured.described)
				}
				r.pictured = image{}
			},
		},
		words: func(text string) {
			if r.inText && r.skip == 0 && !r.hidden {
				r.para.WriteString(text)
			}
		},
		stop: func() bool { return r.Cut },
	}
}

func (r *slideReader) endParagraph() {
	if text := tidy(r.para.String()); text != "" {
		r.shape = append(r.shape, text)
	}
	r.para.Reset()
}

// endShape gives on what a shape holds: the title as a heading.
func (r *slideReader) endShape() {
	r.endParagraph()
	if r.title && len(r.shape) > 0 {
		r.titled = true
		r.heading(1, strings.Join(r.shape, " "))
	} else {
		for _, text := range r.shape {
			r.paragraph(text)
		}
	}
	r.shape, r.title = nil, false
}
