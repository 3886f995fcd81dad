package document

import (
	"context"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxPage is how much of a web page is read, in bytes.
const maxPage = 16 << 20

// page reads a web page: what a reader without styles or scripts would see.
// golang.org/x/net/html cuts it into tags and text as browsers do.
func page(_ context.Context, s source, d *draft) error {
	if s.size > maxPage {
		return flaw(TooBig)
	}
	raw, err := s.readAll(maxPage)
	if err != nil {
		return err
	}
	r := &pageReader{draft: d, tags: html.NewTokenizer(strings.NewReader(decoded(raw)))}
	r.tags.SetMaxBuf(1 << 20)
	for !d.Cut {
		switch r.tags.Next() {
		case html.ErrorToken:
			r.endBlock()
			if err := r.tags.Err(); err != io.EOF {
				return err
			}
			return nil
		case html.TextToken:
			r.write(string(r.tags.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			r.open(r.tags.Token())
		case html.EndTagToken:
			r.close(r.tags.Token().DataAtom)
		}
	}
	return nil
}

// pageReader reads a web page tag by tag.
type pageReader struct {
	*draft
	tags  *html.Tokenizer
	block strings.Builder
	level int       // of the heading being read; 0: none
	skip  atom.Atom // the element whose text is not for readers
}

// unread are elements whose text is not for readers.
var unread = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true, atom.Select: true, atom.Textarea: true}

// levels are the headings.
var levels = map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}

// within are the elements that do not end a paragraph (html.spec.whatwg.org,
// phrasing content).
var within = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Cite: true, atom.Code: true, atom.Data: true, atom.Del: true,
	atom.Dfn: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Ins: true, atom.Kbd: true, atom.Label: true, atom.Mark: true, atom.Q: true,
	atom.S: true, atom.Samp: true, atom.Small: true, atom.Span: true, atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Time: true, atom.Tt: true,
	atom.U: true, atom.Var: true, atom.Wbr: true, atom.Img: true,
}

func (r *pageReader) open(tag html.Token) {
	if r.skip != 0 {
		return
	}
	switch is := tag.DataAtom; {
	case unread[is] && tag.Type == html.StartTagToken:
		r.skip = is
	case is == atom.Title:
		r.endBlock()
		if r.Title == "" && r.tags.Next() == html.TextToken {
			r.Title = tidy(string(r.tags.Text()))
		}
	case is == atom.Html || is == atom.Body:
		if tag, given := attribute(tag, "lang"); given {
			r.Language = tag
		}
	case is == atom.Img:
		r.img(tag)
	case is == atom.Td || is == atom.Th:
		r.block.WriteString(" | ")
	case is == atom.Br:
		r.block.WriteByte(' ')
	case !within[is]:
		r.endBlock()
		r.level = levels[is]
	}
}

// img notes a picture. An empty description is a statement that it tells nothing.
func (r *pageReader) img(tag html.Token) {
	described, given := attribute(tag, "alt")
	if role, _ := attribute(tag, "role"); given && described == "" || role == "presentation" || role == "none" {
		described = "decorative"
	}
	r.picture(described)
}

func (r *pageReader) close(is atom.Atom) {
	switch {
	case r.skip != 0 && is == r.skip:
		r.skip = 0
	case r.skip == 0 && is != 0 && !within[is] && is != atom.Td && is != atom.Th:
		r.endBlock()
	}
}

func (r *pageReader) write(text string) {
	if r.skip == 0 {
		r.block.WriteString(text)
	}
}

func (r *pageReader) endBlock() {
	text := strings.TrimPrefix(tidy(r.block.String()), "| ")
	r.block.Reset()
	if r.level > 0 {
		r.heading(r.level, text)
	} else {
		r.paragraph(text)
	}
	r.level = 0
}

func attribute(tag html.Token, name string) (value string, given bool) {
	for _, a := range tag.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val), true
		}
	}
	return "", false
}
