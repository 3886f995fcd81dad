package bot

import (
	"testing"

	"councilbot/internal/council"
)

func TestSlacksReferencesAreReadOut(t *testing.T) {
	people := []council.Member{{SlackID: "U1", Name: "Ana Lind"}}
	for _, c := range []struct{ name, text, want string }{
		{"a person by name", "<@U1> and <@U1|ana>", "@Ana Lind and @Ana Lind"},
		{"somebody unknown", "<@U2>", "@somebody without a seat"},
		{"a channel", "<#C1|general> and <#C2|>", "#general and a private channel"},
		{"a link with its words", "<https://a.example|the page>", "the page (https://a.example)"},
		{"a bare link", "<https://a.example>", "https://a.example"},
		{"an e-mail address", "<mailto:a@b.example|a@b.example>", "a@b.example"},
		{"everybody", "<!here>", "@here"},
		{"a date", "<!date^1^{date}|5 March>", "5 March"},
		{"escapes", "a &lt; b &amp; c", "a < b & c"},
		{"lines stay", "one  two\n\nthree", "one two\n\nthree"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := plainWords(c.text, people); got != c.want {
				t.Errorf("want %q, got %q", c.want, got)
			}
		})
	}
}
