package council

// ReadingState is how far the reading of a file's content has come.
type ReadingState string

// The states of a reading.
const (
	Unread     ReadingState = "unread"
	Read       ReadingState = "read"
	Unreadable ReadingState = "unreadable" // damaged, locked, or of a kind that cannot be read
)

// Reading is what was found on reading a file's content.
type Reading struct {
	SHA      string // of the content
	State    ReadingState
	Kind     string // "pdf", "docx" and the like, as the reader found it
	Pages    int    // 0: not known, as for a page of the web
	Title    string // the document's own; may be empty
	Findings []Finding
}

// Finding is something to put right so that everybody can read the document.
type Finding struct {
	Code   string `json:"code"`             // a short name of the rule, as "no-headings"
	Say    string `json:"say"`              // what is the matter and what to do, in whole sentences for the author
	Page   int    `json:"page,omitempty"`   // from 1; 0: the whole document
	Source string `json:"source,omitempty"` // where the rule comes from
}

// FilePassage is a piece of a file's text.
type FilePassage struct {
	Page  int // from 1; 0 where the format has no pages
	Place int // order within the file, from 1
	Text  string
}
