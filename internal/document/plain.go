package document

import (
	"context"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// plain reads plain text, Markdown and CSV. A Markdown heading is a line that
// begins with # (CommonMark 0.31, 4.2).
func plain(_ context.Context, s source, d *draft) error {
	raw, err := s.readAll(2 * MaxText)
	if err != nil {
		return err
	}
	fenced := false
	var open []string
	end := func() {
		d.paragraph(strings.Join(open, " "))
		open = open[:0]
	}
	for line := range strings.Lines(decoded(raw)) {
		line = strings.TrimSpace(line)
		fenced = fenced != strings.HasPrefix(line, "```")
		level := len(line) - len(strings.TrimLeft(line, "#"))
		switch {
		case d.Kind == Markdown && !fenced && level > 0 && level < 7 && strings.HasPrefix(line[level:], " "):
			end()
			d.heading(level, strings.TrimRight(line[level:], "# "))
		case line == "":
			end()
		case d.Kind == CSV:
			d.paragraph(line)
		default:
			open = append(open, line)
		}
	}
	end()
	if d.Kind == Markdown && len(d.levels) > 0 && d.levels[0] == 1 {
		d.Title = d.firstHeading()
	}
	if s.size > 2*MaxText {
		d.Cut = true
	}
	return nil
}

// firstHeading is the first heading that text stands under.
func (d *draft) firstHeading() string {
	d.flush()
	for _, p := range d.Passages {
		if p.Heading != "" {
			return p.Heading
		}
	}
	return ""
}

// decoded gives text as UTF-8: from UTF-16 with a mark, from UTF-8, or from the
// old Western alphabet of Windows where it is neither.
func decoded(raw []byte) string {
	switch {
	case len(raw) >= 2 && raw[0] == 0xff && raw[1] == 0xfe:
		return wide(raw[2:], 0, 1)
	case len(raw) >= 2 && raw[0] == 0xfe && raw[1] == 0xff:
		return wide(raw[2:], 1, 0)
	case utf8.Valid(trimRune(raw)):
		return strings.TrimPrefix(string(trimRune(raw)), "\ufeff")
	}
	out := make([]rune, len(raw))
	for i, b := range raw {
		out[i] = rune(b)
		if b >= 0x80 && b < 0xa0 {
			out[i] = windows1252[b-0x80]
		}
	}
	return string(out)
}

// wide decodes UTF-16, whose units have their low and high bytes at these places.
func wide(raw []byte, low, high int) string {
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i+low]) | uint16(raw[2*i+high])<<8
	}
	return string(utf16.Decode(units))
}

// windows1252 is where that alphabet differs from Latin-1: 0x80 to 0x9f
// (encoding.spec.whatwg.org, "index-windows-1252").
var windows1252 = [32]rune{
	0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d, 0x8f,
	0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178,
}
