package document

import (
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// link keeps a key of the parent tree for one of the plan's links.
func (t *tags) link(n int) int {
	key := t.next
	t.next++
	t.linkKeys[n] = key
	return key
}

// page keeps a key of the parent tree for a page of the sheets.
func (t *tags) page(n int) int {
	key := t.next
	t.next++
	t.pageKeys[n] = key
	return key
}

// ours writes the structure of pages of the sheets, as the plan says it.
func (t *tags) ours(p *packer, title string, first, last int) {
	r := &sheetRun{tags: t, packer: p, part: p.w.alloc(), marks: map[int]types.Array{}}
	for _, tag := range p.plan.Tags {
		if tag.Page >= first && tag.Page <= last && tag.ID >= 0 && tag.ID < marksMost {
			r.add(tag)
		}
	}
	r.endContents()
	for page, marks := range r.marks {
		t.parents[t.pageKeys[page]] = marks
	}
	if len(r.kids) > 0 {
		p.w.put(r.part, types.Dict{"Type": types.Name("StructElem"), "S": types.Name("Part"), "P": ref(t.document), "T": pdfText(title), "K": r.kids})
		t.kids = append(t.kids, ref(r.part))
	}
}

// marksMost is how many pieces of one page are marked at most.
const marksMost = 10_000

// sheetRun is the structure of a run of pages of the sheets under way.
type sheetRun struct {
	*tags
	*packer
	part     int                 // the element above all of them
	kids     types.Array         // what is under it
	contents int                 // the element above a run of lines of the contents; 0: none is open
	lines    types.Array         // those lines
	marks    map[int]types.Array // by page: to which element each mark belongs
}

func (r *sheetRun) add(tag PackTag) {
	above := r.part
	if tag.Role != "TOCI" {
		r.endContents()
	} else if r.contents == 0 {
		r.contents = r.w.alloc()
		r.kids = append(r.kids, ref(r.contents))
	}
	if r.contents != 0 {
		above = r.contents
	}
	element, words := r.element(r.packer, tag, above)
	if r.contents != 0 {
		r.lines = append(r.lines, element)
	} else {
		r.kids = append(r.kids, element)
	}
	for len(r.marks[tag.Page]) <= tag.ID {
		r.marks[tag.Page] = append(r.marks[tag.Page], nil)
	}
	r.marks[tag.Page][tag.ID] = words
}

// endContents writes the element above the lines that were added last.
func (r *sheetRun) endContents() {
	if r.contents != 0 {
		r.w.put(r.contents, types.Dict{"Type": types.Name("StructElem"), "S": types.Name("TOC"), "P": ref(r.part), "K": r.lines})
		r.contents, r.lines = 0, nil
	}
}

// element writes what a piece of a page is. words is the element that the marks
// on the page belong to: for a line of the contents the link within it.
func (t *tags) element(p *packer, tag PackTag, above int) (element, words types.IndirectRef) {
	page := ref(p.number[tag.Page-1])
	e := p.w.alloc()
	d := types.Dict{"Type": types.Name("StructElem"), "S": types.Name(tag.Role), "P": ref(above), "Pg": page, "K": types.Integer(tag.ID)}
	words = ref(e)
	if annot, is := t.links[tag.Link]; is {
		words = ref(p.w.alloc())
		p.w.put(words.ObjectNumber.Value(), types.Dict{"Type": types.Name("StructElem"), "S": types.Name("Link"), "P": ref(e), "Pg": page,
			"K": types.Array{types.Integer(tag.ID), types.Dict{"Type": types.Name("OBJR"), "Obj": annot, "Pg": page}}})
		t.parents[t.linkKeys[tag.Link]] = words
		d["K"] = words
	}
	p.w.put(e, d)
	return ref(e), words
}

// tagged reports whether the plan says what is on a page of the pack.
func (p *packer) tagged(page int) bool {
	return slices.ContainsFunc(p.plan.Tags, func(t PackTag) bool { return t.Page == page })
}
