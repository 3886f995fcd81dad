package ui

import (
	"reflect"
	"testing"
)

func TestAMessageIsReadBackAsItWasKept(t *testing.T) {
	want := Message{Text: "all of it", Public: true, Body: []Block{
		Heading{Text: "H"}, Prose{Lead: "L", Text: "T & <b>"}, Note{Text: "N", Links: []Link{{Text: "l", URL: "https://x.example"}}},
		Fields{Pairs: []Pair{{Name: "n", Value: "v"}}}, List{Items: []string{"a"}, Numbered: true},
		Buttons{Row: []Button{{Label: "B", Do: "d", Arg: "a", Style: Danger, Sure: "Sure?"}}},
		Select{Label: "S", Do: "d", Options: []Option{{Label: "o", Arg: "a"}}}, Input{Name: "i", Kind: Date, Max: 3},
		Extract{Lead: "L", Pieces: []Piece{{Text: "a "}, {Text: "word", Marked: true}}}, Rule{}, Table{Caption: "c", Head: []string{"h"}, Rows: [][]string{{"r"}}},
		File{Name: "f.ics", Type: "text/calendar", Content: "BEGIN\r\n"},
	}}
	if len(want.Body) != len(kinds) {
		t.Errorf("%d blocks tried of %d kinds", len(want.Body), len(kinds))
	}
	text, err := Encode(want)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Decode(text); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("Decode = %+v, %v, want %+v", got, err, want)
	}
	for _, faulty := range []string{`{"body":[{"is":"hologram","block":{}}]}`, `{"body":[{"is":"rule","block":3}]}`, `[]`} {
		if got, err := Decode([]byte(faulty)); err == nil {
			t.Errorf("Decode(%s) = %+v, want an error", faulty, got)
		}
	}
}
