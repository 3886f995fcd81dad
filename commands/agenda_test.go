package commands_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// proposes fills in the form of a proposal and sends it.
func (p *person) proposes(fields map[string]string) string {
	p.t.Helper()
	p.types("/agenda propose " + fields["title"])
	return p.fills(fields)
}

// callsTwo has the secretary call the meetings of June and September 2027.
func callsTwo(t *testing.T) (d *commands.Desk, eilidh, tobias *person) {
	t.Helper()
	d = newDesk(t)
	eilidh = calls(t, d, "Thu 10 June 2027 10:00")
	eilidh.calls("Thu 9 September 2027 10:00")
	return d, eilidh, someone(t, d, "Tobias")
}

// setClock brings people to a day.
func setClock(day string, people ...*person) {
	at, err := time.Parse("2006-01-02 15:04", day)
	if err != nil {
		panic(err)
	}
	for _, p := range people {
		p.now = at
	}
}

func TestAProposalIsAcceptedAndItsProposerTold(t *testing.T) {
	d, eilidh, tobias := callsTwo(t)
	must(t, tobias.types("/agenda"), "Draft agenda: Thursday 10 June 2027", "To be published by Wednesday 2 June 2027, so that 5 clear working days lie between",
		"10:00 – 1. Welcome, apologies, deputies and quorum (for information, 5 minutes)", "6. Round of the sectors", "in London time")
	must(t, tobias.proposes(map[string]string{"title": "Shared service desk", "ask": "Agree to share one.", "purpose": "decision", "time": "20"}),
		"Thank you. “Shared service desk” is with the secretary, for the meeting on Thursday 10 June 2027", "You are told in a direct message")
	if got := told(t, d, "item-proposed"); len(got) != 1 {
		t.Fatalf("told of the proposal: %q, want the secretary alone", got)
	} else {
		must(t, got[0], "Eilidh NicLeòid", "Tobias Fennimore (Westmarch Borough Council) proposes", "Agree to share one.", "Accept: Shared service desk")
	}
	must(t, tobias.types("/agenda"), "no: Shared service desk")
	must(t, eilidh.types("/agenda"), "1 proposal to answer")
	must(t, eilidh.presses("Answer the proposals"), "1 proposal to answer", "From Tobias Fennimore", "For decision, 20 minutes. Agree to share one. Presented by Tobias Fennimore.")
	must(t, eilidh.pressesTwice("Accept"), "already")
	got := told(t, d, "item-accepted")
	if len(got) != 1 {
		t.Fatalf("told of the answer: %q, want Tobias once", got)
	}
	must(t, got[0], "Tobias Fennimore: ", "“Shared service desk” is accepted for the meeting on Thursday 10 June 2027, 10:00 London time")
	must(t, tobias.types("/agenda"), "10:33 – 6. Shared service desk (for decision, 20 minutes). Agree to share one.")
	must(t, tobias.types("/agenda mine"), "is on the agenda for Thursday 10 June 2027")
}

func TestAFormThatCannotBeTakenSaysHowToMendIt(t *testing.T) {
	_, _, tobias := callsTwo(t)
	tests := []struct {
		name, field, value, want string
	}{
		{"it needs a title", "title", "", "Give the item a title"},
		{"minutes are a number", "time", "a while", "whole number"},
		{"minutes are not without end", "time", "999", "between 1 and 180"},
		{"a closed item has a reason", "openness", "closed", "why the item is not for the public"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tobias.types("/agenda propose X")
			got := tobias.fills(map[string]string{test.field: test.value})
			if _, faults := tobias.last.(ui.FieldErrors); !faults {
				t.Errorf("the form was taken: %s", got)
			}
			must(t, got, test.want)
		})
	}
	if items, err := tobias.d.Store.Items(t.Context(), 1); err != nil || len(items) != 0 {
		t.Errorf("%v, %v were kept, want none", items, err)
	}
}

func TestAProposalIsDeferredMergedOrTakenBack(t *testing.T) {
	d, eilidh, tobias := callsTwo(t)
	for _, title := range []string{"Alpha desk", "Beta desk", "Gamma"} {
		tobias.proposes(map[string]string{"title": title})
	}
	eilidh.types("/agenda accept i19") // the standing items of two agendas come first
	eilidh.types("/agenda merge i20")
	must(t, eilidh.fills(map[string]string{"with": "i19"}), "“Beta desk” is taken together with “Alpha desk”")
	eilidh.types("/agenda defer i21")
	must(t, eilidh.fills(map[string]string{"said": "The figures are not there yet."}), "“Gamma” is on the agenda for Thursday 9 September 2027")
	must(t, strings.Join(told(t, d, "item-merged"), "\n"), "Tobias", "“Beta desk” is taken together with “Alpha desk”, for the meeting on Thursday 10 June 2027")
	must(t, strings.Join(told(t, d, "item-deferred"), "\n"), "Tobias", "Your item is put off", "on the agenda for Thursday 9 September 2027", "The secretary writes: The figures are not there yet.")
	must(t, eilidh.types("/agenda merge i20 into i19"), "merged already")
	must(t, tobias.types("/agenda mine"), "“Alpha desk” is on the agenda", "“Beta desk” is taken together", "“Gamma” is on the agenda for Thursday 9 September")
	must(t, someone(t, d, "Harriet").types("/agenda withdraw i19"), "Only whoever proposed an item")
	tobias.types("/agenda mine")
	must(t, tobias.presses("Take back: Alpha"), "“Alpha desk” is withdrawn")
	must(t, tobias.types("/agenda"), "no: Alpha")
	must(t, strings.Join(told(t, d, "item-withdrawn"), "\n"), "Eilidh", "“Alpha desk” is withdrawn")
}

func TestAMemberOutsideSlackIsToldByTheSecretary(t *testing.T) {
	_, eilidh, _ := callsTwo(t)
	beatrice := someone(t, eilidh.d, "Beatrice")
	beatrice.proposes(map[string]string{"title": "By post"})
	must(t, eilidh.types("/agenda accept i19"), "Beatrice Oldcastle-Wu is not in Slack. Please tell them yourself: b.oldcastle-wu@penhallock.example")
}

func TestOnProposingItIsSaidWhetherItHasComeUpBefore(t *testing.T) {
	_, eilidh, tobias := callsTwo(t)
	tobias.proposes(map[string]string{"title": "A shared service desk for districts", "ask": "Agree to share one.", "purpose": "decision"})
	eilidh.types("/agenda accept i19")
	harriet := someone(t, eilidh.d, "Harriet")
	must(t, harriet.proposes(map[string]string{"title": "Sharing the service desks"}), "It has come up before",
		"“A shared service desk for districts”, Thursday 10 June 2027, for decision. Agree to share one.", "In the council's library:")
	must(t, harriet.types("/agenda service desk for districts"), "It has come up before")
	must(t, harriet.types("/agenda before zyxw vutsr"), "Nothing like it stands on an earlier agenda")
}

func TestTheAgendaIsPublishedOnceAndItsPostFollows(t *testing.T) {
	d, eilidh, tobias := callsTwo(t)
	for i, title := range []string{"First", "Second"} {
		tobias.proposes(map[string]string{"title": title, "purpose": []string{"decision", "information"}[i]})
		eilidh.types(fmt.Sprintf("/agenda accept i%d", 19+i))
	}
	visitor := someone(t, d, "")
	must(t, eilidh.types("/agenda"), "no: Share here")
	must(t, visitor.types("/agenda"), "The agenda is not published yet", "no: First")
	must(t, visitor.types("/agenda propose X"), "ask the secretary", "no: Title")
	eilidh.types("/agenda")
	must(t, eilidh.pressesTwice("Publish and post the agenda"), "Agenda: Thursday 10 June 2027", "Published: Tuesday 2 March 2027")
	posts := told(t, d, "agenda")
	if len(posts) != 1 {
		t.Fatalf("posted: %q, want one post", posts)
	}
	must(t, posts[0], "channel/council", "Agenda: Thursday 10 June 2027", "10:33 – 6. First (for decision, 15 minutes)", "7. Second (for information, agreed together)", "Speak about an item")
	must(t, visitor.types("/agenda"), "6. First")
	isSent(t, d)

	must(t, someone(t, d, "Harriet").types("/agenda pull 7"), "“Second” is to be spoken about")
	must(t, eilidh.types("/agenda move 6 to 7"), "keep their places and numbers")
	tobias.proposes(map[string]string{"title": "Urgent", "purpose": "decision"})
	eilidh.types("/agenda accept i21")
	must(t, eilidh.fills(map[string]string{"late": "The offer ends in June."}), "item 6a")
	must(t, tobias.types("/agenda withdraw 6"), "withdrawn")
	posts = told(t, d, "agenda")
	last := ""
	for _, p := range posts {
		if strings.Contains(p, "6a. Urgent") && strings.Contains(p, "6. First: withdrawn.") {
			last = p
		}
	}
	must(t, last, "Late item, because: The offer ends in June.", "A member asked to speak about it.", "7. Second (for information, 15 minutes)")
	must(t, visitor.types("/agenda show #2"), "is not published yet")
	edits, err := d.Store.Deliveries(t.Context(), store.Wanted{Job: "agenda", State: store.Due})
	if err != nil || len(edits) != 1 || edits[0].Edits == 0 {
		t.Errorf("waiting to be sent: %v, %v, want one change of the post", edits, err)
	}
}

// isSent has every message that is due sent.
func isSent(t *testing.T, d *commands.Desk) {
	t.Helper()
	for at := now; ; {
		claimed, err := d.Store.Claim(t.Context(), "test", at.AddDate(0, 6, 0), time.Hour, 50)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range claimed {
			if ok, err := d.Store.MarkSent(t.Context(), c, "C1", fmt.Sprint(c.ID), at); err != nil || !ok {
				t.Fatal(ok, err)
			}
		}
		if len(claimed) == 0 {
			return
		}
	}
}

func TestTheAgendaOfAnUnannouncedMeetingIsNotPosted(t *testing.T) {
	eilidh := someone(t, newDesk(t), "Eilidh")
	eilidh.types("/meeting create Thu 10 June 2027 10:00")
	eilidh.presses("Yes, call the meeting")
	must(t, eilidh.types("/agenda post"), "Start its reminders first, with /meeting ladder #1")
	if posts := told(t, eilidh.d, "agenda"); len(posts) != 0 {
		t.Errorf("posted: %q, want nothing", posts)
	}
}

func TestALateAgendaSaysSoWithTheChairsReason(t *testing.T) {
	d, eilidh, tobias := callsTwo(t)
	setClock("2027-06-03 09:00", eilidh, tobias)
	must(t, eilidh.types("/agenda"), "The last day was Wednesday 2 June 2027, so you are asked for the chair's reason")
	must(t, eilidh.presses("Publish and post"), "Why is it late? In the chair's words")
	must(t, eilidh.fills(map[string]string{"late": "The chair was ill."}), "late, on Thursday 3 June 2027. It was to be published by Wednesday 2 June 2027", "The chair's reason: The chair was ill.")
	must(t, strings.Join(told(t, d, "agenda"), "\n"), "The chair's reason: The chair was ill.")
}

func TestAMemberSeesWhatChangedSinceTheyLastOpenedIt(t *testing.T) {
	_, eilidh, tobias := callsTwo(t)
	must(t, tobias.types("/agenda"), "no: Changed since")
	tobias.proposes(map[string]string{"title": "Newly come"})
	eilidh.types("/agenda accept i19")
	must(t, tobias.types("/agenda"), "Changed since you last opened it", "New: item 6, “Newly come”.")
	must(t, tobias.types("/agenda"), "no: Changed since")
	eilidh.types("/agenda edit 6")
	eilidh.fills(map[string]string{"time": "25", "purpose": "decision"})
	must(t, tobias.types("/agenda"), "item 6, “Newly come”, is now for decision.", "is allotted 25 minutes.")
	must(t, tobias.types("/agenda versions"), "Version 3, Tuesday 2 March 2027, 09:30 London time", "Version 2,", "New: item 6", "Version 1,")
}

func TestTheChairIsToldWhatToPutRight(t *testing.T) {
	d, eilidh, tobias := callsTwo(t)
	tobias.proposes(map[string]string{"title": "Long talk", "time": "120"})
	eilidh.types("/agenda accept i19")
	tobias.types("/meeting reply apologies")
	sian := someone(t, d, "Siân")
	must(t, sian.types("/agenda check"), "The items take 2 hours 55 minutes, and the meeting lasts 2 hours: 55 minutes too long.",
		"does not say what it asks of the council", "comes from a member who has sent apologies")
	must(t, tobias.types("/agenda check"), "Ask the secretary")
	must(t, sian.types("/agenda"), "To look at before it goes out", "55 minutes too long")
	must(t, tobias.types("/agenda"), "no: too long")
}

func TestWhatWasNotReachedIsCarriedForward(t *testing.T) {
	d, eilidh, tobias := callsTwo(t)
	for i, title := range []string{"Reached", "Left over"} {
		tobias.proposes(map[string]string{"title": title})
		eilidh.types(fmt.Sprintf("/agenda accept i%d", 19+i))
	}
	eilidh.types("/agenda post")
	must(t, eilidh.types("/agenda close #1"), "The meeting begins on Thursday 10 June 2027")
	setClock("2027-06-11 09:00", eilidh, tobias)
	eilidh.types("/meeting held #1")
	must(t, eilidh.types("/agenda show #1"), "Which items were not reached?")
	eilidh.presses("Which items were not reached?")
	must(t, eilidh.fills(map[string]string{"items": "i20"}), "“Left over” is on the agenda for Thursday 9 September 2027",
		"DRAFT minutes: Thursday 10 June 2027", "7.1 Not reached. The item is carried forward to a later meeting.")
	must(t, eilidh.types("/agenda show #1"), "7. Left over: not taken, carried forward", "6. Reached (for discussion", "the minutes of this meeting are drafted", "no: Which items were not reached?")
	must(t, tobias.types("/agenda"), "Draft agenda: Thursday 9 September 2027", "6. Left over (for discussion, 15 minutes). Presented by Tobias Fennimore. Put off once.")
	must(t, strings.Join(told(t, d, "item-deferred"), "\n"), "Tobias", "“Left over”, proposed for the meeting on Thursday 10 June 2027", "The meeting did not reach it.")
	must(t, tobias.types("/agenda plan"), "Thursday 9 September 2027", "Left over (15 minutes, for discussion, Tobias Fennimore, put off once)", "free beside the standing items")
}

func TestTheStandingItemsAreTheCouncilsOwn(t *testing.T) {
	_, eilidh, tobias := callsTwo(t)
	must(t, tobias.types("/agenda standing"), "Ask the secretary")
	must(t, eilidh.types("/agenda standing"), "National update | information | 10", "(items that members propose)")
	must(t, eilidh.fills(map[string]string{"items": "Welcome | fun | 5"}), "Line 1: “fun” is not a purpose")
	eilidh.types("/agenda standing")
	must(t, eilidh.fills(map[string]string{"items": "Hello | information | 5\n(items that members propose)\nGoodbye | information | 1"}), "2 standing items on every agenda")
	eilidh.calls("Thu 9 December 2027 10:00")
	must(t, eilidh.types("/agenda show #3"), "1. Hello", "2. Goodbye", "There is no time for any other business")
	must(t, eilidh.types("/agenda show #1"), "1. Welcome")
}

func TestTheSecretaryPutsADraftInOrder(t *testing.T) {
	_, eilidh, tobias := callsTwo(t)
	tobias.proposes(map[string]string{"title": "Mover"})
	eilidh.types("/agenda accept i19")
	must(t, eilidh.types("/agenda move 6 to 2"), "“Mover” is now item 2.", "2. Mover")
	eilidh.types("/agenda")
	eilidh.presses("Change the order")
	must(t, eilidh.fills(map[string]string{"item": "i19", "to": "1"}), "1. Mover")
	must(t, eilidh.types("/agenda move 1 to 99"), "places 1 to 10")
	must(t, tobias.types("/agenda move 1 to 2"), "Ask the secretary")
}

func TestEveryChangeOfAnAgendaIsAudited(t *testing.T) {
	d, eilidh, tobias := callsTwo(t)
	tobias.proposes(map[string]string{"title": "A", "purpose": "information"})
	eilidh.types("/agenda accept i19")
	eilidh.types("/agenda pull 6")
	eilidh.types("/agenda together 6")
	eilidh.types("/agenda move 6 to 7")
	eilidh.types("/agenda defer i19 later")
	entries, err := d.Store.Audit(t.Context(), store.Sought{About: "item/19"})
	if err != nil {
		t.Fatal(err)
	}
	var did []string
	for _, e := range entries {
		did = append([]string{e.Did}, did...)
	}
	want := "item.proposed item.accepted item.pull item.together item.moved item.deferred"
	if got := strings.Join(did, " "); got != want {
		t.Errorf("audited: %s, want %s", got, want)
	}
}

// FuzzWhateverIsAskedOfAnAgenda types anything after /agenda, as the secretary
// and as somebody without a seat: each is answered with words or with a problem
// to mend.
func FuzzWhateverIsAskedOfAnAgenda(f *testing.F) {
	for _, text := range []string{"", "help", "show #1", "propose 1", "propose x", "accept i10", "accept 1", "defer 7a because", "merge i1 into i1", "merge 2 into i1", "move 1 to 2",
		"pull i9", "together", "post #1", "close", "standing", "versions 1", "before a", "edit #1", "withdraw 1", "#99", "i0", "a\x00b \u202e"} {
		f.Add(text)
	}
	d := newDesk(f)
	p := someone(f, d, "Eilidh")
	p.calls("Thu 10 June 2027 10:00")
	f.Fuzz(func(t *testing.T, text string) {
		for _, from := range []council.Member{p.who, {}} {
			reply, err := commands.NewTable(d.Routes()).Ask(context.Background(), commands.Slash, "agenda", commands.Request{From: from, Text: text, Now: now})
			var problem *council.Problem
			if err != nil && !errors.As(err, &problem) {
				t.Fatalf("%q fails: %v", text, err)
			}
			if err == nil && ui.Plain(reply) == "" || err != nil && problem.Say == "" {
				t.Fatalf("%q is answered with nothing", text)
			}
		}
	})
}

func BenchmarkAgenda(b *testing.B) {
	d := newDesk(b)
	eilidh := someone(b, d, "Eilidh")
	eilidh.calls("Thu 10 June 2027 10:00")
	for i := range 20 {
		eilidh.proposes(map[string]string{"title": fmt.Sprintf("Item %d", i), "ask": "Agree it.", "purpose": string(council.Purposes[i%3])})
		eilidh.types(fmt.Sprintf("/agenda accept i%d", 10+i))
	}
	harriet := someone(b, d, "Harriet")
	for b.Loop() {
		harriet.types("/agenda")
	}
}
