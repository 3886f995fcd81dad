package commands_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// told lists the messages of a job that were kept to be sent: to whom, and what
// they say.
func told(t *testing.T, d *commands.Desk, job string) []string {
	t.Helper()
	rows, err := d.Store.Deliveries(t.Context(), store.Wanted{Job: job})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, row := range rows {
		m, err := ui.Decode(row.Message)
		if err != nil {
			t.Fatal(err)
		}
		to := row.To.String()
		if row.To.Member != 0 {
			who, err := d.Store.Member(t.Context(), row.To.Member)
			if err != nil {
				t.Fatal(err)
			}
			to = who.Name
		}
		all = append(all, to+": "+ui.Plain(m))
	}
	slices.Sort(all)
	return all
}

// calls has the secretary call a meeting and start its reminders.
func calls(t testing.TB, d *commands.Desk, when string) *person {
	t.Helper()
	eilidh := someone(t, d, "Eilidh")
	eilidh.calls(when)
	return eilidh
}

func (p *person) calls(when string) {
	p.t.Helper()
	p.types("/meeting create " + when)
	p.presses("Yes, call the meeting")
	p.presses("Look at the reminders")
	p.presses("Start it")
}

func TestADayWithACancelledMeetingShowsTheOneThatIsCalled(t *testing.T) {
	d := newDesk(t)
	eilidh := calls(t, d, "Thu 10 June 2027 10:00")
	eilidh.types("/meeting cancel the room is flooded sure")
	must(t, eilidh.types("/meeting show 10 June 2027"), "Did not meet")
	eilidh.calls("Thu 10 June 2027 14:00")
	must(t, eilidh.types("/meeting show 10 June 2027"), "Thursday 10 June 2027, 14:00 London time")
}

func TestTheSecretaryAcceptsTheYearsDates(t *testing.T) {
	d := newDesk(t)
	eilidh := someone(t, d, "Eilidh")
	must(t, eilidh.types("/meeting"), "No meeting is called", "Propose dates for 2028")
	got := eilidh.types("/meeting year 2028")
	must(t, got, "Four dates for 2028", "the second Thursday of March, June, September and December, at 10:00 London time",
		"Kept clear: the bank holidays of England and Wales, Scotland and Northern Ireland",
		"1. Thursday 9 March 2028 is the second Thursday of March.", "4. Thursday 14 December 2028", "Accept all 4")
	must(t, eilidh.presses("Choose the nations"), "Form: Whose bank holidays?", "Scotland")
	got = eilidh.fills(map[string]string{"nations": "scotland"})
	must(t, got, "Kept clear: the bank holidays of Scotland.", "Four dates for 2028")
	got = eilidh.pressesTwice("Accept Thursday 8 June 2028")
	must(t, got, "Called: Thursday 8 June 2028. Nobody is told yet", "Called already: look at it", "Accept all 3")
	must(t, eilidh.pressesTwice("Accept all 3"), "Called: Thursday 9 March 2028, Thursday 14 September 2028 and Thursday 14 December 2028")
	meetings, err := d.Store.Meetings(t.Context(), time.Time{}, time.Time{})
	if err != nil || len(meetings) != 4 {
		t.Fatalf("%d meetings are called, %v, want 4", len(meetings), err)
	}
	must(t, meetings[1].When(), "Thursday 8 June 2028, 10:00 London time")
	if entries, err := d.Store.Audit(t.Context(), store.Sought{By: eilidh.who.ID}); err != nil || len(entries) != 4 || entries[0].Did != "meeting.called" {
		t.Errorf("the audit says %v, %v, want four meetings called", entries, err)
	}
}

func TestADateThatIsAcceptedTwiceInOneIsCalledOnce(t *testing.T) {
	d := newDesk(t)
	someone(t, d, "Eilidh").types("/meeting accept 2028 2028-03-09T10:00 2028-03-09T10:00 2028-06-08T10:00")
	meetings, err := d.Store.Meetings(t.Context(), time.Time{}, time.Time{})
	if err != nil || len(meetings) != 2 {
		t.Errorf("%d meetings are called, %v, want 2", len(meetings), err)
	}
}

func TestADatePassedOverSaysWhy(t *testing.T) {
	d := newDesk(t)
	eilidh := someone(t, d, "Eilidh")
	house := council.UsualHouse()
	house.Quarterly = council.Quarterly{Weekday: time.Monday, Week: 1, Months: [4]time.Month{time.February, time.May, time.August, time.November}}
	if _, err := d.Store.Change(t.Context(), store.Change{At: now}, func(tx *store.Tx) error { return tx.PutHouse(house) }); err != nil {
		t.Fatal(err)
	}
	must(t, eilidh.types("/meeting year 2028"), "Not Monday 1 May 2028: it is Early May bank holiday (England and Wales).", "Monday 8 May 2028 is the nearest Monday that is clear.",
		"Not Monday 7 August 2028: it is Summer bank holiday (Scotland).")
	must(t, eilidh.types("/meeting year 2028 england-and-wales"), "no: Not Monday 7 August 2028", "3. Monday 7 August 2028 is")
	must(t, eilidh.types("/meeting year 2028 france"), "“france” has no list of bank holidays")
	must(t, eilidh.types("/meeting year 1066"), "Give a year from 2027 on")
}

func TestADateIsReadBackBeforeAMeetingIsCalled(t *testing.T) {
	d := newDesk(t)
	eilidh := someone(t, d, "Eilidh")
	must(t, eilidh.types("/meeting create Thu 10 June 10:00"), "Thursday 10 June 2027, 10:00 London time, for 2 hours. Right?", "The agenda is to be published by Wednesday 2 June 2027")
	if m, err := d.Store.NextMeeting(t.Context(), now); err != nil || m.ID != 0 {
		t.Fatalf("a meeting was called before the date was right: %+v, %v", m, err)
	}
	must(t, eilidh.presses("No, another date"), "Form: Call a meeting")
	must(t, eilidh.fills(map[string]string{"day": "2027-06-12", "time": "14:30", "length": "90"}), "Saturday 12 June 2027, 14:30 London time, for 1 hour 30 minutes. Right?", "Before you say yes: it is a Saturday.")
	must(t, eilidh.pressesTwice("Yes, call the meeting"), "Saturday 12 June 2027, 14:30 London time, until 16:00", "Nobody is told yet")
	must(t, eilidh.types("/meeting create 12/06/2027 14:30"), "called for that time already")
	meetings, err := d.Store.Meetings(t.Context(), time.Time{}, time.Time{})
	if err != nil || len(meetings) != 1 {
		t.Errorf("%d meetings, %v, want 1 after pressing twice", len(meetings), err)
	}
}

func TestADateThatIsNotClearIsNotGuessed(t *testing.T) {
	eilidh := someone(t, newDesk(t), "Eilidh")
	for typed, says := range map[string]string{
		"Thursday 12 June 2027":        "12 June 2027 is a Saturday, not a Thursday",
		"next Thursday":                "may mean two days",
		"1 March 2027":                 "has passed. Give a time that is still to come",
		"soon":                         "Write the date like 5 March 2027 10:00",
		"10 June 2027 for ever":        "is not a number of minutes",
		"10 June 2027 for 900 minutes": "between 15 minutes and 10 hours",
	} {
		must(t, eilidh.types("/meeting create "+typed), says, "no: Right?")
	}
	eilidh.types("/meeting create")
	must(t, eilidh.fills(map[string]string{"day": "2027-02-01", "time": "10:00"}), "has passed")
	if _, isErrors := eilidh.last.(ui.FieldErrors); !isErrors {
		t.Errorf("a wrong date in the form is answered by %T, want the form to stay with its fault", eilidh.last)
	}
}

func TestTheWholeLadderIsShownBeforeItGoesLive(t *testing.T) {
	d := newDesk(t)
	eilidh := someone(t, d, "Eilidh")
	eilidh.types("/meeting create 10 June 2027 10:00")
	must(t, eilidh.presses("Yes, call"), "Your next step: nobody is told of this meeting yet")
	got := eilidh.presses("Look at the reminders")
	must(t, got, "All times are London time", "Thursday 15 April 2027, 09:00, to the channel: call for agenda items (56 days before, 09:00)",
		"Thursday 10 June 2027, 09:50, to the channel: the meeting begins", "None of this goes out until you start it.")
	if n := strings.Count(got, "• "); n != len(council.Ladder) {
		t.Errorf("%d reminders are shown, want all %d", n, len(council.Ladder))
	}
	must(t, eilidh.pressesTwice("Start it"), "Started. From here on the reminders go out by themselves", "no: Look at the reminders, then start them")
	must(t, eilidh.types("/meeting ladder"), "These are started.", "no: Start it")
	if m, err := d.Store.NextMeeting(t.Context(), now); err != nil || m.Waiting {
		t.Errorf("the meeting still waits: %+v, %v", m, err)
	}
}

func TestAMeetingCalledAtShortNoticeHasItsNoticeAtOnce(t *testing.T) {
	d := newDesk(t)
	eilidh := someone(t, d, "Eilidh")
	eilidh.types("/meeting create 25 March 2027 10:00")
	eilidh.presses("Yes, call")
	must(t, eilidh.presses("Look at the reminders"), "Their day has passed: they are left out, save the notice of meeting, which goes out at once")
	eilidh.presses("Start it")
	if got := told(t, d, "notice"); len(got) != 2 || !strings.HasPrefix(got[1], "channel/council: Notice of meeting") {
		t.Errorf("sent at once: %q, want the notice to the channel, and to the secretary for Beatrice, who is outside Slack", got)
	}
}

func TestEachMemberRepliesWithOnePress(t *testing.T) {
	d := newDesk(t)
	eilidh := calls(t, d, "25 March 2027 10:00")
	yusuf := someone(t, d, "Yusuf")
	must(t, yusuf.types("/meeting"), "Meeting on Thursday 25 March 2027", "Thursday 25 March 2027, 10:00 London time, until 12:00", "Your reply: you have not answered yet", "Attending | Apologies | Deputy", "no: See the replies", "no: Not answered")
	must(t, yusuf.pressesTwice("Attending"), "You will be at the meeting on Thursday 25 March 2027, 10:00 London time")
	must(t, yusuf.presses("Apologies"), "Your apologies for the meeting", "are noted")
	must(t, yusuf.types("/meeting reply attending"), "You will be at the meeting")
	must(t, yusuf.types("/meeting"), "Your reply: attending. You can change it until the meeting starts.")
	must(t, eilidh.types("/meeting replies"), "1 attending, 0 by deputy, 0 with apologies, 11 not answered yet.",
		"3 short of a quorum: 1 will be there and 4 are needed.", "No council, police or fire member has accepted yet.",
		"Attending: 1", "Yusuf Marsh-Adeyinka, Thornbeck Hospitals Trust", "Not answered yet: 11", "Beatrice Oldcastle-Wu, Penhallock District Council (not in Slack)")
}

func TestRepliesCloseWhenTheMeetingBegins(t *testing.T) {
	d := newDesk(t)
	calls(t, d, "25 March 2027 10:00")
	yusuf := someone(t, d, "Yusuf")
	yusuf.types("/meeting")
	yusuf.now = time.Date(2027, 3, 25, 10, 0, 0, 0, time.UTC)
	must(t, yusuf.presses("Attending"), "The meeting has begun, so replies are closed")
	must(t, yusuf.types("/meeting"), "The meeting is on now", "Join by video", "no: Attending |")
	yusuf.now = yusuf.now.Add(3 * time.Hour)
	must(t, yusuf.types("/meeting"), "No meeting is called")
}

func TestAButtonOfBeforeTheMoveIsNotCounted(t *testing.T) {
	d := newDesk(t)
	eilidh := calls(t, d, "25 March 2027 10:00")
	yusuf, tobias := someone(t, d, "Yusuf"), someone(t, d, "Tobias")
	yusuf.types("/meeting")
	tobias.types("/meeting reply attending")
	must(t, eilidh.types("/meeting move Thu 15 April 10:00 because the room is flooded"), "Thursday 15 April 2027, 10:00 London time. Right?",
		"It is called for Thursday 25 March 2027, 10:00 London time now.", "1 member who said yes is told directly", "The reason they read: The room is flooded.")
	must(t, eilidh.pressesTwice("Yes, move the meeting"), "The meeting is at that time. Nothing was changed.", "Thursday 15 April 2027, 10:00 London time")
	got := told(t, d, "moved")
	if len(got) != 2 || !strings.HasPrefix(got[0], "Tobias Fennimore: The meeting has moved") || !strings.HasPrefix(got[1], "channel/council: ") {
		t.Errorf("told of the move: %q, want who said yes and the channel, once each", got)
	}
	must(t, yusuf.presses("Attending"), "has moved since that button was made, so your press was not counted. It is now on Thursday 15 April 2027, 10:00 London time", "you have not answered yet")
	must(t, yusuf.presses("Attending"), "You will be at the meeting on Thursday 15 April 2027")
	must(t, eilidh.types("/meeting replies"), "1 attending", "Yusuf Marsh-Adeyinka")
}

func TestTenOClockStaysTenOClockAcrossTheChangeOfTheClocks(t *testing.T) {
	d := newDesk(t)
	eilidh := calls(t, d, "25 March 2027 10:00")
	must(t, eilidh.types("/meeting calendar"), "DTSTART;TZID=Europe/London:20270325T100000", "SEQUENCE:1")
	eilidh.types("/meeting move 2027-04-08")
	must(t, eilidh.presses("Yes, move"), "Thursday 8 April 2027, 10:00 London time")
	m, err := d.Store.NextMeeting(t.Context(), now)
	if err != nil || m.Starts.UTC().Hour() != 9 {
		t.Errorf("in summer the meeting starts at %v, %v, want 10:00 in London, which is 09:00 UTC", m.Starts.UTC(), err)
	}
	must(t, eilidh.types("/meeting calendar"), "DTSTART;TZID=Europe/London:20270408T100000", "SEQUENCE:2", "BEGIN:VTIMEZONE", "STATUS:TENTATIVE")
}

func TestACancelledMeetingStaysOnTheRecord(t *testing.T) {
	d := newDesk(t)
	eilidh := calls(t, d, "25 March 2027 10:00")
	yusuf := someone(t, d, "Yusuf")
	yusuf.types("/meeting")
	eilidh.types("/meeting cancel #1")
	eilidh.fills(map[string]string{"reason": " "})
	must(t, ui.Plain(eilidh.last), "Say in a few words why the council does not meet")
	must(t, eilidh.types("/meeting cancel too few can come"), "Cancel the meeting?", "The reason, which stays on the record: Too few can come.")
	must(t, eilidh.pressesTwice("Yes, cancel"), "This meeting is cancelled. It stays on the record.", "Did not meet: Thursday 25 March 2027", "The reason: Too few can come.")
	must(t, yusuf.presses("Attending"), "This meeting will not take place, so no reply is needed: Too few can come.")
	must(t, yusuf.types("/meeting past"), "Thursday 25 March 2027: did not meet. The reason: Too few can come.")
	must(t, eilidh.types("/meeting move #1 1 May 2027"), "is cancelled and cannot be moved")
	must(t, eilidh.types("/meeting calendar #1"), "STATUS:CANCELLED")
	if got := told(t, d, "cancelled"); len(got) != 1 {
		t.Errorf("told of it: %q, want the channel once", got)
	}
}

func TestAMeetingIsHeldAndItsAttendanceKept(t *testing.T) {
	d := newDesk(t)
	eilidh := calls(t, d, "25 March 2027 10:00")
	yusuf := someone(t, d, "Yusuf")
	yusuf.types("/meeting reply attending")
	must(t, eilidh.types("/meeting held #1"), "The meeting has not begun")
	eilidh.now = time.Date(2027, 3, 25, 13, 0, 0, 0, time.UTC)
	must(t, eilidh.types("/meeting"), "To record: did the meeting of Thursday 25 March 2027 take place?", "No meeting is called")
	must(t, eilidh.presses("It took place"), "Recorded: the meeting took place", "DRAFT minutes: Thursday 25 March 2027", "Yusuf Marsh-Adeyinka (Thornbeck Hospitals Trust)")
	must(t, eilidh.types("/meeting"), "no: To record")
	must(t, eilidh.types("/meeting held"), "Every meeting that has begun is recorded")
	yusuf.now = eilidh.now
	must(t, yusuf.types("/meeting past"), "Thursday 25 March 2027: held. 1 of 12 seats filled. You: attending.")
}

func TestTheChairIsAskedAboutAnEmptyAgenda(t *testing.T) {
	d := newDesk(t)
	calls(t, d, "25 March 2027 10:00")
	sian := someone(t, d, "Siân")
	must(t, sian.types("/meeting ahead #1"), "The meeting goes ahead as called")
	must(t, sian.types("/meeting shorten #1"), "How long should the meeting be?", "30 minutes", "1 hour 30 minutes")
	must(t, sian.presses("45 minutes"), "The meeting now lasts 45 minutes.", "10:00 London time, until 10:45")
	must(t, sian.types("/meeting cancel #1"), "Form: Cancel the meeting", "Why does the council not meet?")
	must(t, sian.fills(map[string]string{"reason": "nothing to decide"}), "Did not meet")
}

func TestAChangedLinkIsToldAndAFirstOneIsNot(t *testing.T) {
	d := newDesk(t)
	eilidh := calls(t, d, "25 March 2027 10:00")
	yusuf, nobody := someone(t, d, "Yusuf"), someone(t, d, "")
	yusuf.types("/meeting reply attending")
	must(t, eilidh.types("/meeting"), "Your next step: add the link to join by video")
	eilidh.presses("Add the joining link")
	must(t, eilidh.fills(map[string]string{"link": "http://video.example/1"}), "should begin with https://")
	must(t, eilidh.types("/meeting link <https://video.example/1>"), "Kept.", "Join by video: https://video.example/1", "Confirm the date")
	if got := told(t, d, "arranged-2"); len(got) != 0 {
		t.Errorf("the first link is told: %q", got)
	}
	eilidh.types("/meeting place Committee Room 1, Aberwen")
	must(t, eilidh.types("/meeting link https://video.example/2"), "https://video.example/2")
	if got := told(t, d, "arranged-4"); len(got) != 2 || !strings.Contains(got[0], "The link to join by video is a new one") {
		t.Errorf("told of the new link: %q, want the channel and Yusuf", got)
	}
	must(t, yusuf.types("/meeting"), "Join by video: https://video.example/2", "Where: Committee Room 1, Aberwen")
	must(t, nobody.types("/meeting"), "Thursday 25 March 2027, 10:00 London time", "no: video.example", "no: Attending")
	must(t, nobody.types("/meeting calendar"), "BEGIN:VEVENT", "no: video.example")
	must(t, eilidh.presses("Confirm the date"), "confirmed: the date stands")
}

func TestOnlyTheSecretaryRunsTheMeetings(t *testing.T) {
	d := newDesk(t)
	calls(t, d, "25 March 2027 10:00")
	for _, who := range []string{"Yusuf", "Tobias", ""} {
		p := someone(t, d, who)
		for _, words := range []string{"replies", "record", "invite", "year 2027", "accept 2027 2027-06-10T10:00", "create 10 June 2027 sure", "ladder", "start #1", "confirm #1",
			"move #1 10 June 2027 sure", "cancel #1 rain sure", "place X", "link https://x.example", "shorten 30", "ahead", "held #1"} {
			must(t, p.types("/meeting "+words), "This is for the council's secretary")
		}
		must(t, p.types("/meeting help"), "/meeting reply attending", "no: /meeting move")
	}
	must(t, someone(t, d, "Yusuf").types("/meeting reply Beatrice apologies"), "Only the secretary records replies for others")
	m, err := d.Store.NextMeeting(t.Context(), now)
	if err != nil || m.Revision != 1 || m.Sequence != 1 {
		t.Errorf("the meeting has changed: %+v, %v", m, err)
	}
}

func TestAMeetingIsNamedByNumberOrDate(t *testing.T) {
	d := newDesk(t)
	eilidh := calls(t, d, "25 March 2027 10:00")
	eilidh.calls("10 June 2027 10:00")
	must(t, eilidh.types("/meeting 10 June 2027"), "Meeting on Thursday 10 June 2027")
	must(t, eilidh.types("/meeting show #2"), "Meeting on Thursday 10 June 2027")
	must(t, eilidh.types("/meeting replies 2"), "Replies: Thursday 10 June 2027")
	must(t, eilidh.types("/meeting show #9"), "There is no meeting #9")
	must(t, eilidh.types("/meeting 11 June 2027"), "No meeting is called for Friday 11 June 2027")
	must(t, eilidh.types("/meeting blah"), "neither a date nor something I know", "/meeting help")
	must(t, eilidh.types("/meeting past"), "To come\n• Thursday 25 March 2027, 10:00 London time: called\n• Thursday 10 June")
	must(t, eilidh.presses("Thursday 10 June 2027: called"), "Meeting on Thursday 10 June 2027")
}
