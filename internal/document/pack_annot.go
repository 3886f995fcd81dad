package document

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// drawnAnnotations are the kinds whose appearance is part of what a reader sees:
// it is drawn into the page, and the thing itself stays behind. So what stood in
// a form's fields can still be read, and no field, button or player is left.
var drawnAnnotations = []string{"Widget", "FreeText", "Stamp", "Square", "Circle", "Line", "Ink", "Polygon", "PolyLine", "Highlight", "Underline", "StrikeOut", "Squiggly", "Caret"}

// hiddenFlags are the flags of an annotation that is not to be seen on a screen
// (ISO 32000-2, 12.5.3).
const hiddenFlags = 1<<1 | 1<<5

// annotationsMost is how many of a page's annotations are looked at.
const annotationsMost = 5000

// annotations gives the links of a page, and the drawing of what else there is to
// see on it; what the drawing names is added to the resources.
func (c *copier) annotations(from sourcePage, resources resourceDict) (links types.Array, drawn []byte) {
	var b bytes.Buffer
	for i, o := range c.array(from.Dict["Annots"]) {
		d := c.dict(o)
		kind := c.name(d["Subtype"])
		switch {
		case i >= annotationsMost:
			return links, b.Bytes()
		case kind == "Link":
			if link := c.link(d); link != nil {
				links = append(links, c.keep(o, link))
			}
		case slices.Contains(drawnAnnotations, kind) && max(0, c.integer(d["F"]))&hiddenFlags == 0:
			c.draw(&b, d, resources, i)
		}
	}
	return links, b.Bytes()
}

// keep writes a link under a number of its own, by which its tags find it.
func (c *copier) keep(was types.Object, link types.Dict) types.IndirectRef {
	to := c.w.add(link)
	if r, is := was.(types.IndirectRef); is {
		c.numbers[r.ObjectNumber.Value()] = to.ObjectNumber.Value()
	}
	return to
}

// link gives a link that leads to a web page, or to a page of the same source;
// nil when it leads anywhere else, or runs something.
func (c *copier) link(d types.Dict) types.Dict {
	at, ok := c.rect(d["Rect"])
	if !ok {
		return nil
	}
	out := types.Dict{"Type": types.Name("Annot"), "Subtype": types.Name("Link"), "Rect": at.array(), "F": types.Integer(4)}
	for _, key := range []string{"Border", "BS", "C", "H", "QuadPoints", "Contents", "StructParent"} {
		if d[key] != nil {
			out[key] = c.dictionary(types.Dict{key: c.deref(d[key])}, 1)[key]
		}
	}
	action := c.dict(d["A"])
	target := d["Dest"]
	switch c.name(action["S"]) {
	case "URI":
		address := strings.TrimSpace(c.text(action["URI"]))
		if !safeAddress(address) {
			return nil
		}
		out["A"] = types.Dict{"S": types.Name("URI"), "URI": c.deref(action["URI"])}
		return out
	case "GoTo":
		target = action["D"]
	case "":
	default:
		return nil
	}
	if out["Dest"] = c.destination(target); out["Dest"] == nil {
		return nil
	}
	return out
}

func safeAddress(address string) bool {
	scheme, _, found := strings.Cut(strings.ToLower(address), ":")
	return found && slices.Contains([]string{"http", "https", "mailto", "tel"}, scheme)
}

// destination gives a place within the pack, also one that is named; nil when it
// is not there.
func (c *copier) destination(o types.Object) types.Object {
	o = c.deref(o)
	if name := c.text(o); name != "" {
		o = c.named(name)
	} else if n, is := o.(types.Name); is {
		o = c.deref(c.dict(c.root["Dests"])[string(n)])
	}
	if d, is := o.(types.Dict); is {
		o = c.deref(d["D"])
	}
	a, is := o.(types.Array)
	if !is || len(a) == 0 || len(a) > 6 {
		return nil
	}
	out := c.object(a, 0).(types.Array)
	if out[0] == nil {
		return nil
	}
	if _, is := out[0].(types.IndirectRef); !is {
		return nil
	}
	return out
}

// named finds a destination by its name; nil when there is none.
func (c *copier) named(name string) types.Object {
	if c.dests == nil {
		c.dests = map[string]types.Object{}
		pairs := c.tree(c.dict(c.root["Names"])["Dests"], "Names")
		for i := 0; i+1 < len(pairs); i += 2 {
			c.dests[c.text(pairs[i])] = pairs[i+1]
		}
	}
	return c.deref(c.dests[name])
}

// draw draws the appearance of an annotation where it stands (ISO 32000-2,
// 12.5.5).
func (c *copier) draw(b *bytes.Buffer, d types.Dict, resources resourceDict, n int) {
	look := c.dict(d["AP"])["N"]
	if _, stream := c.deref(look).(types.StreamDict); !stream {
		look = c.dict(look)[c.name(d["AS"])]
	}
	form, is := look.(types.IndirectRef)
	if !is {
		return
	}
	sd, is := c.deref(form).(types.StreamDict)
	at, ok := c.rect(d["Rect"])
	box, fits := c.rect(sd.Dict["BBox"])
	if !is || !ok || !fits {
		return
	}
	box = c.matrix(sd.Dict["Matrix"]).box(box)
	if box.width() < 0.01 || box.height() < 0.01 {
		return
	}
	name := fmt.Sprintf("CouncilLook%d", n)
	resources.sub("XObject")[name] = c.reference(form)
	x, y := at.width()/box.width(), at.height()/box.height()
	fmt.Fprintf(b, "q %.5f 0 0 %.5f %.3f %.3f cm /%s Do Q\n", x, y, at[0]-box[0]*x, at[1]-box[1]*y, name)
}

// matrix is how a form's own space lies in that of the page.
type matrix [6]float64

func (s *paperFile) matrix(o types.Object) matrix {
	m, a := matrix{1, 0, 0, 1, 0, 0}, s.array(o)
	if len(a) != len(m) {
		return m
	}
	var read matrix
	for i := range a {
		n, ok := s.number(a[i])
		if !ok {
			return m
		}
		read[i] = n
	}
	return read
}

// box gives the upright rectangle round what a rectangle becomes.
func (m matrix) box(r rect) rect {
	out := rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, corner := range [][2]float64{{r[0], r[1]}, {r[2], r[1]}, {r[0], r[3]}, {r[2], r[3]}} {
		x, y := m[0]*corner[0]+m[2]*corner[1]+m[4], m[1]*corner[0]+m[3]*corner[1]+m[5]
		out = rect{min(out[0], x), min(out[1], y), max(out[2], x), max(out[3], y)}
	}
	return out
}
