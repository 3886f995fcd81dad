package bot

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"councilbot/internal/ui"
)

func TestMoreThanTenChoicesBecomeAMenuOfMany(t *testing.T) {
	for n, want := range map[int]string{10: `"type":"checkboxes"`, 11: `"type":"multi_static_select"`} {
		in := ui.Input{Name: "items", Label: "Which?", Kind: ui.Choices, Value: "i1,i2"}
		for i := range n {
			in.Options = append(in.Options, ui.Option{Label: fmt.Sprint("Item ", i), Arg: fmt.Sprint("i", i)})
		}
		text, err := json.Marshal(choicesField(in))
		if err != nil {
			t.Fatal(err)
		}
		_, chosen, _ := strings.Cut(string(text), `"initial_options":`)
		if !strings.Contains(string(text), want) || strings.Count(chosen, `"value"`) < 2 {
			t.Errorf("%d choices become %s, want %s with two of them chosen", n, text, want)
		}
	}
}
