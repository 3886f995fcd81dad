package document

import "bytes"

// contentMost is how much of a page's drawing is read to find what state it
// leaves behind, in bytes.
const contentMost = 32 << 20

// balance counts how often a page's drawing saves the state (q) and restores it
// (Q), so that what is drawn after it starts from the page's own beginning
// (ISO 32000-2, 8.4.2).
type balance struct {
	depth int // saved and not restored
	least int // the lowest that depth has been, at most 0
}

// mostSaved bounds what a hostile page makes us write.
const mostSaved = 1000

func (b *balance) read(content []byte) {
	for len(content) > 0 {
		var word []byte
		word, content = nextWord(content)
		switch string(word) {
		case "q":
			b.depth = min(b.depth+1, mostSaved)
		case "Q":
			b.depth = max(b.depth-1, -mostSaved)
			b.least = min(b.least, b.depth)
		case "ID":
			content = afterImage(content)
		}
	}
}

const pdfSpaces, pdfDelimiters = "\x00\t\n\f\r ", "()<>[]{}/%"

// nextWord gives the next word of a page's drawing that is not within a string or
// a remark, and what follows it. A name keeps its slash.
func nextWord(c []byte) (word, rest []byte) {
	c = bytes.TrimLeft(c, pdfSpaces)
	if len(c) == 0 {
		return nil, nil
	}
	switch c[0] {
	case '(':
		return nil, afterString(c)
	case '%':
		return nil, afterAny(c, "\r\n")
	case '<':
		if len(c) > 1 && c[1] != '<' {
			return nil, afterAny(c, ">")
		}
	}
	if end := bytes.IndexAny(c[1:], pdfSpaces+pdfDelimiters); c[0] == '/' || !bytes.ContainsRune([]byte(pdfDelimiters), rune(c[0])) {
		if end < 0 {
			return c, nil
		}
		return c[:end+1], c[end+1:]
	}
	return nil, c[1:]
}

func afterAny(c []byte, of string) []byte {
	if i := bytes.IndexAny(c, of); i >= 0 {
		return c[i+1:]
	}
	return nil
}

// afterString gives what follows a string in parentheses.
func afterString(c []byte) []byte {
	depth := 0
	for i := 0; i < len(c); i++ {
		switch c[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return c[i+1:]
			}
		}
	}
	return nil
}

// afterImage gives what follows the bytes of an image that stands in the drawing
// itself.
func afterImage(c []byte) []byte {
	for from := 0; ; {
		i := bytes.Index(c[from:], []byte("EI"))
		if i < 0 {
			return nil
		}
		end := from + i + 2
		before, after := end < 3 || bytes.IndexByte([]byte(pdfSpaces), c[end-3]) >= 0, end == len(c) || bytes.IndexByte([]byte(pdfSpaces), c[end]) >= 0
		if before && after {
			return c[end:]
		}
		from = end
	}
}
