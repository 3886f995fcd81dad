package knowledge

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
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

// read reads every file of the packs. The second result counts the faults found in the packs before the last.
func read(packs []fs.FS) (d *drafts, before int) {
	d = &drafts{sources: map[string]*Source{}, entries: map[string]*entryDraft{}, steps: map[string]*stepDraft{}}
	for layer, pack := range packs {
		before = len(d.faults)
		d.readSources(pack)
		for _, part := range readParts(pack, d.sources) {
			d.take(part, layer)
		}
	}
	return d, before
}

// part is what is read of a pack beside the other parts, at the same time.
type part struct {
	faults  Faults
	entries []*entryDraft
	steps   []*stepDraft
	asks    []byEntry
	heard   []*heard
	lists
}

// readParts reads the folders and the lists of a pack, each on its own; entries come before the asks for them.
func readParts(pack fs.FS, sources map[string]*Source) []*part {
	var tasks []func(*part)
	for _, folder := range folders {
		tasks = append(tasks, func(p *part) {
			p.readFolder(pack, folder.name, func(file, text string) {
				p.entries = append(p.entries, readEntry(file, text, folder.kind, sources, &p.faults))
			})
		})
	}
	tasks = append(tasks, func(p *part) {
		p.readFolder(pack, "setup", func(file, text string) {
			p.steps = append(p.steps, readStep(file, text, sources, &p.faults))
		})
	}, func(p *part) { p.readLists(pack) }, func(p *part) { p.readAsks(pack) }, func(p *part) { p.readHeard(pack) })
	parts := make([]*part, len(tasks))
	var all sync.WaitGroup
	for i, task := range tasks {
		parts[i] = &part{}
		all.Go(func() { task(parts[i]) })
	}
	all.Wait()
	return parts
}

// take adds a part of the pack of this layer.
func (d *drafts) take(p *part, layer int) {
	d.faults = append(d.faults, p.faults...)
	for _, draft := range p.entries {
		d.put(draft, layer)
	}
	for _, step := range p.steps {
		step.layer = layer
		d.steps[step.step.ID] = step
	}
	for _, found := range p.decoys {
		d.putDecoy(found)
	}
	d.groups = append(d.groups, p.groups...)
	d.elsewhere = append(d.elsewhere, p.elsewhere...)
	for _, asks := range p.asks {
		d.give(asks)
	}
	for _, h := range p.heard {
		d.hear(h)
	}
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
func (p *part) readFolder(pack fs.FS, folder string, each func(file, text string)) {
	files, err := fs.ReadDir(pack, folder)
	if err != nil {
		return
	}
	for _, file := range files {
		name := path.Join(folder, file.Name())
		if file.IsDir() || !strings.HasSuffix(name, ".md") {
			continue
		}
		if text, ok := readFile(pack, name, &p.faults); ok {
			each(name, text)
		}
	}
}

// maxFile is the size of the largest file that is read, in bytes: ten times the longest entry of the pack.
const maxFile = 256 << 10

func readFile(pack fs.FS, name string, faults *Faults) (string, bool) {
	text, err := fs.ReadFile(pack, name)
	switch {
	case err != nil:
		*faults = append(*faults, Fault{name, 0, "The file cannot be read: " + err.Error()})
	case len(text) > maxFile:
		*faults = append(*faults, Fault{name, 0, "The file is over 256 KB. Split it into several."})
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
