package council

import "testing"

func TestANameIsTakenOutWholeAndNothingElseIs(t *testing.T) {
	tests := []struct{ rule, name, text, want string }{
		{"the name", "Siân ap Rhys", "Ask Siân ap Rhys today.", "Ask a former member today."},
		{"at the beginning of a sentence", "Siân ap Rhys", "Siân ap Rhys spoke. Siân ap Rhys left", "A former member spoke. A former member left"},
		{"with its possessive", "Siân ap Rhys", "on Siân ap Rhys’s paper", "on a former member’s paper"},
		{"in any case and without accents", "Siân ap Rhys", "by SIAN AP RHYS and sian  ap rhys", "by a former member and a former member"},
		{"over a line end", "Siân ap Rhys", "by Siân\nap Rhys", "by a former member"},
		{"with accents written on their own", "Siân ap Rhys", "by Sia\u0302n ap Rhys", "by a former member"},
		{"an apostrophe of either kind", "Bea O'Neill", "Bea O’Neill and bea o'neill", "A former member and a former member"},
		{"a hyphen", "Jo Smith-Wu", "Jo Smith-Wu, Jo Smith Wu", "A former member, Jo Smith Wu"},
		{"a part of a longer name is another's", "Ana Lind", "Ana Lindqvist and Diana Lind", "Ana Lindqvist and Diana Lind"},
		{"two sentences are no name", "Ana Lind", "Thanks to Ana. Lind agreed.", "Thanks to Ana. Lind agreed."},
		{"a word is a name where it is written as one", "Price", "Price raised the price", "A former member raised the price"},
		{"within a word it is none", "Al", "Also, Al will also call all", "Also, a former member will also call all"},
		{"an account", "U0BOB", "hello <@U0BOB>, not <@U0BOBBY>", "hello <@a former member>, not <@U0BOBBY>"},
		{"an address", "Bob@x.example", "write to bob@x.example.", "write to a former member."},
		{"an emoji beside it", "Ana Lind", "👏Ana Lind👏", "👏a former member👏"},
		{"no name", " ", "nothing", "nothing"},
		{"no text", "Ana Lind", "", ""},
	}
	for _, test := range tests {
		t.Run(test.rule, func(t *testing.T) {
			if got := Unname(test.text, test.name); got != test.want {
				t.Errorf("Unname(%q, %q) = %q, want %q", test.text, test.name, got, test.want)
			}
			if Names(test.text, test.name) != (test.text != test.want) {
				t.Errorf("Names(%q, %q) = %v", test.text, test.name, Names(test.text, test.name))
			}
		})
	}
}

func FuzzUnname(f *testing.F) {
	f.Add("Siân ap Rhys’s paper", "Siân ap Rhys")
	f.Add("A\xff B\xff", "\xff")
	f.Fuzz(func(t *testing.T, text, name string) {
		if got := Unname(text, name); Names(got, name) && !Names(FormerMember, name) && !Names("A"+FormerMember[1:], name) {
			t.Errorf("%q without %q is %q, which names them still", text, name, got)
		}
	})
}
