package standin

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

// everything is one call of slack-go for each method a bot may want, in an
// order that works, so that no argument it sends is one the stand-in does not
// know. ts is a message in the general channel.
var everything = []struct {
	method string
	call   func(ctx context.Context, b *slack.Client, ts string) error
}{
	{"auth.test", func(ctx context.Context, b *slack.Client, ts string) error {
		_, err := b.AuthTestContext(ctx)
		return err
	}},
	{"team.info", func(ctx context.Context, b *slack.Client, ts string) error {
		_, err := b.GetTeamInfoContext(ctx)
		return err
	}},
	{"bots.info", func(ctx context.Context, b *slack.Client, ts string) error {
		_, err := b.GetBotInfoContext(ctx, slack.GetBotInfoParameters{Bot: botID})
		return err
	}},
	{"emoji.list", func(ctx context.Context, b *slack.Client, ts string) error {
		_, err := b.GetEmojiContext(ctx)
		return err
	}},
	{"usergroups.list", func(ctx context.Context, b *slack.Client, ts string) error {
		_, err := b.GetUserGroupsContext(ctx)
		return err
	}},
	{"users.list", func(ctx context.Context, b *slack.Client, ts string) error {
		_, err := b.GetUsersContext(ctx)
		return err
	}},
	{"users.info", func(ctx context.Context, b *slack.Client, ts string) error {
		_, err := b.GetUserInfoContext(ctx, ana)
		return err
	}},
	{"users.lookupByEmail", func(ctx context.Context, b *slack.Client, ts string) error {
		_, err := b.GetUserByEmailContext(ctx, "ANA@example.org")
		return err
	}},
	{"users.getPresence", func(ctx context.Context, b *slack.Client, ts string) error {
		_, err := b.GetUserPresenceContext(ctx, ana)
		return err
	}},
	{"users.conversations", func(ctx context.Context, b *slack.Client, ts string) error {
		_, _, err := b.GetConversationsForUserContext(ctx, &slack.GetConversationsForUserParameters{UserID: ana})
		return err
	}},
	{"conversations.list", func(ctx context.Context, b *slack.Client, ts string) error {
		_, _, err := b.GetConversationsContext(ctx, &slack.GetConversationsParameters{Types: []string{"public_channel", "private_channel", "im", "mpim"}, Limit: 200, ExcludeArchived: true})
		return err
	}},
	{"conversations.info", func(ctx context.Context, b *slack.Client, ts string) error {
		_, err := b.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: general, IncludeNumMembers: true})
		return err
	}},
	{"conversations.members", func(ctx context.Context, b *slack.Client, ts string) error {
		_, _, err := b.GetUsersInConversationContext(ctx, &slack.GetUsersInConversationParameters{ChannelID: general, Limit: 200})
		return err
	}},
	{"conversations.history", func(ctx context.Context, b *slack.Client, ts string) error {
		_, err := b.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{ChannelID: general, Oldest: "0", IncludeAllMetadata: true})
		return err
	}},
	{"conversations.open", func(ctx context.Context, b *slack.Client, ts string) error {
		_, _, _, err := b.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{ana, ben}, ReturnIM: true})
		return err
	}},
	{"conversations.join", func(ctx context.Context, b *slack.Client, ts string) error {
		_, _, _, err := b.JoinConversationContext(ctx, open)
		return err
	}},
	{"conversations.setTopic", func(ctx context.Context, b *slack.Client, ts string) error {
		_, err := b.SetTopicOfConversationContext(ctx, general, "Topic")
		return err
	}},
	{"conversations.mark", func(ctx context.Context, b *slack.Client, ts string) error {
		return b.MarkConversationContext(ctx, general, ts)
	}},
	{"conversations.invite", func(ctx context.Context, b *slack.Client, ts string) error {
		_, err := b.InviteUsersToConversationContext(ctx, open, ben)
		return err
	}},
	{"conversations.create", func(ctx context.Context, b *slack.Client, ts string) error {
		_, err := b.CreateConversationContext(ctx, slack.CreateConversationParams{ChannelName: "new"})
		return err
	}},
	{"chat.getPermalink", func(ctx context.Context, b *slack.Client, ts string) error {
		_, err := b.GetPermalinkContext(ctx, &slack.PermalinkParameters{Channel: general, Ts: ts})
		return err
	}},
	{"chat.postMessage", func(ctx context.Context, b *slack.Client, ts string) error {
		_, _, err := b.PostMessageContext(ctx, ana, slack.MsgOptionText("t", false), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(), slack.MsgOptionAsUser(true))
		return err
	}},
	{"reactions.add", func(ctx context.Context, b *slack.Client, ts string) error {
		return b.AddReactionContext(ctx, "eyes", slack.NewRefToMessage(general, ts))
	}},
	{"reactions.get", func(ctx context.Context, b *slack.Client, ts string) error {
		_, err := b.GetReactionsContext(ctx, slack.NewRefToMessage(general, ts), slack.GetReactionsParameters{Full: true})
		return err
	}},
	{"pins.add", func(ctx context.Context, b *slack.Client, ts string) error {
		return b.AddPinContext(ctx, general, slack.NewRefToMessage(general, ts))
	}},
	{"pins.list", func(ctx context.Context, b *slack.Client, ts string) error {
		_, _, err := b.ListPinsContext(ctx, general)
		return err
	}},
	{"reactions.remove", func(ctx context.Context, b *slack.Client, ts string) error {
		return b.RemoveReactionContext(ctx, "eyes", slack.NewRefToMessage(general, ts))
	}},
	{"pins.remove", func(ctx context.Context, b *slack.Client, ts string) error {
		return b.RemovePinContext(ctx, general, slack.NewRefToMessage(general, ts))
	}},
	{"files.list", func(ctx context.Context, b *slack.Client, ts string) error {
		_, _, err := b.GetFilesContext(ctx, slack.GetFilesParameters{Channel: general})
		return err
	}},
	{"views.publish with hash", func(ctx context.Context, b *slack.Client, ts string) error {
		_, err := b.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: ben, View: slack.HomeTabViewRequest{Type: "home", Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewDividerBlock()}}}})
		return err
	}},
}

func TestSlackGoCanCallEverything(t *testing.T) {
	w := serve(t, testConfig())
	b := client(w)
	ts := write(t, w, general, "a message")
	for _, e := range everything {
		if err := e.call(t.Context(), b, ts); err != nil {
			t.Errorf("%s: %v", e.method, err)
		}
	}
}

func TestAFileGoesUpInThreeStepsAndComesDownWithTheToken(t *testing.T) {
	w := serve(t, testConfig())
	b := client(w)
	body := strings.Repeat("agenda\n", 1000)
	up, err := b.UploadFileContext(t.Context(), slack.UploadFileParameters{
		Channel: general, Filename: "agenda.txt", Title: "Agenda", FileSize: len(body), Reader: strings.NewReader(body), InitialComment: "The agenda",
	})
	if err != nil {
		t.Fatal(err)
	}
	m := last(t, w, ana, general)
	if m.Text != "The agenda" || len(m.Files) != 1 || m.Files[0].ID != up.ID || m.Files[0].Title != "Agenda" || m.Subtype != "file_share" {
		t.Errorf("want the file in the channel, got %+v", m)
	}
	seen, err := w.FileBody(ben, up.ID)
	if err != nil || string(seen) != body {
		t.Errorf("want Ben to see it, got %d bytes, %v", len(seen), err)
	}
	info, _, _, err := b.GetFileInfoContext(t.Context(), up.ID, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	var down bytes.Buffer
	if err := b.GetFileContext(t.Context(), info.URLPrivateDownload, &down); err != nil || down.String() != body {
		t.Errorf("want the same bytes, got %d, %v", down.Len(), err)
	}
	down.Reset()
	err = slack.New("xoxb-other", slack.OptionAPIURL(w.base()+"/api/")).GetFileContext(t.Context(), info.URLPrivateDownload, &down)
	if err != nil || strings.Contains(down.String(), "agenda") || !strings.Contains(down.String(), "Sign in") {
		t.Errorf("want the sign-in page for another token, as Slack gives, got %.40q, %v", down.String(), err)
	}
	if err := b.DeleteFileContext(t.Context(), up.ID); err != nil {
		t.Fatal(err)
	}
	if got := last(t, w, ana, general).Files; len(got) != 0 {
		t.Errorf("want the file gone, got %v", got)
	}
}

func TestAFileOfAnotherLengthOrNotUploadedIsRefused(t *testing.T) {
	w := serve(t, testConfig())
	b := client(w)
	up, err := b.GetUploadURLExternalContext(t.Context(), slack.GetUploadURLExternalParameters{FileName: "a.txt", FileSize: 3})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.CompleteUploadExternalContext(t.Context(), slack.CompleteUploadExternalParameters{Files: []slack.FileSummary{{ID: up.FileID}}, Channel: general}); err == nil {
		t.Error("want a file without content refused")
	}
	if got := post(t, up.UploadURL, "four"); got != 400 {
		t.Errorf("want 400, got %d", got)
	}
}

func TestAPersonsFileReachesTheBot(t *testing.T) {
	w := serve(t, testConfig())
	f, err := w.Upload(t.Context(), ana, w.DM(ana), "paper.pdf", []byte("%PDF"))
	if err != nil {
		t.Fatal(err)
	}
	info, _, _, err := client(w).GetFileInfoContext(t.Context(), f.ID, 0, 0)
	if err != nil || info.Name != "paper.pdf" || info.Mimetype != "application/pdf" || info.User != ana || info.Size != 4 {
		t.Errorf("want the file, got %+v, %v", info, err)
	}
	if _, err := w.FileBody(ben, f.ID); err == nil {
		t.Error("want Ben not to see it")
	}
	_, err = w.Upload(t.Context(), ben, quiet, "paper.pdf", []byte("%PDF"))
	checkRefusal(t, err, "channel_not_found")
}

func TestTheBotSeesWhatItIsIn(t *testing.T) {
	w := serve(t, testConfig())
	for _, c := range []struct{ name, method, channel, want string }{
		{"history where it is", "conversations.history", general, ""},
		{"history of a public channel", "conversations.history", open, "not_in_channel"},
		{"history of a private channel", "conversations.history", quiet, "channel_not_found"},
		{"a public channel", "conversations.info", open, ""},
		{"a private channel", "conversations.info", quiet, "channel_not_found"},
		{"joining a private channel", "conversations.join", quiet, "channel_not_found"},
		{"joining a public channel", "conversations.join", open, ""},
		{"history once in", "conversations.history", open, ""},
		{"leaving", "conversations.leave", open, ""},
		{"archiving where it is", "conversations.archive", general, ""},
		{"archiving again", "conversations.archive", general, "already_archived"},
	} {
		t.Run(c.name, func(t *testing.T) { checkCode(t, api(t, w, c.method, args{"channel": c.channel}), c.want) })
	}
}

func TestPeopleSeeWhatTheyMay(t *testing.T) {
	c := testConfig()
	c.People = append(c.People, Person{ID: "U0GUEST", Name: "Gil", Guest: true})
	w := serve(t, c)
	names := func(as string) (list string) {
		for _, ch := range w.Channels(as) {
			list += ch.Name + ","
		}
		return list
	}
	for as, want := range map[string]string{ana: "general,chairs,open,,", ben: "general,open,,", "U0GUEST": ","} {
		if got := names(as); got != want {
			t.Errorf("%s: want %q, got %q", as, want, got)
		}
	}
	if got := w.Messages(ben, w.DM(ana)); got != nil {
		t.Errorf("want Ben kept out of Ana's messages, got %v", got)
	}
	_, err := w.Write(t.Context(), ben, open, "hello", "")
	checkRefusal(t, err, "not_in_channel")
	if err := w.Join(t.Context(), ben, open); err != nil {
		t.Fatal(err)
	}
	if _, err = w.Write(t.Context(), ben, open, "hello", ""); err != nil {
		t.Error(err)
	}
	if err := w.Leave(t.Context(), ben, open); err != nil {
		t.Fatal(err)
	}
	checkRefusal(t, w.Leave(t.Context(), ben, w.DM(ben)), "method_not_supported_for_channel_type")
}

func TestReactingTwiceTakesItOff(t *testing.T) {
	w := serve(t, testConfig())
	at := Place{Channel: general, TS: write(t, w, general, "hello")}
	for _, want := range []int{1, 0} {
		if err := w.React(t.Context(), ben, at, "eyes"); err != nil {
			t.Fatal(err)
		}
		if got := len(last(t, w, ana, general).Reactions); got != want {
			t.Errorf("want %d reactions, got %d", want, got)
		}
	}
}

func TestANewcomerGetsADirectMessageWithTheBot(t *testing.T) {
	w := serve(t, testConfig())
	p := w.Arrive(Person{Name: "Cy Newcomer"})
	if p.ID == "" || w.DM(p.ID) == "" {
		t.Errorf("want an id and a direct message, got %+v", p)
	}
	if got, err := client(w).GetUserInfoContext(t.Context(), p.ID); err != nil || got.TZ != "Europe/London" || got.RealName != "Cy Newcomer" {
		t.Errorf("want the newcomer in London, got %+v, %v", got, err)
	}
}
