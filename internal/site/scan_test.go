package site

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWhatSlipsThroughIsSeen(t *testing.T) {
	for _, rule := range []struct {
		name, page string
		want       []Slip
	}{
		{"a mobile number", `<p>Ring Ana on 07700 900123.</p>`, []Slip{{"a phone number", "07700 900123"}}},
		{"a number with its country", `<p>+44 20 7946 0018</p>`, []Slip{{"a phone number", "+44 20 7946 0018"}}},
		{"a number with brackets", `<p>(020) 7946 0018 or 020 7946 0018</p>`, []Slip{{"a phone number", "020) 7946 0018"}, {"a phone number", "020 7946 0018"}}},
		{"an address, once", `<p>ana.jones@body.example, <b>ana.jones@body.example</b></p>`, []Slip{{"an e-mail address", "ana.jones@body.example"}}},
		{"a Slack id", `<p>&lt;@U024BE7LH&gt; said so in C0123ABCD9</p>`, []Slip{{"a Slack id", "U024BE7LH"}, {"a Slack id", "C0123ABCD9"}}},
		{"what is meant", `<p>secretary@council.example</p>`, nil},
		{"dates, decisions, sums and capitals", `<p>D-2027-04 of 2027-03-11, 10:00–12:00, £1,250,000, 1034567, INFORMATION, DEPARTMENTAL, UNIVERSITY</p>`, nil},
		{"what stands in an attribute only", `<a href="/papers/1/0770090012345.pdf" id="p-1">the paper</a>`, nil},
	} {
		if diff := cmp.Diff(rule.want, Scan([]byte(rule.page), "secretary@council.example")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", rule.name, diff)
		}
	}
}
