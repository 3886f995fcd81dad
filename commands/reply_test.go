package commands_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/ui"
)

func TestADeputyHasThisMeetingAloneAndItEndsByItself(t *testing.T) {
	d := newDesk(t)
	eilidh := calls(t, d, "25 March 2027 10:00")
	eilidh.types("/meeting link https://video.example/1")
	gwenllian := someone(t, d, "Gwenllian")
	gwenllian.types("/meeting")
	must(t, gwenllian.presses("Deputy"), "Form: Name a deputy", "As it should stand in the minutes")
	gwenllian.fills(map[string]string{"deputy": "", "account": "UDEPUTY"})
	must(t, ui.Plain(gwenllian.last), "Name the deputy")
	gwenllian.presses2(t, "Deputy")
	got := gwenllian.fills(map[string]string{"deputy": "Mair Llwyd 🌿", "account": "UDEPUTY"})
	must(t, got, "Mair Llwyd 🌿 will come in your place", "I tell them in a direct message")
	if got := told(t, d, "deputy-named"); len(got) != 1 || !strings.Contains(got[0], "channel/UDEPUTY: You are named as a deputy") || !strings.Contains(got[0], "Gwenllian Tudfil asks you, Mair Llwyd 🌿") {
		t.Errorf("the deputy is told %q", got)
	}
	must(t, eilidh.types("/meeting replies"), "1 by deputy", "Gwenllian Tudfil, Dyffryn Wen Police; deputy: Mair Llwyd 🌿")
	mair := &person{t: t, d: d, now: now, who: council.Member{SlackID: "UDEPUTY"}}
	must(t, mair.types("/meeting"), "Join by video: https://video.example/1", "You come in the place of Gwenllian Tudfil", "I cannot come", "no: quorum")
	must(t, mair.presses("I will be there"), "You are down for the meeting")
	must(t, mair.types("/meeting reply deputy Somebody Else"), "A deputy cannot name another")
	mair.now = time.Date(2027, 3, 26, 11, 59, 0, 0, time.UTC)
	must(t, mair.types("/meeting show #1"), "You come in the place of", "no: I cannot come")
	mair.now = mair.now.Add(2 * time.Minute)
	must(t, mair.types("/meeting show #1"), "no: video.example", "no: You come in the place")
}

// presses2 goes back to the meeting and presses there.
func (p *person) presses2(t *testing.T, label string) string {
	t.Helper()
	p.types("/meeting")
	return p.presses(label)
}

func TestADeputyWhoCannotComeGivesTheSeatBack(t *testing.T) {
	d := newDesk(t)
	eilidh := calls(t, d, "25 March 2027 10:00")
	gwenllian := someone(t, d, "Gwenllian")
	gwenllian.types("/meeting reply deputy")
	gwenllian.fills(map[string]string{"deputy": "Mair Llwyd", "account": "UDEPUTY"})
	mair := &person{t: t, d: d, now: now, who: council.Member{SlackID: "UDEPUTY"}}
	mair.types("/meeting")
	must(t, mair.presses("I cannot come"), "Gwenllian Tudfil will hear of it from me")
	if got := told(t, d, "deputy-declined"); len(got) != 1 || !strings.HasPrefix(got[0], "Gwenllian Tudfil: Your deputy cannot come") {
		t.Errorf("told: %q, want Gwenllian", got)
	}
	must(t, eilidh.types("/meeting replies"), "0 by deputy, 1 with apologies")
	must(t, mair.types("/meeting reply apologies"), "nobody has named you")
}

func TestADeputyNeededNoMoreIsToldAndSeesNothing(t *testing.T) {
	d := newDesk(t)
	calls(t, d, "25 March 2027 10:00")
	gwenllian := someone(t, d, "Gwenllian")
	gwenllian.types("/meeting reply deputy")
	gwenllian.fills(map[string]string{"deputy": "Mair Llwyd", "account": "UDEPUTY"})
	gwenllian.types("/meeting reply attending")
	if got := told(t, d, "deputy-released"); len(got) != 1 || !strings.Contains(got[0], "needed as a deputy no more") {
		t.Errorf("told: %q", got)
	}
	mair := &person{t: t, d: d, now: now, who: council.Member{SlackID: "UDEPUTY"}}
	must(t, mair.types("/meeting"), "no: Join by video")
}

func TestWhoHasASeatCannotDeputise(t *testing.T) {
	d := newDesk(t)
	calls(t, d, "25 March 2027 10:00")
	gwenllian := someone(t, d, "Gwenllian")
	must(t, gwenllian.types("/meeting reply deputy yusuf marsh-adeyinka"), "has a seat of their own")
	gwenllian.types("/meeting reply deputy")
	must(t, gwenllian.fills(map[string]string{"deputy": "Somebody", "account": member(t, d, "Yusuf").SlackID}), "has a seat of their own")
	gwenllian.types("/meeting reply deputy")
	must(t, gwenllian.fills(map[string]string{"deputy": "Somebody", "email": "nowhere"}), "is not an e-mail address")
	must(t, gwenllian.types("/meeting reply deputy Jo Bloggs"), "Jo Bloggs will come in your place", "Please tell them the date")
}

func TestTheSecretaryRecordsRepliesOfPeopleOutsideSlack(t *testing.T) {
	d := newDesk(t)
	eilidh := calls(t, d, "25 March 2027 10:00")
	eilidh.types("/meeting place Committee Room 1")
	must(t, eilidh.types("/meeting invite"), "Beatrice Oldcastle-Wu: b.oldcastle-wu@penhallock.example", "Subject: Notice of meeting: Thursday 25 March 2027",
		"The council meets on Thursday 25 March 2027, 10:00 London time, until 12:00.\nWhere: Committee Room 1.", "• I will attend", "Eilidh NicLeòid",
		"File: meeting-2027-03-25.ics", "BEGIN:VCALENDAR", "UID:meeting-1@", "no: Yusuf")
	must(t, eilidh.types("/meeting reply Beatrice apologies"), "Recorded for Beatrice Oldcastle-Wu: apologies.", "1 with apologies")
	must(t, eilidh.types("/meeting replies"), "no: Record a reply for:")
	eilidh.presses("Record a reply for a member")
	must(t, eilidh.fills(map[string]string{"name": "sian", "answer": "deputy"}), "Name the deputy")
	eilidh.types("/meeting record")
	must(t, eilidh.fills(map[string]string{"name": "nemo", "answer": "attending"}), "Nobody on the council has the name")
	eilidh.types("/meeting record")
	must(t, eilidh.fills(map[string]string{"name": "ruaraidh", "answer": "deputy", "deputy": "Jo Bloggs"}), "Recorded for Ruaraidh MacIlleMhoire: deputy, Jo Bloggs.")
	must(t, eilidh.types("/meeting reply Beatrice Oldcastle-Wu deputy Sam Oyelaran"), "deputy: Sam Oyelaran")
	replies, err := d.Store.Replies(t.Context(), 1)
	replies = slices.DeleteFunc(replies, func(r council.Reply) bool { return r.Member != member(t, d, "Beatrice").ID })
	if err != nil || len(replies) != 1 || replies[0].By != eilidh.who.ID {
		t.Errorf("the reply is kept as %+v, %v, want it recorded by Eilidh", replies, err)
	}
}

func TestASilentMemberOutsideSlackIsOfferedByName(t *testing.T) {
	d := newDesk(t)
	eilidh := calls(t, d, "25 March 2027 10:00")
	eilidh.types("/meeting replies")
	must(t, eilidh.presses("Beatrice"), "Form: Record a reply", "Now: Beatrice Oldcastle-Wu")
	must(t, eilidh.fills(map[string]string{"answer": "attending"}), "Recorded for Beatrice Oldcastle-Wu: attending.")
}

func TestAnAnswerThatIsNoneIsNotTaken(t *testing.T) {
	d := newDesk(t)
	calls(t, d, "25 March 2027 10:00")
	yusuf := someone(t, d, "Yusuf")
	must(t, yusuf.types("/meeting reply perhaps"), "you have not answered yet")
	yusuf.types("/meeting")
	must(t, yusuf.tell("button", "reply", "1 perhaps 1", "k1", nil), "Answer attending, apologies or deputy")
	must(t, yusuf.tell("button", "reply", "99 attending 1", "k2", nil), "That meeting is not on the record")
	must(t, someone(t, d, "").types("/meeting reply attending"), "You have no seat on this council")
}

func TestSharingAMeetingShowsWhatThePublicSees(t *testing.T) {
	d := newDesk(t)
	eilidh := calls(t, d, "25 March 2027 10:00")
	eilidh.types("/meeting link https://video.example/1")
	eilidh.types("/meeting")
	must(t, eilidh.presses("Share here"), "Meeting on Thursday 25 March 2027", "no: video.example", "no: Not answered", "no: quorum", "Shared by Eilidh NicLeòid")
}
