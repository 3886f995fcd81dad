package commands_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
)

// secret is what nobody without the standing may ever read.
var secret = regexp.MustCompile(`(?i)zanzibar`)

// TestAClosedItemNeverLeaks puts a closed item through everything that can become
// of it, and looks for its content in all that anybody else is shown or sent.
func TestAClosedItemNeverLeaks(t *testing.T) {
	d, eilidh, tobias := callsTwo(t)
	tobias.proposes(map[string]string{"title": "Supplier contract", "ask": "Agree the zanzibar price.", "presenter": "Mx Zanzibar", "openness": "closed", "reason": "prices are being agreed", "purpose": "decision"})
	tobias.proposes(map[string]string{"title": "Zoned later", "ask": "Hear of zanzibar.", "presenter": "Mx Zanzibar"})
	others := []*person{someone(t, d, "Harriet"), someone(t, d, "Chidinma"), someone(t, d, "")}
	look := func(when string) {
		t.Helper()
		for _, p := range others {
			p.leaks(when)
		}
		leaksOutside(t, d, when)
	}
	look("while it is proposed")
	eilidh.types("/agenda accept i19")
	look("on the draft")
	eilidh.types("/agenda accept i20")
	eilidh.types("/agenda edit i20")
	eilidh.fills(map[string]string{"openness": "closed", "reason": "it became confidential"})
	look("closed after it was open")
	eilidh.types("/agenda post")
	must(t, strings.Join(told(t, d, "agenda"), "\n"), "Supplier contract (closed, 15 minutes). Not for the public: prices are being agreed")
	must(t, eilidh.types("/agenda"), "Agree the zanzibar price.")
	must(t, tobias.types("/agenda"), "Agree the zanzibar price.")
	look("published")
	if shared := eilidh.tell(commands.Button, "share", "agenda show #1", eilidh.key(), nil); secret.MatchString(shared) || !strings.Contains(shared, "Supplier contract (closed") {
		t.Errorf("the secretary shares what is closed:\n%s", shared)
	}
	isSent(t, d)
	eilidh.types("/agenda edit i19")
	eilidh.fills(map[string]string{"ask": "Agree the new zanzibar price."})
	look("changed after publishing")
	setClock("2027-06-11 09:00", append(others, eilidh, tobias)...)
	eilidh.types("/meeting held #1")
	eilidh.types("/agenda close #1")
	eilidh.fills(map[string]string{"items": "i19,i20"})
	look("carried forward")
	eilidh.types("/meeting cancel #2 nobody can come")
	eilidh.presses("Yes")
	look("waiting, its meeting cancelled")
}

// TestWhatIsClosedLaterLeaksNowhereEither closes items that stood open on earlier
// agendas: one that was put off from a draft, and one that its meeting did not reach,
// closed at that meeting, under another title.
func TestWhatIsClosedLaterLeaksNowhereEither(t *testing.T) {
	d, eilidh, tobias := callsTwo(t)
	harriet, visitor := someone(t, d, "Harriet"), someone(t, d, "")
	look := func(when string) {
		t.Helper()
		harriet.leaks(when)
		visitor.leaks(when)
		for id := range council.MeetingID(3) {
			versions, err := d.Store.AgendaVersions(t.Context(), id)
			if err != nil || secret.MatchString(fmt.Sprint(versions)) {
				t.Errorf("%s, a version of agenda %d tells of it, %v", when, id, err)
			}
		}
		unsent, err := d.Store.Deliveries(t.Context(), store.Wanted{State: store.Due})
		for _, row := range unsent {
			if row.To.Channel != "" && secret.Match(row.Message) || err != nil {
				t.Errorf("%s, it is still to be sent: %s, %v", when, row.Message, err)
			}
		}
	}
	tobias.proposes(map[string]string{"title": "Put off", "ask": "Hear of zanzibar.", "purpose": "decision"})
	tobias.proposes(map[string]string{"title": "Buy Zanzibar Ltd", "ask": "Agree the zanzibar price.", "purpose": "decision"})
	eilidh.types("/agenda accept i19")
	eilidh.types("/agenda accept i20")
	eilidh.types("/agenda defer i19 later")
	eilidh.types("/agenda edit i20")
	eilidh.fills(map[string]string{"title": "Zanzibar bought"})
	eilidh.types("/agenda post")
	isSent(t, d)
	setClock("2027-06-10 10:30", eilidh)
	for range 6 {
		eilidh.types("/agenda next")
	}
	must(t, strings.Join(told(t, d, "sitting"), ""), "Now: item 6. Zanzibar bought")
	setClock("2027-06-11 09:00", eilidh, tobias, harriet, visitor)
	eilidh.types("/meeting held #1")
	must(t, eilidh.fills(map[string]string{"items": "i20"}), "“Zanzibar bought” is on the agenda for Thursday 9 September 2027")
	eilidh.types("/agenda edit i19")
	must(t, eilidh.fills(map[string]string{"openness": "closed", "reason": "a name"}), "“Put off” is changed")
	must(t, eilidh.types("/agenda edit #1 6"), "Close an item", "wherever the item went on", "no: What do you ask")
	must(t, eilidh.fills(map[string]string{"title": "A purchase"}), "Say why the item is not for the public")
	eilidh.types("/agenda edit #1 6")
	must(t, eilidh.fills(map[string]string{"title": "A purchase", "reason": "prices"}), "“A purchase” is changed")
	must(t, visitor.types("/agenda show #1"), "6. A purchase: not taken, carried forward")
	must(t, harriet.types("/agenda show #2"), "A purchase (closed, 15 minutes). Not for the public: prices", "Put off (closed")
	must(t, eilidh.types("/agenda show #2"), "Agree the zanzibar price.")
	look("closed at its old meeting")
	eilidh.types("/minutes circulate #1")
	look("circulated")
}

// leaks types and presses all that shows items, and searches every answer.
func (p *person) leaks(when string) {
	p.t.Helper()
	for _, words := range []string{"/agenda", "/agenda show #1", "/agenda show #2", "/agenda plan", "/agenda mine", "/agenda versions #1", "/agenda versions #2",
		"/agenda html #1", "/agenda html #2", "/agenda pack #1", "/agenda pack #1 get 0", "/agenda before supplier contract zoned later", "/agenda before zanzibar price", "/agenda check", "/agenda proposals", "/agenda edit i19", "/agenda edit i20",
		"/agenda pull i19", "/agenda defer i19", "/agenda merge i19", "/agenda withdraw i19", "/agenda accept i19", "/agenda propose", "/meeting", "/meeting past", "/agenda help",
		"/ask search: supplier contract zoned later", "/ask search: kind:item suply price agreed", "/ask who agreed the supplier contract"} {
		got := strings.ReplaceAll(p.types(words), "before zanzibar price", "")
		got = strings.ReplaceAll(got, "Asked: zanzibar price", "")
		if secret.MatchString(got) {
			p.t.Errorf("%s, %s shows %q what is closed:\n%s", when, words, p.who.Name, got)
		}
		form, args := fmt.Sprintf("%+v", p.last), "zanzibar price"
		if secret.MatchString(strings.ReplaceAll(form, args, "")) {
			p.t.Errorf("%s, %s holds for %q what is closed:\n%s", when, words, p.who.Name, form)
		}
	}
}

// leaksOutside searches what is posted, what is sent to others than the secretary
// and the sponsor, the audit and every version.
func leaksOutside(t *testing.T, d *commands.Desk, when string) {
	t.Helper()
	may := map[council.MemberID]bool{member(t, d, "Eilidh").ID: true, member(t, d, "Tobias").ID: true}
	rows, err := d.Store.Deliveries(t.Context(), store.Wanted{})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if !may[row.To.Member] && secret.Match(row.Message) {
			t.Errorf("%s, %s is sent what is closed: %s", when, row.To, row.Message)
		}
	}
	audit, err := d.Store.Audit(t.Context(), store.Sought{})
	if err != nil || secret.MatchString(fmt.Sprint(audit)) {
		t.Errorf("%s, the audit tells of it, %v", when, err)
	}
	for id := range council.MeetingID(3) {
		versions, err := d.Store.AgendaVersions(t.Context(), id)
		if closedNow := when != "while it is proposed" && when != "on the draft"; err != nil || closedNow && secret.MatchString(fmt.Sprint(versions)) {
			t.Errorf("%s, a version of agenda %d tells of it, %v", when, id, err)
		}
	}
}
