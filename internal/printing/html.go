package printing

import (
	_ "embed"
	"html/template"
	"io"
	"strings"
)

// Style is the style sheet of [HTML], for pages that show an [Article]. Its text
// and links have at least 4.5 times the contrast of their ground (WCAG 2.2,
// 1.4.3), also in the dark.
//
//go:embed sheet.css
var Style string

//go:embed sheet.html
var sheetHTML string

var pages = template.Must(template.New("sheet").Funcs(template.FuncMap{"ended": ended}).Parse(sheetHTML))

// page is a sheet with what stands round it.
type page struct {
	Sheet
	Style template.CSS
}

// HTML writes a sheet as a page of its own, in British English, without scripts
// and without anything from elsewhere, so that it can be kept, sent and printed.
func HTML(w io.Writer, s Sheet) error {
	return pages.ExecuteTemplate(w, "page", page{s, template.CSS(Style)})
}

// Article gives a sheet as an article element, from its h1 down, for a page of
// somebody else's that has [Style] or a style of its own.
func Article(s Sheet) (template.HTML, error) {
	var b strings.Builder
	err := pages.ExecuteTemplate(&b, "article", s)
	return template.HTML(b.String()), err
}
