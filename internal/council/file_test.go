package council

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

// zipped is an archive of parts that are stored as they are.
func zipped(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, part := range parts {
		name, content, _ := strings.Cut(part, "=")
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = f.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAFileIsWhatItsNameAndItsContentSay(t *testing.T) {
	pdf := []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	docx := zipped(t, "[Content_Types].xml=<Types/>", "word/document.xml=<w:document/>")
	odt := zipped(t, "mimetype=application/vnd.oasis.opendocument.text", "content.xml=<x/>")
	for _, c := range []struct {
		name    string
		file    string
		content []byte
		say     string // of the problem; empty: it is taken
	}{
		{"a PDF", "Paper.PDF", pdf, ""},
		{"a PDF with a line before its mark", "a.pdf", append([]byte("\n"), pdf...), ""},
		{"a Word document", "a.docx", docx, ""},
		{"an OpenDocument text", "a.odt", odt, ""},
		{"a slide show", "a.pptx", zipped(t, "[Content_Types].xml=", "ppt/presentation.xml="), ""},
		{"a workbook", "a.xlsx", zipped(t, "[Content_Types].xml=", "xl/workbook.xml="), ""},
		{"a web page", "a.html", []byte("<!DOCTYPE html><title>A</title>"), ""},
		{"plain text", "a.txt", []byte("Café\r\n"), ""},
		{"text of an old spreadsheet", "a.csv", []byte("Caf\xe9;1\r\n"), ""},
		{"a Word document that is called a PDF", "a.pdf", docx, "what is in it is something else"},
		{"a PDF that is called text", "a.txt", pdf, "what is in it is something else"},
		{"a slide show that is called a Word document", "a.docx", zipped(t, "[Content_Types].xml=", "ppt/presentation.xml="), "what is in it is something else"},
		{"an archive", "a.zip", docx, "not of a kind"},
		{"a program", "a.exe", []byte("MZ"), "not of a kind"},
		{"a program that is called text", "a.txt", []byte("MZ\x90\x00\x03"), "what is in it is something else"},
		{"a picture that is called a page", "a.html", []byte("\x89PNG\r\n"), "what is in it is something else"},
		{"no name but an ending", ".pdf", pdf, "not of a kind"},
		{"an empty file", "a.pdf", nil, "is empty"},
		{"a locked Word document", "a.docx", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..."), "locked with a password"},
		{"a Word document with macros", "a.docx", zipped(t, "[Content_Types].xml=", "word/document.xml=", "word/vbaProject.bin="), "macros"},
		{"a macro document", "a.docm", docx, "not of a kind"},
	} {
		t.Run(c.name, func(t *testing.T) {
			media, err := JudgeFile(c.file, c.content)
			switch {
			case c.say == "" && (err != nil || !strings.Contains(media, "/")):
				t.Errorf("JudgeFile = %q, %v, want it taken", media, err)
			case c.say != "" && (err == nil || !strings.Contains(err.Error(), c.say)):
				t.Errorf("JudgeFile = %q, %v, want a problem that says “%s”", media, err, c.say)
			}
		})
	}
}

func TestAFilesNameIsShownWithoutTricks(t *testing.T) {
	for name, want := range map[string]string{
		"Shared desk.docx":                "Shared desk.docx",
		`C:\Users\ana\desk.pdf`:           "desk.pdf",
		"../../etc/passwd":                "passwd",
		"annual\u202efdp.exe":             "annualfdp.exe",
		"a\nb\x00.pdf":                    "ab.pdf",
		"  two   words .pdf ":             "two words .pdf",
		"":                                "paper",
		"..":                              "paper",
		strings.Repeat("é", 200) + ".pdf": strings.Repeat("é", 96) + ".pdf",
	} {
		if got := FileName(name); got != want {
			t.Errorf("FileName(%q) = %q, want %q", name, got, want)
		}
	}
}

func FuzzFileName(f *testing.F) {
	f.Add("a/b.pdf")
	f.Fuzz(func(t *testing.T, name string) {
		got := FileName(name)
		if got == "" || utf8.RuneCountInString(got) > fileNameMost || strings.ContainsAny(got, "/\\\x00\n") || !utf8.ValidString(got) {
			t.Errorf("FileName(%q) = %q", name, got)
		}
		if again := FileName(got); again != got && utf8.RuneCountInString(got) < fileNameMost {
			t.Errorf("FileName(%q) = %q, and of that %q", name, got, again)
		}
	})
}

func FuzzJudgeFile(f *testing.F) {
	f.Add("a.pdf", []byte("%PDF-1.7"))
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		if media, err := JudgeFile(name, content); (media == "") != (err != nil) {
			t.Errorf("JudgeFile(%q) = %q, %v", name, media, err)
		}
	})
}
