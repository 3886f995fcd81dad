package document

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
)

// fewLetters is below which number of letters a page hardly holds text: a page
// number, or a heading that a scanner's program put on top.
const fewLetters = 25

// PDFText is the program of Poppler's that reads the text of PDFs.
const PDFText = "pdftotext"

// portable reads a PDF: its text, then what it says of its own structure. The
// text comes from Poppler's pdftotext where that is installed: it keeps to the
// order in which people read, and to spaces between words, better than anything
// in Go that was tried.
func portable(ctx context.Context, s source, d *draft) error {
	p := &pageBreaker{draft: d}
	tool, err := exec.LookPath(PDFText)
	if err != nil {
		err = p.byLibrary(ctx, s)
	} else {
		err = p.byPoppler(ctx, tool, s)
	}
	if err != nil {
		return err
	}
	if p.pages == 0 {
		return flaw(Damaged)
	}
	d.Pages = p.pages
	if s.checks {
		d.inspect(ctx, s, p.thin)
	} else if d.text == 0 {
		d.bare = p.thin
	}
	return nil
}

// pageBreaker takes the text of a PDF page by page.
type pageBreaker struct {
	*draft
	pages int
	thin  []int // pages with hardly any text
}

// take takes the next page's text.
func (p *pageBreaker) take(text string) {
	p.pages++
	p.onPage(p.pages)
	letters := 0
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			letters++
		}
	}
	if letters < fewLetters {
		p.thin = append(p.thin, p.pages)
	}
	p.paragraphs(strings.Split(text, "\n"))
}

// paragraphs puts the lines of a page together again: a paragraph ends at a blank
// line, or with a line so short that the next word would have had room.
func (p *pageBreaker) paragraphs(lines []string) {
	longest := 0
	for _, line := range lines {
		longest = max(longest, utf8.RuneCountInString(line))
	}
	var open []string
	for _, line := range append(lines, "") {
		open = append(open, line)
		if size := utf8.RuneCountInString(line); size*4 < longest*3 {
			p.paragraph(strings.Join(open, " "))
			open = open[:0]
		}
	}
}

// byPoppler reads the text with pdftotext, which ends each page with a form feed.
func (p *pageBreaker) byPoppler(ctx context.Context, tool string, s source) error {
	path, err := filepath.Abs(s.path) // which cannot be taken for a flag
	if err != nil {
		return err
	}
	var complaint bytes.Buffer
	command := exec.CommandContext(ctx, tool, "-enc", "UTF-8", "-eol", "unix", "-l", strconv.Itoa(MaxPages), path, "-")
	command.Stderr = &complaint
	out, err := command.StdoutPipe()
	if err != nil {
		return err
	}
	if err := command.Start(); err != nil {
		return fmt.Errorf("start pdftotext: %w", err)
	}
	pages := p.eachPage(out)
	_, rest := io.Copy(io.Discard, out)
	err = errors.Join(command.Wait(), pages, rest)
	if said := complaint.String(); err != nil && strings.Contains(said, "Incorrect password") {
		return flaw(Locked)
	} else if err != nil {
		return fmt.Errorf("pdftotext: %w: %s", err, clip(said, 500))
	}
	return nil
}

// eachPage takes pages off what pdftotext writes.
func (p *pageBreaker) eachPage(out io.Reader) error {
	lines := bufio.NewReaderSize(out, 64<<10)
	for {
		page, err := lines.ReadString('\f')
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		p.take(strings.TrimSuffix(page, "\f"))
	}
}

// byLibrary reads the text with ledongthuc/pdf, page by page: its call for the
// whole of a file loses words. It gives letters with their places; a line ends
// where the next letter is higher or lower, a word where there is a gap.
func (p *pageBreaker) byLibrary(ctx context.Context, s source) error {
	file, err := pdf.NewReader(s, s.size)
	if err != nil {
		if _, inside := openInside(ctx, s); errors.Is(inside, pdfcpu.ErrWrongPassword) { // which knows newer ways to lock a file
			return flaw(Locked)
		}
		return fmt.Errorf("open the PDF: %w", err)
	}
	return p.tree(ctx, file.Trailer().Key("Root").Key("Pages"), 0)
}

// deepest is how deep a tree of pages may be. The library's own way to a page goes
// round for ever in a tree that is a circle, and takes the square of the time.
const deepest = 50

// tree takes the pages of a part of the tree of pages (ISO 32000-1, 7.7.3).
func (p *pageBreaker) tree(ctx context.Context, node pdf.Value, deep int) error {
	kids := node.Key("Kids")
	for i := 0; i < kids.Len() && p.pages < MaxPages && !p.Cut && ctx.Err() == nil; i++ {
		kid := kids.Index(i)
		switch {
		case kid.Key("Kids").Kind() != pdf.Array:
			text := lined(pdf.Page{V: kid}.Content().Text)
			p.take(text)
		case deep >= deepest:
			return errors.New("its tree of pages has no end")
		default:
			if err := p.tree(ctx, kid, deep+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// lined puts letters with their places into lines.
func lined(letters []pdf.Text) string {
	var b strings.Builder
	var before pdf.Text
	for i, at := range letters {
		size := max(1, math.Abs(at.FontSize))
		switch drop := math.Abs(at.Y - before.Y); {
		case i == 0:
		case drop > 1.8*size:
			b.WriteString("\n\n")
		case drop > size/2:
			b.WriteByte('\n')
		case before.W > 0 && at.X > before.X+before.W+size/5: // where the font tells how wide its letters are
			b.WriteByte(' ')
		}
		b.WriteString(at.S)
		before = at
	}
	return b.String()
}
