package standin

// A Value is what a person put into one element: the text of a text input;
// the values of the chosen options of a select, a set of checkboxes, radio
// buttons or an overflow menu; the ids of chosen people, conversations or
// files; a date "2027-03-05", a time "14:30", or the Unix seconds of a
// datetimepicker. Nothing chosen is an empty Value. A button has none.
type Value []string

// An Option is one choice offered by an external select.
type Option struct {
	Text        string // label, plain text
	Value       string
	Description string // may be empty
	Group       string // label of its group; empty when ungrouped
}

// A Place says where an element stands: in a message (Channel and TS), or in
// a modal or the Home tab (View, a view id).
type Place struct {
	Channel string
	TS      string
	View    string
}
