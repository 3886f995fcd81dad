package site

import (
	"fmt"
	"strings"

	"councilbot/internal/council"
)

// kind is a kind of file: how it is sent, what people call it, how its name ends.
type kind struct{ media, label, ending string }

// kinds are the kinds of files that are sent as what they are. A page of the web
// is sent as plain text, so that it cannot run.
var kinds = map[string]kind{
	"application/pdf": {"application/pdf", "PDF", ".pdf"},
	"text/plain":      {"text/plain; charset=utf-8", "plain text", ".txt"},
	"text/html":       {"text/plain; charset=utf-8", "web page, saved as plain text", ".txt"},
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word document", ".docx"},
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": {"application/vnd.openxmlformats-officedocument.presentationml.presentation", "PowerPoint slides", ".pptx"},
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel sheet", ".xlsx"},
	"application/vnd.oasis.opendocument.text":                                   {"application/vnd.oasis.opendocument.text", "OpenDocument text", ".odt"},
	"application/vnd.oasis.opendocument.presentation":                           {"application/vnd.oasis.opendocument.presentation", "OpenDocument slides", ".odp"},
	"application/vnd.oasis.opendocument.spreadsheet":                            {"application/vnd.oasis.opendocument.spreadsheet", "OpenDocument sheet", ".ods"},
}

func kindOf(f council.File) kind {
	media, _, _ := strings.Cut(f.Type, ";")
	if k, ok := kinds[strings.TrimSpace(media)]; ok {
		return k
	}
	return kind{"application/octet-stream", "file", ".bin"}
}

// sayBytes says a length as people do: "800 bytes", "12 KB", "1.2 MB".
func sayBytes(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1000_000:
		return fmt.Sprintf("%d KB", (n+500)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1000_000)
}
