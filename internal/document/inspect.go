package document

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// maxElements is how many elements of a PDF's structure are looked at.
const maxElements = 200_000

// inspect looks at what a PDF says of its own structure: with pdfcpu, which
// gives its objects as they are. A PDF that pdfcpu refuses is still readable:
// nothing is then known about its structure.
func (d *draft) inspect(ctx context.Context, s source, thin []int) {
	err := safely(func() error {
		in, err := openInside(ctx, s)
		if err != nil {
			return err
		}
		d.structure.known = true
		in.statements(d)
		in.bare(d, thin)
		return in.tree(d)
	})
	if err != nil && !d.structure.known {
		d.Findings = append(d.Findings, unchecked)
		if d.text == 0 {
			d.bare = thin
		}
	}
}

// inside is a PDF's objects.
type inside struct {
	*model.Context
	root types.Dict
}

// homeless keeps pdfcpu from writing a folder of settings into the home of whoever
// runs it. Its package api has a call for that, but importing api costs every
// start of the program 50 ms.
var homeless = sync.OnceFunc(func() { model.ConfigPath = "disable" })

// settings are pdfcpu's for files of others'.
func settings() *model.Configuration {
	homeless()
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode, conf.Offline = model.ValidationRelaxed, true
	conf.Limits.MaxDecodeBytes = MaxInflated
	return conf
}

// openInside opens a PDF's objects. One that is protected with an owner's
// password alone opens without it.
func openInside(ctx context.Context, s source) (*inside, error) {
	opened, err := pdfcpu.ReadWithContext(ctx, io.NewSectionReader(s, 0, s.size), settings())
	if err != nil {
		return nil, err
	}
	root, err := opened.Catalog()
	if err != nil {
		return nil, err
	}
	if root == nil {
		return nil, errors.New("it has no catalogue")
	}
	return &inside{opened, root}, nil
}

// statements reads what the PDF says of the whole: ISO 32000-1, 7.7.2 and 14.3.
func (in *inside) statements(d *draft) {
	marks, preferences := in.dict(in.root["MarkInfo"]), in.dict(in.root["ViewerPreferences"])
	d.structure.tagged = in.dict(in.root["StructTreeRoot"]) != nil && is(marks, "Marked")
	d.Language = tidy(in.phrase(in.root["Lang"]))
	if in.Info != nil {
		d.Title = tidy(in.phrase(in.dict(*in.Info)["Title"]))
	}
	if d.Title == "" {
		d.Title = in.metadataTitle()
	}
	d.structure.fileName = d.Title != "" && !is(preferences, "DisplayDocTitle")
	d.structure.protected = in.E != nil && (in.E.P&(1<<4) == 0 || in.E.P&(1<<9) == 0) // copying, and reading by machines: 7.6.3.2, table 22
}

// metadataTitle is the title in the newer of the two places for one: 14.3.2.
func (in *inside) metadataTitle() string {
	stream, _, err := in.DereferenceStreamDict(in.root["Metadata"])
	if err != nil || stream == nil || len(stream.Raw) > 1<<20 {
		return ""
	}
	if err := stream.Decode(); err != nil || len(stream.Content) > 1<<20 {
		return ""
	}
	var title string
	room := int64(len(stream.Content))
	_ = walk(&meter{Reader: bytes.NewReader(stream.Content), room: &room}, &value{of: "title", into: &title}) // what came before a fault counts
	return tidy(title)
}

// scanArea is how many dots the pictures of a scanned page have at least: a page
// of A4 at 72 to the inch has 500,000. A logo on a page by itself has fewer.
const scanArea = 400_000

// bare finds, among pages with hardly any text, those that a big picture covers:
// what a scanner makes.
func (in *inside) bare(d *draft, thin []int) {
	if in.EnsurePageCount() != nil {
		return
	}
	for _, n := range thin {
		page, _, inherited, err := in.PageDict(n, false)
		if err != nil {
			continue
		}
		resources := in.dict(page["Resources"])
		if resources == nil && inherited != nil {
			resources = inherited.Resources
		}
		if in.dots(resources, 3) >= scanArea {
			d.bare = append(d.bare, n)
		}
	}
}

// dots counts the dots of the pictures that resources hold, themselves or in
// forms.
func (in *inside) dots(resources types.Dict, deep int) (sum int) {
	for _, o := range in.dict(resources["XObject"]) {
		stream, _, err := in.DereferenceStreamDict(o)
		if err != nil || stream == nil || stream.Subtype() == nil {
			continue
		}
		switch *stream.Subtype() {
		case "Image":
			sum += min(in.number(stream.Dict["Width"]), scanArea) * min(in.number(stream.Dict["Height"]), scanArea)
		case "Form":
			if deep > 0 {
				sum += in.dots(in.dict(stream.Dict["Resources"]), deep-1)
			}
		}
	}
	return sum
}

// tree walks a tagged PDF's structure in the order of reading: 14.7.2.
func (in *inside) tree(d *draft) error {
	if !d.structure.tagged {
		return nil
	}
	root := in.dict(in.root["StructTreeRoot"])
	w := &treeWalker{inside: in, draft: d, roles: in.dict(root["RoleMap"]), seen: map[int]bool{}}
	return w.kids(root, 0)
}

// treeWalker walks the elements of a structure.
type treeWalker struct {
	*inside
	*draft
	roles types.Dict
	seen  map[int]bool
	count int
}

func (w *treeWalker) kids(element types.Dict, deep int) error {
	kids, err := w.Dereference(element["K"])
	if err != nil {
		return err
	}
	all, many := kids.(types.Array)
	if !many {
		all = types.Array{element["K"]}
	}
	for _, kid := range all {
		if err := w.element(kid, deep+1); err != nil {
			return err
		}
	}
	return nil
}

// element looks at one element, and at those within it.
func (w *treeWalker) element(o types.Object, deep int) error {
	if ref, ok := o.(types.IndirectRef); ok {
		if w.seen[ref.ObjectNumber.Value()] {
			return nil
		}
		w.seen[ref.ObjectNumber.Value()] = true
	}
	element := w.dict(o)
	if w.count++; element == nil || element["S"] == nil || deep > 100 || w.count > maxElements {
		return nil // a piece of a page, or more than anyone wrote by hand
	}
	switch role := w.role(element); {
	case role == "Figure":
		w.picture(w.phrase(element["Alt"]) + w.phrase(element["ActualText"]))
	case role == "H":
		w.levels = append(w.levels, 1)
	case len(role) == 2 && role[0] == 'H':
		if n, err := strconv.Atoi(role[1:]); err == nil {
			w.levels = append(w.levels, n)
		}
	}
	return w.kids(element, deep)
}

// role is the standard role of an element: 14.7.3.
func (w *treeWalker) role(element types.Dict) string {
	role := name(element["S"])
	for range 10 {
		next := name(w.roles[role])
		if next == "" || next == role {
			break
		}
		role = next
	}
	return role
}

func name(o types.Object) string {
	n, ok := o.(types.Name)
	if !ok {
		return ""
	}
	return n.Value()
}

// dict is the dictionary that an object is or leads to; nil where it is none.
func (in *inside) dict(o types.Object) types.Dict {
	d, err := in.DereferenceDict(o)
	if err != nil {
		return nil
	}
	return d
}

// number is the number that an object is or leads to; 0 where it is none.
func (in *inside) number(o types.Object) int {
	n, err := in.DereferenceInteger(o)
	if err != nil || n == nil {
		return 0
	}
	return max(0, n.Value())
}

// phrase is the text that an object is or leads to; empty where it is none.
func (in *inside) phrase(o types.Object) string {
	if o == nil {
		return ""
	}
	text, err := in.DereferenceText(o)
	if err != nil {
		return ""
	}
	return text
}

// is says whether a dictionary's entry is true.
func is(d types.Dict, key string) bool {
	if d == nil {
		return false
	}
	b := d.BooleanEntry(key)
	return b != nil && *b
}
