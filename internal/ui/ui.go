// Package ui holds what a person is shown, before any of it becomes Slack's
// Block Kit or a terminal's text.
//
// A handler in package commands returns a [Reply]; package bot turns it into
// blocks, and [Plain] turns it into text. The text is not a lesser form: it is
// what a screen reader reads, what a notification shows and what a test's
// golden file holds, so it says everything that the blocks say.
//
// A message that is sent unasked is kept in a row until it has left: [Encode] and
// [Decode] write and read it there.
//
// The package imports nothing of ours and knows no limits of Slack's: those
// stand in one place, package bot.
package ui

// Reply is what a handler answers: a [Message], a [Modal], [FieldErrors], a
// [Home] or [Nothing].
type Reply interface{ reply() }

// Message is an answer to read, with buttons to go on from it.
type Message struct {
	// Text says everything the body says, read aloud. Empty means: made from
	// the body by [Plain].
	Text string
	// Public messages are for everybody in the channel; others are for the
	// person who asked and nobody else.
	Public bool
	// Replace puts the message in the place of the private message whose
	// button was pressed, as when a folded part is opened.
	Replace bool
	// Key, where set, names content that is the same for everybody and every
	// time while the program runs, so that what was made of it once may be
	// kept.
	Key  string
	Body []Block
}

// Modal is a form in a window of its own, or, with no Submit, a page to read
// there.
type Modal struct {
	Do     string // the Route that is asked when the form is sent
	Arg    string // handed back with the form, at most 3,000 characters; not shown
	Title  string // at most 24 characters
	Submit string // the sending button's label, at most 24 characters; empty: nothing to send
	Body   []Block
}

// FieldErrors answers a form that cannot be taken yet: by [Input] name, a whole
// sentence that says how to mend the field. What was typed stays.
type FieldErrors map[string]string

// Home is the person's own page in the app.
type Home struct{ Body []Block }

// Nothing is the answer when there is nothing to say, as when a link was opened.
type Nothing struct{}

func (Message) reply()     {}
func (Modal) reply()       {}
func (FieldErrors) reply() {}
func (Home) reply()        {}
func (Nothing) reply()     {}

// Block is one part of a reply's body.
type Block interface{ block() }

// Heading opens a part of the reply.
type Heading struct{ Text string }

// Prose is a paragraph. Lead, where set, stands before it in bold and is our own
// wording, never a person's.
type Prose struct{ Lead, Text string }

// Extract is a passage that was found, with the words that were sought marked.
// Lead, where set, stands before it in bold and is our own wording.
type Extract struct {
	Lead   string
	Pieces []Piece
}

// Piece is a stretch of an [Extract].
type Piece struct {
	Text   string
	Marked bool
}

// Note is small print: sources, dates, who can see this.
type Note struct {
	Text  string
	Links []Link
}

// Link is a web address and the words that stand for it. Without an address it
// is the words alone.
type Link struct{ Text, URL string }

// Fields are short facts, each with its name.
type Fields struct{ Pairs []Pair }

// Pair is one fact of [Fields].
type Pair struct{ Name, Value string }

// List is a list of points, numbered where their order matters. Lead, where set,
// stands above it in bold.
type List struct {
	Lead     string
	Items    []string
	Numbered bool
}

// Buttons stand in a row. Pressing one is asking: it opens the Route it names.
type Buttons struct{ Row []Button }

// Button is one way on. Label is at most 75 characters and says what happens
// when read on its own.
type Button struct {
	Label string
	Do    string // a Route's name
	Arg   string // what is asked of it, as if typed after the command
	Style Style
	// Channel marks a button that only makes sense where there is a channel to
	// post in: it is left out of windows and of the Home tab.
	Channel bool
	// Sure, where set, is asked before the press counts, for what cannot be
	// undone.
	Sure string
}

// Style tells the one button that most people want, or one that takes
// something away, from the others.
type Style string

// The styles of a button. Plain is the usual one.
const (
	Usual   Style = ""
	Primary Style = "primary"
	Danger  Style = "danger"
)

// Select is a choice that is taken at once, without a form.
type Select struct {
	Label   string
	Do      string
	Options []Option
}

// Option is one choice of a [Select] or an [Input]. Arg is at most 75
// characters.
type Option struct{ Label, Arg string }

// Input is a field of a form. Its Name is the key of Request.Form and of
// [FieldErrors].
type Input struct {
	Name, Label, Hint string
	Kind              InputKind
	Options           []Option // for Choice and Choices
	Value             string   // what stands there at first; for Choices, comma-separated Args
	Optional          bool
	Max               int // most characters of a Line or a Text, 0: Slack's 3,000; most Files, 0: Slack's 10
}

// InputKind is the kind of a field.
type InputKind string

// The kinds of fields. A Date is YYYY-MM-DD, a Time HH:MM, a Person a Slack
// account, Files a comma-separated list of file ids.
const (
	Line    InputKind = "line"
	Text    InputKind = "text"
	Choice  InputKind = "choice"
	Choices InputKind = "choices"
	Menu    InputKind = "menu"
	Date    InputKind = "date"
	Time    InputKind = "time"
	Person  InputKind = "person"
	Files   InputKind = "files"
)

// Rule is a thin line between parts.
type Rule struct{}

// Table is a small table. Its caption says what it holds.
type Table struct {
	Caption string
	Head    []string
	Rows    [][]string
}

// File is a file for the person to keep. Type is its media type, such as
// text/calendar; Content is its bytes, which are text or not.
type File struct{ Name, Type, Content string }

func (Heading) block() {}
func (Prose) block()   {}
func (Extract) block() {}
func (Note) block()    {}
func (Fields) block()  {}
func (List) block()    {}
func (Buttons) block() {}
func (Select) block()  {}
func (Input) block()   {}
func (Rule) block()    {}
func (Table) block()   {}
func (File) block()    {}

// Say is a private message of one paragraph.
func Say(text string) Message { return Message{Body: []Block{Prose{Text: text}}} }
