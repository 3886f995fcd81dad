package standin

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

// pageConfig is the workspace of the page's tests.
func pageConfig() Config {
	c := testConfig()
	c.Clock = NewClock(time.Date(2027, 3, 27, 9, 0, 0, 0, time.UTC)) // the night before the clocks change
	c.AckDeadline = 2 * time.Second
	c.Commands = []Command{
		{Name: "/role", Hint: "[name]", Summary: "What a role is for"},
		{Name: "/propose", Summary: "Propose an item"},
		{Name: "/blocks", Summary: "Every kind of block"},
		{Name: "/fields", Summary: "Every kind of field"},
		{Name: "/silent", Summary: "Is never answered"},
	}
	c.Shortcuts = []Shortcut{
		{Name: "Propose from anywhere", Callback: "propose", Type: "global"},
		{Name: "Propose this", Callback: "propose_this", Type: "message"},
	}
	c.Welcome = []string{"/role cto", "/propose"}
	return c
}

// pageBot is a small bot with a bit of everything the page shows.
func pageBot(b *testBot, e socketmode.Event) any {
	switch data := e.Data.(type) {
	case slack.SlashCommand:
		return pageCommand(b, data)
	case slack.InteractionCallback:
		return pageInteraction(b, data)
	case slackevents.EventsAPIEvent:
		if opened, ok := data.InnerEvent.Data.(*slackevents.AppHomeOpenedEvent); ok {
			_, err := b.PublishView(opened.User, pageHome(), "")
			b.check(err)
		}
	}
	return nil
}

// check fails the test when Slack refused something.
func (b *testBot) check(err error) {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		b.t.Errorf("the bot: %v %q", err, refused.ResponseMetadata.Messages)
	} else if err != nil {
		b.t.Errorf("the bot: %v", err)
	}
}

// fixture reads a JSON file.
func (b *testBot) fixture(path string, into any) {
	body, err := os.ReadFile(path)
	b.check(err)
	b.check(json.Unmarshal(body, into))
}

func pageCommand(b *testBot, c slack.SlashCommand) any {
	switch c.Command {
	case "/role":
		return slack.Message{Msg: slack.Msg{Text: "About " + c.Text, Blocks: slack.Blocks{BlockSet: pageAnswer(c.Text)}}}
	case "/propose":
		_, err := b.OpenView(c.TriggerID, pageForm("Propose an item"))
		b.check(err)
		return nil
	case "/blocks":
		var blocks slack.Blocks
		b.fixture("testdata/page_message.json", &blocks)
		_, _, err := b.PostMessage(c.ChannelID, slack.MsgOptionText("Every kind of block", false), slack.MsgOptionBlocks(blocks.BlockSet...))
		b.check(err)
		return nil
	case "/fields":
		var form slack.ModalViewRequest
		b.fixture("testdata/page_form.json", &form)
		_, err := b.OpenView(c.TriggerID, form)
		b.check(err)
		return nil
	default:
		return noAck{}
	}
}

// pageAnswer has words a person wrote, and buttons.
func pageAnswer(words string) []slack.Block {
	plain := func(s string) *slack.TextBlockObject { return slack.NewTextBlockObject("plain_text", s, false, false) }
	remove := slack.NewButtonBlockElement("remove", "", plain("Remove")).WithStyle(slack.StyleDanger)
	remove.Confirm = slack.NewConfirmationBlockObject(plain("Remove it?"), plain("It is gone for good."), plain("Yes, remove"), plain("Keep"))
	return []slack.Block{
		slack.NewHeaderBlock(plain("What the role is for")),
		slack.NewSectionBlock(plain(words), nil, nil),
		slack.NewSectionBlock(slack.NewTextBlockObject("mrkdwn", "*Bold* words, due <!date^1806570000^{date_long}, {time}|1 April 2027, 10:00 BST>", false, true), nil, nil),
		slack.NewActionBlock("answer",
			slack.NewButtonBlockElement("share", words, plain("Share here")).WithStyle(slack.StylePrimary),
			slack.NewButtonBlockElement("mute", "", plain("Say nothing")),
			slack.NewOverflowBlockElement("more", slack.NewOptionBlockObject("text", plain("As text"), nil)),
			remove),
	}
}

func pageForm(title string) slack.ModalViewRequest {
	plain := func(s string) *slack.TextBlockObject { return slack.NewTextBlockObject("plain_text", s, false, false) }
	purpose := slack.NewOptionsSelectBlockElement("static_select", nil, "purpose",
		slack.NewOptionBlockObject("decision", plain("For decision"), nil),
		slack.NewOptionBlockObject("discussion", plain("For discussion"), nil))
	past := slack.NewOptionsSelectBlockElement("external_select", nil, "past")
	past.MinQueryLength = new(int)
	optional := slack.NewInputBlock("past", plain("Like an earlier item"), nil, past)
	optional.Optional = true
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: "propose", Title: plain(title), Submit: plain("Propose"), Close: plain("Not now"), NotifyOnClose: true,
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			slack.NewInputBlock("title", plain("Title"), plain("Ten letters at least."), slack.NewPlainTextInputBlockElement(nil, "title")),
			slack.NewInputBlock("purpose", plain("Purpose"), nil, purpose),
			optional,
			slack.NewActionBlock("help", slack.NewButtonBlockElement("rename", "", plain("Rename")), slack.NewButtonBlockElement("deeper", "", plain("Deeper"))),
		}},
	}
}

func pageHome() slack.HomeTabViewRequest {
	plain := slack.NewTextBlockObject("plain_text", "Nothing waits for you", false, false)
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewHeaderBlock(plain)}}}
}

func pageInteraction(b *testBot, c slack.InteractionCallback) any {
	switch c.Type {
	case slack.InteractionTypeViewSubmission:
		return pageSubmission(b, c)
	case slack.InteractionTypeBlockSuggestion:
		option := slack.NewOptionBlockObject("2026-7", slack.NewTextBlockObject("plain_text", "Earlier: "+c.Value, false, false), nil)
		return slack.OptionsResponse{Options: []*slack.OptionBlockObject{option}}
	case slack.InteractionTypeBlockActions:
		a := c.ActionCallback.BlockActions[0]
		if a.ActionID == "mute" {
			return noAck{}
		}
		pagePress(b, c, a)
	case slack.InteractionTypeShortcut, slack.InteractionTypeMessageAction:
		_, err := b.OpenView(c.TriggerID, pageForm("From a shortcut"))
		b.check(err)
	case slack.InteractionTypeViewClosed:
		_, _, err := b.PostMessage(general, slack.MsgOptionText("Closed without sending", false))
		b.check(err)
	}
	return nil
}

func pageSubmission(b *testBot, c slack.InteractionCallback) any {
	if c.View.CallbackID == "fields" {
		_, _, err := b.PostMessage(general, slack.MsgOptionText("Sent: "+pageValues(c.View.State), true))
		b.check(err)
		return nil
	}
	title := c.View.State.Values["title"]["title"].Value
	if title == "Say nothing" {
		return noAck{}
	}
	if len(title) < 10 {
		return slack.NewErrorsViewSubmissionResponse(map[string]string{"title": "Say a little more: ten letters at least."})
	}
	purpose := c.View.State.Values["purpose"]["purpose"].SelectedOption.Value
	past := c.View.State.Values["past"]["past"].SelectedOption.Value
	_, _, err := b.PostMessage(general, slack.MsgOptionText("Proposed: "+title+", for "+purpose+" "+past, true))
	b.check(err)
	return nil
}

// pageValues lists what a form held, in the order of its block ids.
func pageValues(state *slack.ViewState) string {
	var said []string
	for _, block := range slices.Sorted(maps.Keys(state.Values)) {
		a := state.Values[block]["v"]
		parts := []string{a.Value, a.SelectedOption.Value, a.SelectedUser, a.SelectedConversation, a.SelectedDate, a.SelectedTime}
		if a.SelectedDateTime != 0 {
			parts = append(parts, fmt.Sprint(a.SelectedDateTime))
		}
		for _, option := range a.SelectedOptions {
			parts = append(parts, option.Value)
		}
		for _, file := range a.Files {
			parts = append(parts, file.Name)
		}
		parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
		said = append(said, block+" "+strings.Join(parts, "+"))
	}
	return strings.Join(said, ", ")
}

func pagePress(b *testBot, c slack.InteractionCallback, a *slack.BlockAction) {
	var err error
	switch a.ActionID {
	case "share":
		_, _, err = b.PostMessage(c.Channel.ID, slack.MsgOptionText("Shared: "+a.Value, true))
	case "remove", "more":
		_, _, err = b.PostMessage(c.Channel.ID, slack.MsgOptionText("Done: "+a.ActionID+" "+a.SelectedOption.Value, true))
	case "pick":
		_, _, err = b.PostMessage(c.Channel.ID, slack.MsgOptionText("Chosen: pick "+a.SelectedOption.Value, false))
	case "rename":
		_, err = b.UpdateView(pageForm("Another name"), "", c.View.Hash, c.View.ID)
	case "deeper":
		_, err = b.PushView(c.TriggerID, pageForm("One deeper"))
	}
	b.check(err)
}
