package standin

import (
	"bytes"
	"encoding/json"
	"io"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// mostAck is the largest acknowledgement in bytes; a larger one ends the
// connection with code 1009, as a third party saw Slack do (slax PR 614).
const mostAck = 20480

// writeWithin is how long a write to a bot that does not read may take.
const writeWithin = 5 * time.Second

// standing is how a socket stands with the hub, whose lock guards it.
type standing int

const (
	greeting  standing = iota // hello not yet said
	up                        // can be given work
	warnedOff                 // told of a refresh to come
	leaving                   // told to go
	gone
)

// A socket is one WebSocket of the bot.
type socket struct {
	hub      *hub
	conn     *websocket.Conn
	standing standing

	mu        sync.Mutex // one writer at a time
	buf       []byte
	writeTill time.Time
}

// deliver writes the envelope under the id it has on this socket.
func (s *socket) deliver(e *envelope, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.buf = e.appendFrame(s.buf[:0], id)
	s.write(s.buf)
}

// say writes a message that is no envelope.
func (s *socket) say(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.write([]byte(text))
}

// write sends a frame; a socket that cannot be written to is cut, which ends
// its reader and gives its envelopes to another. The deadline is moved at most
// once a second, because moving it costs more than a write.
func (s *socket) write(frame []byte) {
	if now := time.Now(); s.writeTill.Sub(now) < writeWithin-time.Second {
		s.writeTill = now.Add(writeWithin)
		_ = s.conn.SetWriteDeadline(s.writeTill)
	}
	if err := s.conn.WriteMessage(websocket.TextMessage, frame); err != nil {
		_ = s.conn.Close()
	}
}

// cut ends the connection without a word.
func (s *socket) cut() { _ = s.conn.Close() }

// readAcks takes acknowledgements until the connection ends.
func (s *socket) readAcks() {
	s.conn.SetReadLimit(mostAck)
	var frame bytes.Buffer
	for {
		_, r, err := s.conn.NextReader()
		if err != nil {
			return
		}
		frame.Reset()
		if _, err := io.Copy(&frame, r); err != nil {
			return
		}
		s.takeAck(frame.Bytes())
	}
}

// takeAck hands one acknowledgement to the hub.
func (s *socket) takeAck(frame []byte) {
	id := ackID(frame)
	if id != "" && s.hub.faults.take(LostAck, "") != nil {
		return
	}
	s.hub.acknowledge(s, id, frame)
}

// The parts of an acknowledgement as every known client writes it.
const (
	ackOpening = `{"envelope_id":"`
	ackPayload = `","payload":`
)

// ackID is the envelope_id of an acknowledgement, "" when it has none. In the
// usual form nothing after it is looked at: under load most acknowledgements
// are only counted, and whoever reads the payload finds out whether it is JSON.
func ackID(frame []byte) string {
	rest, usual := bytes.CutPrefix(frame, []byte(ackOpening))
	if i := bytes.IndexByte(rest, '"'); usual && i > 0 && isPlain(string(rest[:i])) {
		return string(rest[:i])
	}
	id, _, _ := parseAck(frame)
	return id
}

// parseAck takes an acknowledgement apart.
func parseAck(frame []byte) (id string, payload []byte, err error) {
	var ack struct {
		EnvelopeID string          `json:"envelope_id"`
		Payload    json.RawMessage `json:"payload"`
	}
	err = json.Unmarshal(frame, &ack)
	return ack.EnvelopeID, ack.Payload, err
}

// usualPayload is the payload of an acknowledgement in the usual form, where it
// comes last. Whether it is JSON is not looked at.
func usualPayload(frame []byte) []byte {
	_, payload, _ := bytes.Cut(frame, []byte(ackPayload))
	return bytes.TrimSuffix(payload, []byte("}"))
}

// payloadOf is the payload of an acknowledgement. One that is not JSON is no
// answer to anybody: it comes back whole, for the reader to refuse.
func payloadOf(frame []byte) []byte {
	if payload := usualPayload(frame); json.Valid(payload) {
		return bytes.Clone(payload)
	}
	_, payload, err := parseAck(frame)
	if err != nil {
		return bytes.Clone(frame)
	}
	return payload
}
