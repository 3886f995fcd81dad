// Package council holds the nouns and the rules of a council that meets four
// times a year: members and their standing, meetings, replies, quorum, working
// days. It is the language the rest of the program speaks.
//
// Everything here is a value or a pure function: nothing is read, written or
// sent, and the time is always an argument. So a rule can be shown by a table,
// and the same rule serves a command, a reminder, the web page and a rehearsal.
// The package imports the standard library only and nothing of ours; package
// store keeps what these types hold.
package council
