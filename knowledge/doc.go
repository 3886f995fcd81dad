// Package knowledge is what the council knows and how it is found: roles, skills, guidance, the
// council itself and its history, as short Markdown files with front matter, embedded in the program.
//
// It stands at the bottom of the tree and imports nothing of ours. From the bottom up:
//
//   - node.go and flow.go read the small part of YAML the files use; front.go, body.go and draft.go turn one file
//     into an [Entry] or a [Step]; load.go and lists.go put files together into a [Library]; lint.go says what is
//     wrong with them.
//   - title.go and find.go say which role or skill a text names; compare.go sets roles side by side or merges them;
//     place.go asks "CIO or CTO?"; step.go gives the checklist for setting up a department.
//   - sheet.go reads the framework's published roles.csv, overlay.go and markdown.go turn it into such files.
//   - ask.go answers questions with quoted passages. question.go and concept.go read the question, aside.go what it
//     sets aside, correct.go its slips; index.go, weights.go and rank.go find the entries. lesson.go gathers the
//     names, passages and heard.go's questions, from which lean.go learns which words go with which entry and passage,
//     and kinship.go which with any at all. quote.go picks the passages; confidence.go and elsewhere.go say when the
//     pack does not know.
//
// Nothing here reads a clock, a network or a folder of its own choice: files come in as an [fs.FS], sheets as
// an [io.Reader]. A Library is never changed after it is loaded, so any number of goroutines may read it.
package knowledge

import (
	"embed"
	"io/fs"
)

//go:embed pack
var embedded embed.FS

// Pack is the folder of files that the program carries: roles/, skills/, guidance/, council/, history/, setup/ and
// the lists sources.yaml, asks.yaml, cues.yaml, synonyms.yaml, decoys.yaml and elsewhere.yaml, and the
// folder heard.
func Pack() fs.FS {
	pack, err := fs.Sub(embedded, "pack")
	if err != nil {
		panic(err) // the folder is compiled in
	}
	return pack
}

// Open loads the pack the program carries. An error is a [Faults] and means the program was built wrong.
func Open() (*Library, error) { return Load(Pack()) }
