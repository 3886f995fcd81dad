package knowledge

import "io/fs"

// lists are what the search reads beside the entries.
type lists struct {
	decoys    []decoy
	groups    []synonyms
	elsewhere []string // words and phrases of subjects the pack does not hold
	others    []string // questions about such subjects
}

// decoy is a subject that the pack does not hold though its words occur in it: a question about it is refused.
type decoy struct {
	id, title string
	asks      []string
}

// synonyms are words or short phrases that people use for one another: other names for the same, or near to it.
type synonyms struct {
	words []string
	same  bool
}

// byEntry is a list of texts for an entry: ways people ask for it, or cues.
type byEntry struct {
	file, id string
	line     int
	texts    []string
	cues     bool
}

// listFront reads one of the pack's lists as nodes; a file that is not there is empty.
func listFront(pack fs.FS, file string, faults *Faults) (*front, node) {
	f := &front{file: file, faults: faults}
	if _, err := fs.Stat(pack, file); err != nil {
		return f, node{}
	}
	text, _ := readFile(pack, file, faults)
	n, err := readNode(text, 1)
	if bad, ok := err.(badLine); ok {
		f.fault(bad.line, "%s", bad.say)
	}
	return f, n
}

// inside is the front of a map in a list.
func (f *front) inside(n node) *front {
	return &front{file: f.file, faults: f.faults, fields: n.asMap()}
}

// readSources reads sources.yaml: a map from id to title, publisher, date, url, licence and note.
func (d *drafts) readSources(pack fs.FS) {
	f, n := listFront(pack, "sources.yaml", &d.faults)
	for _, each := range n.fields {
		in := f.inside(each.value)
		in.only([]string{"title", "publisher", "date", "url", "licence", "note"})
		source := &Source{
			ID: each.key, Title: in.text("title"), Publisher: in.text("publisher"), Date: in.text("date"),
			URL: in.text("url"), Licence: in.text("licence"), Note: in.text("note"),
		}
		if source.Title == "" || source.Publisher == "" || source.Date == "" {
			f.fault(each.value.line, "The source %q needs a title, a publisher and a date.", each.key)
		}
		d.sources[source.ID] = source
	}
}

func (p *part) readLists(pack fs.FS) {
	p.readDecoys(pack)
	p.readSynonyms(pack)
	p.readElsewhere(pack)
}

// readDecoys reads decoys.yaml: a list of id, title and asks.
func (p *part) readDecoys(pack fs.FS) {
	f, n := listFront(pack, "decoys.yaml", &p.faults)
	for _, each := range n.list {
		in := f.inside(each)
		in.only([]string{"id", "title", "asks"})
		found := decoy{in.text("id"), in.text("title"), in.texts("asks")}
		if found.id == "" || len(found.asks) == 0 {
			f.fault(each.line, "A decoy needs an id and asks.")
		}
		p.decoys = append(p.decoys, found)
	}
}

func (d *drafts) putDecoy(found decoy) {
	for i := range d.decoys {
		if d.decoys[i].id == found.id {
			d.decoys[i] = found
			return
		}
	}
	d.decoys = append(d.decoys, found)
}

// readSynonyms reads synonyms.yaml: under "same" and "near", lists of groups, each a list of words or short phrases.
func (p *part) readSynonyms(pack fs.FS) {
	f, n := listFront(pack, "synonyms.yaml", &p.faults)
	f.fields = n.asMap()
	f.only([]string{"same", "near"})
	for _, key := range []string{"same", "near"} {
		for _, group := range f.fields[key].list {
			in := &front{file: f.file, faults: f.faults, fields: map[string]node{"group": group}}
			words := in.texts("group")
			if len(words) < 2 {
				f.fault(group.line, "A group of synonyms needs two words or more.")
			}
			p.groups = append(p.groups, synonyms{words, key == "same"})
		}
	}
}

// readElsewhere reads elsewhere.yaml: a list of subject and words, which are words or phrases of subjects the
// pack does not hold.
func (p *part) readElsewhere(pack fs.FS) {
	f, n := listFront(pack, "elsewhere.yaml", &p.faults)
	for _, each := range n.list {
		in := f.inside(each)
		in.only([]string{"subject", "words"})
		words := in.texts("words")
		if in.text("subject") == "" || len(words) == 0 {
			f.fault(each.line, "A subject needs a name and words.")
		}
		p.elsewhere = append(p.elsewhere, words...)
	}
}

// readAsks reads asks.yaml, a map from the id of an entry to more ways people ask for it, and cues.yaml, a map from
// the id of an entry to words and turns of phrase that point to it.
func (p *part) readAsks(pack fs.FS) {
	for _, file := range []string{"asks.yaml", "cues.yaml"} {
		f, n := listFront(pack, file, &p.faults)
		f.fields = n.asMap()
		for _, each := range n.fields {
			p.asks = append(p.asks, byEntry{file, each.key, each.value.line, f.texts(each.key), file == "cues.yaml"})
		}
	}
}

// give adds asks or cues to their entry.
func (d *drafts) give(list byEntry) {
	draft := d.entries[list.id]
	switch {
	case draft == nil:
		d.fault(list.file, list.line, "No entry has the id "+quote(list.id)+".")
	case list.cues:
		draft.entry.cues = append(draft.entry.cues, list.texts...)
	default:
		draft.entry.Asks = append(draft.entry.Asks, list.texts...)
	}
}
