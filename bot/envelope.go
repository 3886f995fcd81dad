package bot

import (
	"cmp"
	"encoding/json"
	"regexp"
	"strings"
	"sync/atomic"
	"time"
	"unicode"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"councilbot/commands"
)

// envelope is one thing that Slack delivered, as far as the bot needs it.
type envelope struct {
	sock  *socket
	id    string
	at    time.Time
	acked atomic.Bool

	kind    kind
	route   string            // what is asked; a slash command's name without slash or prefix
	text    string            // a command's words, a button's value
	form    map[string]string // a sent form's fields
	account string            // the Slack account that asked
	channel string
	thread  string     // where a mention stands, to answer there
	key     string     // names what was asked, for a change that must happen once
	once    string     // names this asking, however often Slack delivers it
	answer  string     // response_url
	trigger string     // to open a modal, once, within three seconds
	view    string     // the modal's or Home tab's id
	inModal bool       // the pressed button stands in a modal
	public  bool       // the pressed button stands in a message that everybody sees
	message *slack.Msg // what a shortcut was used on, or what was written

	before *slack.Msg // that message before it was changed

	record  *answered
	payload any // the answer that rides in the acknowledgement
}

// kind is how an envelope may be answered.
type kind int

const (
	unheard   kind = iota // nothing to answer
	slash                 // in the acknowledgement, else by response_url
	press                 // by response_url, in the message it stood in or below
	viewPress             // in a modal or the Home tab
	form                  // in the acknowledgement
	home                  // by publishing the tab
	shortcut              // by a modal
	mention               // by a message in the same place
	below                 // likewise, where a post of ours about a meeting began the thread
)

// read turns slack-go's event into an envelope.
func read(s *socket, evt socketmode.Event, now time.Time) *envelope {
	e := &envelope{sock: s, at: now}
	if evt.Request != nil {
		e.id = evt.Request.EnvelopeID
	}
	switch data := evt.Data.(type) {
	case slack.SlashCommand:
		e.readCommand(data)
	case slack.InteractionCallback:
		e.readInteraction(data)
	case slackevents.EventsAPIEvent:
		e.readEvent(data)
	case *socketmode.ErrorBadMessage:
		e.id = envelopeID(data.Message)
	}
	e.key = cmp.Or(e.key, e.id)
	e.once = cmp.Or(e.once, e.key)
	return e
}

// envelopeID finds the id in a message that slack-go could not parse: it must be
// acknowledged all the same.
func envelopeID(message json.RawMessage) string {
	var only struct {
		ID string `json:"envelope_id"`
	}
	if json.Unmarshal(message, &only) != nil {
		return ""
	}
	return only.ID
}

func (e *envelope) readCommand(c slack.SlashCommand) {
	e.kind = slash
	e.route = strings.TrimPrefix(c.Command, "/")
	e.text = Tidy(c.Text)
	e.account, e.channel = c.UserID, c.ChannelID
	e.answer, e.trigger, e.key = c.ResponseURL, c.TriggerID, c.TriggerID
}

func (e *envelope) readInteraction(c slack.InteractionCallback) {
	e.account, e.channel = c.User.ID, c.Channel.ID
	e.trigger, e.key, e.answer = c.TriggerID, c.TriggerID, c.ResponseURL
	switch c.Type {
	case slack.InteractionTypeBlockActions:
		e.readPress(c)
	case slack.InteractionTypeViewSubmission:
		e.kind, e.route, e.text = form, c.View.CallbackID, c.View.PrivateMetadata
		e.view, e.key = c.View.ID, c.View.ID+c.View.Hash
		e.once = c.TriggerID // a form mended after an error is sent again with the same hash
		e.form = fields(c.View.State)
	case slack.InteractionTypeShortcut:
		e.kind, e.route = shortcut, c.CallbackID
	case slack.InteractionTypeMessageAction:
		e.kind, e.route, e.message = shortcut, c.CallbackID, &c.Message.Msg
	}
}

func (e *envelope) readPress(c slack.InteractionCallback) {
	if len(c.ActionCallback.BlockActions) == 0 {
		return
	}
	a := c.ActionCallback.BlockActions[0]
	e.kind, e.route = press, routeOf(a.ActionID)
	e.text = cmp.Or(a.Value, a.SelectedOption.Value)
	e.public = !c.Container.IsEphemeral
	e.key += "/" + a.ActionID
	if c.Container.Type == "view" {
		e.kind, e.view, e.inModal = viewPress, c.View.ID, c.View.Type == slack.VTModal
	}
}

// fields reads a form's state: each input's block and action id are its name.
func fields(state *slack.ViewState) map[string]string {
	form := map[string]string{}
	if state == nil {
		return form
	}
	for name, actions := range state.Values {
		for _, a := range actions {
			form[name] = fieldValue(a)
		}
	}
	return form
}

func fieldValue(a slack.BlockAction) string {
	var many []string
	for _, o := range a.SelectedOptions {
		many = append(many, o.Value)
	}
	for _, f := range a.Files {
		many = append(many, f.ID)
	}
	return cmp.Or(strings.TrimSpace(a.Value), a.SelectedOption.Value, a.SelectedDate, a.SelectedTime, a.SelectedUser, strings.Join(many, ","))
}

func (e *envelope) readEvent(evt slackevents.EventsAPIEvent) {
	var own string
	if callback, ok := evt.Data.(*slackevents.EventsAPICallbackEvent); ok {
		e.key = callback.EventID
		if len(callback.Authorizations) > 0 {
			own = callback.Authorizations[0].UserID
		}
	}
	switch inner := evt.InnerEvent.Data.(type) {
	case *slackevents.AppHomeOpenedEvent:
		if inner.Tab == "home" {
			e.kind, e.account = home, inner.User
		}
	case *slackevents.AppMentionEvent:
		e.said(inner.Channel, cmp.Or(inner.ThreadTimeStamp, inner.TimeStamp), &slack.Msg{User: inner.User, Text: inner.Text,
			Timestamp: inner.TimeStamp, ThreadTimestamp: inner.ThreadTimeStamp, Files: inner.Files})
	case *slackevents.MessageEvent:
		switch {
		case inner.ChannelType != "im":
			e.overheard(inner)
		case inner.Message == nil: // of a kind that this slack-go does not read
		case inner.BotID == "" && (inner.SubType == "" || inner.SubType == "file_share") && inner.User != own: // a file of ours comes without a bot's id
			e.said(inner.Channel, inner.ThreadTimeStamp, inner.Message)
		}
	}
}

func (e *envelope) said(channel, thread string, m *slack.Msg) {
	e.kind, e.account, e.channel, e.thread, e.message = mention, m.User, channel, thread, m
	e.text = Tidy(addressed.ReplaceAllString(m.Text, " "))
}

// overheard takes what was written in a channel when it stands in a thread, and
// nothing else: everything else is let go here, unread. Whether the thread is one
// below a post of ours is looked up before the words are (see [Bot.through]).
func (e *envelope) overheard(inner *slackevents.MessageEvent) {
	m, what := inner.Message, ""
	switch inner.SubType {
	case "", "file_share", "thread_broadcast":
	case "message_changed":
		what, e.before = commands.Changed, inner.PreviousMessage
	case "message_deleted":
		m, what = inner.PreviousMessage, commands.Deleted
	default:
		return
	}
	if m == nil || m.BotID != "" || m.User == "" || m.ThreadTimestamp == "" || m.ThreadTimestamp == m.Timestamp {
		return
	}
	e.kind, e.account, e.channel, e.thread, e.message, e.text = below, m.User, inner.Channel, m.ThreadTimestamp, m, what
	e.key = "below/" + inner.Channel + "/" + m.Timestamp + "/" + what
	if m.Edited != nil {
		e.key += m.Edited.Timestamp
	}
}

// addressed is the bot's own name, or another's, in a message to it.
var addressed = regexp.MustCompile(`<@[A-Z0-9]+(\|[^>]*)?>`)

var unescape = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace

// Tidy makes one line of plain words of what a person typed: phones send curly
// quotes, long dashes and odd spaces, and Slack escapes three characters
// (docs.slack.dev, interactivity/implementing-slash-commands).
func Tidy(text string) string {
	text = strings.Map(func(r rune) rune {
		switch r {
		case '“', '”', '„', '«', '»':
			return '"'
		case '‘', '’', '‚':
			return '\''
		case '–', '—', '‑', '−':
			return '-'
		case '\u200b', '\u200c', '\u200d', '\ufeff', unicode.ReplacementChar:
			return -1
		}
		return r
	}, unescape(text))
	return strings.Join(strings.Fields(text), " ")
}
