package printing

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/go-pdf/fpdf"
)

// The typeface of what is printed as PDF: Noto Sans, for it has the letters of
// Welsh and Gaelic, reduced to the scripts of Europe. Its licence is
// font/OFL.txt.
var (
	//go:embed font/NotoSans-Regular.ttf
	regularFont []byte
	//go:embed font/NotoSans-Bold.ttf
	boldFont []byte
)

// letters are what the typeface has.
var letters = &unicode.RangeTable{R16: []unicode.Range16{
	{0x20, 0x7e, 1}, {0xa0, 0x24f, 1}, {0x259, 0x259, 1}, {0x2bc, 0x2bc, 1}, {0x2c6, 0x2c6, 1}, {0x2dc, 0x2dc, 1}, {0x300, 0x304, 1},
	{0x370, 0x3ff, 1}, {0x400, 0x45f, 1}, {0x490, 0x491, 1}, {0x1e00, 0x1eff, 1}, {0x2010, 0x2015, 1}, {0x2018, 0x201e, 1},
	{0x2020, 0x2022, 1}, {0x2026, 0x2026, 1}, {0x2030, 0x2030, 1}, {0x2032, 0x2033, 1}, {0x2039, 0x203a, 1}, {0x20ac, 0x20ac, 1},
	{0x2116, 0x2116, 1}, {0x2122, 0x2122, 1}, {0x2212, 0x2212, 1}, {0x25a1, 0x25a1, 1}, {0xfffd, 0xfffd, 1},
}}

// setText gives words as the typeface has them: spaces of every kind are one
// space, a letter that it lacks is an empty box, and a picture (an emoji) is left
// out.
func setText(words string) string {
	words = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(letters, r):
			return r
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return '□'
		}
		return -1
	}, words)
	return strings.Join(strings.Fields(words), " ")
}

// The page in points: A4, with room at its foot for the stamp of the pack.
const (
	pageWide, pageHigh = 595.28, 841.89
	marginSide         = 62.0
	marginTop          = 64.0
	marginFoot         = 62.0
	textWide           = pageWide - 2*marginSide
)

// face is how words are set.
type face struct {
	role   string // what it is, for who cannot see it: H1, H2, H3, P
	size   float64
	bold   bool
	grey   bool
	before float64 // white above it
	indent float64 // from the left margin
	wide   float64 // 0: up to the right margin
}

var (
	titleFace   = face{role: "H1", size: 25, bold: true, before: 4}
	partFace    = face{role: "H2", size: 14, bold: true, before: 20}
	itemFace    = face{role: "H3", size: 11.5, bold: true, before: 11, indent: 52}
	textFace    = face{role: "P", size: 11.5, before: 5}
	saidFace    = face{role: "P", size: 11, before: 1.5, indent: 52}
	quietFace   = face{role: "P", size: 10.5, grey: true, before: 4}
	councilFace = face{role: "P", size: 12, bold: true, grey: true}
)

// headingKeeps is how much of what follows a heading stands on its page.
const headingKeeps = 100.0

// leading is the distance between lines for a size of one.
const leading = 1.38

// press sets blocks of words on pages, one under the other, and notes what each
// is.
type press struct {
	*fpdf.Fpdf
	y     float64 // where the next block begins, from the top
	pages int
	ids   int // of what is marked on this page
	tags  []Tag
	links []Link
}

// newPress sets the same pages for the same words at any time.
func newPress(at time.Time) *press {
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: pageWide, Ht: pageHigh}})
	f.SetCatalogSort(true)
	f.SetCreationDate(at)
	f.SetModificationDate(at)
	f.SetAutoPageBreak(false, 0)
	f.AddUTF8FontFromBytes("noto", "", regularFont)
	f.AddUTF8FontFromBytes("noto", "B", boldFont)
	return &press{Fpdf: f}
}

func (p *press) newPage() {
	p.AddPage()
	p.pages++
	p.y, p.ids = marginTop, 0
}

// room begins a new page unless that much is left of this one.
func (p *press) room(high float64) {
	if p.pages == 0 || p.y+high > pageHigh-marginFoot {
		p.newPage()
	}
}

func (p *press) use(f face) {
	style := ""
	if f.bold {
		style = "B"
	}
	p.SetFont("noto", style, f.size)
	if f.grey {
		p.SetTextColor(0x4a, 0x50, 0x59)
	} else {
		p.SetTextColor(0x16, 0x19, 0x1d)
	}
}

// lines breaks words into lines of at most a width, and where they say so. A word
// that is wider than a line is broken where the line ends.
func (p *press) lines(words string, wide float64) []string {
	var all []string
	for part := range strings.SplitSeq(words, "\n") {
		all = append(all, p.wrapped(part, wide)...)
	}
	return all
}

func (p *press) wrapped(words string, wide float64) []string {
	var all []string
	line := ""
	for _, word := range strings.Fields(setText(words)) {
		for p.GetStringWidth(word) > wide {
			n := 1
			runes := []rune(word)
			for n < len(runes) && p.GetStringWidth(string(runes[:n+1])) <= wide {
				n++
			}
			if line != "" {
				all, line = append(all, line), ""
			}
			all, word = append(all, string(runes[:n])), string(runes[n:])
		}
		next := strings.TrimSpace(line + " " + word)
		if line != "" && p.GetStringWidth(next) > wide {
			all, next = append(all, line), word
		}
		line = next
	}
	if line != "" {
		all = append(all, line)
	}
	return all
}

// block sets words, whole on one page where they fit on one.
func (p *press) block(f face, words string) {
	p.use(f)
	wide := f.wide
	if wide == 0 {
		wide = textWide - f.indent
	}
	lines := p.lines(words, wide)
	if len(lines) == 0 {
		return
	}
	step := f.size * leading
	need := f.before + float64(len(lines))*step
	if f.role != "P" {
		need += headingKeeps // it does not stand alone at the foot
	}
	if need < pageHigh/2 {
		p.room(need)
	}
	p.y += f.before
	for len(lines) > 0 {
		p.room(step)
		fit := min(len(lines), max(1, int((pageHigh-marginFoot-p.y)/step)))
		p.use(f)
		p.marked(f.role, 0, func() {
			for _, line := range lines[:fit] {
				p.Text(marginSide+f.indent, p.y+f.size, line+" ") // the space keeps it apart from the next for who hears it
				p.y += step
			}
		})
		lines = lines[fit:]
	}
}

// marked notes what is set within it.
func (p *press) marked(role string, link int, set func()) {
	p.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC", role, p.ids))
	set()
	p.RawWriteStr("EMC")
	p.tags = append(p.tags, Tag{Page: p.pages, ID: p.ids, Role: role, Link: link})
	p.ids++
}

// ornament sets what says nothing.
func (p *press) ornament(set func()) {
	p.RawWriteStr("/Artifact BMC")
	set()
	p.RawWriteStr("EMC")
}

// bytes gives the PDF.
func (p *press) bytes() ([]byte, error) {
	var b bytes.Buffer
	err := p.Output(&b)
	return b.Bytes(), err
}
