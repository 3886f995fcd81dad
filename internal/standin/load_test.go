package standin

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/gorilla/websocket"
)

// dial opens a socket by hand and reads its hello.
func dial(t testing.TB, w *Workspace) *websocket.Conn {
	t.Helper()
	rep := w.call("apps.connections.open", args{"token": w.conf.AppToken})
	var opened struct{ URL string }
	if err := json.Unmarshal(rep.body, &opened); err != nil {
		t.Fatal(err)
	}
	conn, _, err := websocket.DefaultDialer.Dial(opened.URL, http.Header{"Origin": {"https://api.slack.com"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if _, hello, err := conn.ReadMessage(); err != nil || !bytes.Contains(hello, []byte(`"type":"hello"`)) {
		t.Fatalf("want hello, got %s, %v", hello, err)
	}
	return conn
}

// ackAll acknowledges everything on the socket with the same payload, as fast
// as it can, until the socket ends.
func ackAll(conn *websocket.Conn, payload string) {
	var ack []byte
	for {
		_, frame, err := conn.ReadMessage()
		if err != nil {
			return
		}
		id := frame[len(ackOpening):]
		id = id[:bytes.IndexByte(id, '"')]
		ack = append(append(append(ack[:0], ackOpening...), id...), '"')
		if payload != "" {
			ack = append(append(ack, `,"payload":`...), payload...)
		}
		if conn.WriteMessage(websocket.TextMessage, append(ack, '}')) != nil {
			return
		}
	}
}

func TestThePumpTimesEveryCommandAndKeepsNothing(t *testing.T) {
	w := serve(t, testConfig())
	answer := `{"text":"` + strings.Repeat("x", 4000) + `"}`
	go ackAll(dial(t, w), answer)
	timings := w.Pump(t.Context(), ana, general, "/role", "cto", 500, 0, 64)
	for i, got := range timings {
		if got.Err != nil || got.Size != len(answer) || got.Took <= 0 {
			t.Fatalf("command %d: want size %d and a time, got %+v", i, len(answer), got)
		}
	}
	if got := w.Messages(ana, general); len(got) != 0 {
		t.Errorf("want nothing kept, got %d messages", len(got))
	}
}

func BenchmarkPump(b *testing.B) {
	for name, answer := range map[string]string{"empty": "", "5KB": `{"text":"` + strings.Repeat("x", 5000) + `"}`} {
		b.Run(name, func(b *testing.B) {
			w := serve(b, testConfig())
			go ackAll(dial(b, w), answer)
			b.ReportAllocs()
			b.ResetTimer()
			w.Pump(b.Context(), ana, general, "/role", "cto", b.N, 0, 64)
		})
	}
}

func BenchmarkCommand(b *testing.B) {
	section := `{"type":"section","text":{"type":"mrkdwn","text":"` + strings.Repeat("x", 300) + `"}}`
	blocks := `{"text":"hello","blocks":[` + strings.Repeat(section+",", 9) + section + `]}`
	for name, answer := range map[string]string{"empty": "", "text": `{"text":"hello"}`, "blocks": blocks} {
		b.Run(name, func(b *testing.B) {
			w := serve(b, testConfig())
			go ackAll(dial(b, w), answer)
			b.SetParallelism(32)
			b.ReportAllocs()
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					if err := w.Command(b.Context(), ana, general, "/role", "cto"); err != nil {
						b.Error(err)
						return
					}
				}
			})
		})
	}
}
