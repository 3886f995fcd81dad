package standin

import (
	"bytes"
	"strings"
	"testing"

	"github.com/gorilla/websocket"
)

func FuzzAnAckSaysWhatJSONSays(f *testing.F) {
	f.Add(`{"envelope_id":"1"}`)
	f.Add(`{"envelope_id":"1","payload":{"text":"a"}}`)
	f.Add(`{"payload":null,"envelope_id":"1"}`)
	f.Add(`{"envelope_id":"1","payload":{},"x":1}`)
	f.Add(`{"envelope_id":"1","payload":}`)
	f.Add(`{"x":{"":"","payload":{}},"payload":1}`)
	f.Fuzz(func(t *testing.T, text string) {
		id, payload, err := parseAck([]byte(text))
		// A name may come twice in JSON: the first is then taken, Go takes the last.
		twice := strings.Count(strings.ToLower(text), "envelope_id") != 1 || strings.Count(strings.ToLower(text), "payload") > 1 || strings.Contains(text, `\u`)
		if err != nil || twice {
			return
		}
		if got := ackID([]byte(text)); got != id {
			t.Errorf("%q: want id %q, got %q", text, id, got)
		}
		if got := payloadOf([]byte(text)); !bytes.Equal(bytes.TrimSpace(got), bytes.TrimSpace(payload)) {
			t.Errorf("%q: want payload %q, got %q", text, payload, got)
		}
	})
}

func TestMembersAfterThePayloadOfAnAckDoNotMatter(t *testing.T) {
	w := serve(t, testConfig())
	conn := dial(t, w)
	ended := begin(t, w, ana)
	id := next(t, conn).ID
	body := `{"envelope_id":"` + id + `","payload":{"text":"hello"},"x":1}`
	if err := conn.WriteMessage(websocket.TextMessage, []byte(body)); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if got := last(t, w, ana, general).Text; got != "hello" {
		t.Errorf("want hello, got %q", got)
	}
}
