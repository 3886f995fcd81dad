package document

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Why a file cannot stand in a pack.
var (
	ErrLocked = errors.New("the file opens only with a password")
	ErrBroken = errors.New("the file cannot be read as PDF")
	ErrLong   = errors.New("the file has more pages than a pack takes")
)

// pagesMost is how many pages one paper may have; depthMost how deep a file's
// objects may be nested within one another.
const pagesMost, depthMost = 2000, 100

// paperFile is a PDF that is read into a pack.
type paperFile struct {
	ctx   *model.Context
	root  types.Dict
	pages []sourcePage
}

// sourcePage is a page with what it has from the nodes above it.
type sourcePage struct {
	number int // of its object
	types.Dict
}

// openSource reads a PDF. A file that only forbids its owner's things is read
// like any other. The error is ErrLocked, ErrBroken or ErrLong, or one of the
// file system's.
func openSource(ctx context.Context, name string) (*paperFile, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open a PDF: %w", err)
	}
	defer f.Close()
	return readSource(ctx, f)
}

func readSource(ctx context.Context, f io.ReadSeeker) (s *paperFile, err error) {
	defer func() {
		if p := recover(); p != nil { // the parser gives up on some files by a panic
			s, err = nil, fmt.Errorf("%w: %v", ErrBroken, p)
		}
	}()
	read, err := pdfcpu.ReadWithContext(ctx, f, settings())
	switch {
	case errors.Is(err, pdfcpu.ErrWrongPassword):
		return nil, ErrLocked
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	s = &paperFile{ctx: read}
	if s.root, err = read.Catalog(); err != nil || s.root == nil {
		return nil, fmt.Errorf("%w: it has no catalogue: %w", ErrBroken, err)
	}
	if err := s.findPages(); err != nil {
		return nil, err
	}
	if len(s.pages) == 0 {
		return nil, fmt.Errorf("%w: it has no pages", ErrBroken)
	}
	return s, nil
}

// inherited are what a page has from the nodes above it (ISO 32000-2, 7.7.3.4).
var inherited = []string{"Resources", "MediaBox", "CropBox", "Rotate"}

// findPages walks the tree of pages without going round in it.
func (s *paperFile) findPages() error {
	type node struct {
		o    types.Object
		have types.Dict
	}
	stack, seen := []node{{s.root["Pages"], types.Dict{}}}, map[int]bool{}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		r, ok := n.o.(types.IndirectRef)
		if !ok || seen[r.ObjectNumber.Value()] {
			continue
		}
		seen[r.ObjectNumber.Value()] = true
		d := s.dict(r)
		have := types.Dict{}
		for _, key := range inherited {
			if have[key] = n.have[key]; d[key] != nil {
				have[key] = d[key]
			}
		}
		kids := s.array(d["Kids"])
		for i := len(kids) - 1; i >= 0; i-- {
			stack = append(stack, node{kids[i], have})
		}
		if kids == nil && d != nil {
			s.pages = append(s.pages, sourcePage{r.ObjectNumber.Value(), under(d, have)})
		}
		if len(s.pages) > pagesMost || len(seen) > 10*pagesMost {
			return ErrLong
		}
	}
	return nil
}

// under is a page with what it has from above.
func under(page, have types.Dict) types.Dict {
	whole := types.Dict{}
	for key, o := range page {
		whole[key] = o
	}
	for key, o := range have {
		whole[key] = o
	}
	return whole
}

// deref gives what an object stands for; nil when there is nothing.
func (s *paperFile) deref(o types.Object) types.Object {
	for range depthMost {
		if _, is := o.(types.IndirectRef); !is {
			return o
		}
		next, err := s.ctx.Dereference(o)
		if err != nil {
			return nil
		}
		o = next
	}
	return nil
}

// dict gives a dictionary, also that of a stream; nil when it is none.
func (s *paperFile) dict(o types.Object) types.Dict {
	switch o := s.deref(o).(type) {
	case types.Dict:
		return o
	case types.StreamDict:
		return o.Dict
	}
	return nil
}

func (s *paperFile) array(o types.Object) types.Array {
	a, _ := s.deref(o).(types.Array)
	return a
}

func (s *paperFile) name(o types.Object) string {
	n, _ := s.deref(o).(types.Name)
	return string(n)
}

// number gives a number, and whether it is one.
func (s *paperFile) number(o types.Object) (float64, bool) {
	switch o := s.deref(o).(type) {
	case types.Integer:
		return float64(o), true
	case types.Float:
		return float64(o), true
	}
	return 0, false
}

// integer gives a whole number; -1 when it is none, or below zero.
func (s *paperFile) integer(o types.Object) int {
	if n, ok := s.deref(o).(types.Integer); ok && n >= 0 {
		return int(n)
	}
	return -1
}

// text gives a string's characters; empty when it is none.
func (s *paperFile) text(o types.Object) string {
	o = s.deref(o)
	switch o.(type) {
	case types.StringLiteral, types.HexLiteral:
		if t, err := s.ctx.DereferenceText(o); err == nil {
			return t
		}
	}
	return ""
}

// tree gives the entries of a tree of names or of numbers in their order, each
// key beside its value (ISO 32000-2, 7.9.6 and 7.9.7).
func (s *paperFile) tree(o types.Object, leaf string) types.Array {
	var all types.Array
	stack, seen := []types.Object{o}, map[int]bool{}
	for len(stack) > 0 && len(seen) < 100_000 {
		o := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if r, is := o.(types.IndirectRef); is {
			if seen[r.ObjectNumber.Value()] {
				continue
			}
			seen[r.ObjectNumber.Value()] = true
		}
		d := s.dict(o)
		if pairs := s.array(d[leaf]); len(pairs)%2 == 0 {
			all = append(all, pairs...)
		}
		kids := s.array(d["Kids"])
		for i := len(kids) - 1; i >= 0; i-- {
			if _, is := kids[i].(types.IndirectRef); is {
				stack = append(stack, kids[i])
			}
		}
	}
	return all
}
