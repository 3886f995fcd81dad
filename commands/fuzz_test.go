package commands_test

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"testing"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/ui"
)

// FuzzWhateverIsTyped types anything after every command, as the secretary, as a member with a
// checklist and without a seat, and fills whatever form comes back with the same words: each is
// answered with words or with a problem to mend.
func FuzzWhateverIsTyped(f *testing.F) {
	d := newDesk(f)
	eilidh := calls(f, d, "Thu 10 June 2027 10:00")
	p := someone(f, d, "Siân")
	p.begins("service manager", nil)
	table := commands.NewTable(d.Routes())
	for name, texts := range roughTexts {
		for _, text := range append(texts, roughEverywhere...) {
			f.Add(name, text)
		}
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		if table[name].Kind != commands.Slash || strings.HasPrefix(text, "erase") {
			return
		}
		for _, from := range []council.Member{eilidh.who, p.who, {}} {
			reply := answered(t, table, name, commands.Request{From: from, Text: text, Now: now})
			if form, ok := reply.(ui.Modal); ok {
				answered(t, table, form.Do, commands.Request{From: from, Text: form.Arg, Now: now, Form: filledWith(form, text)})
			}
		}
	})
}

// roughTexts are what is typed after each command; roughEverywhere after all.
var roughTexts = map[string][]string{
	"setup":    {"tick write-your-remit", "later write-your-remit week", "cover infrastructure training covered", "door x", "ask 1 step a", "check answer a b c", "stage money senior-sponsor"},
	"ask":      {"read x-y", "forget: 9", "everybody: 🙂", "search: kind:paper since until", "search: \"a* OR (", "questions 1", "answers -1"},
	"paper":    {"attach 5 https://a.example TLP:CLEAR Title", "attach i5", "list #1", "show 99999999999999999999", "until 1 3 June", "p1", "publish 1 because", "words -1"},
	"minutes":  {"#1 7", "show #9 9", "correct 7.2 should read: x", "correct attendance", "version #1 -1", "edit #1", "agree #1", "decisions D-2027-99", "word #1 whole"},
	"action":   {"A1", "show A0", "done A", "later A1 31 February", "capture #decision by 3 June", "capture @ by", "approve c1 c2 c", "all <!channel>", "hand A1 to", "add x"},
	"practice": {"show 0", "topic x", "used 1 x", "merge 1 into 1", "reassign 1 to", "schedule * * *", "quote 1 named", "return 1", "first -1"},
	"agenda":   {"now", "next i5", "skip", "carry", "pack #1 get 0", "pack get", "propose *bold* <@U1>", "move 6 to 99", "merge i1 into i1", "html #9", "close #1"},
	"meeting":  {"reply deputy", "create 31 February", "move #1", "link x", "year 99999", "shorten -1", "#"},
	"member":   {"show email x", "hours 9", "mute until", "term x chair", "grant x admin", "find \u202e"},
	"council":  {"audit 2 March 2027", "settings quorum x", "settings day"},
	"role":     {"compare a b", "skill"},
}

var roughEverywhere = []string{"", "help", "a\x00b \u202e", "<!channel> *b* _i_ <@U1>", strings.Repeat("é ", 900)}

// answered asks and gives the answer, which must say something.
func answered(t *testing.T, table commands.Table, name string, r commands.Request) ui.Reply {
	reply, err := table.Ask(context.Background(), commands.Button, name, r)
	var problem *council.Problem
	if errors.As(err, &problem) {
		reply = ui.Say(problem.Say)
	} else if err != nil {
		t.Fatalf("%s %q %q: %v", name, r.Text, r.Form, err)
	}
	if ui.Plain(reply) == "" {
		t.Errorf("%s %q %q is answered with nothing", name, r.Text, r.Form)
	}
	return reply
}

// filledWith sends a form as it stands, with a text wherever one can be typed.
func filledWith(m ui.Modal, text string) map[string]string {
	form := map[string]string{}
	for _, b := range m.Body {
		in, ok := b.(ui.Input)
		if !ok {
			continue
		}
		form[in.Name] = in.Value
		if in.Kind == ui.Line || in.Kind == ui.Text {
			form[in.Name] = text
		}
	}
	return form
}

// bareCommand is a command as it would be typed in a workspace without a prefix.
var bareCommand = regexp.MustCompile(`(^|[\s(“"])/(role|setup|ask|meeting|agenda|minutes|paper|practice|action|member|council)\b`)

func TestEveryAnswerNamesCommandsAsTheyAreTypedHere(t *testing.T) {
	d := newDesk(t)
	d.Prefix = "lcc-"
	eilidh := calls(t, d, "Thu 10 June 2027 10:00")
	for name, texts := range roughTexts {
		for _, text := range append(texts, "", "help", "nemo", "show nemo", "check") {
			for _, p := range []*person{eilidh, someone(t, d, "Anwen"), someone(t, d, "")} {
				if got := p.types("/" + name + " " + text); bareCommand.MatchString(got) {
					t.Errorf("/%s %s names a command that is not there: %q", name, text, bareCommand.FindString(got))
				}
			}
		}
	}
	must(t, eilidh.types("/member leave nemo"), "Look the name up with /lcc-member.")
}
