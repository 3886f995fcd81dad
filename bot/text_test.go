package bot

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestMrkdwnKeepsWordsAndLosesMeaning(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"the three escapes", "R&D <b> \"x\"", "R&amp;D &lt;b&gt; \"x\""},
		{"no mention of everybody", "<!channel> hello", "&lt;!channel&gt; hello"},
		{"no bold", "*not bold*", "∗not bold∗"},
		{"no italics at a word's edge", "_not italic_", "ˍnot italicˍ"},
		{"underscores inside a word stay", "file_name_2", "file_name_2"},
		{"no strike, no code", "~a~ `b`", "∼a∼ ˋbˋ"},
		{"an escape is escaped again", "&amp;", "&amp;amp;"},
		{"a broken character at the end", "_a\xff", "ˍa\ufffd"},
		{"Welsh, Gaelic and emoji stay", "Siân NicLeòid 🙂", "Siân NicLeòid 🙂"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := mrkdwn(c.in); got != c.want {
				t.Errorf("mrkdwn(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestTidyMakesPlainWordsOfWhatPhonesSend(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"spaces and line breaks", "  compare\u00a0 cio \n cto ", "compare cio cto"},
		{"curly quotes", "“cto” ‘x’", `"cto" 'x'`},
		{"long dashes", "cio – cto", "cio - cto"},
		{"Slack's escapes", "r&amp;d &lt;x&gt;", "r&d <x>"},
		{"an escape is undone once", "&amp;lt;", "&lt;"},
		{"invisible characters", "c\u200bto", "cto"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Tidy(c.in); got != c.want {
				t.Errorf("Tidy(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func FuzzMrkdwn(f *testing.F) {
	f.Add("plain")
	f.Add("<!here> & <@U1|x> *b* _i_ `c`")
	f.Fuzz(func(t *testing.T, s string) {
		got := mrkdwn(s)
		if strings.ContainsAny(got, "<>*~`") {
			t.Errorf("mrkdwn(%q) = %q still has characters that carry meaning", s, got)
		}
		for i, r := range got {
			if r == '&' && !strings.HasPrefix(got[i:], "&amp;") && !strings.HasPrefix(got[i:], "&lt;") && !strings.HasPrefix(got[i:], "&gt;") {
				t.Errorf("mrkdwn(%q) = %q has a bare ampersand", s, got)
			}
		}
	})
}

func FuzzSplit(f *testing.F) {
	f.Add("one two three. Four five\n\nsix", 10)
	f.Add(strings.Repeat("word ", 900), 3000)
	f.Add("🙂🙂🙂 🙂", 3)
	f.Add("🙂 no room", 0)
	f.Add("less than none", -20)
	f.Fuzz(func(t *testing.T, s string, max int) {
		if max > 4000 || !utf8.ValidString(s) {
			return
		}
		parts := split(s, max)
		var words []string
		for _, p := range parts {
			if units(p) > max && utf8.RuneCountInString(p) > 1 {
				t.Errorf("a part has %d units, want at most %d", units(p), max)
			}
			words = append(words, strings.Fields(p)...)
		}
		if got, want := strings.Join(words, ""), strings.Join(strings.Fields(s), ""); got != want {
			t.Errorf("split lost or made words: %q became %q", want, got)
		}
	})
}

func FuzzTidy(f *testing.F) {
	f.Add("  “compare” cio – cto ")
	f.Fuzz(func(t *testing.T, s string) {
		got := Tidy(s)
		if strings.Contains(got, "  ") || strings.TrimSpace(got) != got {
			t.Errorf("Tidy(%q) = %q has stray spaces", s, got)
		}
	})
}

func TestClipEndsAtAWord(t *testing.T) {
	if got, want := clip("Shaping the direction of strategy", 24), "Shaping the direction…"; got != want {
		t.Errorf("clip = %q, want %q", got, want)
	}
	if got := clip("short", 24); got != "short" {
		t.Errorf("clip changed %q", got)
	}
}
