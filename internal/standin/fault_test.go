package standin

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
)

func TestADisconnectSendsTheBotToANewSocket(t *testing.T) {
	for _, reason := range []string{"warning", "refresh_requested", "link_disabled"} {
		t.Run(reason, func(t *testing.T) {
			w := serve(t, testConfig())
			connect(t, w, ackEmpty)
			w.Fault(Fault{Kind: Disconnect, Reason: reason, Times: 2})
			await(t, w, "two reconnects", func() bool { return opened(w) == 3 && w.Link().Sockets == 1 })
			if err := w.Command(t.Context(), ana, general, "/role", ""); err != nil {
				t.Error(err)
			}
		})
	}
}

// opened counts the calls of apps.connections.open.
func opened(w *Workspace) (n int) {
	for _, c := range w.Calls() {
		if c.Method == "apps.connections.open" {
			n++
		}
	}
	return n
}

func TestOneSocketOrAllAreCut(t *testing.T) {
	for all, want := range map[bool]int{false: 1, true: 2} {
		w := serve(t, testConfig())
		ended := make(chan error, 2)
		for range 2 {
			conn := dial(t, w)
			go func() { _, _, err := conn.ReadMessage(); ended <- err }()
		}
		await(t, w, "two sockets", func() bool { return w.Link().Sockets == 2 })
		w.Fault(Fault{Kind: AbruptClose, All: all})
		for range want {
			if err := <-ended; !websocket.IsUnexpectedCloseError(err, websocket.CloseNormalClosure) {
				t.Errorf("want the connection cut, got %v", err)
			}
		}
		await(t, w, "the others to stay", func() bool { return w.Link().Sockets == 2-want })
	}
}

func TestASlowHelloComesInTheEnd(t *testing.T) {
	w := serve(t, testConfig())
	w.Fault(Fault{Kind: SlowHello, Delay: 30 * time.Millisecond})
	begun := time.Now()
	if got := next(t, dialRaw(t, w, "")); got.Type != "hello" || time.Since(begun) < 30*time.Millisecond {
		t.Errorf("want hello after 30 ms, got %+v after %v", got, time.Since(begun))
	}
}

func TestConnectingMayFail(t *testing.T) {
	w := serve(t, testConfig())
	const open = "apps.connections.open"
	w.Fault(Fault{Kind: ErrorCode, Method: open, Code: "invalid_auth"})
	_, _, err := client(w).StartSocketModeContext(t.Context())
	var refused slack.SlackErrorResponse
	if !errors.As(err, &refused) || refused.Err != "invalid_auth" {
		t.Errorf("want invalid_auth, got %v", err)
	}
	w.Fault(Fault{Kind: ServerError, Method: open, Status: http.StatusNotFound})
	_, _, err = client(w).StartSocketModeContext(t.Context())
	var status slack.StatusCodeError
	if !errors.As(err, &status) || status.Code != http.StatusNotFound {
		t.Errorf("want 404, got %v", err)
	}
	if _, _, err = client(w).StartSocketModeContext(t.Context()); err != nil {
		t.Errorf("want the faults used up, got %v", err)
	}
}

// say posts a message as the bot.
func say(t *testing.T, w *Workspace) error {
	t.Helper()
	_, _, err := client(w).PostMessageContext(t.Context(), general, slack.MsgOptionText("hello", false))
	return err
}

func TestARateLimitSaysHowLongToWait(t *testing.T) {
	w := serve(t, testConfig())
	w.Fault(Fault{Kind: RateLimited, Method: "chat.postMessage", RetryAfter: 7 * time.Second, After: 1})
	if err := say(t, w); err != nil {
		t.Errorf("want the first let pass, got %v", err)
	}
	var limited *slack.RateLimitedError
	if err := say(t, w); !errors.As(err, &limited) || limited.RetryAfter != 7*time.Second {
		t.Errorf("want to wait 7 s, got %v", err)
	}
	if err := say(t, w); err != nil {
		t.Error(err)
	}
}

func TestAMessageMayBePostedBeforeTheServerFails(t *testing.T) {
	for posted, want := range map[bool]int{false: 0, true: 1} {
		w := serve(t, testConfig())
		w.Fault(Fault{Kind: ServerError, Method: "chat.postMessage", Status: http.StatusBadGateway, PostedFirst: posted})
		var status slack.StatusCodeError
		if err := say(t, w); !errors.As(err, &status) || status.Code != http.StatusBadGateway {
			t.Errorf("want 502, got %v", err)
		}
		if got := len(w.Messages(ana, general)); got != want {
			t.Errorf("posted first %v: want %d messages, got %d", posted, want, got)
		}
	}
}

func TestAMethodMayMissAScope(t *testing.T) {
	w := serve(t, testConfig())
	w.Fault(Fault{Kind: ErrorCode, Method: "chat.postMessage", Code: "missing_scope", Needed: "chat:write", Provided: "commands", Times: -1})
	for range 3 {
		var refused slack.SlackErrorResponse
		if err := say(t, w); !errors.As(err, &refused) || refused.Err != "missing_scope" || refused.Needed != "chat:write" || refused.Provided != "commands" {
			t.Errorf("want missing_scope, got %#v", err)
		}
	}
	w.ClearFaults()
	if err := say(t, w); err != nil {
		t.Error(err)
	}
}

func TestAMethodMayBeSlow(t *testing.T) {
	w := serve(t, testConfig())
	w.Fault(Fault{Kind: SlowAPI, Delay: 30 * time.Millisecond})
	begun := time.Now()
	if err := say(t, w); err != nil || time.Since(begun) < 30*time.Millisecond {
		t.Errorf("want an answer after 30 ms, got %v after %v", err, time.Since(begun))
	}
}

func TestAnEnvelopeMayComeTwice(t *testing.T) {
	for _, sameID := range []bool{false, true} {
		w := serve(t, testConfig())
		conn := dial(t, w)
		await(t, w, "the socket to be counted", func() bool { return w.Link().Sockets == 1 })
		w.Fault(Fault{Kind: Duplicate, Method: slashEnvelope, SameID: sameID})
		ended := begin(t, w, ana)
		one, two := next(t, conn), next(t, conn)
		if string(one.Payload) != string(two.Payload) || (one.ID == two.ID) != sameID {
			t.Errorf("same id %v: want the same payload twice, got %+v and %+v", sameID, one, two)
		}
		ack(t, conn, one.ID)
		ack(t, conn, two.ID)
		if err := <-ended; err != nil {
			t.Error(err)
		}
		await(t, w, "nothing to wait", func() bool { return w.Link().Pending == 0 })
	}
}

func TestAnAckMayBeLost(t *testing.T) {
	c := testConfig()
	c.AckDeadline = 50 * time.Millisecond
	w := serve(t, c)
	connect(t, w, ackEmpty)
	w.Fault(Fault{Kind: LostAck})
	checkRefusal(t, w.Command(t.Context(), ana, general, "/role", ""), "operation_timeout")
	if err := w.Command(t.Context(), ana, general, "/role", ""); err != nil {
		t.Error(err)
	}
}

func TestAnEnvelopeMayBeOfNoKnownTypeOrNoJSON(t *testing.T) {
	for kind, want := range map[Kind]string{UnknownEnvelope: strangeEnvelope, BadEnvelope: `{"envelope_id":"not json`} {
		t.Run(string(kind), func(t *testing.T) {
			w := serve(t, testConfig())
			w.Fault(Fault{Kind: kind, Times: 2}) // for the next socket that comes up
			conn := dial(t, w)
			check := func() {
				if _, got, err := conn.ReadMessage(); err != nil || string(got) != want {
					t.Errorf("want %s, got %s, %v", want, got, err)
				}
			}
			check()
			check()
			w.Fault(Fault{Kind: kind, Times: 3})
			for range 3 {
				check()
			}
		})
	}
}

func TestAResponseURLMayFailToo(t *testing.T) {
	w := serve(t, testConfig())
	url := responseURL(t, w)
	w.Fault(Fault{Kind: RateLimited, Method: "response_url", RetryAfter: time.Second})
	if got := post(t, url, `{"text":"hello"}`); got != http.StatusTooManyRequests {
		t.Errorf("want 429, got %d", got)
	}
	if got := post(t, url, `{"text":"hello"}`); got != http.StatusOK {
		t.Errorf("want 200, got %d", got)
	}
}

func TestAChannelTakesOneMessageASecondAfterABurst(t *testing.T) {
	var m meter
	now := time.Unix(1_700_000_000, 0)
	for i := range burst {
		if wait := m.take(general, now); wait != 0 {
			t.Errorf("message %d: want it let through, got a wait of %v", i+1, wait)
		}
	}
	if wait := m.take(general, now); wait != time.Second {
		t.Errorf("want to wait a second, got %v", wait)
	}
	if wait := m.take(open, now); wait != 0 {
		t.Errorf("want another channel free, got a wait of %v", wait)
	}
	if wait := m.take(general, now.Add(time.Second)); wait != 0 {
		t.Errorf("want one more a second later, got a wait of %v", wait)
	}
}

func TestTheRateLimitIsHeldWhenAskedFor(t *testing.T) {
	c := testConfig()
	c.RateLimit = true
	w := serve(t, c)
	for range burst {
		if err := say(t, w); err != nil {
			t.Fatal(err)
		}
	}
	var limited *slack.RateLimitedError
	if err := say(t, w); !errors.As(err, &limited) || limited.RetryAfter < time.Second {
		t.Errorf("want to wait, got %v", err)
	}
}
