package standin

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

func TestPostingIsRefusedWhereTheBotMayNot(t *testing.T) {
	c := testConfig()
	c.Scopes = []string{"chat:write"} // without chat:write.public
	c.Channels = append(c.Channels, Channel{ID: "C0OLD", Name: "old", Members: []string{"U0BOT"}, Archived: true})
	w := serve(t, c)
	for _, tc := range []struct {
		name, method string
		a            args
		want         string
	}{
		{"a channel there is not", "chat.postMessage", args{"channel": "C0NONE", "text": "t"}, "channel_not_found"},
		{"a private channel without it", "chat.postMessage", args{"channel": quiet, "text": "t"}, "channel_not_found"},
		{"a public channel without it", "chat.postMessage", args{"channel": open, "text": "t"}, "not_in_channel"},
		{"an archived channel", "chat.postMessage", args{"channel": "C0OLD", "text": "t"}, "is_archived"},
		{"nothing to say", "chat.postMessage", args{"channel": general}, "no_text"},
		{"white space to say", "chat.postMessage", args{"channel": general, "text": " \n"}, "no_text"},
		{"blocks that are no JSON", "chat.postMessage", args{"channel": general, "blocks": "["}, "invalid_blocks_format"},
		{"text with a raw <", "chat.postMessage", args{"channel": general, "text": "a < b"}, "invalid_blocks"},
		{"markdown with text", "chat.postMessage", args{"channel": general, "text": "t", "markdown_text": "m"}, "markdown_text_conflict"},
		{"markdown too long", "chat.postMessage", args{"channel": general, "markdown_text": x(12001)}, "msg_too_long"},
		{"too many attachments", "chat.postMessage", args{"channel": general, "attachments": "[" + strings.Repeat("{},", 100) + "{}]"}, "too_many_attachments"},
		{"metadata of no shape", "chat.postMessage", args{"channel": general, "text": "t", "metadata": `{"event_type":"a"}`}, "invalid_metadata_format"},
		{"metadata too large", "chat.postMessage", args{"channel": general, "text": "t", "metadata": `{"event_type":"a","event_payload":{"k":"` + x(mostMetadata) + `"}}`}, "metadata_too_large"},
		{"a thread there is not", "chat.postMessage", args{"channel": general, "text": "t", "thread_ts": "1.000001"}, "thread_not_found"},
		{"an ephemeral for an outsider", "chat.postEphemeral", args{"channel": general, "user": "U0NOBODY", "text": "t"}, "user_not_in_channel"},
		{"a message there is not", "chat.update", args{"channel": general, "ts": "1.000001", "text": "t"}, "message_not_found"},
		{"an update by a person's id", "chat.update", args{"channel": ana, "ts": "1.000001", "text": "t"}, "channel_not_found"},
		{"a time gone by", "chat.scheduleMessage", args{"channel": general, "text": "t", "post_at": "1000000000"}, "time_in_past"},
	} {
		t.Run(tc.name, func(t *testing.T) { checkCode(t, api(t, w, tc.method, tc.a), tc.want) })
	}
}

func TestPeopleChangeOnlyTheirOwnMessages(t *testing.T) {
	w := serve(t, testConfig())
	at := Place{Channel: general, TS: write(t, w, general, "as it was")}
	checkRefusal(t, w.Rewrite(t.Context(), ben, at, "mine now"), "cant_update_message")
	checkRefusal(t, w.Remove(t.Context(), ben, at), "cant_update_message")
	checkRefusal(t, w.Rewrite(t.Context(), ana, at, " "), "no_text")
	if err := w.Rewrite(t.Context(), ana, at, "as it is & stays"); err != nil {
		t.Fatal(err)
	}
	if got := last(t, w, ben, general); got.Text != "as it is &amp; stays" || !got.Edited {
		t.Errorf("want it changed and escaped, got %+v", got)
	}
	if err := w.Remove(t.Context(), ana, at); err != nil {
		t.Fatal(err)
	}
	if got := w.Messages(ben, general); len(got) != 0 && got[len(got)-1].TS == at.TS {
		t.Errorf("want it gone, got %+v", got)
	}
}

func TestTheBotChangesOnlyItsOwnMessages(t *testing.T) {
	w := serve(t, testConfig())
	ts := write(t, w, general, "mine")
	checkCode(t, api(t, w, "chat.update", args{"channel": general, "ts": ts, "text": "t"}), "cant_update_message")
	checkCode(t, api(t, w, "chat.delete", args{"channel": general, "ts": ts}), "cant_delete_message")
	b := client(w)
	_, own, err := b.PostMessageContext(t.Context(), general, slack.MsgOptionText("first", false), withButton())
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, err = b.UpdateMessageContext(t.Context(), general, own, slack.MsgOptionText("second", false)); err != nil {
		t.Fatal(err)
	}
	if got := last(t, w, ana, general); got.Text != "second" || !got.Edited || got.Blocks == nil {
		t.Errorf("want the text changed and the blocks kept, got %+v", got)
	}
	if _, _, _, err = b.UpdateMessageContext(t.Context(), general, own, slack.MsgOptionText("third", false), slack.MsgOptionBlocks()); err != nil {
		t.Fatal(err)
	}
	if got := last(t, w, ana, general); got.Text != "third" || got.Blocks != nil {
		t.Errorf("want the blocks taken off, got %+v", got)
	}
	checkCode(t, api(t, w, "chat.update", args{"channel": general, "ts": own, "text": x(4001)}), "msg_too_long")
	if _, _, err = b.DeleteMessageContext(t.Context(), general, own); err != nil {
		t.Fatal(err)
	}
	if got := last(t, w, ana, general); got.TS != ts {
		t.Errorf("want it deleted, got %+v", got)
	}
}

func TestTextOverTheLimitIsCutOff(t *testing.T) {
	w := serve(t, testConfig())
	checkCode(t, api(t, w, "chat.postMessage", args{"channel": general, "text": x(mostMessageText + 1)}), "")
	if got := len(last(t, w, ana, general).Text); got != mostMessageText {
		t.Errorf("want %d characters, got %d", mostMessageText, got)
	}
}

func TestAMessageWithoutTextSaysWhatItsBlocksSay(t *testing.T) {
	w := serve(t, testConfig())
	blocks := `[{"type":"header","text":{"type":"plain_text","text":"Meeting"}},{"type":"section","text":{"type":"mrkdwn","text":"on *5 March*"}}]`
	checkCode(t, api(t, w, "chat.postMessage", args{"channel": general, "blocks": blocks}), "")
	if want, got := "Meeting on *5 March*", last(t, w, ana, general).Text; got != want {
		t.Errorf("want %q, got %q", want, got)
	}
}

func TestMetadataIsGivenToWhoAsksForIt(t *testing.T) {
	w := serve(t, testConfig())
	b := client(w)
	md := slack.SlackMetadata{EventType: "council_reminder", EventPayload: map[string]any{"key": "k1"}}
	if _, _, err := b.PostMessageContext(t.Context(), general, slack.MsgOptionText("t", false), slack.MsgOptionMetadata(md)); err != nil {
		t.Fatal(err)
	}
	for ask, want := range map[bool]string{true: "council_reminder", false: ""} {
		h, err := b.GetConversationHistoryContext(t.Context(), &slack.GetConversationHistoryParameters{ChannelID: general, IncludeAllMetadata: ask})
		if err != nil {
			t.Fatal(err)
		}
		if got := h.Messages[0].Metadata.EventType; got != want {
			t.Errorf("asked %v: want %q, got %q", ask, want, got)
		}
	}
}

func TestAThreadKeepsItsReplies(t *testing.T) {
	w := serve(t, testConfig())
	b := client(w)
	head := write(t, w, general, "a question")
	for _, text := range []string{"one", "two"} {
		if _, _, err := b.PostMessageContext(t.Context(), general, slack.MsgOptionText(text, false), slack.MsgOptionTS(head)); err != nil {
			t.Fatal(err)
		}
	}
	replies, _, _, err := b.GetConversationRepliesContext(t.Context(), &slack.GetConversationRepliesParameters{ChannelID: general, Timestamp: head})
	if err != nil || len(replies) != 3 || replies[0].ReplyCount != 2 || replies[2].Text != "two" || replies[2].ThreadTimestamp != head {
		t.Errorf("want the question and two replies, got %+v, %v", replies, err)
	}
	h, err := b.GetConversationHistoryContext(t.Context(), &slack.GetConversationHistoryParameters{ChannelID: general})
	if err != nil || len(h.Messages) != 1 {
		t.Errorf("want the replies out of the channel's history, got %+v, %v", h, err)
	}
}

func TestHistoryComesInPagesNewestFirst(t *testing.T) {
	w := serve(t, testConfig())
	for _, text := range []string{"a", "b", "c", "d", "e"} {
		write(t, w, general, text)
	}
	b := client(w)
	var got strings.Builder
	p := &slack.GetConversationHistoryParameters{ChannelID: general, Limit: 2}
	for pages := 1; ; pages++ {
		h, err := b.GetConversationHistoryContext(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range h.Messages {
			got.WriteString(m.Text)
		}
		if !h.HasMore {
			if pages != 3 {
				t.Errorf("want 3 pages, got %d", pages)
			}
			break
		}
		p.Cursor = h.ResponseMetaData.NextCursor
	}
	if got.String() != "edcba" {
		t.Errorf("want edcba, got %s", got.String())
	}
	all := w.Messages(ana, general)
	for inclusive, want := range map[bool]int{false: 1, true: 3} {
		h, err := b.GetConversationHistoryContext(t.Context(), &slack.GetConversationHistoryParameters{ChannelID: general, Oldest: all[1].TS, Latest: all[3].TS, Inclusive: inclusive})
		if err != nil || len(h.Messages) != want {
			t.Errorf("inclusive %v: want %d messages between two, got %+v, %v", inclusive, want, h, err)
		}
	}
}

func TestHistoryKeepsTheLatestMessages(t *testing.T) {
	w := serve(t, testConfig())
	w.change(func() {
		for range 2*mostHistory + 10 {
			w.put(w.channels[general], &message{user: ana, text: "t"})
		}
		w.events = nil
	})
	if got := len(w.Messages(ana, general)); got != mostHistory {
		t.Errorf("want %d messages, got %d", mostHistory, got)
	}
}

func TestScheduledMessagesFollowTheClock(t *testing.T) {
	c := testConfig()
	c.Clock = NewClock(time.Date(2027, 1, 4, 9, 0, 0, 0, time.UTC))
	w := serve(t, c)
	b := client(w)
	at := c.Clock.Now().Add(time.Hour).Unix()
	if _, _, err := b.ScheduleMessageContext(t.Context(), general, time.Unix(at, 0).Format("2006"), slack.MsgOptionText("t", false)); err == nil {
		t.Error("want a time in words refused")
	}
	for _, text := range []string{"kept", "dropped"} {
		_, _, err := b.ScheduleMessageContext(t.Context(), general, strconv.FormatInt(at, 10), slack.MsgOptionText(text, false))
		if err != nil {
			t.Fatal(err)
		}
	}
	list, _, err := b.GetScheduledMessagesContext(t.Context(), &slack.GetScheduledMessagesParameters{Channel: general})
	if err != nil || len(list) != 2 {
		t.Fatalf("want two scheduled, got %+v, %v", list, err)
	}
	if _, err := b.DeleteScheduledMessageContext(t.Context(), &slack.DeleteScheduledMessageParameters{Channel: general, ScheduledMessageID: list[1].ID}); err != nil {
		t.Fatal(err)
	}
	c.Clock.Turn(time.Hour)
	await(t, w, "the message", func() bool { return len(w.Messages(ana, general)) == 1 })
	if got := last(t, w, ana, general); got.Text != "kept" || !strings.HasPrefix(got.TS, strconv.FormatInt(at, 10)[:9]) {
		t.Errorf("want the kept one at its time, got %+v", got)
	}
	md := slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "e", EventPayload: map[string]any{"k": "v"}})
	if _, _, err := b.ScheduleMessageContext(t.Context(), general, strconv.FormatInt(at+7200, 10), slack.MsgOptionText("t", false), md); err == nil {
		t.Error("want metadata refused: Slack would never post it")
	}
}

func TestMessagesStayInOrderWhenTheClockIsTurnedBack(t *testing.T) {
	w := serve(t, testConfig())
	first := write(t, w, general, "a")
	w.Clock().Set(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC))
	if second := write(t, w, general, "b"); second <= first {
		t.Errorf("want a later ts than %s, got %s", first, second)
	}
}
