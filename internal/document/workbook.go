package document

import (
	"context"
	"strconv"
	"strings"
)

// workbook reads an Excel workbook (ECMA-376 part 1, 18): each row of each sheet
// that is not hidden, as a line. Formulas are read as what they came to.
func workbook(_ context.Context, s source, d *draft) error {
	a, err := openArchive(s)
	if err != nil {
		return err
	}
	if err := a.properties(d); err != nil {
		return err
	}
	shared, err := a.sharedStrings()
	if err != nil {
		return err
	}
	sheets, err := a.sheets()
	if err != nil {
		return err
	}
	for i, sheet := range sheets[:min(len(sheets), MaxPages)] {
		d.onPage(i + 1)
		d.section(sheet.name)
		r := &sheetReader{draft: d, shared: shared}
		if err := a.walk(sheet.part, r.elements()); err != nil {
			return err
		}
	}
	d.Pages = len(sheets)
	return a.drawings(d)
}

// sheet is one sheet of a workbook.
type sheet struct{ name, part string }

// sheets lists the sheets that are shown.
func (a *archive) sheets() ([]sheet, error) {
	const main = "xl/workbook.xml"
	targets, err := a.relations(main)
	if err != nil {
		return nil, err
	}
	var sheets []sheet
	err = a.walk(main, elements{begin: map[string]func(attributes){
		"sheet": func(as attributes) {
			if part := targets[as.get("id")]; part != "" && as.get("state") != "hidden" && as.get("state") != "veryHidden" {
				sheets = append(sheets, sheet{as.get("name"), part})
			}
		},
	}})
	return sheets, err
}

// sharedStrings are the texts that cells refer to by number.
func (a *archive) sharedStrings() ([]string, error) {
	var all []string
	var one strings.Builder
	in, phonetic := false, 0
	err := a.may("xl/sharedStrings.xml", elements{
		begin: map[string]func(attributes){
			"si":  func(attributes) { one.Reset() },
			"t":   func(attributes) { in = true },
			"rPh": func(attributes) { phonetic++ },
		},
		finish: map[string]func(){
			"si":  func() { all = append(all, one.String()) },
			"t":   func() { in = false },
			"rPh": func() { phonetic-- },
		},
		words: func(text string) {
			if in && phonetic == 0 {
				one.WriteString(text)
			}
		},
	})
	return all, err
}

// sheetReader reads the rows of one sheet.
type sheetReader struct {
	*draft
	shared []string
	row    []string
	kind   string // of the cell: s, inlineStr, str, n
	in     bool
	cell   strings.Builder
}

func (r *sheetReader) elements() elements {
	return elements{
		begin: map[string]func(attributes){
			"row": func(attributes) { r.row = r.row[:0] },
			"c": func(as attributes) {
				r.kind = as.get("t")
				r.cell.Reset()
			},
			"v": func(attributes) { r.in = true },
			"t": func(attributes) { r.in = true },
		},
		finish: map[string]func(){
			"v":   func() { r.in = false },
			"t":   func() { r.in = false },
			"c":   r.endCell,
			"row": func() { r.paragraph(strings.Join(r.row, " | ")) },
		},
		words: func(text string) {
			if r.in {
				r.cell.WriteString(text)
			}
		},
		stop: func() bool { return r.Cut },
	}
}

func (r *sheetReader) endCell() {
	text := r.cell.String()
	if r.kind == "s" {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 0 || n >= len(r.shared) {
			return
		}
		text = r.shared[n]
	}
	if text = tidy(clip(text, MaxPassage)); text != "" && len(r.row) < 1000 {
		r.row = append(r.row, text)
	}
}

// drawings looks at the pictures on a workbook's sheets.
func (a *archive) drawings(d *draft) error {
	for name := range a.parts {
		if !strings.HasPrefix(name, "xl/drawings/drawing") {
			continue
		}
		var at image
		err := a.may(name, elements{
			begin: map[string]func(attributes){
				"pic":        func(attributes) { at = image{is: true} },
				"cNvPr":      func(as attributes) { at.described += as.get("descr") + as.get("title") },
				"decorative": func(as attributes) { at.described += decorative(as) },
			},
			finish: map[string]func(){"pic": func() { d.picture(at.described) }},
		})
		if err != nil {
			return err
		}
	}
	return nil
}
