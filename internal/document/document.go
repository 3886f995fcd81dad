// Package document reads what people hand in: papers as PDF, as Word, PowerPoint
// or Excel files, as their OpenDocument likes, as web pages or as plain text.
//
// [Read] gives a [Reading]: the kind by the file's content and not by its name,
// the title and the language the file states, its text in passages with their
// pages, and [Finding]s: what would stop a person with a screen reader, each with
// how to mend it. A file that is locked, cut short, empty or of a kind we do not
// know is a Reading too, with a sentence for whoever sent it.
//
// Nothing here may be trusted to end, or to be modest with memory: a hostile file
// of two kilobytes can ask for gigabytes. So the program calls it only inside
// package cage, and never in the process that serves people.
package document

// Reading is what was read of one file.
type Reading struct {
	Kind  Kind
	State State
	// Say is a whole sentence for whoever sent the file: why it could not be read
	// and what to do next. Empty when State is Readable.
	Say      string
	Title    string // as the file states it; empty: it states none
	Language string // as the file states it, a BCP 47 tag such as "cy" or "en-GB"; empty: it states none
	Pages    int    // pages or slides; 0 where the kind has none or they are not known
	Passages []Passage
	Findings []Finding
	// Cut says that the file holds more text than [MaxText], and that Passages
	// stops there.
	Cut bool
}

// State says how far a file could be read.
type State string

// The states of a reading.
const (
	Readable State = "readable" // its text is in Passages, though there may be none of it in a scan
	Empty    State = "empty"    // there is nothing in the file
	Locked   State = "locked"   // it opens only with a password
	Damaged  State = "damaged"  // it is cut short or broken
	Strange  State = "strange"  // of a kind we do not read
	TooBig   State = "too-big"  // it holds more than we take
	Unread   State = "unread"   // reading it took too long or too much memory, or failed
)

// Passage is a stretch of a file's text: at most [MaxPassage] characters of whole
// paragraphs, all from one page.
type Passage struct {
	Page    int    // from 1: the page of a PDF, the slide or the sheet; 0 where the kind has no pages
	Heading string // the heading it stands under; empty: none
	Text    string // paragraphs, one a line
}

// Finding is one thing about a file that would stop somebody from reading it,
// above all with a screen reader, or that its sender should know.
type Finding struct {
	Code Code
	Say  string // what is so, in a whole kind sentence
	Mend string // how to mend it, in a whole sentence, step by step
}

// Code names a kind of finding.
type Code string

// What is looked for. The rules are those of WCAG 2.2 A and AA as they bear on
// documents (1.1.1, 1.3.1, 2.4.2, 3.1.1; techniques PDF1, PDF9, PDF16, PDF18),
// and of "Publishing accessible documents" (guidance.publishing.service.gov.uk).
const (
	WrongName   Code = "wrong-name"     // the name's ending tells another kind than the content
	NoTitle     Code = "no-title"       // no title, or one that tells nothing: "Microsoft Word - final v3.doc"
	HiddenTitle Code = "hidden-title"   // a PDF that shows its file's name in place of its title
	NoHeadings  Code = "no-headings"    // a long text without one real heading
	HeadingGap  Code = "heading-gap"    // a heading two levels below the one before
	NoSlideName Code = "no-slide-title" // slides without a title
	Scanned     Code = "scanned"        // pages that are pictures of text
	NoAltText   Code = "no-alt-text"    // pictures without a description
	NotTagged   Code = "not-tagged"     // a PDF without the structure a screen reader follows
	NoLanguage  Code = "no-language"    // it does not say which language it is in
	Protected   Code = "protected"      // a PDF that forbids what readers need to do
	NoCheck     Code = "no-check"       // its text was read, but the checks were too much for us
)

const (
	// MaxFile is the size of the biggest file that is read, in bytes.
	MaxFile = 100 << 20
	// MaxText is how much text of one file is kept, in bytes.
	MaxText = 2 << 20
	// MaxPassage is the longest passage, in characters.
	MaxPassage = 1500
	// maxEntries is how many files an office file may hold within itself.
	maxEntries = 10000
	// MaxPages is how many pages of one file are read.
	MaxPages = 3000
)
