package document

import (
	"bytes"
	"encoding/xml"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// pdfText writes words as PDF has them outside the pages (ISO 32000-2, 7.9.2.2).
func pdfText(words string) types.Object {
	if !strings.ContainsFunc(words, func(r rune) bool { return r < ' ' || r > '~' }) {
		return types.StringLiteral(strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(words))
	}
	b := []byte{0xfe, 0xff}
	for _, unit := range utf16.Encode([]rune(words)) {
		b = append(b, byte(unit>>8), byte(unit))
	}
	return types.NewHexLiteral(b)
}

// finish writes all that holds the pages together.
func (p *packer) finish() error {
	kids := make(types.Array, p.done)
	for i := range kids {
		kids[i] = ref(p.number[i])
	}
	p.w.put(p.pages.ObjectNumber.Value(), types.Dict{"Type": types.Name("Pages"), "Kids": kids, "Count": types.Integer(p.done)})
	labels := types.Dict{"S": types.Name("D")}
	if p.plan.Prefix != "" {
		labels["P"] = pdfText(p.plan.Prefix)
	}
	root := types.Dict{"Type": types.Name("Catalog"), "Pages": p.pages, "Lang": pdfText("en-GB"),
		"PageLabels":        types.Dict{"Nums": types.Array{types.Integer(0), labels}},
		"ViewerPreferences": types.Dict{"DisplayDocTitle": types.Boolean(true)}}
	if outline := p.outline(); outline != nil {
		root["Outlines"], root["PageMode"] = outline, types.Name("UseOutlines")
	}
	if structure := p.tags.finish(p.w); structure != nil {
		root["StructTreeRoot"], root["MarkInfo"] = structure, types.Dict{"Marked": types.Boolean(true)}
	}
	if o := p.layers.finish(); o != nil {
		root["OCProperties"] = o
	}
	info := types.Dict{"Title": pdfText(p.plan.Title), "Producer": pdfText("councilbot")}
	if p.plan.Author != "" {
		info["Author"] = pdfText(p.plan.Author)
	}
	if !p.plan.At.IsZero() {
		at := types.StringLiteral(p.plan.At.UTC().Format("D:20060102150405Z"))
		info["CreationDate"], info["ModDate"] = at, at
	}
	root["Metadata"] = p.metadata()
	return p.w.finish(p.w.add(root), p.w.add(info))
}

// outline writes the bookmarks, those of a level under the last of the level
// above; nil when there are none.
func (p *packer) outline() types.Object {
	if len(p.plan.Marks) == 0 {
		return nil
	}
	root := &bookmark{number: p.w.alloc()}
	at := []*bookmark{root}
	for _, m := range p.plan.Marks {
		at = at[:max(1, min(m.Level+1, len(at)))]
		above := at[len(at)-1]
		kid := &bookmark{PackMark: m, number: p.w.alloc()}
		above.kids = append(above.kids, kid)
		at = append(at, kid)
	}
	p.putMarks(root)
	return ref(root.number)
}

// bookmark is one with those under it.
type bookmark struct {
	PackMark
	number int
	kids   []*bookmark
}

// putMarks writes a bookmark and those under it, folded from the second level on.
func (p *packer) putMarks(m *bookmark) {
	d := types.Dict{"Type": types.Name("Outlines")}
	p.chain(d, m)
	if len(m.kids) > 0 {
		d["Count"] = types.Integer(len(m.kids))
	}
	p.w.put(m.number, d)
}

// chain writes the bookmarks under one, each beside the next.
func (p *packer) chain(d types.Dict, m *bookmark) {
	for i, kid := range m.kids {
		k := types.Dict{"Title": pdfText(kid.Title), "Parent": ref(m.number)}
		if kid.Page >= 1 && kid.Page <= len(p.number) {
			k["Dest"] = types.Array{ref(p.number[kid.Page-1]), types.Name("Fit")}
		}
		if i > 0 {
			k["Prev"] = ref(m.kids[i-1].number)
		}
		if i+1 < len(m.kids) {
			k["Next"] = ref(m.kids[i+1].number)
		}
		p.chain(k, kid)
		if len(kid.kids) > 0 {
			k["Count"] = types.Integer(-len(kid.kids))
		}
		p.w.put(kid.number, k)
	}
	if len(m.kids) > 0 {
		d["First"], d["Last"] = ref(m.kids[0].number), ref(m.kids[len(m.kids)-1].number)
	}
}

// layers are the parts of pages that a reader can show or hide, as the sources
// have them (ISO 32000-2, 8.11): without this, what an author has hidden would
// show in the pack.
type layers struct{ all, off types.Array }

func (l *layers) carry(c *copier) {
	have := c.dict(c.root["OCProperties"])
	usual := c.dict(have["D"])
	hidden := c.array(usual["OFF"])
	if c.name(usual["BaseState"]) == "OFF" {
		hidden = nil
		on := map[types.Object]bool{}
		for _, o := range c.array(usual["ON"]) {
			on[keyOf(o)] = true
		}
		for _, o := range c.array(have["OCGs"]) {
			if !on[keyOf(o)] {
				hidden = append(hidden, o)
			}
		}
	}
	l.all = append(l.all, c.references(c.array(have["OCGs"]))...)
	l.off = append(l.off, c.references(hidden)...)
}

// keyOf is a reference as a key; nothing else is one.
func keyOf(o types.Object) types.Object {
	if r, is := o.(types.IndirectRef); is {
		return r
	}
	return nil
}

// references carries what a list refers to.
func (c *copier) references(list types.Array) types.Array {
	var out types.Array
	for _, o := range list {
		if r, is := o.(types.IndirectRef); is {
			if to := c.reference(r); to != nil {
				out = append(out, to)
			}
		}
	}
	return out
}

func (l *layers) finish() types.Object {
	if len(l.all) == 0 {
		return nil
	}
	return types.Dict{"OCGs": l.all, "D": types.Dict{"OFF": l.off, "Order": types.Array{}}}
}

// metadata writes the title and language once more, where checkers of
// accessibility look for them (ISO 14289-1, 7.1).
func (p *packer) metadata() types.Object {
	to := p.w.alloc()
	p.w.putStream(to, types.Dict{"Type": types.Name("Metadata"), "Subtype": types.Name("XML")}, xmp(p.plan.Title, p.plan.Author, p.plan.At))
	return ref(to)
}

func xmp(title, author string, at time.Time) []byte {
	date := ""
	if !at.IsZero() {
		date = "<xmp:CreateDate>" + at.UTC().Format(time.RFC3339) + "</xmp:CreateDate>"
	}
	return []byte(`<?xpacket begin="` + "\ufeff" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + xmlText(title) + `</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>` + xmlText(author) + `</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>` + date + `
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`)
}

func xmlText(words string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(words)) // to a buffer: it cannot fail
	return b.String()
}
