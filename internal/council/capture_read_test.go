package council

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var captureMembers = []Member{{ID: 1, Name: "Ana Lind"}, {ID: 2, Name: "Ben Okafor"}, {ID: 3, Name: "Cai Rees"}, {ID: 4, Name: "Siân Ben"},
	{ID: 5, Name: "Gone Away", Left: time.Unix(1, 0)}}

func captureReader() CaptureReader {
	return CaptureReader{Members: captureMembers, Now: time.Date(2027, time.March, 11, 11, 0, 0, 0, time.UTC), Next: Day{2027, time.June, 10}}
}

func TestAnActionIsReadAsItIsTyped(t *testing.T) {
	by := func(m time.Month, d int) Day { return Day{2027, m, d} }
	for _, c := range []struct {
		name, text string
		words      string
		owners     []MemberID
		due        Day
		unread     []string
		unreadDue  string
	}{
		{name: "who, by when, what", text: "@Ana Lind by 31 March write to the fire services", words: "Write to the fire services", owners: []MemberID{1}, due: by(3, 31)},
		{name: "the day at the end", text: "@ana write to the fire services by 31 March 2027.", words: "Write to the fire services", owners: []MemberID{1}, due: by(3, 31)},
		{name: "the day without by", text: "@ana 31 Mar write to Wales", words: "Write to Wales", owners: []MemberID{1}, due: by(3, 31)},
		{name: "the day first, in figures", text: "@cai by 31/03/2027: count the desks", words: "Count the desks", owners: []MemberID{3}, due: by(3, 31)},
		{name: "several people", text: "@Ana Lind, @cai and @Ben Okafor by 2 April meet", words: "Meet", owners: []MemberID{1, 3, 2}, due: by(4, 2)},
		{name: "a whole name without @", text: "Ben Okafor to ask the LGA by Friday", words: "Ask the LGA", owners: []MemberID{2}, due: by(3, 12)},
		{name: "one name where a person is meant", text: "Cai: count the desks by tomorrow", words: "Count the desks", owners: []MemberID{3}, due: by(3, 12)},
		{name: "one name followed by an ordinary word is no person", text: "Cai street desks counted by 12 March", words: "Cai street desks counted", due: by(3, 12)},
		{name: "an accent may be left out", text: "@sian by 12 March go", words: "Go", owners: []MemberID{4}, due: by(3, 12)},
		{name: "the same person twice is one owner", text: "@ana and Ana Lind by 12 March go", words: "Go", owners: []MemberID{1}, due: by(3, 12)},
		{name: "the next meeting", text: "@ana report by the next meeting on cost", words: "Report on cost", owners: []MemberID{1}, due: by(6, 10)},
		{name: "by e-mail is no date", text: "@ana send it by e-mail by 12 March", words: "Send it by e-mail", owners: []MemberID{1}, due: by(3, 12)},
		{name: "and is not always between people", text: "@ana and report by 12 March", words: "And report", owners: []MemberID{1}, due: by(3, 12)},
		{name: "a day that may be two is asked about", text: "@ana write by next Friday", words: "Write", owners: []MemberID{1}, unreadDue: "next Friday"},
		{name: "a day that has passed is asked about", text: "@ana write by 1 March 2027", words: "Write", owners: []MemberID{1}, unreadDue: "1 March 2027"},
		{name: "no day that is one", text: "@ana write by the end of term", words: "Write", owners: []MemberID{1}, unreadDue: "the end of term"},
		{name: "somebody unknown is asked about", text: "@bob by 12 March write", words: "Write", unread: []string{"bob"}, due: by(3, 12)},
		{name: "a name that two have is asked about", text: "@ben by 12 March write", words: "Write", unread: []string{"ben"}, due: by(3, 12)},
		{name: "who has left is asked about", text: "@Gone by 12 March write", words: "Write", unread: []string{"Gone"}, due: by(3, 12)},
		{name: "nobody and no day", text: "write to the fire services", words: "Write to the fire services"},
		{name: "nothing at all", text: "", words: ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := captureReader().Read(Tagged{Line: 1, Kind: CaptureAction, Text: c.text})
			want := Capture{Kind: CaptureAction, Words: c.words, Due: c.due, On: by(3, 11), Line: 1, State: Captured, UnreadDue: c.unreadDue, UnreadOwners: c.unread}
			for _, id := range c.owners {
				want.Owners = append(want.Owners, Owner{Member: id})
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestWhoIsMentionedIsKnownByTheAccount(t *testing.T) {
	r := captureReader()
	r.Named = []Member{{ID: 2, Name: "Ben Okafor"}, {SlackID: "U9"}}
	got := r.Read(Tagged{Kind: CaptureAction, Text: "@Ben Okafor and @somebody without a seat by 12 March write"})
	if len(got.Owners) != 1 || got.Owners[0].Member != 2 || len(got.UnreadOwners) != 1 || got.Words != "Write" {
		t.Errorf("got %+v", got)
	}
}

func TestTagsAreFoundInAMessage(t *testing.T) {
	text := "Good morning.\n#Decision: share one desk\nfrom April\n\nand then\nso #action @ana by Friday write #note not this\n#notes thanks\nC#action no\n#actionable no"
	want := []Tagged{{1, CaptureDecision, "share one desk from April"}, {2, CaptureAction, "@ana by Friday write #note not this"}, {3, CaptureNote, "thanks C#action no #actionable no"}}
	if diff := cmp.Diff(want, TaggedLines(text)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if got := TaggedLines("nothing for the record"); got != nil {
		t.Errorf("got %v", got)
	}
}

func FuzzReadingWhatIsTagged(f *testing.F) {
	for _, seed := range []string{"#action @ana by 31 March write", "#decision\n\n#note x", "#action , and by the", "#action @", "#ACTION Ana Lind: by by by 1", "#action \xff by 3"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, tagged := range TaggedLines(text) {
			c := captureReader().Read(tagged)
			if !c.Due.IsZero() && c.Due.Before(DayOf(captureReader().Now)) {
				t.Errorf("%q is due on %s, which has passed", text, c.Due)
			}
			if len(strings.Fields(c.Words)) > len(strings.Fields(tagged.Text)) {
				t.Errorf("%q has grown to %q", tagged.Text, c.Words)
			}
		}
	})
}
