package commands_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/store/storetest"
	"councilbot/internal/ui"
)

// shows has a member show parts of the card.
func (p *person) shows(fields string, to string) {
	p.t.Helper()
	for field := range strings.FieldsSeq(fields) {
		p.types("/member show " + field + " " + to)
		p.presses("I agree")
	}
}

func TestACardIsPrivateUntilItsMemberAgreesToTheWords(t *testing.T) {
	d := newDesk(t)
	yusuf, tobias, nobody, eilidh := someone(t, d, "Yusuf"), someone(t, d, "Tobias"), someone(t, d, ""), someone(t, d, "Eilidh")
	must(t, yusuf.types("/member"), "your card is private: only you, the chair and the secretary see it")
	must(t, tobias.types("/member yusuf"), "Nobody found", "The council has 12 seats", "the secretary can pass a message on")
	must(t, eilidh.types("/member yusuf"), "Yusuf Marsh-Adeyinka", "Job title: Chief technology officer (private)", "You see private parts because of your office")
	must(t, yusuf.types("/member show name members"), "Do you agree?", "I agree that the members of the council may see my name. I can take this back at any time.")
	must(t, yusuf.presses("I agree"), "Kept, with today's date: Tuesday 2 March 2027.", "Name: Yusuf Marsh-Adeyinka (members see it)", "Job title: Chief technology officer (private)",
		"Tuesday 2 March 2027: “I agree that the members of the council may see my name. I can take this back at any time.”")
	must(t, tobias.types("/member yusuf"), "Yusuf Marsh-Adeyinka", "begin a direct message and type the name Yusuf Marsh-Adeyinka", "no: Chief technology", "no: Thornbeck")
	must(t, nobody.types("/member yusuf"), "Nobody found", "no: Marsh", "no: seats")
	must(t, yusuf.types("/member show organisation public"), "anyone may see my organisation on the council’s public website")
	yusuf.presses("I agree")
	must(t, nobody.types("/member thornbeck"), "A member of the council", "Organisation: Thornbeck Hospitals Trust", "ask the secretary to pass your message on", "no: Yusuf", "no: UH")
	must(t, yusuf.types("/member public"), "This and nothing else stands on the council's public website", "Organisation: Thornbeck Hospitals Trust", "Name: A member of the council", "no: Yusuf")
	must(t, yusuf.types("/member withdraw"), "Every part of your card is private again", "Name: Yusuf Marsh-Adeyinka (private)", "no: What you agreed to")
	must(t, nobody.types("/member thornbeck"), "Nobody found")
	must(t, tobias.types("/member yusuf"), "Nobody found")
	consents, err := d.Store.Consents(t.Context(), yusuf.who.ID)
	if err != nil || consents[0].Wording != council.Wording(council.FieldName, council.Members) || !consents[0].At.Equal(now) {
		t.Errorf("the first consent is kept as %+v, %v, want its date and its words", consents[0], err)
	}
}

func TestTheFormShowsTheWordsUnderEachChoice(t *testing.T) {
	d := newDesk(t)
	yusuf := someone(t, d, "Yusuf")
	yusuf.types("/member me")
	got := yusuf.presses("Choose who sees what")
	for _, f := range council.Fields {
		must(t, got, council.Wording(f, council.Members), council.Wording(f, council.Public))
	}
	must(t, yusuf.fills(map[string]string{"name": "members", "email": "public"}), "Name: Yusuf Marsh-Adeyinka (members see it)", "E-mail address: not said (anybody sees it)")
	yusuf.types("/member show")
	must(t, yusuf.fills(nil), "Nothing was changed.")
	yusuf.types("/member show")
	must(t, yusuf.fills(map[string]string{"name": "somebody"}), "Choose who may see this part.")
	must(t, yusuf.types("/member show name everybody"), "Choose private, members or public")
	must(t, yusuf.types("/member show shoe members"), "Your card has no such part")
	must(t, yusuf.types("/member show all members"), "my region", "what I can help with")
	must(t, yusuf.presses("I agree"), "Region: South East (members see it)")
	must(t, yusuf.types("/member show name private"), "Name: Yusuf Marsh-Adeyinka (private)")
}

func TestMembersAreFoundByAnyPartThatTheyShow(t *testing.T) {
	d := newDesk(t)
	for _, who := range []string{"Harriet", "Declan", "Siân", "Gwenllian"} {
		someone(t, d, who).shows("all", "members")
	}
	tobias := someone(t, d, "Tobias")
	must(t, tobias.types("/member fire"), "2 members found", "Declan Mac Giolla Moyle, Head of ICT, Loughmoyle Fire and Rescue Service (Fire and rescue)", "Harriet Quillfeather")
	must(t, tobias.presses("Harriet Quillfeather"), "Can help with: mobile working", "This is what the member has chosen to show you.", "no: End the seat")
	must(t, tobias.types("/member wales police"), "Gwenllian Tudfil", "Sector: Police")
	must(t, tobias.types("/member sian"), "Siân ap Rhys")
	must(t, tobias.types("/member shared services"), "Siân ap Rhys")
	must(t, tobias.types("/member northern ireland"), "Declan Mac Giolla Moyle")
	must(t, tobias.types("/member"), "Everybody of a sector")
	must(t, tobias.presses("Police"), "Gwenllian Tudfil")
	must(t, tobias.types("/member card #999"), "no longer there")
	must(t, tobias.types("/member tobias"), "Your card")
}

func TestOnesOwnCardIsChangedByForm(t *testing.T) {
	d := newDesk(t)
	yusuf := someone(t, d, "Yusuf")
	yusuf.types("/member me")
	must(t, yusuf.presses("Change what it says"), "Organisation: Thornbeck Hospitals Trust. Sector: Health. These belong to the seat")
	yusuf.fills(map[string]string{"name": "", "email": "y@thornbeck.example"})
	must(t, ui.Plain(yusuf.last), "A member needs a name")
	yusuf.types("/member edit")
	yusuf.fills(map[string]string{"email": "no address"})
	must(t, ui.Plain(yusuf.last), "is not an e-mail address")
	long := strings.Repeat("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch ", 2)
	yusuf.types("/member edit")
	got := yusuf.fills(map[string]string{"name": "Yusuf  Marsh-Adeyinka 🦊", "title": long, "expertise": "cloud; shared SOC; ", "region": "Môn <!channel>"})
	must(t, got, "Your card is changed", "Name: Yusuf Marsh-Adeyinka 🦊 (private)", "What I can help with: cloud; shared SOC (private)", "Môn <!channel>")
	must(t, yusuf.types("/member"), "your card is private")
}

func TestACardIsAskedAboutEveryYearAndHiddenFromTheWebUnanswered(t *testing.T) {
	d := newDesk(t)
	yusuf, nobody := someone(t, d, "Yusuf"), someone(t, d, "")
	yusuf.shows("name", "public")
	must(t, nobody.types("/member yusuf"), "Yusuf Marsh-Adeyinka")
	yusuf.now, nobody.now = now.AddDate(1, 1, 5), now.AddDate(1, 1, 5)
	must(t, nobody.types("/member yusuf"), "Nobody found")
	must(t, yusuf.types("/member public"), "Nothing of your card", "you have not said for over a year")
	must(t, yusuf.types("/member"), "is your card still right? You last said so on Tuesday 2 March 2027.")
	must(t, yusuf.presses("Yes, still right"), "Thank you. I ask again in a year.")
	must(t, nobody.types("/member yusuf"), "Yusuf Marsh-Adeyinka")
}

func TestEachChoosesHowTheyHear(t *testing.T) {
	d := newDesk(t)
	yusuf := someone(t, d, "Yusuf")
	must(t, yusuf.types("/member ways"), "Between: 08:00 and 19:00 London time", "Muted: no", "direct messages, and the channel's posts")
	must(t, yusuf.presses("Mute for a week"), "Muted until Tuesday 9 March 2027.", "End the mute")
	must(t, yusuf.presses("End the mute"), "You hear from me again.", "Muted: no")
	must(t, yusuf.types("/member mute until 1 June"), "Muted until Tuesday 1 June 2027.")
	must(t, yusuf.types("/member mute until 1 June 2026"), "That day has passed")
	must(t, yusuf.types("/member mute for ever"), "Say for how long")
	must(t, yusuf.presses2ways("The channel is enough"), "the channel's posts only")
	must(t, yusuf.presses("Write to me directly"), "direct messages, and")
	must(t, yusuf.presses("Change the hours"), "Now: 8 to 19")
	must(t, yusuf.fills(map[string]string{"hours": "25-3"}), "are not hours of a day")
	must(t, yusuf.types("/member hours 9 to 17"), "Between: 09:00 and 17:00 London time")
	must(t, yusuf.types("/member by pigeon"), "/member by message")
	p, err := d.Store.Preferences(t.Context())
	if err != nil || p[yusuf.who.ID].From != 9 || p[yusuf.who.ID].ChannelOnly || p[yusuf.who.ID].Muted.IsZero() {
		t.Errorf("kept: %+v, %v", p[yusuf.who.ID], err)
	}
}

func (p *person) presses2ways(label string) string {
	p.t.Helper()
	p.types("/member ways")
	return p.presses(label)
}

func TestANewcomerFindsABuddyFromAnotherSectorAndNeverTheSameTwice(t *testing.T) {
	d := newDesk(t)
	anwen, tobias, harriet, yusuf := someone(t, d, "Anwen"), someone(t, d, "Tobias"), someone(t, d, "Harriet"), someone(t, d, "Yusuf")
	must(t, anwen.types("/member welcome"), "Welcome to the council", "5. One question.")
	must(t, anwen.presses("Find me a buddy"), "Nobody from another sector who offered is left")
	for _, p := range []*person{tobias, harriet, yusuf} {
		must(t, p.types("/member buddy"), "You agree to this: "+council.Wording(council.AgreeBuddy, council.Members))
		must(t, p.presses("I agree: I will be a buddy"), "You agreed today to be a buddy", "Stop being a buddy")
	}
	must(t, anwen.pressesTwice("Find me a buddy"), "You have a buddy already.", "Your buddy: Harriet Quillfeather, Head of technology, Eastfold Fire and Rescue Service")
	if got := told(t, d, "buddy"); len(got) != 1 || !strings.HasPrefix(got[0], "Harriet Quillfeather: You are somebody's buddy") || !strings.Contains(got[0], "Anwen Llwyd-Pryce") {
		t.Errorf("told: %q", got)
	}
	anwen.now = now.AddDate(0, 1, 0)
	must(t, anwen.presses("Find me another"), "Found. Yusuf Marsh-Adeyinka is told")
	must(t, anwen.presses("Find me another"), "Nobody from another sector who offered is left")
	must(t, harriet.types("/member me"), "I agree to be a buddy")
	must(t, harriet.types("/member withdraw"), "no: I agree to be a buddy")
	must(t, harriet.types("/member buddy"), "Would you be one?")
	must(t, yusuf.types("/member buddy stop"), "You are not named to newcomers any more")
}

func TestMyDataIsExportedAndErased(t *testing.T) {
	d := newDesk(t)
	calls(t, d, "25 March 2027 10:00")
	yusuf := someone(t, d, "Yusuf")
	yusuf.types("/meeting reply attending")
	yusuf.shows("name", "public")
	eilidh := someone(t, d, "Eilidh")
	eilidh.proposes(map[string]string{"title": "Thanks to Yusuf Marsh-Adeyinka", "purpose": "information"})
	must(t, yusuf.types("/member export"), "File: my-data.json", "Yusuf Marsh-Adeyinka", `"attending"`)
	must(t, yusuf.types("/member erase"), "cannot be brought back", "Your name in the minutes of meetings that were held", "Export it first")
	must(t, yusuf.presses("Erase my data"), "Your data is erased and your seat has ended")
	yusuf.who = council.Member{SlackID: yusuf.who.SlackID}
	must(t, yusuf.types("/member me"), "This is for the council's member")
	must(t, eilidh.types("/council audit"), "somebody whose data is erased", "erased their data", "no: Yusuf")
	letters := told(t, d, "member-erased")
	if len(letters) != 1 {
		t.Fatalf("the secretary is told %q", letters)
	}
	must(t, letters[0], "Eilidh NicLeòid: ", "A member's data is erased", "Their whole name still stands here", "Agenda item i10: /agenda edit i10.", "no: Yusuf")
	must(t, eilidh.types("/agenda edit i10"), "Thanks to Yusuf Marsh-Adeyinka")
	if _, err := d.Store.MemberByName(t.Context(), "Yusuf"); err == nil {
		t.Error("the member is still there")
	}
}

func TestTheSecretaryErasesWhoCannotAskInSlack(t *testing.T) {
	d := newDesk(t)
	eilidh := someone(t, d, "Eilidh")
	must(t, someone(t, d, "Tobias").types("/member erase beatrice sure"), "Only the secretary erases the data of others")
	must(t, eilidh.types("/member erase tobias sure"), "is in Slack, and erases their data themselves")
	must(t, eilidh.types("/member erase nemo"), "Nobody on the council has the name")
	must(t, eilidh.types("/member erase beatrice"), "Erase the data of Beatrice Oldcastle-Wu?", "tell them within a month")
	must(t, eilidh.pressesTwice("Erase their data"), "no: Beatrice")
	if _, err := d.Store.MemberByName(t.Context(), "Beatrice"); err == nil {
		t.Error("the member is still there")
	}
	eilidh.types("/member leave Harriet sure")
	must(t, eilidh.types("/member erase Harriet Quillfeather sure"), "A member's data is erased", "stands nowhere else", "no: Harriet")
	if got := told(t, d, "member-erased"); len(got) != 0 {
		t.Errorf("the secretary is told of what she did: %q", got)
	}
}

func TestNobodyIsErasedUnaskedForTheEndOfTheirName(t *testing.T) {
	d := newDesk(t)
	_, err := d.Store.Change(t.Context(), store.Change{Did: "member.seated", At: now}, func(tx *store.Tx) error {
		_, err := tx.PutMember(council.Member{Name: "Ann Leisure"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	must(t, someone(t, d, "Eilidh").types("/member erase Ann Leisure"), "Erase the data of Ann Leisure?")
}

func TestASeatIsGivenChangedAndEnded(t *testing.T) {
	d := newDesk(t)
	eilidh := someone(t, d, "Eilidh")
	eilidh.types("/member")
	eilidh.presses("Add a member")
	eilidh.fills(map[string]string{"name": "Rhodri ab Owain", "slack": member(t, d, "Yusuf").SlackID})
	must(t, ui.Plain(eilidh.last), "is Yusuf Marsh-Adeyinka's already")
	eilidh.types("/member add")
	must(t, eilidh.fills(map[string]string{"name": "Rhodri ab Owain", "slack": "URHODRI", "organisation": "Bro Wen Health Board", "sector": "health"}), "Rhodri ab Owain has a seat", "Their card is private")
	rhodri := someone(t, d, "Rhodri")
	must(t, rhodri.types("/member me"), "Organisation: Bro Wen Health Board (private)")
	must(t, eilidh.types("/member rhodri"), "Change the seat", "Term of office", "End the seat", "no: Lend a standing")
	eilidh.presses("Change the seat")
	must(t, eilidh.fills(map[string]string{"region": "Wales"}), "Rhodri ab Owain's seat is changed.")
	eilidh.types("/member rhodri")
	must(t, eilidh.presses("End the seat"), "Form: End a seat", "Now: Rhodri ab Owain")
	must(t, eilidh.fills(map[string]string{"heir": "nemo"}), "Nobody on the council has the name")
	eilidh.types("/member leave")
	must(t, eilidh.fills(map[string]string{"name": "rhodri", "heir": "gwenllian"}), "End this seat?", "What they owe passes to Gwenllian Tudfil.", "Minutes of past meetings keep the name.")
	must(t, eilidh.pressesTwice("Yes, end the seat"), "The seat of Rhodri ab Owain has ended")
	must(t, eilidh.types("/member rhodri"), "Nobody found")
	must(t, eilidh.types("/member leave yusuf to yusuf"), "cannot take over what is owed")
	m := member(t, d, "Rhodri")
	if m.Present() || m.SlackID != "" || m.Region != "" {
		t.Errorf("of the leaver is kept: %+v", m)
	}
}

func TestASeatThatHasEndedIsNotChangedAndANewOneIsGiven(t *testing.T) {
	d := newDesk(t)
	eilidh, yusuf := someone(t, d, "Eilidh"), member(t, d, "Yusuf")
	eilidh.types(fmt.Sprintf("/member add #%d", yusuf.ID))
	form := eilidh.last
	eilidh.types("/member leave yusuf sure")
	must(t, eilidh.types(fmt.Sprintf("/member add #%d", yusuf.ID)), "This seat has ended")
	eilidh.last = form
	must(t, eilidh.fills(map[string]string{"email": "y@thornbeck.example"}), "This seat has ended")
	if m, err := d.Store.Member(t.Context(), yusuf.ID); err != nil || m.Email != "" || m.SlackID != "" || m.Present() {
		t.Errorf("of the leaver is kept: %+v, %v", m, err)
	}
	eilidh.types("/member add")
	must(t, eilidh.fills(map[string]string{"name": yusuf.Name, "slack": yusuf.SlackID}), "has a seat")
	must(t, eilidh.types("/member term yusuf seat 1 April 2027"), "Noted: Yusuf Marsh-Adeyinka")
	if back := member(t, d, "Yusuf"); back.ID == yusuf.ID || !back.Present() {
		t.Errorf("Yusuf is %+v, want the new seat", back)
	}
}

func TestAStandingIsLentForATimeAndEndsByItself(t *testing.T) {
	d := newDesk(t)
	d.FirstAdmin = "UFIRST"
	first := &person{t: t, d: d, now: now, who: council.Member{SlackID: "UFIRST"}}
	must(t, someone(t, d, "Eilidh").types("/member grant Tobias admin"), "This is for the council's admin")
	must(t, first.types("/member grant Harriet secretary until 30 June 2027"), "Harriet Quillfeather holds the standing of secretary until the end of Wednesday 30 June 2027: runs the meetings. It then ends by itself.")
	must(t, first.pressesTwice("Yes"), "Done.")
	harriet := someone(t, d, "Harriet")
	must(t, harriet.types("/meeting year 2028"), "Four dates for 2028")
	must(t, first.types("/member harriet"), "Standing: Member; secretary until Wednesday 30 June 2027.")
	harriet.now = time.Date(2027, 6, 30, 22, 59, 0, 0, time.UTC) // 23:59 in London
	must(t, harriet.types("/meeting year 2028"), "Four dates for 2028")
	harriet.now = harriet.now.Add(time.Minute)
	must(t, harriet.types("/meeting year 2028"), "This is for the council's secretary")
	first.types("/member grant")
	must(t, first.fills(map[string]string{"name": "tobias", "standing": "chair"}), "Tobias Fennimore holds the standing of chair for good")
	first.presses("Yes")
	if m := member(t, d, "Tobias"); m.Standing != council.Chair {
		t.Errorf("Tobias is %v, want chair", m.Standing)
	}
	must(t, first.types("/member grant Tobias king"), "is not a standing")
	must(t, first.types("/member grant Tobias deputy"), "A deputy is named for a meeting")
	must(t, first.types("/member grant Tobias chair until 1 March 2027"), "has passed")
	first.types("/member grant")
	must(t, first.fills(map[string]string{"name": "nemo", "standing": "chair"}), "Nobody on the council has the name")
}

func TestTheFirstAdminSeatsAnEmptyCouncil(t *testing.T) {
	d := newDesk(t)
	d.Store, d.FirstAdmin = storetest.Open(t, t.TempDir()), "UFIRST"
	first := &person{t: t, d: d, now: now, who: council.Member{SlackID: "UFIRST"}}
	must(t, first.types("/member"), "Add a member", "Lend a standing")
	first.presses("Add a member")
	first.fills(map[string]string{"name": "First Person", "slack": "UFIRST"})
	first.who = member(t, d, "First")
	must(t, first.types("/member grant First admin"), "First Person holds the standing of admin for good")
	first.presses("Yes")
	d.FirstAdmin = ""
	must(t, first.types("/member grant First secretary until 1 May"), "holds the standing of secretary until the end of Saturday 1 May 2027")
	must(t, someone(t, d, "").types("/member add"), "This is for the council's secretary")
}

func TestTheFirstAdminWithoutASeatHasNothingOfAMembersOwn(t *testing.T) {
	d := newDesk(t)
	d.FirstAdmin = "UFIRST"
	calls(t, d, "25 March 2027 10:00")
	first := &person{t: t, d: d, now: now, who: council.Member{SlackID: "UFIRST"}}
	before := seats(t, d)
	for _, words := range []string{"/member me", "/member edit", "/member show all members agree", "/member confirm", "/member mute week", "/member buddy find", "/member export", "/member erase sure",
		"/practice share A title", "/practice mine", "/agenda propose One desk", "/agenda mine", "/paper mine", "/action mine"} {
		must(t, first.types(words), "This is for the council's members.")
	}
	must(t, first.types("/member help"), "/member add", "no: /member edit")
	if after := seats(t, d); after != before {
		t.Errorf("%d members are kept, want %d as before", after, before)
	}
}

// seats counts the members that are kept, those who have left among them.
func seats(t *testing.T, d *commands.Desk) int {
	t.Helper()
	members, err := d.Store.Members(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return len(members)
}

func TestTermsOfOfficeAreNoted(t *testing.T) {
	d := newDesk(t)
	eilidh, tobias := someone(t, d, "Eilidh"), someone(t, d, "Tobias")
	must(t, eilidh.types("/member term Siân ap Rhys chair 1 April 2026 to 31 March 2028"), "Noted: Siân ap Rhys, chair from Wednesday 1 April 2026 to Friday 31 March 2028")
	must(t, tobias.types("/member terms"), "A member of the council: chair from Wednesday 1 April 2026", "no: Siân")
	someone(t, d, "Siân").shows("name", "members")
	must(t, tobias.types("/member terms"), "Siân ap Rhys: chair")
	must(t, eilidh.types("/member term sian"), "Form: Term of office")
	must(t, eilidh.fills(map[string]string{"name": "eilidh", "office": "secretary", "from": "2027-05-01", "until": "2027-04-01"}), "A term ends after it begins")
	eilidh.types("/member term")
	must(t, eilidh.fills(map[string]string{"name": "eilidh", "office": "secretary", "from": "2027-03-01"}), "Eilidh NicLeòid: secretary from Monday 1 March 2027, with no end set")
}
