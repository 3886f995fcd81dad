package document

import (
	"context"
	"errors"
	"strconv"
	"strings"
)

// openOffice reads a text, a spreadsheet or a presentation of LibreOffice's
// (OpenDocument 1.3 part 3). Notes for a speaker, comments and what was struck
// out are not read.
func openOffice(_ context.Context, s source, d *draft) error {
	a, err := openArchive(s)
	if err != nil {
		return err
	}
	if err := a.locked(); err != nil {
		return err
	}
	if err := a.meta(d); err != nil {
		return err
	}
	r := &openReader{draft: d}
	if err := a.walk("content.xml", r.elements()); err != nil {
		return err
	}
	r.endParagraph()
	r.endSlide()
	if r.sheets > 0 && d.Kind != ODText {
		d.Pages = r.sheets
	}
	return nil
}

// locked says whether a file opens only with a password (part 2, 3.4).
func (a *archive) locked() error {
	locked := false
	err := a.may("META-INF/manifest.xml", elements{begin: map[string]func(attributes){
		"encryption-data": func(attributes) { locked = true },
	}})
	if err == nil && locked {
		return flaw(Locked)
	}
	return err
}

// meta reads what a file states of itself, and its language.
func (a *archive) meta(d *draft) error {
	err := a.may("meta.xml", &value{of: "title", into: &d.Title})
	d.Title = tidy(d.Title)
	pages := a.may("meta.xml", elements{begin: map[string]func(attributes){
		"document-statistic": func(as attributes) {
			if n, err := strconv.Atoi(as.get("page-count")); err == nil && n > 0 && n <= MaxPages && d.Kind == ODText {
				d.Pages = n
			}
		},
	}})
	language := a.may("styles.xml", elements{begin: map[string]func(attributes){
		"text-properties": func(as attributes) {
			if tag := as.get("language"); d.Language == "" && tag != "" && tag != "none" && tag != "zxx" {
				d.Language = strings.TrimSuffix(tag+"-"+as.get("country"), "-")
			}
		},
	}})
	return errors.Join(err, pages, language)
}

// openReader reads the content of an OpenDocument file.
type openReader struct {
	*draft
	para   strings.Builder
	open   []int    // for each paragraph within a paragraph, its level; -1: no heading
	row    []string // the cells of a spreadsheet's row
	skip   int
	sheets int // sheets or slides so far
	title  bool
	titled bool
	frames []image // each within the one before
	naming bool    // within a picture's description
}

func (r *openReader) elements() elements {
	skip := func(attributes) { r.skip++ }
	on := func() { r.skip-- }
	space := func(attributes) { r.words(" ") }
	return elements{
		begin: map[string]func(attributes){
			"tracked-changes": skip, "annotation": skip, "notes": skip, "forms": skip,
			"h":          func(as attributes) { r.startParagraph(max(1, atoi(as.get("outline-level")))) },
			"p":          func(attributes) { r.startParagraph(0) },
			"s":          space,
			"tab":        space,
			"line-break": space,
			"table":      func(as attributes) { r.startTable(as.get("name")) },
			"table-row":  func(attributes) { r.row = r.row[:0] },
			"page":       func(attributes) { r.startSlide() },
			"frame":      r.startFrame,
			"image":      func(attributes) { r.pictured() },
			"title":      func(attributes) { r.naming = true },
			"desc":       func(attributes) { r.naming = true },
		},
		finish: map[string]func(){
			"tracked-changes": on, "annotation": on, "notes": on, "forms": on,
			"h":         r.endParagraph,
			"p":         r.endParagraph,
			"table-row": r.endRow,
			"frame":     r.endFrame,
			"title":     func() { r.naming = false },
			"desc":      func() { r.naming = false },
		},
		words: r.words,
		stop:  func() bool { return r.Cut || r.sheets > MaxPages },
	}
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

func (r *openReader) words(text string) {
	switch {
	case r.skip > 0:
	case r.naming && len(r.frames) > 0:
		r.frames[len(r.frames)-1].described += clip(text, 200)
	case len(r.open) > 0:
		r.para.WriteString(text)
	}
}

func (r *openReader) startParagraph(level int) {
	if r.skip > 0 {
		return
	}
	r.give()
	r.open = append(r.open, level)
}

func (r *openReader) endParagraph() {
	if r.skip > 0 {
		return
	}
	r.give()
	r.open = r.open[:max(0, len(r.open)-1)]
}

// give gives on what was written so far of the paragraph that is open.
func (r *openReader) give() {
	text := tidy(r.para.String())
	r.para.Reset()
	switch {
	case text == "" || len(r.open) == 0:
	case r.Kind == ODSheet:
		r.row = append(r.row, clip(text, MaxPassage))
	case r.title:
		r.titled = true
		r.heading(1, text)
	case r.open[len(r.open)-1] > 0:
		r.heading(r.open[len(r.open)-1], text)
	default:
		r.paragraph(text)
	}
}

func (r *openReader) startTable(name string) {
	if r.Kind != ODSheet {
		return
	}
	r.sheets++
	r.onPage(r.sheets)
	r.section(name)
}

func (r *openReader) endRow() {
	if r.Kind == ODSheet {
		r.paragraph(strings.Join(r.row, " | "))
		r.row = r.row[:0]
	}
}

func (r *openReader) startSlide() {
	r.endSlide()
	r.sheets++
	r.onPage(r.sheets)
	r.titled = false
}

func (r *openReader) endSlide() {
	if r.Kind == ODSlides && r.sheets > 0 && !r.titled {
		r.untitled = append(r.untitled, r.sheets)
	}
}

func (r *openReader) startFrame(as attributes) {
	r.title = as.get("class") == "title"
	frame := image{}
	if as.get("decorative") == "true" {
		frame.described = "decorative"
	}
	r.frames = append(r.frames, frame)
}

func (r *openReader) pictured() {
	if len(r.frames) > 0 {
		r.frames[len(r.frames)-1].is = true
	}
}

func (r *openReader) endFrame() {
	r.title = false
	if len(r.frames) == 0 {
		return
	}
	last := r.frames[len(r.frames)-1]
	r.frames = r.frames[:len(r.frames)-1]
	if last.is && r.skip == 0 {
		r.picture(last.described)
	}
}
