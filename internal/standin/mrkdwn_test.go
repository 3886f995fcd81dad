package standin

import (
	"strings"
	"testing"
)

func TestOnlySlacksOwnControlSequencesAreTaken(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"plain words", ""},
		{"R&amp;D &lt;b&gt;", ""},
		{"<@U0ANA> and <@W0ANA|ana>", ""},
		{"<#C0GENERAL> <#C0GENERAL|general> <#C0QUIET|>", ""},
		{"<!here> <!channel> <!everyone> <!subteam^S012|@cios>", ""},
		{"<!date^1700000000^{date_long} at {time}|14 November 2023, 22:13 UTC>", ""},
		{"<!date^1700000000^{date}^https://example.org/|14 November>", ""},
		{"<https://example.org/?a=1&b=2|A &amp; B> <mailto:a@example.org> <tel:+44|call>", ""},
		{"a > b", ""},
		{"a < b", "<"},
		{"a <b> c", "<"},
		{"<", "<"},
		{"<>", "<"},
		{"<@ana>", "<"},
		{"<@>", "<"},
		{"<#general>", "<"},
		{"<!all>", "<"},
		{"<!date^1700000000^{date}>", "<"},
		{"<!date^soon^{date}|soon>", "<"},
		{"<https://>", "<"},
		{"<https://example.org/a b>", "<"},
		{"<javascript:alert(1)>", "<"},
		{"<https://example.org|R&D>", "<"},
		{"<https://example.org\n>", "<"},
		{"R&D", "&"},
		{"&nbsp;", "&"},
		{"&amp", "&"},
	} {
		if got := badControl(c.text); got != c.want {
			t.Errorf("%q: want %q, got %q", c.text, c.want, got)
		}
	}
}

func FuzzEscapedTextIsAlwaysTaken(f *testing.F) {
	for _, seed := range []string{"a < b & c", "<@U0ANA>", "&amp;", "\x00<\xff>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := badControl(escape(text)); got != "" {
			t.Errorf("want %q taken when escaped, got %q", text, got)
		}
		if badControl(text) == "" && strings.Contains(text, "<") && !strings.Contains(text, ">") {
			t.Errorf("want %q refused: it opens a sequence and never closes it", text)
		}
	})
}

func FuzzWhatPeopleWriteIsAlwaysTaken(f *testing.F) {
	w := New(testConfig())
	f.Cleanup(w.Close)
	for _, seed := range []string{"@Ana Silva", "#general!", "<@U0BEN>", "<@U0NOBODY>", "a@ana.silva", "@Ana Silvanus", "<!here|x&y>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var got string
		w.read(func() { got = w.marked(text) })
		if bad := badControl(got); bad != "" {
			t.Errorf("want %q to become a text Slack takes, got %q", text, got)
		}
	})
}

func TestNamesBecomeMentions(t *testing.T) {
	w := serve(t, testConfig())
	for _, c := range []struct{ text, want string }{
		{"@Ana Silva, hello", "<@U0ANA>, hello"},
		{"@ana.silva", "<@U0ANA>"},
		{"@ANA SILVA", "<@U0ANA>"},
		{"@Ana Silvanus", "@Ana Silvanus"},
		{"mail@ana.silva", "mail@ana.silva"},
		{"#general #chairs #nowhere", "<#C0GENERAL|general> <#C0QUIET|> #nowhere"},
		{"<@U0BEN> <@U0NOBODY>", "<@U0BEN> &lt;@U0NOBODY&gt;"},
		{"@here <b>", "<!here> &lt;b&gt;"},
	} {
		ts, err := w.Write(t.Context(), ana, general, c.text, "")
		if err != nil {
			t.Fatal(err)
		}
		if got := last(t, w, ana, general); got.TS != ts || got.Text != c.want {
			t.Errorf("%q: want %q, got %q", c.text, c.want, got.Text)
		}
	}
}
