// Package knowledge is what the council knows and how it is found: roles, skills, guidance, the
// council itself and its history, as short Markdown files with front matter, embedded in the program.
//
// It stands at the bottom of the tree and imports nothing of ours. From the bottom up: node.go reads the
// small part of YAML the files use, front.go and body.go turn one file into an [Entry] or a [Step], load.go
// puts files together into a [Library], lint.go says what is wrong with them. On top of the library stand
// title.go (which role does this text name?), compare.go, place.go (CIO or CTO?), and ask.go (which passage
// answers this question?). sheet.go turns the framework's published roles.csv into such files.
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

// Pack is the folder of files that the program carries: roles/, skills/, guidance/, council/, history/,
// setup/ and the lists sources.yaml, decoys.yaml and synonyms.yaml.
func Pack() fs.FS {
	pack, err := fs.Sub(embedded, "pack")
	if err != nil {
		panic(err) // the folder is compiled in
	}
	return pack
}

// Open loads the pack the program carries. An error is a [Faults] and means the program was built wrong.
func Open() (*Library, error) { return Load(Pack()) }
