package commands_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

func TestTheSecretaryReadsWhatWasChanged(t *testing.T) {
	d := newDesk(t)
	eilidh := calls(t, d, "25 March 2027 10:00")
	yusuf := someone(t, d, "Yusuf")
	yusuf.types("/meeting reply apologies")
	eilidh.types("/meeting reply Beatrice attending")
	got := eilidh.types("/council audit")
	must(t, got, "Tuesday 2 March 2027, 09:30: Yusuf Marsh-Adeyinka: replied (the meeting now on Thursday 25 March 2027)",
		"Eilidh NicLeòid: recorded a reply for somebody (Beatrice Oldcastle-Wu)", "Eilidh NicLeòid: called a meeting", "times are London time", "no: apologies")
	if strings.Index(got, "recorded a reply") > strings.Index(got, "called a meeting") {
		t.Error("the newest does not come first")
	}
	must(t, eilidh.types("/council audit beatrice"), "Changes by Beatrice Oldcastle-Wu", "recorded a reply for somebody", "no: called a meeting")
	must(t, eilidh.types("/council audit 2 March"), "Changes of Tuesday 2 March 2027.", "called a meeting")
	must(t, eilidh.types("/council audit yesterday"), "Nothing was changed.")
	must(t, eilidh.types("/council audit 5 March"), "Changes of Thursday 5 March 2026.")
	must(t, eilidh.types("/council audit nemo"), "neither a date nor one member's name")
	for _, who := range []string{"Yusuf", ""} {
		must(t, someone(t, d, who).types("/council audit"), "This is for the council's secretary")
		must(t, someone(t, d, who).types("/council settings"), "This is for the council's secretary")
	}
}

// whatWasDid finds what a change is called, where it is made.
var whatWasDid = regexp.MustCompile(`(?:Did: |did(?:, visibility(?:, say)?)? :?= |(?:change[A-Za-z]*|keepReply|putOff|takeOff|answerPractice)\(ctx, (?:r|v\.Request), (?:p, )?)"([a-z]+\.[a-z-]+)"`)

func TestEveryChangeIsSaidInWords(t *testing.T) {
	d := newDesk(t)
	eilidh := someone(t, d, "Eilidh")
	found := map[string]bool{}
	for _, folder := range []string{".", "../bot", "../internal/clerk", "../cmd/councilbot"} {
		files, err := filepath.Glob(folder + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, did := range whatWasDid.FindAllStringSubmatch(string(source), -1) {
				if !strings.HasSuffix(file, "_test.go") {
					found[did[1]] = true
				}
			}
		}
	}
	if len(found) < 80 {
		t.Fatalf("%d kinds of change were found in the source, want all", len(found))
	}
	for did := range found {
		if _, err := d.Store.Change(t.Context(), store.Change{Did: did, At: now}, func(*store.Tx) error { return nil }); err != nil {
			t.Fatal(err)
		}
		must(t, eilidh.types("/council audit"), "no: "+did)
	}
}

func TestTheAuditTellsNothingOfAChecklistButThatSomebodyWorkedOnIt(t *testing.T) {
	d := newDesk(t)
	anwen, eilidh := someone(t, d, "Anwen"), someone(t, d, "Eilidh")
	anwen.begins("service manager", nil)
	anwen.types("/setup tick write-your-remit")
	anwen.types("/setup later test-a-restore week")
	anwen.types("/setup checkins stop")
	anwen.types("/setup reset yes")
	got := eilidh.types("/council audit anwen")
	must(t, got, "Anwen Llwyd-Pryce: worked on a setup checklist", "no: tick", "no: put off", "no: reset", "no: remit")
}

func TestHelpShowsWhatOneMayAsk(t *testing.T) {
	d := newDesk(t)
	must(t, someone(t, d, "Yusuf").types("/council"), "/meeting reply attending", "/member me", "no: /meeting move", "no: /council audit")
	must(t, someone(t, d, "").types("/council"), "/meeting past", "/agenda show", "no: /member me", "no: /agenda propose", "no: /paper attach", "no: /minutes correct", "no: /ask everybody:")
	eilidh := someone(t, d, "Eilidh")
	must(t, eilidh.types("/council"), "/meeting move 24 June 2027", "/council audit")
	must(t, eilidh.presses("The council's settings"), "Time zone: Europe/London")
}

func TestOlderChangesAreOnePressAway(t *testing.T) {
	d := newDesk(t)
	eilidh := someone(t, d, "Eilidh")
	for n := range 30 {
		if _, err := d.Store.Change(t.Context(), store.Change{By: eilidh.who.ID, Did: fmt.Sprintf("test.%02d", n), At: now}, func(*store.Tx) error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	must(t, eilidh.types("/council audit"), "test.29", "test.05", "no: test.04")
	must(t, eilidh.presses("Older changes"), "test.04", "test.00", "no: test.05", "began the made-up council", "no: Older changes")
}

func TestTheSecretarySetsTheCouncilsWays(t *testing.T) {
	d := newDesk(t)
	eilidh := someone(t, d, "Eilidh")
	must(t, eilidh.types("/council settings"), "Channel: not chosen yet", "Time zone: Europe/London", "Quorum: 1 in 3 of the seats, at least 3", "Hours in which members are written to: 8:00 to 19:00")
	must(t, eilidh.types("/council settings quorum 5"), "Kept.", "Quorum: 5 members")
	must(t, eilidh.types("/council settings quorum lots"), "is not a quorum")
	must(t, eilidh.types("/council settings nations scotland"), "Bank holidays kept: Scotland")
	must(t, eilidh.types("/council settings nations none"), "Bank holidays kept: none")
	must(t, eilidh.types("/council settings hours 9-18"), "Hours in which members are written to: 9:00 to 18:00")
	must(t, someone(t, d, "Yusuf").types("/member ways"), "Between: 09:00 and 18:00 London time")
	must(t, eilidh.types("/council settings zone Mars/Olympus"), "The time zone “Mars/Olympus” is not known")
	must(t, eilidh.types("/council settings colour red"), "The settings are zone, nations")
	eilidh.types("/council settings")
	eilidh.presses("Change these")
	must(t, eilidh.fills(map[string]string{"days": "many", "start": "3", "quorum": "0"}), "“many” is not a number", "is not a quorum")
	eilidh.types("/council settings form")
	must(t, eilidh.fills(map[string]string{"start": "3"}), "Meetings start between 7 and 20")
	eilidh.types("/council settings form")
	must(t, eilidh.fills(map[string]string{"start": "14", "days": "3"}), "Hour at which meetings start: 14:00")
	must(t, eilidh.types("/meeting create 10 June 2027"), "Thursday 10 June 2027, 14:00 London time")
	must(t, eilidh.types("/council settings channel <#C0123ABC|council>"), "Channel: C0123ABC")
	must(t, eilidh.types("/council settings channel here"), "That is not a channel")
	if entries, err := d.Store.Audit(t.Context(), store.Sought{By: eilidh.who.ID}); err != nil || len(entries) == 0 || entries[0].Did != "house.changed" {
		t.Errorf("the audit says %v, %v", entries, err)
	}
}

func TestWhatTwoSetAtOnceIsBothKept(t *testing.T) {
	d := newDesk(t)
	eilidh, sian := someone(t, d, "Eilidh"), someone(t, d, "Siân")
	var both sync.WaitGroup
	for n := range 20 {
		both.Go(func() { eilidh.types(fmt.Sprintf("/council settings day %d June 2027 Fair", n+1)) })
		both.Go(func() { sian.types(fmt.Sprintf("/council settings days %d", n+1)) })
		both.Wait()
		must(t, eilidh.types("/council settings"), fmt.Sprintf("Clear days between agenda and meeting: %d\n", n+1), fmt.Sprintf(" %d June 2027: Fair", n+1))
		both.Go(func() { eilidh.types("/member mute week") })
		both.Go(func() {
			(&person{t: t, d: d, now: now, who: eilidh.who}).types(fmt.Sprintf("/member hours %d-18", n%10+1))
		})
		both.Wait()
		must(t, eilidh.types("/member ways"), "Muted: until", fmt.Sprintf("Between: %02d:00 and 18:00", n%10+1))
		eilidh.types("/member unmute")
	}
}

func TestTheCouncilKeepsDaysOfItsOwnFree(t *testing.T) {
	d := newDesk(t)
	eilidh := someone(t, d, "Eilidh")
	must(t, eilidh.types("/council settings day 10 June 2027 Half-term"), "Thursday 10 June 2027 is kept free: Half-term.", "• Thursday 10 June 2027: Half-term")
	must(t, eilidh.types("/meeting year 2027"), "Not Thursday 10 June 2027: it is Half-term.", "Thursday 17 June 2027")
	eilidh.types("/council settings")
	must(t, eilidh.presses("Thursday 10 June 2027"), "is a working day again")
	must(t, eilidh.types("/council settings day 10 June 2027"), "Say what the day is")
	must(t, eilidh.types("/council settings day Half-term"), "Write the date like")
	must(t, eilidh.types("/council settings day"), "is not a whole date")
	must(t, eilidh.types("/council settings day 11 June 2027 "+strings.Repeat("Môn ", 40)), "characters long. Say it in 150 at most.")
}

func TestTheHomeTabHasTheNextMeetingAndMyReplyOnTop(t *testing.T) {
	d := newDesk(t)
	yusuf := someone(t, d, "Yusuf")
	must(t, yusuf.tell(commands.Button, "home", "", "k", nil), "Next meeting: none is called yet.")
	eilidh := calls(t, d, "25 March 2027 10:00")
	eilidh.types("/meeting link https://video.example/1")
	got := yusuf.tell(commands.Button, "home", "", "k", nil)
	must(t, got, "Next meeting: Thursday 25 March 2027, 10:00 London time.", "Your reply: you have not answered yet", "https://video.example/1")
	if strings.Index(got, "Next meeting") > strings.Index(got, "Your next step") {
		t.Errorf("the meeting is not on top:\n%s", got)
	}
	yusuf.presses("Attending")
	must(t, yusuf.tell(commands.Button, "home", "", "k", nil), "Your reply: attending.")
	must(t, someone(t, d, "").tell(commands.Button, "home", "", "k", nil), "Next meeting: Thursday 25 March 2027", "no: video.example", "no: Your reply")
	yusuf.now = time.Date(2027, 3, 25, 10, 20, 0, 0, time.UTC)
	must(t, yusuf.tell(commands.Button, "home", "", "k", nil), "it is on now, since 10:00 London time")
}

// secrets are what a member has not agreed to show to anybody.
var secrets = []string{"PRIVATETITLE", "PRIVATEREGION", "PRIVATESKILL", "private@secret.example"}

func TestPrivateFieldsNeverLeak(t *testing.T) {
	d := newDesk(t)
	d.FirstAdmin = "UFIRST"
	eilidh := calls(t, d, "25 March 2027 10:00")
	eilidh.calls("10 June 2027 10:00")
	harriet := someone(t, d, "Harriet")
	harriet.types("/member edit")
	harriet.fills(map[string]string{"name": "Harriet SECRETNAME", "title": secrets[0], "region": secrets[1], "expertise": secrets[2], "email": secrets[3]})
	harriet.shows("sector organisation", "members")
	harriet.types("/meeting reply deputy")
	harriet.fills(map[string]string{"deputy": "Jo DEPUTYNAME", "account": "UDEPUTY"})
	eilidh.types("/member term harriet librarian 1 January 2027")
	questions := []string{"/member", "/member help", "/member fire", "/member harriet", "/member secretname", "/member PRIVATETITLE", "/member eastfold", fmt.Sprintf("/member card #%d", harriet.who.ID),
		"/member me", "/member terms", "/member ways", "/member public", "/member buddy", "/member welcome", "/member export", "/member erase", "/member leave harriet", "/member term harriet", "/member grant harriet admin", fmt.Sprintf("/member add #%d", harriet.who.ID),
		"/meeting", "/meeting show #1", "/meeting past", "/meeting replies", "/meeting record", "/meeting invite", "/meeting calendar", "/meeting ladder", "/meeting help", "/meeting reply harriet attending",
		"/council", "/council audit", "/council audit harriet", "/council settings", "/council status", "/setup", "/role cto", "/ask who knows PRIVATESKILL"}
	for _, reader := range []struct {
		name string
		who  council.Member
	}{
		{"a member", member(t, d, "Gwenllian")}, {"a newcomer", member(t, d, "Anwen")}, {"a librarian", member(t, d, "Tobias")},
		{"her deputy", council.Member{SlackID: "UDEPUTY"}}, {"somebody else's Slack account", council.Member{SlackID: "UOTHER"}}, {"nobody", council.Member{}},
	} {
		t.Run(reader.name, func(t *testing.T) {
			p := &person{t: t, d: d, now: now, who: reader.who}
			forbidden := append([]string{"SECRETNAME"}, secrets...)
			if reader.who.SlackID == "UDEPUTY" {
				forbidden = secrets // she named the deputy, who knows her name
			}
			for _, q := range questions {
				p.types(q)
				p.spills(q, forbidden)
				page := p.last
				for _, label := range labels(page) {
					p.last = page
					p.presses(label)
					p.spills(q+" → "+label, forbidden)
				}
			}
			p.tell(commands.Button, "home", "", "home", nil)
			p.spills("the Home tab", forbidden)
		})
	}
	rows, err := d.Store.Deliveries(t.Context(), store.Wanted{})
	if err != nil || len(rows) == 0 {
		t.Fatalf("%d messages, %v", len(rows), err)
	}
	for _, row := range rows {
		for _, secret := range secrets {
			if strings.Contains(string(row.Message), secret) {
				t.Errorf("the message %s to %s holds %s:\n%s", row.Key, row.To, secret, row.Message)
			}
		}
	}
}

// spills fails when the last answer holds what was not asked for.
func (p *person) spills(question string, forbidden []string) {
	p.t.Helper()
	for _, secret := range forbidden {
		if got := ui.Plain(p.last); strings.Contains(got, secret) && !strings.Contains(question, secret) {
			p.t.Errorf("%s shows %s:\n%s", question, secret, got)
		}
	}
}

// labels are the buttons and choices of an answer, save those that take something
// away and the one that shares it, which is asked on nobody's behalf.
func labels(r ui.Reply) []string {
	var all []string
	for _, b := range body(r) {
		switch b := b.(type) {
		case ui.Buttons:
			for _, x := range b.Row {
				if x.Style != ui.Danger && x.Do != "share" {
					all = append(all, x.Label)
				}
			}
		case ui.Select:
			for _, o := range b.Options {
				all = append(all, o.Label)
			}
		}
	}
	return all
}
