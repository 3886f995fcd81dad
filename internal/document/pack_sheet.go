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
	part := p.w.alloc()
	var kids types.Array
	contents, lines := 0, types.Array(nil) // a run of lines of the contents
	closeContents := func() {
		if contents != 0 {
			p.w.put(contents, types.Dict{"Type": types.Name("StructElem"), "S": types.Name("TOC"), "P": ref(part), "K": lines})
			contents, lines = 0, nil
		}
	}
	marks := map[int]types.Array{}
	for _, tag := range p.plan.Tags {
		if tag.Page < first || tag.Page > last {
			continue
		}
		above := part
		if tag.Role != "TOCI" {
			closeContents()
		} else if contents == 0 {
			contents = p.w.alloc()
			kids = append(kids, ref(contents))
		}
		if contents != 0 {
			above = contents
		}
		element, words := t.element(p, tag, above)
		if contents != 0 {
			lines = append(lines, element)
		} else {
			kids = append(kids, element)
		}
		for len(marks[tag.Page]) <= tag.ID && tag.ID < 10_000 {
			marks[tag.Page] = append(marks[tag.Page], nil)
		}
		marks[tag.Page][tag.ID] = words
	}
	closeContents()
	for page, a := range marks {
		t.parents[t.pageKeys[page]] = a
	}
	if len(kids) > 0 {
		p.w.put(part, types.Dict{"Type": types.Name("StructElem"), "S": types.Name("Part"), "P": ref(t.document), "T": pdfText(title), "K": kids})
		t.kids = append(t.kids, ref(part))
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
