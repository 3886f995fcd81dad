package council

import (
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"
)

// PaperID names a paper for good. Zero is none.
type PaperID int64

// Paper is a document for an item of an agenda: a file or a link, with what a
// reader wants to know before opening it. It is there from the moment it is asked
// for, long before anything is written.
type Paper struct {
	ID       PaperID
	Item     ItemID    // for which it is; where that one was carried or merged, the item in which it goes on
	Meeting  MeetingID // at which it is to be taken, or was published; 0 while the item has none
	Title    string
	Author   MemberID // 0 when the author has no seat, or was erased
	Writer   string   // the name of an author without a seat; else empty
	Email    string   // where an author without a seat is reached; the secretary alone sees it
	Purpose  Purpose
	Marking  Marking // empty: nobody has said yet, and it goes nowhere
	Stage    PaperStage
	Until    Day    // "late until": when the author says it will come; zero: on track
	Link     string // of its latest revision, when that is a link and no file
	File     File   // of its latest revision; zero when that is a link or nothing came yet
	Revision int    // counts what has come: 1 is the first; 0 when nothing has
	Out      int    // the revision that is published; 0 when none is
	Changed  string // what changed in the latest revision, in one line
	Came     time.Time
	// Closed is the reason for which the item, or any that it went on in, is not
	// for the public; empty when all of them are open. A paper of a closed item is
	// never public, whatever its marking says.
	Closed    string
	Chased    int       // how many reminders its author was sent
	Published time.Time // zero until then
	Late      string    // why it came after the agenda was published; empty otherwise
}

// File is what a file's content is known by. The zero File is none.
type File struct {
	SHA  string // SHA-256 of the content, in 64 lower-case hexadecimal digits
	Name string // as its author called it
	Type string // media type, judged by the content, such as application/pdf
	Size int64  // bytes
}

// PaperRevision is one of the forms in which a paper came. All are kept.
type PaperRevision struct {
	Paper   PaperID
	Number  int    // from 1
	File    File   // or
	Link    string // one of the two is set
	Changed string // what changed, in one line; empty for the first
	At      time.Time
	By      MemberID // who handed it in; 0 when erased
}

// The most characters of a paper's parts.
const (
	writerMost  = 150
	linkMost    = 1000
	changedMost = 200
)

// MostChasers is how many reminders a paper's author is sent at most.
const MostChasers = 2

// Check says what is wrong with a paper before it is kept, or nil. The error is
// a *Problem with the field it belongs to.
func (p Paper) Check() error {
	switch {
	case p.Item == 0:
		return &Problem{Field: "item", Say: "Choose the agenda item that the paper is for."}
	case strings.TrimSpace(p.Title) == "":
		return &Problem{Field: "title", Say: "Give the paper a title, as it should stand in the pack."}
	case utf8.RuneCountInString(p.Title) > titleMost:
		return &Problem{Field: "title", Say: fmt.Sprintf("The title is longer than %d characters. Give it shorter.", titleMost)}
	case utf8.RuneCountInString(p.Writer) > writerMost:
		return &Problem{Field: "author", Say: fmt.Sprintf("A name has at most %d characters here. Give it shorter.", writerMost)}
	case p.Email != "" && strings.Count(p.Email, "@") != 1:
		return &Problem{Field: "email", Say: "“" + cut(p.Email) + "” is not an e-mail address. Give one like name@body.example, or leave it empty."}
	case !p.Stage.known():
		return &Problem{Say: "That is no stage of a paper. Look at the papers with /paper."}
	case utf8.RuneCountInString(p.Late) > wordsMost:
		return &Problem{Field: "late", Say: fmt.Sprintf("Give the reason in at most %d characters. It stands beside the paper.", wordsMost)}
	}
	if _, err := ParsePurpose(string(p.Purpose)); err != nil {
		return err
	}
	if p.Marking == "" {
		return nil
	}
	_, err := ParseMarking(string(p.Marking))
	return err
}

// Check says what is wrong with a revision before it is kept, or nil. The error
// is a *Problem.
func (r PaperRevision) Check() error {
	if utf8.RuneCountInString(r.Changed) > changedMost {
		return &Problem{Field: "changed", Say: fmt.Sprintf("Say what changed in one line of at most %d characters.", changedMost)}
	}
	if r.Link == "" && r.File.SHA == "" {
		return &Problem{Field: "file", Say: "Choose a file, or give a link to the paper."}
	}
	if r.Link == "" {
		return nil
	}
	_, err := ParsePaperLink(r.Link)
	return err
}

// ParsePaperLink reads the address of a paper that stands on the web. It must be
// one that anybody's browser opens: http or https, with a host, and without a
// name or a password in it. The error is a *Problem.
func ParsePaperLink(text string) (string, error) {
	link := strings.TrimSpace(text)
	u, err := url.Parse(link)
	switch {
	case err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "":
		return "", &Problem{Field: "link", Say: "This is not the address of a page. It begins with https://, as your browser shows it."}
	case u.User != nil:
		return "", &Problem{Field: "link", Say: "There is a name or a password in this address. Give it without."}
	case len(link) > linkMost:
		return "", &Problem{Field: "link", Say: fmt.Sprintf("The address is longer than %d characters. Attach the file instead.", linkMost)}
	}
	return link, nil
}

// Here reports whether something to read is there.
func (p Paper) Here() bool { return p.Revision > 0 && p.Stage != PaperWithdrawn }

// AuthorName gives the author as readers see it. member is the author's record
// when the author has, or had, a seat.
func (p Paper) AuthorName(member Member) string {
	switch {
	case p.Author != 0 && member.ID == p.Author:
		return member.Name
	case p.Writer != "":
		return p.Writer
	}
	return "author not named"
}

// MayChange reports whether a person may change the paper: its author, the
// sponsor of its item, and the secretary and whoever stands above.
func (p Paper) MayChange(m Member, item Item, now time.Time) bool {
	return m.Holds(Secretary, now) || m.Present() && (m.ID == p.Author || m.ID == item.Sponsor)
}
