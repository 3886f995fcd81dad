package commands_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// FuzzWhateverIsTyped types anything after /setup, /ask and /paper, with a checklist
// and without a seat: each is answered with words or with a problem to mend.
func FuzzWhateverIsTyped(f *testing.F) {
	for _, text := range []string{"", "help", "tick write-your-remit", "later write-your-remit week", "cover infrastructure training covered", "door x", "ask 1 step a",
		"check answer a b c", "read x-y", "forget: 9", "everybody: 🙂", "stage money senior-sponsor", "a\x00b \u202e", strings.Repeat("é ", 900)} {
		f.Add("setup", text)
		f.Add("ask", text)
	}
	for _, text := range []string{"attach 5 https://a.example TLP:CLEAR Title", "attach i5", "list #1", "show 99999999999999999999", "until 1 3 June", "p1", "publish 1 because", "words -1"} {
		f.Add("paper", text)
	}
	d := newDesk(f)
	p := someone(f, d, "Siân")
	p.begins("service manager", nil)
	f.Fuzz(func(t *testing.T, name, text string) {
		if name != "setup" && name != "ask" && name != "paper" {
			return
		}
		for _, from := range []council.Member{p.who, {}} {
			reply, err := commands.NewTable(d.Routes()).Ask(context.Background(), commands.Slash, name, commands.Request{From: from, Text: text, Now: now})
			var problem *council.Problem
			if errors.As(err, &problem) {
				reply = ui.Say(problem.Say)
			} else if err != nil {
				t.Fatal(err)
			}
			if ui.Plain(reply) == "" {
				t.Errorf("/%s %q is answered with nothing", name, text)
			}
		}
	})
}
