package knowledge

import "io/fs"

// decoy is a subject that the pack does not hold though its words occur in it: a question about it is refused.
type decoy struct {
	id, title string
	asks      []string
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

// readSynonyms reads synonyms.yaml: a list of groups, each a list of words or short phrases of one meaning.
func (d *drafts) readSynonyms(pack fs.FS) {
	f, n := d.listFront(pack, "synonyms.yaml")
	for _, group := range n.list {
		in := &front{file: f.file, faults: f.faults, fields: map[string]node{"group": group}}
		if words := in.texts("group"); len(words) > 1 {
			d.groups = append(d.groups, words)
		} else {
			f.fault(group.line, "A group of synonyms needs two words or more.")
		}
	}
}
