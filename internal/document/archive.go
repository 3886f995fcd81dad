package document

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// MaxInflated is how much an office file may hold once it is unpacked, in bytes:
// its parts that are read, all together. What an archive says of its own sizes
// is not believed.
const MaxInflated = 64 << 20

// archive is an office file: a ZIP archive of XML parts.
type archive struct {
	parts map[string]*zip.File
	room  int64 // bytes that may still be unpacked
}

func openArchive(s source) (*archive, error) {
	opened, err := zip.NewReader(s, s.size)
	if err != nil {
		return nil, fmt.Errorf("open the archive: %w", err)
	}
	if len(opened.File) > maxEntries {
		return nil, flaw(TooBig)
	}
	a := &archive{parts: make(map[string]*zip.File, len(opened.File)), room: MaxInflated}
	for _, part := range opened.File {
		if a.parts[part.Name] == nil { // of two parts with one name the first is read
			a.parts[part.Name] = part
		}
	}
	return a, nil
}

// errNoPart says that an archive lacks a part.
var errNoPart = errors.New("the archive lacks a part")

// walk gives a part's XML to a reader, token by token. Entities other than XML's
// own five are faults: nothing is expanded, and nothing is fetched.
func (a *archive) walk(name string, to reader) error {
	part := a.parts[name]
	if part == nil {
		return fmt.Errorf("%w: %s", errNoPart, name)
	}
	r, err := part.Open()
	if err != nil {
		return fmt.Errorf("open the part %s: %w", name, err)
	}
	defer r.Close()
	if err := walk(&meter{Reader: r, room: &a.room}, to); err != nil {
		return fmt.Errorf("read the part %s: %w", name, err)
	}
	return nil
}

// may walks a part that may be missing or broken without harm to the text.
func (a *archive) may(name string, to reader) error {
	err := a.walk(name, to)
	if f := flaw(""); errors.As(err, &f) {
		return err
	}
	return nil
}

// maxToken is the longest stretch of text or the longest tag in a part: the XML
// decoder holds it whole, several times over.
const maxToken = 4 << 20

// meter counts what is unpacked, and stops when there was too much.
type meter struct {
	io.Reader
	room  *int64
	token int64 // bytes since the last token
}

// Read reads on, or says that the file is too big.
func (m *meter) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	m.token += int64(n)
	if *m.room -= int64(n); *m.room < 0 || m.token > maxToken {
		return 0, flaw(TooBig)
	}
	return n, err
}

// reader takes a part's XML as it comes. Names are without their namespace.
type reader interface {
	start(name string, attrs attributes)
	end(name string)
	text(text string)
	full() bool // says that it wants no more
}

// attributes of an element, by name without namespace.
type attributes []xml.Attr

func (as attributes) get(name string) string {
	for _, a := range as {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// walk reads XML to its end.
func walk(r *meter, to reader) error {
	tokens := xml.NewDecoder(r)
	for !to.full() {
		r.token = 0
		token, err := tokens.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			to.start(token.Name.Local, token.Attr)
		case xml.EndElement:
			to.end(token.Name.Local)
		case xml.CharData:
			to.text(string(token))
		}
	}
	return nil
}

// elements is a reader made of functions by the element's name; what has none is
// passed over.
type elements struct {
	begin  map[string]func(attributes)
	finish map[string]func()
	words  func(string)
	stop   func() bool
}

func (e elements) start(name string, attrs attributes) {
	if fn := e.begin[name]; fn != nil {
		fn(attrs)
	}
}

func (e elements) end(name string) {
	if fn := e.finish[name]; fn != nil {
		fn()
	}
}

func (e elements) text(text string) {
	if e.words != nil {
		e.words(text)
	}
}

func (e elements) full() bool { return e.stop != nil && e.stop() }

// value reads the text of the one element it is made for.
type value struct {
	of    string
	into  *string
	depth int
}

func (v *value) start(name string, _ attributes) {
	if name == v.of || v.depth > 0 {
		v.depth++
	}
}

func (v *value) end(string) {
	if v.depth > 0 {
		v.depth--
	}
}

func (v *value) text(text string) {
	if v.depth > 0 && len(*v.into) < 1000 {
		*v.into += text
	}
}

func (v *value) full() bool { return false }

// relations gives the parts that a part refers to, by the name it uses for them
// (ECMA-376 part 2, 8.5).
func (a *archive) relations(of string) (map[string]string, error) {
	targets := map[string]string{}
	folder, file := path.Split(of)
	err := a.may(folder+"_rels/"+file+".rels", elements{begin: map[string]func(attributes){
		"Relationship": func(as attributes) {
			if as.get("TargetMode") != "External" {
				targets[as.get("Id")] = resolve(folder, as.get("Target"))
			}
		},
	}})
	return targets, err
}

// resolve gives the name of the part that a part in a folder calls target.
func resolve(folder, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(target, "/")
	}
	return path.Join(folder, target)
}
