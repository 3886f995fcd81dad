package document

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// headLength is how much of a file's beginning tells its kind, in bytes.
const headLength = 4096

// mark is what a file of a kind begins with.
type mark struct {
	bytes string
	kind  Kind
}

// marks are looked for at the very beginning.
var marks = []mark{
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OldWord}, // MS-CFB 2.2; also a .docx with a password: see older
	{"{\\rtf", OldWord},
}

// detect tells a file's kind by its content. Only between kinds of plain text
// does the name decide.
func detect(file io.ReaderAt, size int64, name string) Kind {
	head := make([]byte, min(size, headLength))
	if n, err := file.ReadAt(head, 0); n < len(head) || err != nil && err != io.EOF {
		return Unknown
	}
	for _, m := range marks {
		if bytes.HasPrefix(head, []byte(m.bytes)) {
			return m.kind
		}
	}
	switch {
	case bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")): // readers take it anywhere in the first 1,024 bytes: ISO 32000-1, annex H.3.4.1
		return PDF
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return zipped(file, size)
	case !text(head):
		return Unknown
	case web(head):
		return HTML
	}
	if told := kindNamed(name); told.plain() {
		return told
	}
	return Text
}

// zipped tells the kind of an office file, which is a ZIP archive, by a part that
// only this kind has (ECMA-376 part 2; OpenDocument 1.3 part 2, 3.3).
func zipped(file io.ReaderAt, size int64) Kind {
	archive, err := zip.NewReader(file, size)
	if err != nil {
		return brokenZip(file, size)
	}
	for _, entry := range archive.File[:min(len(archive.File), maxEntries)] {
		switch {
		case entry.Name == "word/document.xml":
			return Word
		case entry.Name == "ppt/presentation.xml":
			return Slides
		case entry.Name == "xl/workbook.xml":
			return Workbook
		case entry.Name == "mimetype":
			return openDocument(entry)
		}
	}
	return Unknown
}

// openDocument tells the kind by an OpenDocument file's statement of it.
func openDocument(entry *zip.File) Kind {
	r, err := entry.Open()
	if err != nil {
		return Unknown
	}
	defer r.Close()
	says, _ := io.ReadAll(io.LimitReader(r, 200))
	return openKinds[strings.TrimSpace(string(says))]
}

// openKinds are the kinds by their media type (OpenDocument 1.3 part 2, 3.3).
var openKinds = map[string]Kind{
	"application/vnd.oasis.opendocument.text":         ODText,
	"application/vnd.oasis.opendocument.spreadsheet":  ODSheet,
	"application/vnd.oasis.opendocument.presentation": ODSlides,
}

// brokenZip tells the kind of an archive that is cut short: its first entries
// still stand at the beginning, with their names as they are.
func brokenZip(file io.ReaderAt, size int64) Kind {
	head := make([]byte, min(size, 64<<10))
	n, _ := file.ReadAt(head, 0)
	head = head[:n]
	for says, kind := range openKinds {
		if bytes.Contains(head[:min(n, 200)], []byte(says)) {
			return kind
		}
	}
	for part, kind := range map[string]Kind{"word/": Word, "ppt/": Slides, "xl/": Workbook} {
		if bytes.Contains(head, []byte(part)) {
			return kind
		}
	}
	return Unknown
}

// text says whether bytes are text in UTF-8, UTF-16 with a mark, or the old
// Western alphabet of Windows.
func text(head []byte) bool {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return true
	}
	strange := slices.ContainsFunc(head, func(b byte) bool { return b < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1b", rune(b)) })
	return !strange && (len(head) == 0 || utf8.Valid(trimRune(head)) || mostlyLetters(head))
}

// trimRune drops a character that is cut at the end.
func trimRune(b []byte) []byte {
	for i := 1; i < utf8.UTFMax && i <= len(b); i++ {
		if last := b[len(b)-i:]; utf8.RuneStart(last[0]) {
			if !utf8.FullRune(last) {
				return b[:len(b)-i]
			}
			break
		}
	}
	return b
}

// mostlyLetters says that few bytes stand outside ASCII, as in Western text of an
// old encoding.
func mostlyLetters(head []byte) bool {
	high := 0
	for _, b := range head {
		if b >= 0x80 {
			high++
		}
	}
	return high*5 < len(head)
}

// web says whether text is a web page: it begins with a doctype, a comment or a
// tag of HTML's.
func web(head []byte) bool {
	start := strings.ToLower(strings.TrimLeft(strings.TrimPrefix(string(head), "\ufeff"), " \t\r\n"))
	if strings.HasPrefix(start, "<!doctype html") {
		return true
	}
	if strings.HasPrefix(start, "<?xml") || strings.HasPrefix(start, "<!--") {
		return strings.Contains(start, "<html")
	}
	for _, tag := range []string{"<html", "<head", "<body", "<title", "<h1", "<h2", "<p>", "<div", "<article", "<main"} {
		if strings.HasPrefix(start, tag) {
			return true
		}
	}
	return false
}
