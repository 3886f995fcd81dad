package document

import (
	"context"
	"strconv"
	"strings"
)

// word reads a Word document (ECMA-376 part 1, 17): its body, then its notes.
// What was struck out with changes tracked is no longer its text.
func word(_ context.Context, s source, d *draft) error {
	a, err := openArchive(s)
	if err != nil {
		return err
	}
	if err := a.properties(d); err != nil {
		return err
	}
	styles, err := a.styles(d)
	if err != nil {
		return err
	}
	w := &wordReader{draft: d, styles: styles}
	if err := a.walk("word/document.xml", w.elements()); err != nil {
		return err
	}
	for _, notes := range []string{"word/footnotes.xml", "word/endnotes.xml"} {
		d.section("")
		if err := a.may(notes, (&wordReader{draft: d, styles: styles}).elements()); err != nil {
			return err
		}
	}
	return nil
}

// properties reads what every file of Microsoft Office states of itself.
func (a *archive) properties(d *draft) error {
	var pages string
	if err := a.may("docProps/core.xml", &value{of: "title", into: &d.Title}); err != nil {
		return err
	}
	if err := a.may("docProps/app.xml", &value{of: "Pages", into: &pages}); err != nil {
		return err
	}
	d.Title = tidy(d.Title)
	if n, err := strconv.Atoi(strings.TrimSpace(pages)); err == nil && n > 0 && n <= MaxPages {
		d.Pages = n
	}
	return nil
}

// style is how a paragraph style of Word's bears on reading.
type style struct {
	name  string // in English, whatever language Word speaks: "heading 1"
	base  string
	level int // of a heading, from 1; 0: none
}

// styles reads the paragraph styles, by id, and the language.
func (a *archive) styles(d *draft) (map[string]*style, error) {
	styles := map[string]*style{}
	at := &style{}
	err := a.may("word/styles.xml", elements{begin: map[string]func(attributes){
		"style": func(as attributes) {
			at = &style{}
			styles[as.get("styleId")] = at
		},
		"name":       func(as attributes) { at.name = strings.ToLower(as.get("val")) },
		"basedOn":    func(as attributes) { at.base = as.get("val") },
		"outlineLvl": func(as attributes) { at.level = outline(as) },
		"lang": func(as attributes) {
			if d.Language == "" {
				d.Language = as.get("val")
			}
		},
	}})
	return styles, err
}

// outline is the level of a heading that an outlineLvl element tells; 9 is body
// text.
func outline(as attributes) int {
	n, err := strconv.Atoi(as.get("val"))
	if err != nil || n < 0 || n > 8 {
		return 0
	}
	return n + 1
}

// levelOf is the heading level of a style, its own or that of the style it is
// based on; 0 when it is no heading.
func levelOf(styles map[string]*style, id string) int {
	for range 20 { // a chain longer than this goes in a circle
		s := styles[id]
		if s == nil {
			return 0
		}
		if number, is := strings.CutPrefix(s.name, "heading "); is {
			if n, err := strconv.Atoi(number); err == nil && n >= 1 && n <= 9 {
				return n
			}
		}
		if s.level > 0 {
			return s.level
		}
		id = s.base
	}
	return 0
}

// wordReader reads the paragraphs of a part of a Word document.
type wordReader struct {
	*draft
	styles map[string]*style
	para   strings.Builder
	level  int
	inText bool
	skip   int // within what is shown to older programs only
	image  image
}

// image is a drawing being read: it may hold a picture, and may describe it.
type image struct {
	within    int
	is        bool
	described string
}

func (w *wordReader) elements() elements {
	return elements{
		begin: map[string]func(attributes){
			"p":          func(attributes) { w.endParagraph() },
			"pStyle":     func(as attributes) { w.level = levelOf(w.styles, as.get("val")) },
			"outlineLvl": func(as attributes) { w.level = outline(as) },
			"t":          func(attributes) { w.inText = true },
			"tab":        func(attributes) { w.para.WriteByte(' ') },
			"br":         func(attributes) { w.para.WriteByte(' ') },
			"tc":         func(attributes) { w.endParagraph() },
			"Fallback":   func(attributes) { w.skip++ },
			"drawing":    func(attributes) { w.image = image{within: w.image.within + 1} },
			"pict":       func(attributes) { w.image = image{within: w.image.within + 1} },
			"docPr":      func(as attributes) { w.image.described += as.get("descr") + as.get("title") },
			"shape":      func(as attributes) { w.image.described += as.get("alt") },
			"decorative": func(as attributes) { w.image.described += decorative(as) },
			"blip":       func(attributes) { w.image.is = true },
			"chart":      func(attributes) { w.image.is = true },
			"imagedata":  func(attributes) { w.image.is = true },
		},
		finish: map[string]func(){
			"p":        w.endParagraph,
			"t":        func() { w.inText = false },
			"Fallback": func() { w.skip-- },
			"drawing":  w.endImage,
			"pict":     w.endImage,
		},
		words: func(text string) {
			if w.inText && w.skip == 0 {
				w.para.WriteString(text)
			}
		},
		stop: func() bool { return w.Cut },
	}
}

func (w *wordReader) endParagraph() {
	if w.level > 0 {
		w.heading(w.level, w.para.String())
	} else {
		w.paragraph(w.para.String())
	}
	w.para.Reset()
	w.level = 0
}

func (w *wordReader) endImage() {
	if w.image.within > 0 && w.image.is && w.skip == 0 {
		w.picture(w.image.described)
	}
	w.image = image{}
}

// decorative stands for the description of a picture that is marked as telling
// nothing.
func decorative(as attributes) string {
	if v := as.get("val"); v == "1" || v == "true" {
		return "decorative"
	}
	return ""
}
