package document

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// parentsMost is the highest key that a source's parent tree may have;
// elementsMost is how many elements of structure are carried from one source.
const parentsMost, elementsMost = 1_000_000, 500_000

// tags is the structure of a pack: what a screen reader reads by. Each source
// keeps its own under one element, so that headings, lists, tables and the words
// for pictures are in the pack as their authors made them (ISO 32000-2, 14.7).
type tags struct {
	root     int // the number kept for the root of structure
	document int // and for its one child
	kids     types.Array
	parents  map[int]types.Object // the parent tree, by key
	next     int                  // the first key that is free
	ids      types.Array          // names and elements, for the tree of names
	pageKeys map[int]int          // the keys of pages of the sheets, by the pack's page
	linkKeys map[int]int          // the keys of the plan's links, by their place in it from 1
	links    map[int]types.IndirectRef
}

func newTags(w *pdfWriter) *tags {
	return &tags{root: w.alloc(), document: w.alloc(), parents: map[int]types.Object{}, pageKeys: map[int]int{}, linkKeys: map[int]int{}, links: map[int]types.IndirectRef{}}
}

// begin finds out whether a source has tags and keeps a run of keys for it.
// It comes before the source's pages are written.
func (t *tags) begin(c *copier) {
	root := c.dict(c.root["StructTreeRoot"])
	if root == nil || c.dict(c.root["MarkInfo"]) == nil {
		return
	}
	c.shift = t.next
	c.parents = c.tree(root["ParentTree"], "Nums")
	for i := 0; i < len(c.parents); i += 2 {
		if key := c.integer(c.parents[i]); key >= 0 && key <= parentsMost {
			t.next = max(t.next, c.shift+key+1)
		}
	}
}

// tagElement is a source's element of structure that is carried.
type tagElement struct {
	was    types.Dict
	to     int // the pack's number
	parent int
}

// carry takes a source's structure over, once its pages are written.
func (t *tags) carry(c *copier, title string) {
	if c.shift < 0 {
		return
	}
	root := c.dict(c.root["StructTreeRoot"])
	tc := &tagCopier{copier: c, tags: t, roles: c.dict(root["RoleMap"]), classes: c.dict(root["ClassMap"]), elements: map[int]int{}, prefix: fmt.Sprintf("s%d-", len(t.kids))}
	part := c.w.alloc()
	kids := tc.kids(root["K"], part)
	for len(tc.waiting) > 0 {
		e := tc.waiting[0]
		tc.waiting = tc.waiting[1:]
		c.w.put(e.to, tc.element(e))
	}
	d := types.Dict{"Type": types.Name("StructElem"), "S": types.Name("Part"), "P": ref(t.document), "T": pdfText(title), "K": kids}
	if lang := c.text(c.root["Lang"]); lang != "" {
		d["Lang"] = pdfText(lang)
	}
	c.w.put(part, d)
	t.kids = append(t.kids, ref(part))
	t.carryParents(c, tc)
	c.drain()
}

// carryParents takes over by which element each piece of a page is meant.
func (t *tags) carryParents(c *copier, tc *tagCopier) {
	for i := 0; i+1 < len(c.parents); i += 2 {
		key := c.integer(c.parents[i])
		if key < 0 || key > parentsMost {
			continue
		}
		if a := c.array(c.parents[i+1]); a != nil {
			out := make(types.Array, len(a))
			for n, o := range a {
				out[n] = tc.carried(o)
			}
			t.parents[c.shift+key] = c.w.add(out)
		} else if o := tc.carried(c.parents[i+1]); o != nil {
			t.parents[c.shift+key] = o
		}
	}
}

// finish writes the root of structure and gives what the catalogue says of it;
// nil when nothing in the pack has tags.
func (t *tags) finish(w *pdfWriter) types.Object {
	if len(t.kids) == 0 {
		return nil
	}
	var nums types.Array
	for _, key := range slices.Sorted(maps.Keys(t.parents)) {
		nums = append(nums, types.Integer(key), t.parents[key])
	}
	w.put(t.document, types.Dict{"Type": types.Name("StructElem"), "S": types.Name("Document"), "P": ref(t.root), "K": t.kids})
	root := types.Dict{"Type": types.Name("StructTreeRoot"), "K": ref(t.document), "ParentTree": w.add(types.Dict{"Nums": nums}), "ParentTreeNextKey": types.Integer(t.next)}
	if len(t.ids) > 0 {
		root["IDTree"] = w.add(types.Dict{"Names": t.sortedIDs()})
	}
	w.put(t.root, root)
	return ref(t.root)
}

func (t *tags) sortedIDs() types.Array {
	type pair struct{ name, element types.Object }
	var pairs []pair
	for i := 0; i+1 < len(t.ids); i += 2 {
		pairs = append(pairs, pair{t.ids[i], t.ids[i+1]})
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(a.name.PDFString(), b.name.PDFString()) })
	var out types.Array
	for i, p := range pairs {
		if i == 0 || p.name != pairs[i-1].name {
			out = append(out, p.name, p.element)
		}
	}
	return out
}

// tagCopier carries the elements of one source.
type tagCopier struct {
	*copier
	tags     *tags
	roles    types.Dict
	classes  types.Dict
	elements map[int]int // the pack's number, by the source's
	waiting  []tagElement
	prefix   string // before the source's own ids, which another source may use too
}

// carried gives the pack's reference to an element; nil when it was not carried.
func (c *tagCopier) carried(o types.Object) types.Object {
	if r, is := o.(types.IndirectRef); is {
		if to, is := c.elements[r.ObjectNumber.Value()]; is {
			return ref(to)
		}
	}
	return nil
}

// kids gives the children of an element: marks on a page, links, and elements,
// which wait to be carried in their turn.
func (c *tagCopier) kids(o types.Object, parent int) types.Array {
	list, is := c.deref(o).(types.Array)
	if !is && o != nil {
		list = types.Array{o}
	}
	var out types.Array
	for _, o := range list {
		if kid := c.kid(o, parent); kid != nil {
			out = append(out, kid)
		}
	}
	return out
}

func (c *tagCopier) kid(o types.Object, parent int) types.Object {
	if n, is := c.deref(o).(types.Integer); is {
		return n
	}
	d, is := c.deref(o).(types.Dict)
	if !is {
		return nil
	}
	switch c.name(d["Type"]) {
	case "MCR":
		return c.onPage(types.Dict{"Type": types.Name("MCR"), "MCID": c.deref(d["MCID"])}, d, "Stm")
	case "OBJR":
		r, is := d["Obj"].(types.IndirectRef)
		if !is || c.numbers[r.ObjectNumber.Value()] == 0 {
			return nil // what it meant is not in the pack
		}
		return c.onPage(types.Dict{"Type": types.Name("OBJR")}, d, "Obj")
	}
	r, is := o.(types.IndirectRef)
	if d["S"] == nil || !is || c.elements[r.ObjectNumber.Value()] != 0 || len(c.elements) >= elementsMost {
		return nil
	}
	to := c.w.alloc()
	c.elements[r.ObjectNumber.Value()] = to
	c.waiting = append(c.waiting, tagElement{was: d, to: to, parent: parent})
	return ref(to)
}

// onPage adds to a mark the page it is on, and what else it refers to.
func (c *tagCopier) onPage(mark, d types.Dict, key string) types.Object {
	for _, key := range []string{"Pg", key} {
		if r, is := d[key].(types.IndirectRef); is {
			if o := c.reference(r); o != nil {
				mark[key] = o
			}
		}
	}
	return mark
}

func (c *tagCopier) element(e tagElement) types.Dict {
	d := types.Dict{"Type": types.Name("StructElem"), "S": c.role(e.was["S"]), "P": ref(e.parent)}
	for _, key := range []string{"T", "Lang", "Alt", "E", "ActualText"} {
		if o := c.deref(e.was[key]); o != nil {
			d[key] = c.object(o, 1)
		}
	}
	if r, is := e.was["Pg"].(types.IndirectRef); is {
		if page := c.reference(r); page != nil {
			d["Pg"] = page
		}
	}
	if id := c.bytes(e.was["ID"]); id != nil {
		d["ID"] = c.id(id)
		c.tags.ids = append(c.tags.ids, d["ID"], ref(e.to))
	}
	if a := c.attributes(e.was); len(a) > 0 {
		d["A"] = a
	}
	if kids := c.kids(e.was["K"], e.to); len(kids) > 0 {
		d["K"] = kids
	}
	return d
}

// role gives what an element is in the words of the standard, which the source
// may have others for.
func (c *tagCopier) role(o types.Object) types.Object {
	name := c.name(o)
	for range 10 {
		next := c.name(c.roles[name])
		if next == "" || next == name {
			break
		}
		name = next
	}
	return types.Name(cmp.Or(name, "NonStruct"))
}

// attributes gives an element's attributes, with those of its class.
func (c *tagCopier) attributes(was types.Dict) types.Array {
	var out types.Array
	add := func(o types.Object) {
		list, is := c.deref(o).(types.Array)
		if !is {
			list = types.Array{o}
		}
		for _, o := range list {
			if d, is := c.deref(o).(types.Dict); is {
				out = append(out, c.attribute(d))
			}
		}
	}
	add(was["A"])
	if class := c.name(was["C"]); class != "" {
		add(c.classes[class])
	}
	for _, o := range c.array(was["C"]) {
		add(c.classes[c.name(o)])
	}
	return out
}

func (c *tagCopier) attribute(d types.Dict) types.Dict {
	out := c.dictionary(d, 1)
	if heads := c.array(d["Headers"]); heads != nil {
		list := types.Array{}
		for _, o := range heads {
			if id := c.bytes(o); id != nil {
				list = append(list, c.id(id))
			}
		}
		out["Headers"] = list
	}
	return out
}

func (c *tagCopier) id(id []byte) types.Object {
	return types.NewHexLiteral(append([]byte(c.prefix), id...))
}

// bytes gives a string's bytes; nil when it is none.
func (s *paperFile) bytes(o types.Object) []byte {
	switch o := s.deref(o).(type) {
	case types.HexLiteral:
		b, err := hex.DecodeString(string(o))
		if err == nil && len(b) > 0 {
			return b
		}
	case types.StringLiteral:
		if b, err := types.Unescape(string(o)); err == nil && len(b) > 0 {
			return b
		}
	}
	return nil
}
