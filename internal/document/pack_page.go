package document

import (
	"bytes"
	"fmt"
	"math"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// a4 is the page of a source that does not say how large its pages are, in
// points.
var a4 = rect{0, 0, 595.28, 841.89}

// rect is a rectangle: its left, bottom, right and top edge, in points.
type rect [4]float64

func (r rect) width() float64  { return r[2] - r[0] }
func (r rect) height() float64 { return r[3] - r[1] }

func (r rect) array() types.Array {
	a := make(types.Array, 4)
	for i, n := range r {
		a[i] = types.Float(math.Round(n*1000) / 1000)
	}
	return a
}

// rect reads a rectangle. ok is false when it is none, or has no area.
func (s *paperFile) rect(o types.Object) (r rect, ok bool) {
	a := s.array(o)
	if len(a) != 4 {
		return r, false
	}
	for i := range r {
		if r[i], ok = s.number(a[i]); !ok || math.Abs(r[i]) > 1e6 {
			return r, false
		}
	}
	r = rect{min(r[0], r[2]), min(r[1], r[3]), max(r[0], r[2]), max(r[1], r[3])}
	return r, r.width() > 1 && r.height() > 1
}

// boxes gives what a page's paper is, and what of it is shown.
func (s *paperFile) boxes(p sourcePage) (media, shown rect) {
	media, ok := s.rect(p.Dict["MediaBox"])
	if !ok {
		media = a4
	}
	crop, ok := s.rect(p.Dict["CropBox"])
	if !ok {
		return media, media
	}
	shown = rect{max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])}
	if shown.width() <= 1 || shown.height() <= 1 {
		return media, media
	}
	return media, shown
}

// rotation gives by how much a page is turned clockwise: 0, 90, 180 or 270.
func (s *paperFile) rotation(p sourcePage) int {
	n, _ := s.number(p.Dict["Rotate"])
	if math.Abs(n) > 1e6 {
		return 0
	}
	return (int(n)%360 + 360) % 360 / 90 * 90
}

// page writes a page of the source with its stamp under the number that was kept
// for it. links are what leads from it to other pages of the pack.
func (p *packer) page(c *copier, from sourcePage, number int, stamp Stamp, links types.Array) {
	media, shown := c.boxes(from)
	turned := c.rotation(from)
	d := types.Dict{"Type": types.Name("Page"), "Parent": p.pages, "MediaBox": media.array()}
	if shown != media {
		d["CropBox"] = shown.array()
	}
	if turned != 0 {
		d["Rotate"] = types.Integer(turned)
	}
	for _, key := range []string{"UserUnit", "Group"} {
		if o := from.Dict[key]; o != nil {
			d[key] = c.object(o, 1)
		}
	}
	if n := c.integer(from.Dict["StructParents"]); n >= 0 && n <= parentsMost && c.shift >= 0 {
		d["StructParents"], d["Tabs"] = types.Integer(n+c.shift), types.Name("S")
	}
	if c == p.sheets && p.tagged(p.done) {
		d["StructParents"], d["Tabs"] = types.Integer(p.tags.page(p.done)), types.Name("S")
	}
	resources := c.resources(from)
	annots, drawn := c.annotations(from, resources)
	if links = append(annots, links...); len(links) > 0 {
		d["Annots"] = links
	}
	resources.sub("Font")[stampFont] = p.font
	d["Resources"] = types.Dict(resources)
	d["Contents"] = p.contents(c, from, drawn, stampOn(stamp, shown, turned))
	p.w.put(number, d)
	c.drain()
}

// resourceDict is what the contents of a page name.
type resourceDict types.Dict

// sub gives the dictionary of one kind of resources, to be added to.
func (r resourceDict) sub(kind string) types.Dict {
	d, is := r[kind].(types.Dict)
	if !is {
		d = types.Dict{}
		r[kind] = d
	}
	return d
}

var resourceKinds = []string{"ExtGState", "ColorSpace", "Pattern", "Shading", "XObject", "Font", "Properties"}

func (c *copier) resources(from sourcePage) resourceDict {
	r, have := resourceDict{}, c.dict(from.Dict["Resources"])
	for _, kind := range resourceKinds {
		if d := c.dict(have[kind]); d != nil {
			r[kind] = c.dictionary(d, 1)
		}
	}
	return r
}

// contents gives the streams of a page, between two of ours: the first saves the
// state of the page as it was at its beginning, the last restores it, however
// the source left it, and draws what comes on top.
func (p *packer) contents(c *copier, from sourcePage, drawn, stamp []byte) types.Array {
	var parts types.Array
	var b balance
	for _, o := range c.streams(from.Dict["Contents"]) {
		parts = append(parts, c.reference(o))
		if sd, is := c.deref(o).(types.StreamDict); is && sd.DecodeWithLimit(contentMost) == nil {
			b.read(sd.Content)
		}
	}
	before, after := p.w.alloc(), p.w.alloc()
	var last bytes.Buffer
	fmt.Fprintf(&last, "\n%s\n%s%s", bytes.Repeat([]byte("Q "), 1-b.least+b.depth), drawn, stamp)
	p.w.putDeflated(before, types.Dict{}, append(bytes.Repeat([]byte("q "), 1-b.least), '\n'))
	p.w.putDeflated(after, types.Dict{}, last.Bytes())
	return append(append(types.Array{ref(before)}, parts...), ref(after))
}

// streams lists the streams of a page's contents.
func (s *paperFile) streams(o types.Object) []types.IndirectRef {
	parts, is := s.deref(o).(types.Array)
	if !is {
		parts = types.Array{o}
	}
	var refs []types.IndirectRef
	for _, part := range parts {
		if r, is := part.(types.IndirectRef); is {
			if _, is := s.deref(r).(types.StreamDict); is {
				refs = append(refs, r)
			}
		}
	}
	return refs
}
