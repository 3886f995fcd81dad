package ui

import (
	"encoding/json"
	"fmt"
)

// letter is a [Message] as it is kept in a delivery's row.
type letter struct {
	Text string `json:"text,omitempty"`
	Body []part `json:"body,omitempty"`
}

// part is one block with the name of its kind.
type part struct {
	Is    string          `json:"is"`
	Block json.RawMessage `json:"block"`
}

// kind is a kind of block: its name for good, and how it is told and read.
type kind struct {
	name string
	is   func(Block) bool
	read func(json.RawMessage) (Block, error)
}

func kindOf[T Block](name string) kind {
	return kind{name,
		func(b Block) bool { _, ok := b.(T); return ok },
		func(text json.RawMessage) (Block, error) {
			var b T
			err := json.Unmarshal(text, &b)
			return b, err
		}}
}

var kinds = []kind{
	kindOf[Heading]("heading"), kindOf[Prose]("prose"), kindOf[Note]("note"), kindOf[Fields]("fields"),
	kindOf[List]("list"), kindOf[Buttons]("buttons"), kindOf[Select]("select"), kindOf[Input]("input"),
	kindOf[Extract]("extract"), kindOf[Rule]("rule"), kindOf[Table]("table"), kindOf[File]("file"),
}

// Encode writes a message as it is kept in a delivery's row, as JSON.
func Encode(m Message) (json.RawMessage, error) {
	l := letter{Text: m.Text}
	for _, b := range m.Body {
		p, err := encodeBlock(b)
		if err != nil {
			return nil, err
		}
		l.Body = append(l.Body, p)
	}
	return json.Marshal(l)
}

func encodeBlock(b Block) (part, error) {
	for _, k := range kinds {
		if k.is(b) {
			text, err := json.Marshal(b)
			return part{k.name, text}, err
		}
	}
	return part{}, fmt.Errorf("keep a message: a block of type %T has no name", b)
}

// Decode reads a message as [Encode] writes it. What is sent unasked is for its
// addressee and no answer, so Public is set and the rest is not kept.
func Decode(text json.RawMessage) (Message, error) {
	var l letter
	if err := json.Unmarshal(text, &l); err != nil {
		return Message{}, fmt.Errorf("read a kept message: %w", err)
	}
	m := Message{Text: l.Text, Public: true}
	for _, p := range l.Body {
		b, err := decodeBlock(p)
		if err != nil {
			return Message{}, fmt.Errorf("read a kept message: %w", err)
		}
		m.Body = append(m.Body, b)
	}
	return m, nil
}

func decodeBlock(p part) (Block, error) {
	for _, k := range kinds {
		if k.name == p.Is {
			return k.read(p.Block)
		}
	}
	return nil, fmt.Errorf("a block of kind %q is not known to this version", p.Is)
}
