package document

import (
	"path/filepath"
	"slices"
	"strings"
)

// Kind is what a file is, told by its content.
type Kind string

// The kinds of file that are read. Unknown is any other.
const (
	Unknown  Kind = ""
	PDF      Kind = "pdf"
	Word     Kind = "docx"
	Slides   Kind = "pptx"
	Workbook Kind = "xlsx"
	ODText   Kind = "odt"
	ODSheet  Kind = "ods"
	ODSlides Kind = "odp"
	HTML     Kind = "html"
	Markdown Kind = "md"
	CSV      Kind = "csv"
	Text     Kind = "txt"
	OldWord  Kind = "doc" // and its fellows of before 2007: noticed, not read
)

// kinds says of each kind what people call it, which endings its files have, and
// whether LibreOffice makes a PDF of it.
var kinds = map[Kind]struct {
	name     string
	endings  []string
	converts bool
}{
	PDF:      {"a PDF", []string{".pdf"}, false},
	Word:     {"a Word document", []string{".docx", ".docm", ".dotx"}, true},
	Slides:   {"a PowerPoint presentation", []string{".pptx", ".pptm", ".ppsx"}, true},
	Workbook: {"an Excel workbook", []string{".xlsx", ".xlsm"}, true},
	ODText:   {"an OpenDocument text", []string{".odt", ".ott"}, true},
	ODSheet:  {"an OpenDocument spreadsheet", []string{".ods"}, true},
	ODSlides: {"an OpenDocument presentation", []string{".odp"}, true},
	HTML:     {"a web page", []string{".html", ".htm", ".xhtml"}, true},
	Markdown: {"a Markdown text", []string{".md", ".markdown"}, false},
	CSV:      {"a CSV table", []string{".csv"}, true},
	Text:     {"a plain text", []string{".txt", ".text", ".log"}, true},
	OldWord:  {"an Office file of an older kind", []string{".doc", ".ppt", ".xls", ".dot", ".pps", ".rtf"}, true},
}

// Name is what people call the kind, with its article: "a Word document".
func (k Kind) Name() string {
	if of, ok := kinds[k]; ok {
		return of.name
	}
	return "a file of a kind I do not know"
}

// Ending is how names of such files end, with the dot; empty for Unknown.
func (k Kind) Ending() string {
	if of, ok := kinds[k]; ok {
		return of.endings[0]
	}
	return ""
}

// Converts says whether LibreOffice makes a PDF of such a file.
func (k Kind) Converts() bool { return kinds[k].converts }

// Fits says whether a file of this kind may have such a name: its ending tells
// the same kind, or none at all.
func (k Kind) Fits(name string) bool {
	told := kindNamed(name)
	return told == Unknown || told == k || k == Unknown || told.plain() && k.plain()
}

// plain kinds are told apart by the name alone: their content is just text.
func (k Kind) plain() bool { return k == Text || k == Markdown || k == CSV }

// kindNamed is the kind that a name's ending tells; Unknown when it tells none.
func kindNamed(name string) Kind {
	ending := strings.ToLower(filepath.Ext(name))
	for kind, of := range kinds {
		if slices.Contains(of.endings, ending) {
			return kind
		}
	}
	return Unknown
}
