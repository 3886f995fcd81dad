package ui

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Plain says a whole reply in words: what a terminal prints and a screen reader
// reads. Parts are kept apart by an empty line. Nothing the blocks say is left
// out, buttons and fields included.
func Plain(r Reply) string {
	switch r := r.(type) {
	case Message:
		if r.Text != "" {
			return r.Text
		}
		return Words(r.Body)
	case Modal:
		return formWords(r)
	case Home:
		return Words(r.Body)
	case FieldErrors:
		return errorWords(r)
	}
	return ""
}

// Words says blocks in words, as [Plain] does for a whole reply.
func Words(body []Block) string {
	var parts []string
	for _, b := range body {
		if s := blockWords(b); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "\n\n")
}

func blockWords(b Block) string {
	switch b := b.(type) {
	case Heading:
		return b.Text
	case Prose:
		return lead(b.Lead, b.Text)
	case Extract:
		return lead(b.Lead, b.Words())
	case Note:
		return noteWords(b)
	case Fields:
		return fieldWords(b)
	case List:
		return listWords(b)
	case Buttons:
		return buttonWords(b)
	case Select:
		return b.Label + ": choose from " + joined(optionLabels(b.Options)) + "."
	case Input:
		return inputWords(b)
	case Table:
		return tableWords(b)
	case File:
		return fileWords(b)
	}
	return ""
}

// fileWords show a file that is text, and name any other.
func fileWords(f File) string {
	if !strings.HasPrefix(f.Type, "text/") && f.Type != "application/json" {
		return "File: " + f.Name
	}
	return "File: " + f.Name + "\n" + strings.ReplaceAll(f.Content, "\r\n", "\n")
}

func lead(first, rest string) string {
	if first == "" || rest == "" {
		return first + rest
	}
	return first + " " + rest
}

// Words says the passage without its marks.
func (e Extract) Words() string {
	var b strings.Builder
	for _, p := range e.Pieces {
		b.WriteString(p.Text)
	}
	return b.String()
}

func noteWords(n Note) string {
	var links []string
	for _, l := range n.Links {
		if l.URL != "" {
			l.Text += " (" + l.URL + ")"
		}
		links = append(links, l.Text)
	}
	return lead(n.Text, strings.Join(links, "; "))
}

func fieldWords(f Fields) string {
	var lines []string
	for _, p := range f.Pairs {
		lines = append(lines, p.Name+": "+p.Value)
	}
	return strings.Join(lines, "\n")
}

func listWords(l List) string {
	var lines []string
	if l.Lead != "" {
		lines = append(lines, l.Lead)
	}
	for i, item := range l.Items {
		mark := "•"
		if l.Numbered {
			mark = fmt.Sprintf("%d.", i+1)
		}
		lines = append(lines, mark+" "+item)
	}
	return strings.Join(lines, "\n")
}

func buttonWords(b Buttons) string {
	var labels []string
	for _, x := range b.Row {
		labels = append(labels, x.Label)
	}
	word := "Buttons: "
	if len(labels) == 1 {
		word = "Button: "
	}
	return word + strings.Join(labels, " | ")
}

func inputWords(in Input) string {
	s := in.Label
	if in.Optional {
		s += " (if you like)"
	}
	if len(in.Options) > 0 {
		s += ": " + joined(optionLabels(in.Options))
	}
	if in.Value != "" {
		s += "\nNow: " + in.Value
	}
	if in.Hint != "" {
		s += "\n" + in.Hint
	}
	return s
}

func tableWords(t Table) string {
	lines := []string{t.Caption}
	for _, row := range t.Rows {
		var cells []string
		for i, cell := range row {
			if i < len(t.Head) && t.Head[i] != "" && i > 0 {
				cell = t.Head[i] + ": " + cell
			}
			cells = append(cells, cell)
		}
		lines = append(lines, "• "+strings.Join(cells, "; "))
	}
	return strings.Join(lines, "\n")
}

func formWords(m Modal) string {
	s := "Form: " + m.Title + "\n\n" + Words(m.Body)
	if m.Submit != "" {
		s += "\n\nButton: " + m.Submit
	}
	return s
}

func errorWords(e FieldErrors) string {
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(e)) {
		lines = append(lines, e[name])
	}
	return strings.Join(lines, "\n")
}

func optionLabels(options []Option) []string {
	var labels []string
	for _, o := range options {
		labels = append(labels, o.Label)
	}
	return labels
}

func joined(labels []string) string {
	if len(labels) < 2 {
		return strings.Join(labels, "")
	}
	last := len(labels) - 1
	return strings.Join(labels[:last], ", ") + " or " + labels[last]
}
