package document

import (
	"maps"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// copier carries the objects of one source into a pack: what a page needs to be
// shown and to be read aloud, and nothing else. Scripts, forms, attachments,
// metadata and the rest of the source's own machinery stay behind, because
// nothing that is carried refers to them.
type copier struct {
	*paperFile
	w       *pdfWriter
	numbers map[int]int             // the pack's number for each object of the source that is carried
	waiting []int                   // carried, but not written yet
	onto    map[int]int             // the pack's number for each page, by the source's
	dests   map[string]types.Object // the source's named places, once one was asked for
	parents types.Array             // the source's parent tree: keys and values
	shift   int                     // added to the keys of the parent tree; -1: the source has no tags
}

func newCopier(s *paperFile, w *pdfWriter) *copier {
	return &copier{paperFile: s, w: w, numbers: map[int]int{}, onto: map[int]int{}, shift: -1}
}

// leftBehind are the keys that stay behind in every dictionary: what runs, what is
// attached, what tells of the author's own work.
var leftBehind = []string{"AA", "AF", "EF", "JS", "JavaScript", "Metadata", "PieceInfo", "LastModified", "Thumb", "OPI", "PS", "Measure", "PtData"}

// object gives a copy whose references are the pack's.
func (c *copier) object(o types.Object, depth int) types.Object {
	if depth > depthMost {
		return nil
	}
	switch o := o.(type) {
	case types.IndirectRef:
		return c.reference(o)
	case types.Array:
		a := make(types.Array, len(o))
		for i, part := range o {
			a[i] = c.object(part, depth+1)
		}
		return a
	case types.Dict:
		return c.dictionary(o, depth)
	case types.StreamDict, types.ObjectStreamDict, types.XRefStreamDict:
		return nil // a stream is only ever referred to
	}
	return o
}

func (c *copier) dictionary(d types.Dict, depth int) types.Dict {
	out := types.Dict{}
	for _, key := range slices.Sorted(maps.Keys(d)) { // in order, so that the same source gets the same numbers
		o := d[key]
		switch {
		case slices.Contains(leftBehind, key):
		case key == "StructParent" || key == "StructParents":
			if n := c.integer(o); n >= 0 && n <= parentsMost && c.shift >= 0 {
				out[key] = types.Integer(n + c.shift)
			}
		default:
			out[key] = c.object(o, depth+1)
		}
	}
	return out
}

// reference gives the pack's reference to an object of the source, which is
// carried if it was not. A page that is not in the pack, and whatever belongs to
// the source as a whole, is nil.
func (c *copier) reference(r types.IndirectRef) types.Object {
	n := r.ObjectNumber.Value()
	if page, is := c.onto[n]; is {
		return ref(page)
	}
	if to, is := c.numbers[n]; is {
		return ref(to)
	}
	o := c.deref(r)
	if d := c.dict(o); o == nil || d != nil && slices.Contains([]string{"Catalog", "Pages", "Page", "StructTreeRoot", "StructElem", "Filespec", "Action", "ObjStm", "XRef"}, c.name(d["Type"])) {
		return nil
	}
	to := c.w.alloc()
	c.numbers[n] = to
	c.waiting = append(c.waiting, n)
	return ref(to)
}

// drain writes what is carried and not written yet, and what that refers to.
func (c *copier) drain() {
	for len(c.waiting) > 0 {
		n := c.waiting[len(c.waiting)-1]
		c.waiting = c.waiting[:len(c.waiting)-1]
		o := c.deref(ref(n))
		if sd, is := o.(types.StreamDict); is {
			c.stream(c.numbers[n], sd)
			continue
		}
		c.w.put(c.numbers[n], c.object(o, 0))
	}
}

// stream writes a stream as its source has it. A stream that stands in another
// file is empty.
func (c *copier) stream(to int, sd types.StreamDict) {
	d := c.dictionary(sd.Dict, 0)
	for _, key := range []string{"Length", "DL", "F", "FFilter", "FDecodeParms"} {
		delete(d, key)
	}
	c.w.putStream(to, d, sd.Raw)
}
