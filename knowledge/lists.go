package knowledge

import "io/fs"

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

// listFront reads one of the pack's lists as nodes; a file that is not there is empty.
func (d *drafts) listFront(pack fs.FS, file string) (*front, node) {
	f := &front{file: file, faults: &d.faults}
	if _, err := fs.Stat(pack, file); err != nil {
		return f, node{}
	}
	text, _ := d.readFile(pack, file)
	n, err := readNode(text, 1)
	if bad, ok := err.(badLine); ok {
		f.fault(bad.line, "%s", bad.say)
	}
	return f, n
}

// readSources reads sources.yaml: a map from id to title, publisher, date, url, licence and note.
func (d *drafts) readSources(pack fs.FS) {
	f, n := d.listFront(pack, "sources.yaml")
	for _, each := range n.fields {
		in := &front{file: f.file, faults: f.faults, fields: each.value.asMap()}
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

// readDecoys reads decoys.yaml: a list of id, title and asks.
func (d *drafts) readDecoys(pack fs.FS) {
	f, n := d.listFront(pack, "decoys.yaml")
	for _, each := range n.list {
		in := &front{file: f.file, faults: f.faults, fields: each.asMap()}
		in.only([]string{"id", "title", "asks"})
		found := decoy{in.text("id"), in.text("title"), in.texts("asks")}
		if found.id == "" || len(found.asks) == 0 {
			f.fault(each.line, "A decoy needs an id and asks.")
		}
		d.putDecoy(found)
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
func (d *drafts) readSynonyms(pack fs.FS) {
	f, n := d.listFront(pack, "synonyms.yaml")
	f.fields = n.asMap()
	f.only([]string{"same", "near"})
	for _, key := range []string{"same", "near"} {
		for _, group := range f.fields[key].list {
			in := &front{file: f.file, faults: f.faults, fields: map[string]node{"group": group}}
			words := in.texts("group")
			if len(words) < 2 {
				f.fault(group.line, "A group of synonyms needs two words or more.")
			}
			d.groups = append(d.groups, synonyms{words, key == "same"})
		}
	}
}

// readAsks reads asks.yaml, a map from the id of an entry to more ways people ask for it, and cues.yaml, a map from
// the id of an entry to words and turns of phrase that point to it.
func (d *drafts) readAsks(pack fs.FS) {
	d.readByEntry(pack, "asks.yaml", func(e *Entry, asks []string) { e.Asks = append(e.Asks, asks...) })
	d.readByEntry(pack, "cues.yaml", func(e *Entry, cues []string) { e.cues = append(e.cues, cues...) })
}

// readByEntry reads a map from the ids of entries to lists of texts.
func (d *drafts) readByEntry(pack fs.FS, file string, take func(*Entry, []string)) {
	f, n := d.listFront(pack, file)
	f.fields = n.asMap()
	for _, each := range n.fields {
		if draft := d.entries[each.key]; draft != nil {
			take(draft.entry, f.texts(each.key))
		} else {
			f.fault(each.value.line, "No entry has the id %q.", each.key)
		}
	}
}

// readElsewhere reads elsewhere.yaml: a list of subject and words, which are words or phrases of subjects the
// pack does not hold.
func (d *drafts) readElsewhere(pack fs.FS) {
	f, n := d.listFront(pack, "elsewhere.yaml")
	for _, each := range n.list {
		in := &front{file: f.file, faults: f.faults, fields: each.asMap()}
		in.only([]string{"subject", "words"})
		words := in.texts("words")
		if in.text("subject") == "" || len(words) == 0 {
			f.fault(each.line, "A subject needs a name and words.")
		}
		d.elsewhere = append(d.elsewhere, words...)
	}
}
