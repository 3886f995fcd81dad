package knowledge

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// folders are where entries live, in the order in which a library lists its kinds.
var folders = []struct {
	name string
	kind Kind
}{{"roles", Role}, {"skills", Skill}, {"guidance", Guidance}, {"council", Council}, {"history", History}}

// Load reads packs of files, each laid over those before it: an entry, a step, a source or a decoy replaces
// an earlier one of the same id, synonyms are added. The error, if any, is a [Faults] that lists every fault.
func Load(packs ...fs.FS) (*Library, error) {
	d, _ := read(packs)
	library := d.link()
	if len(d.faults) > 0 {
		return nil, d.faults.sorted()
	}
	return library, nil
}

// drafts are packs that have been read and not yet linked.
type drafts struct {
	faults  Faults
	sources map[string]*Source
	lists
	entries map[string]*entryDraft
	steps   map[string]*stepDraft
}

// lists are what the search reads beside the entries.
type lists struct {
	decoys    []decoy
	groups    []synonyms
	elsewhere []string // words and phrases of subjects the pack does not hold
}

// read reads every file of the packs. The second result counts the faults found in the packs before the last.
func read(packs []fs.FS) (d *drafts, before int) {
	d = &drafts{sources: map[string]*Source{}, entries: map[string]*entryDraft{}, steps: map[string]*stepDraft{}}
	for layer, pack := range packs {
		before = len(d.faults)
		d.readSources(pack)
		d.readDecoys(pack)
		d.readSynonyms(pack)
		d.readElsewhere(pack)
		for _, folder := range folders {
			d.readFolder(pack, folder.name, func(file, text string) {
				d.put(readEntry(file, text, folder.kind, d.sources, &d.faults), layer)
			})
		}
		d.readFolder(pack, "setup", func(file, text string) {
			step := readStep(file, text, d.sources, &d.faults)
			step.layer = layer
			d.steps[step.step.ID] = step
		})
		d.readAsks(pack)
	}
	return d, before
}

// put keeps an entry, unless the same pack has another of its id in another folder.
func (d *drafts) put(draft *entryDraft, layer int) {
	draft.layer = layer
	other := d.entries[draft.entry.ID]
	if other != nil && other.layer == layer {
		d.fault(draft.file, 0, "The id is taken by "+other.file+". Give one of the files another name.")
		return
	}
	d.entries[draft.entry.ID] = draft
}

// readFolder reads the Markdown files of one folder; a folder that is not there has none.
func (d *drafts) readFolder(pack fs.FS, folder string, each func(file, text string)) {
	files, err := fs.ReadDir(pack, folder)
	if err != nil {
		return
	}
	for _, file := range files {
		name := path.Join(folder, file.Name())
		if file.IsDir() || !strings.HasSuffix(name, ".md") {
			continue
		}
		if text, ok := d.readFile(pack, name); ok {
			each(name, text)
		}
	}
}

// maxFile is the size of the largest file that is read, in bytes: ten times the longest entry of the pack.
const maxFile = 256 << 10

func (d *drafts) readFile(pack fs.FS, name string) (string, bool) {
	text, err := fs.ReadFile(pack, name)
	switch {
	case err != nil:
		d.faults = append(d.faults, Fault{name, 0, "The file cannot be read: " + err.Error()})
	case len(text) > maxFile:
		d.faults = append(d.faults, Fault{name, 0, "The file is over 256 KB. Split it into several."})
	default:
		return string(text), true
	}
	return "", false
}

// fileID is the id that a file's name gives its entry.
func fileID(file string) string { return strings.TrimSuffix(path.Base(file), ".md") }

// link turns drafts into a library, looking up every id they name.
func (d *drafts) link() *Library {
	l := &Library{words: d.lists}
	for _, draft := range d.entries {
		d.linkEntry(draft)
		l.entries = append(l.entries, draft.entry)
	}
	slices.SortFunc(l.entries, byKindThenID)
	for _, draft := range d.steps {
		d.linkStep(draft)
		l.steps = append(l.steps, draft.step)
	}
	slices.SortFunc(l.steps, inOrder)
	for _, source := range d.sources {
		l.sources = append(l.sources, source)
	}
	slices.SortFunc(l.sources, func(a, b *Source) int { return strings.Compare(a.ID, b.ID) })
	l.arrange()
	return l
}

func byKindThenID(a, b *Entry) int {
	if a.Kind != b.Kind {
		return kindOrder(a.Kind) - kindOrder(b.Kind)
	}
	return strings.Compare(a.ID, b.ID)
}

func kindOrder(kind Kind) int {
	for i, folder := range folders {
		if folder.kind == kind {
			return i
		}
	}
	return len(folders)
}

func (d *drafts) linkEntry(draft *entryDraft) {
	e := draft.entry
	e.Related = d.lookUp(draft.file, draft.related, "")
	e.Next = d.lookUp(draft.file, draft.next, "")
	e.Sources = d.sourcesOf(draft.file, draft.sources)
	for _, need := range draft.needs {
		for _, skill := range d.lookUp(draft.file, []ref{need}, Skill) {
			e.Skills = append(e.Skills, Need{skill, need.level})
		}
	}
}

func (d *drafts) linkStep(draft *stepDraft) {
	s := draft.step
	s.Reads = d.lookUp(draft.file, draft.reads, "")
	s.Sources = d.sourcesOf(draft.file, draft.sources)
	for _, each := range draft.after {
		if before := d.steps[each.id]; before != nil {
			s.After = append(s.After, before.step)
		} else {
			d.fault(draft.file, each.line, "No step has the id "+quote(each.id)+".")
		}
	}
}

// lookUp finds entries by id; a kind that is not empty is asked of all.
func (d *drafts) lookUp(file string, refs []ref, kind Kind) []*Entry {
	var found []*Entry
	for _, each := range refs {
		draft := d.entries[each.id]
		switch {
		case draft == nil:
			d.fault(file, each.line, "No entry has the id "+quote(each.id)+".")
		case kind != "" && draft.entry.Kind != kind:
			d.fault(file, each.line, quote(each.id)+" is not a "+string(kind)+".")
		default:
			found = append(found, draft.entry)
		}
	}
	return found
}

func (d *drafts) sourcesOf(file string, refs []ref) []*Source {
	var found []*Source
	for _, each := range refs {
		if source := d.sources[each.id]; source != nil {
			found = append(found, source)
		} else {
			d.fault(file, each.line, "No source has the id "+quote(each.id)+". Add it to sources.yaml.")
		}
	}
	return found
}

func (d *drafts) fault(file string, line int, say string) {
	d.faults = append(d.faults, Fault{file, line, say})
}

func quote(id string) string { return `"` + id + `"` }
