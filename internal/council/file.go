package council

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// fileNameMost is the most characters of a file's name; a longer one loses the
// end of what stands before its ending.
const fileNameMost = 100

// kindOfFile is one of the kinds of files that a paper may be.
type kindOfFile struct {
	ending string // of the name, with its dot
	media  string // media type (iana.org/assignments/media-types)
	is     func(content []byte) bool
}

// fileKinds are the kinds of files that a paper may be: what an ordinary office
// writes, and nothing that runs.
var fileKinds = []kindOfFile{
	{".pdf", "application/pdf", isPDF},
	{".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", office("word/")},
	{".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", office("ppt/")},
	{".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", office("xl/")},
	{".odt", "application/vnd.oasis.opendocument.text", openDocument("text")},
	{".ods", "application/vnd.oasis.opendocument.spreadsheet", openDocument("spreadsheet")},
	{".odp", "application/vnd.oasis.opendocument.presentation", openDocument("presentation")},
	{".html", "text/html", isHTML},
	{".htm", "text/html", isHTML},
	{".txt", "text/plain", isText},
	{".md", "text/markdown", isText},
	{".csv", "text/csv", isText},
}

// FileKinds says in words which files a paper may be.
const FileKinds = "PDF, Word (.docx), PowerPoint (.pptx), Excel (.xlsx), OpenDocument (.odt, .ods, .odp), a web page (.html), plain text (.txt, .md) or a .csv table"

// JudgeFile says of which media type a file is. Its name and its content must
// agree on it: a name is easily changed, and what is inside decides how a file is
// opened. The error is a *Problem for whoever sent the file.
func JudgeFile(name string, content []byte) (media string, err error) {
	kind, known := kindOf(name)
	switch {
	case !known:
		return "", fileProblem("“%s” is not of a kind that everybody can open. Save it as %s, and attach that.", FileName(name), FileKinds)
	case len(content) == 0:
		return "", fileProblem("“%s” is empty. Open it on your computer, save it again, and attach that.", FileName(name))
	case isOldOffice(content):
		return "", fileProblem("“%s” is locked with a password, or is in an old format. Save it without a password, as PDF or as %s, and attach that.", FileName(name), kind.ending)
	case bytes.Contains(content, []byte("vbaProject.bin")) && bytes.HasPrefix(content, zipHead):
		return "", fileProblem("“%s” has macros in it, which are programs. Save it without macros, or as PDF, and attach that.", FileName(name))
	case !kind.is(content):
		return "", fileProblem("“%s” ends in %s, but what is in it is something else, or is damaged. Open it on your computer, save it again under that kind, and attach that.", FileName(name), kind.ending)
	}
	return kind.media, nil
}

func fileProblem(form string, args ...any) error {
	return &Problem{Field: "file", Say: fmt.Sprintf(form, args...)}
}

func kindOf(name string) (kindOfFile, bool) {
	lower := strings.ToLower(strings.TrimSpace(name))
	for _, k := range fileKinds {
		if strings.HasSuffix(lower, k.ending) && len(lower) > len(k.ending) {
			return k, true
		}
	}
	return kindOfFile{}, false
}

// FileName gives a file's name as it is kept and shown: without a path, without
// characters that are not seen or that turn the direction of the text, and not
// too long. It never is empty.
func FileName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsPrint(r) || strings.ContainsRune(`<>:"|?*`, r) {
			return -1
		}
		return r
	}, name)
	name = strings.Trim(strings.Join(strings.Fields(name), " "), ". ")
	if name == "" {
		return "paper"
	}
	runes := []rune(name)
	if over := len(runes) - fileNameMost; over > 0 {
		stem := max(1, strings.LastIndex(name, "."))
		ending := []rune(name[stem:])
		if len(ending) > 10 {
			ending = nil
		}
		runes = append(runes[:fileNameMost-len(ending)], ending...)
	}
	return string(runes)
}

var zipHead = []byte("PK\x03\x04")

// isPDF looks for the mark that stands within the first kilobyte (ISO 32000-1,
// 7.5.2, and Adobe's note 13 on it in annex H.3).
func isPDF(content []byte) bool {
	return bytes.Contains(content[:min(len(content), 1024)], []byte("%PDF-"))
}

// office looks for a package of Office Open XML (ECMA-376, part 2) with a part of
// its kind. A package's directory names its parts in plain letters.
func office(folder string) func([]byte) bool {
	return func(content []byte) bool {
		return bytes.HasPrefix(content, zipHead) && bytes.Contains(content, []byte("[Content_Types].xml")) && bytes.Contains(content, []byte(folder))
	}
}

// openDocument looks for the media type that is a package's first part, not
// compressed (OpenDocument 1.3, part 2, 3.3).
func openDocument(kind string) func([]byte) bool {
	return func(content []byte) bool {
		return bytes.HasPrefix(content, zipHead) &&
			bytes.Contains(content[:min(len(content), 256)], []byte("mimetypeapplication/vnd.oasis.opendocument."+kind))
	}
}

// isOldOffice looks for a compound file: what old Office wrote, and what Office
// wraps a locked file in ([MS-CFB], 2.2).
func isOldOffice(content []byte) bool {
	return bytes.HasPrefix(content, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
}

// isText looks for characters that text never has. It takes any encoding that a
// spreadsheet may write; UTF-16 is known by its mark.
func isText(content []byte) bool {
	if bytes.HasPrefix(content, []byte("\xff\xfe")) || bytes.HasPrefix(content, []byte("\xfe\xff")) {
		return true
	}
	for _, b := range content {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' {
			return false
		}
	}
	return !bytes.HasPrefix(content, []byte("%PDF-")) && !bytes.HasPrefix(content, zipHead)
}

func isHTML(content []byte) bool {
	head := bytes.ToLower(content[:min(len(content), 4096)])
	return isText(content) && (bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<!doctype html")))
}
