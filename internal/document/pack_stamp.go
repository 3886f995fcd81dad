package document

import (
	"bytes"
	"fmt"
	"unicode/utf16"
)

// Stamp is what is printed at the foot of one page of a pack, as "Paper 7.1 –
// pack page 12 of 80". Width is how wide the words are at a size of one point.
type Stamp struct {
	Words string
	Width float64
}

// stampFont is the name of the stamp's font on every page.
const stampFont = "CouncilStamp"

// How a stamp is set on a page of A4, in points: its size, its distance from the
// edge, and the white round it.
const stampSize, stampEdge, stampPad = 8.5, 14.0, 3.0

// stampOn draws a stamp at the foot of a page as it is read, at the right, on
// white, so that it can be read whatever lies under it. On a small page it is
// smaller, on a large one larger.
func stampOn(s Stamp, shown rect, turned int) []byte {
	if s.Words == "" {
		return nil
	}
	wide, high := shown.width(), shown.height()
	if turned == 90 || turned == 270 {
		wide, high = high, wide
	}
	scale := max(1, min(wide, high)/a4.width())
	if room := wide * 0.9 / (s.Width*stampSize + 2*stampPad); room < scale {
		scale = room
	}
	size, pad := stampSize*scale, stampPad*scale
	edge := min(stampEdge*scale, high/20)
	width := s.Width*size + 2*pad
	left := wide - min(2*edge, (wide-width)/2) - width
	var b bytes.Buffer
	fmt.Fprintf(&b, "/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nq %s cm\n", upright(shown, turned))
	fmt.Fprintf(&b, "1 g %.2f %.2f %.2f %.2f re f\n", left, edge, width, size*1.35)
	fmt.Fprintf(&b, "0 g BT /%s %.3f Tf %.2f %.2f Td <", stampFont, size, left+pad, edge+size*0.36)
	for _, unit := range utf16.Encode([]rune(s.Words)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	b.WriteString("> Tj ET\nQ\nEMC\n")
	return b.Bytes()
}

// upright gives the matrix by which the left lower corner of a page, as it is
// read, is the origin.
func upright(shown rect, turned int) string {
	switch turned {
	case 90:
		return fmt.Sprintf("0 1 -1 0 %.3f %.3f", shown[2], shown[1])
	case 180:
		return fmt.Sprintf("-1 0 0 -1 %.3f %.3f", shown[2], shown[3])
	case 270:
		return fmt.Sprintf("0 -1 1 0 %.3f %.3f", shown[0], shown[3])
	}
	return fmt.Sprintf("1 0 0 1 %.3f %.3f", shown[0], shown[1])
}
