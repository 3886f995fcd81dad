package standin

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

// frame is what comes over a socket.
type frame struct {
	Type        string          `json:"type"`
	Reason      string          `json:"reason"`
	ID          string          `json:"envelope_id"`
	Connections int             `json:"num_connections"`
	Payload     json.RawMessage `json:"payload"`
	Accepts     bool            `json:"accepts_response_payload"`
	Attempt     int             `json:"retry_attempt"`
	RetryReason string          `json:"retry_reason"`
}

// next reads one frame.
func next(t *testing.T, conn *websocket.Conn) frame {
	t.Helper()
	if err := conn.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	var f frame
	if err := conn.ReadJSON(&f); err != nil {
		t.Fatal(err)
	}
	return f
}

// ack acknowledges an envelope without a payload.
func ack(t *testing.T, conn *websocket.Conn, id string) {
	t.Helper()
	if err := conn.WriteMessage(websocket.TextMessage, []byte(`{"envelope_id":"`+id+`"}`)); err != nil {
		t.Fatal(err)
	}
}

// begin sends a command without waiting for its end.
func begin(t *testing.T, w *Workspace, as string) <-chan error {
	ended := make(chan error, 1)
	go func() { ended <- w.Command(t.Context(), as, general, "/role", "") }()
	return ended
}

func TestAnEnvelopeGoesToOneSocketEachInTurn(t *testing.T) {
	w := serve(t, testConfig())
	conns := []*websocket.Conn{dial(t, w), dial(t, w)}
	await(t, w, "two sockets", func() bool { return w.Link().Sockets == 2 })
	first := begin(t, w, ana)
	await(t, w, "it to be sent", func() bool { return w.Link().Sent == 1 })
	second := begin(t, w, ben)
	for _, conn := range conns {
		f := next(t, conn)
		if f.Type != slashEnvelope || !f.Accepts {
			t.Errorf("want a slash command that takes a payload, got %+v", f)
		}
		ack(t, conn, f.ID)
	}
	if err := <-first; err != nil {
		t.Error(err)
	}
	if err := <-second; err != nil {
		t.Error(err)
	}
}

func TestHelloCountsTheConnections(t *testing.T) {
	w := serve(t, testConfig())
	dial(t, w)
	await(t, w, "a socket", func() bool { return w.Link().Sockets == 1 })
	conn := dialRaw(t, w, "")
	if got := next(t, conn); got.Type != "hello" || got.Connections != 2 {
		t.Errorf("want a hello with two connections, got %+v", got)
	}
}

// dialRaw opens a socket and reads nothing.
func dialRaw(t *testing.T, w *Workspace, query string) *websocket.Conn {
	t.Helper()
	var url string
	w.read(func() { url = w.linkURL() + query })
	conn, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func TestASocketURLIsUsedOnce(t *testing.T) {
	w := serve(t, testConfig())
	var url string
	w.read(func() { url = w.linkURL() })
	conn, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, res, err := websocket.DefaultDialer.Dial(url, nil); err == nil || res.StatusCode != http.StatusUnauthorized {
		t.Errorf("want 401, got %v, %v", res, err)
	}
}

func TestTheEleventhSocketIsTurnedAway(t *testing.T) {
	w := serve(t, testConfig())
	for range mostSockets {
		dial(t, w)
	}
	await(t, w, "ten sockets", func() bool { return w.Link().Sockets == mostSockets })
	if got := next(t, dialRaw(t, w, "")); got.Type != "disconnect" || got.Reason != "too_many_websockets" {
		t.Errorf("want to be told there are too many, got %+v", got)
	}
}

func TestAnAckCountsOnceAndOnlyOnItsOwnSocket(t *testing.T) {
	w := serve(t, testConfig())
	one, two := dial(t, w), dial(t, w)
	await(t, w, "two sockets", func() bool { return w.Link().Sockets == 2 })
	ended := begin(t, w, ana)
	await(t, w, "it to be sent", func() bool { return w.Link().Sent == 1 })
	right, wrong, f := whoGot(t, one, two)
	ack(t, wrong, f.ID)
	await(t, w, "the wrong ack", func() bool { return w.Link().Unknown == 1 })
	if w.Link().Pending != 1 {
		t.Error("want the command still waiting")
	}
	ack(t, right, f.ID)
	if err := <-ended; err != nil {
		t.Error(err)
	}
	ack(t, right, f.ID)
	ack(t, right, "nobody-sent-this")
	await(t, w, "the stray acks", func() bool { return w.Link().Unknown == 3 })
}

// whoGot finds which of two sockets got the one envelope on its way.
func whoGot(t *testing.T, one, two *websocket.Conn) (right, wrong *websocket.Conn, f frame) {
	t.Helper()
	type receipt struct {
		right, wrong *websocket.Conn
		f            frame
	}
	got := make(chan receipt, 2)
	for _, pair := range [][2]*websocket.Conn{{one, two}, {two, one}} {
		go func() {
			var f frame
			if pair[0].ReadJSON(&f) == nil {
				got <- receipt{pair[0], pair[1], f}
			}
		}()
	}
	r := <-got
	return r.right, r.wrong, r.f
}

func TestWhatADeadSocketLeftIsRedelivered(t *testing.T) {
	w := serve(t, testConfig())
	first := dial(t, w)
	ended := begin(t, w, ana)
	f := next(t, first)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	await(t, w, "the socket to be gone", func() bool { return w.Link().Sockets == 0 })
	second := dial(t, w)
	again := next(t, second)
	if again.ID == f.ID || string(again.Payload) != string(f.Payload) {
		t.Errorf("want the same command under another envelope id, got %+v after %+v", again, f)
	}
	ack(t, second, again.ID)
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestAnAckOverTheLimitEndsTheSocket(t *testing.T) {
	w := serve(t, testConfig())
	conn := dial(t, w)
	ended := begin(t, w, ana)
	f := next(t, conn)
	most := bytes.Repeat([]byte("x"), mostAck-len(`{"envelope_id":"`+f.ID+`","payload":{"text":""}}`))
	body := append(append([]byte(`{"envelope_id":"`+f.ID+`","payload":{"text":"`), most...), `"}}`...)
	if err := conn.WriteMessage(websocket.TextMessage, body); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Errorf("want %d bytes taken, got %v", len(body), err)
	}
	if err := conn.WriteMessage(websocket.TextMessage, append(body, ' ')); err != nil {
		t.Fatal(err)
	}
	if _, _, err := conn.ReadMessage(); !websocket.IsCloseError(err, websocket.CloseMessageTooBig) {
		t.Errorf("want close code 1009, got %v", err)
	}
}

func TestASocketIsWarnedAndThenRefreshed(t *testing.T) {
	c := testConfig()
	c.Refresh = 20 * time.Millisecond
	w := serve(t, c)
	conn := dial(t, w)
	for _, want := range []string{"warning", "refresh_requested"} {
		if got := next(t, conn); got.Type != "disconnect" || got.Reason != want {
			t.Errorf("want to be told %s, got %+v", want, got)
		}
	}
	await(t, w, "the socket to get no more work", func() bool { return w.Link().Sockets == 0 })
}

func TestAWarnedSocketIsUsedUntilThereIsAnother(t *testing.T) {
	w := serve(t, testConfig())
	old := dial(t, w)
	w.Fault(Fault{Kind: Disconnect, Reason: "warning"})
	next(t, old)
	ended := begin(t, w, ana)
	ack(t, old, next(t, old).ID)
	if err := <-ended; err != nil {
		t.Error(err)
	}
	fresh := dial(t, w)
	await(t, w, "the new socket", func() bool { return w.Link().Sockets == 1 })
	ended = begin(t, w, ana)
	ack(t, fresh, next(t, fresh).ID)
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestTheClientIsPinged(t *testing.T) {
	c := testConfig()
	c.PingEvery = 5 * time.Millisecond
	w := serve(t, c)
	conn := dial(t, w)
	pings := make(chan string, 1)
	conn.SetPingHandler(func(said string) error {
		select {
		case pings <- said:
		default:
		}
		return nil
	})
	go func() { _, _, _ = conn.ReadMessage() }()
	if got := <-pings; got == "" {
		t.Error("want words in the ping")
	}
	await(t, w, "a client that answers no pings to be cut", func() bool { return w.Link().Sockets == 0 })
}

func TestAnEventNobodyAcknowledgesIsSentThreeTimesMore(t *testing.T) {
	c := testConfig()
	c.AckDeadline = 10 * time.Millisecond
	w := serve(t, c)
	conn := dial(t, w)
	if err := w.OpenHome(t.Context(), ana); err != nil {
		t.Fatal(err)
	}
	var first frame
	for attempt := range 4 {
		f := next(t, conn)
		if attempt == 0 {
			first = f
		}
		reason := map[bool]string{true: "timeout", false: ""}[attempt > 0]
		if f.Type != eventEnvelope || f.Accepts || f.Attempt != attempt || f.RetryReason != reason || string(f.Payload) != string(first.Payload) {
			t.Errorf("attempt %d: want the same event, got %+v", attempt, f)
		}
	}
	await(t, w, "the event to be given up", func() bool { return w.Link().Unanswered == 1 && w.Link().Pending == 0 })
}

func TestWhatIsSentWhileNobodyIsConnectedWaits(t *testing.T) {
	w := serve(t, testConfig())
	ended := begin(t, w, ana)
	await(t, w, "the command to wait", func() bool { return w.Link().Pending == 1 })
	connect(t, w, ackEmpty)
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestTheBotGetsTheEventsItSubscribedTo(t *testing.T) {
	c := testConfig()
	c.Events = []string{"app_mention", "message.im"}
	w := serve(t, c)
	got := make(chan any, 10)
	connect(t, w, func(b *testBot, e socketmode.Event) any { got <- inner(b.t, e); return nil })
	write(t, w, general, "no mention")
	write(t, w, general, "@Council Bot hello")
	if e, ok := (<-got).(*slackevents.AppMentionEvent); !ok || e.Text != "<@U0BOT> hello" || e.User != ana {
		t.Errorf("want the mention, got %+v", e)
	}
	write(t, w, w.DM(ana), "hello")
	if e, ok := (<-got).(*slackevents.MessageEvent); !ok || e.Text != "hello" || e.ChannelType != "im" {
		t.Errorf("want the direct message, got %+v", e)
	}
}

// write says something as Ana.
func write(t *testing.T, w *Workspace, channel, text string) string {
	t.Helper()
	ts, err := w.Write(t.Context(), ana, channel, text, "")
	if err != nil {
		t.Fatal(err)
	}
	return ts
}

func TestTheBotIsToldOfItsOwnMessagesToo(t *testing.T) {
	w := serve(t, testConfig())
	got := make(chan any, 10)
	b := connect(t, w, func(b *testBot, e socketmode.Event) any { got <- inner(b.t, e); return nil })
	if _, _, err := b.PostMessageContext(t.Context(), ana, slack.MsgOptionText("hello", false)); err != nil {
		t.Fatal(err)
	}
	if e, ok := (<-got).(*slackevents.MessageEvent); !ok || e.BotID != botID || e.Text != "hello" {
		t.Errorf("want its own message with its bot id, got %+v", e)
	}
}

func TestSomebodyWhoGivesUpLeavesNothingWaiting(t *testing.T) {
	w := serve(t, testConfig())
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- w.Command(ctx, ana, general, "/role", "") }()
	await(t, w, "the command to wait", func() bool { return w.Link().Pending == 1 })
	cancel()
	if err := <-ended; err != context.Canceled {
		t.Errorf("want %v, got %v", context.Canceled, err)
	}
	if got := w.Link().Pending; got != 0 {
		t.Errorf("want nothing waiting, got %d", got)
	}
}

func TestClosingEndsWhatWaits(t *testing.T) {
	w := serve(t, testConfig())
	ended := begin(t, w, ana)
	await(t, w, "the command to wait", func() bool { return w.Link().Pending == 1 })
	w.Close()
	if err := <-ended; err != errClosed {
		t.Errorf("want %v, got %v", errClosed, err)
	}
	if err := w.Command(t.Context(), ana, general, "/role", ""); err != errClosed {
		t.Errorf("want %v, got %v", errClosed, err)
	}
}
