package bot

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/standin"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// refused has Slack refuse a post.
func refused(code string) standin.Fault {
	return standin.Fault{Kind: standin.ErrorCode, Method: "chat.postMessage", Code: code}
}

func TestWhatCanNeverBeSentIsHandedToTheSecretary(t *testing.T) {
	tests := []struct {
		name       string
		to         council.Addressee
		fault      standin.Fault
		names, why string
	}{
		{"a channel nobody knows", council.Addressee{Channel: "C0000404"}, standin.Fault{}, "the channel C0000404", "invite me there"},
		{"a channel that is archived", toCouncil, refused("is_archived"), "the council’s channel", "archived"},
		{"a channel it is not in", toCouncil, refused("not_in_channel"), "the council’s channel", "/invite"},
		{"an account that is gone", council.Addressee{Member: 3}, refused("user_not_found"), "Member 2", "does not know the account"},
		{"a member outside Slack", council.Addressee{Member: 4}, standin.Fault{}, "Member 3", "no Slack account"},
		{"an e-mail address", council.Addressee{Email: "d@body.example"}, standin.Fault{}, "d@body.example", "do not send e-mail"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := openPostroom(t, 4, nil, nil)
			p.change(func(tx *store.Tx) error {
				outside := p.members[3]
				outside.SlackID = ""
				_, err := tx.PutMember(outside)
				return err
			})
			p.Fault(test.fault)
			p.due("lost", test.to)
			p.send(quick)
			d := p.until("lost", store.Failed)
			p.until("undelivered/lost/member/2", store.Sent)
			words := p.Messages("U0000001", p.DM("U0000001"))[0].Text
			for _, want := range []string{test.names, test.why, "This is lost.", "pass it on yourself"} {
				if !strings.Contains(words, want) {
					t.Errorf("the secretary reads %q, want it to say %q", words, want)
				}
			}
			if !strings.Contains(d.Note, test.why) {
				t.Errorf("the row says %q, want it to say %q", d.Note, test.why)
			}
		})
	}
}

func TestTheSecretaryIsNotToldThatTheSecretaryCannotBeTold(t *testing.T) {
	p := bare(t)
	p.Fault(refused("user_not_found"))
	p.due("told", p.member(1), func(d *store.Delivery) { d.Job = undelivered })
	p.send(quick)
	p.until("told", store.Failed)
	if all, err := p.store.Deliveries(t.Context(), store.Wanted{}); err != nil || len(all) != 1 {
		t.Errorf("%d rows, %v, want the one", len(all), err)
	}
}

func TestWithoutThePermissionToLookItWaits(t *testing.T) {
	p := openPostroom(t, 3, func(c *standin.Config) { c.Scopes = []string{"chat:write", "im:write", "channels:read", "groups:read"} }, nil)
	p.due("doubtful", toCouncil, func(d *store.Delivery) { d.Look = true })
	p.due("sure", toCouncil)
	p.send(quick)
	p.until("sure", store.Sent)
	if d := p.until("doubtful", store.Due); d.After.Before(p.begun.Add(9*time.Minute)) || p.seenBy(toCouncil)["doubtful"] != 0 {
		t.Errorf("it waits until %v and is seen %d times, want ten minutes and never", d.After, p.seenBy(toCouncil)["doubtful"])
	}
}

func TestWordsOfAnotherVersionAreGivenUp(t *testing.T) {
	p := bare(t)
	p.due("strange", toCouncil, func(d *store.Delivery) { d.Message = json.RawMessage(`{"body":[{"is":"hologram","block":{}}]}`) })
	p.send(quick)
	if d := p.until("strange", store.Failed); !strings.Contains(d.Note, "another version") {
		t.Errorf("the row says %q", d.Note)
	}
}

func TestTheSecretaryDoesNotReadWhatIsBetweenTwoMembers(t *testing.T) {
	for _, job := range []string{"setup", "buddy", "question", "question-answered", "practice-quote"} {
		d := store.Delivery{Job: job, To: council.Addressee{Member: 3}, Message: mustEncode(t, ui.Say("SECRET"))}
		message := undeliverable(d, nil, "The account is switched off in Slack.")
		if words := ui.Plain(message); strings.Contains(words, "SECRET") || !strings.Contains(words, "switched off") {
			t.Errorf("of %s the secretary reads %q", job, words)
		}
	}
	d := store.Delivery{Job: "question", To: toCouncil, Message: mustEncode(t, ui.Say("To everybody."))}
	if words := ui.Plain(undeliverable(d, nil, "The channel is archived.")); !strings.Contains(words, "To everybody.") {
		t.Errorf("of a question to the channel the secretary reads %q", words)
	}
}

func mustEncode(t *testing.T, m ui.Message) json.RawMessage {
	t.Helper()
	text, err := ui.Encode(m)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestTheSecretaryIsToldWhatMayBeThereAlready(t *testing.T) {
	p := bare(t)
	p.Fault(standin.Fault{Kind: standin.ErrorCode, Method: "conversations.history", Code: "not_in_channel"})
	p.due("doubtful", toCouncil, func(d *store.Delivery) { d.Look = true })
	p.send(quick)
	p.until("doubtful", store.Failed)
	p.until("undelivered/doubtful/member/2", store.Sent)
	if words := p.Messages("U0000001", p.DM("U0000001"))[0].Text; !strings.Contains(words, "It may be there already") || len(p.calls("chat.postMessage")) != 1 {
		t.Errorf("the secretary reads %q after %d posts, want a warning and no other post", words, len(p.calls("chat.postMessage")))
	}
}
