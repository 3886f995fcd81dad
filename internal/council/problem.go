package council

import "strings"

// Problem is a fault that the person who asked can mend. Any other error is the
// program's own fault: it is logged, and the person reads only a reference.
type Problem struct {
	Field string // the form's field it belongs to, by input name; empty for the whole
	Say   string // a whole sentence for the person, with what to do next
	Err   error  // the cause, for the log; may be nil
}

// Error gives the sentence for the person.
func (p *Problem) Error() string { return p.Say }

// Unwrap gives the cause, or nil.
func (p *Problem) Unwrap() error { return p.Err }

// cutMost is how many characters of a person's words a problem quotes.
const cutMost = 60

// cut gives a person's words as a problem quotes them: a page that was pasted by
// mistake is not read back whole.
func cut(words string) string {
	words = strings.Join(strings.Fields(words), " ")
	letters := []rune(words)
	if len(letters) <= cutMost {
		return words
	}
	head := string(letters[:cutMost])
	if end := strings.LastIndexByte(head, ' '); end > len(head)/2 {
		head = head[:end]
	}
	return head + "…"
}
