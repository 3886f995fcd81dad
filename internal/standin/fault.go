package standin

import (
	"sync"
	"sync/atomic"
	"time"
)

// A Kind names a fault that can be asked for.
type Kind string

// The faults. Disconnect, AbruptClose, UnknownEnvelope and BadEnvelope happen
// at once where a socket is up: the first two once, and for the rest of Times
// to sockets as they come up; the last two all Times in a row. Everything else,
// and any of these while no socket is up, waits for its occasion.
const (
	Disconnect      Kind = "disconnect"       // sockets get a disconnect message with Reason: warning, refresh_requested, link_disabled, too_many_websockets
	AbruptClose     Kind = "abrupt_close"     // sockets are cut without a word
	SlowHello       Kind = "slow_hello"       // hello comes after Delay
	Duplicate       Kind = "duplicate"        // an envelope is delivered twice: same trigger id, and the same envelope id when SameID
	LostAck         Kind = "lost_ack"         // an acknowledgement is thrown away
	UnknownEnvelope Kind = "unknown_envelope" // an envelope of a type nobody knows
	BadEnvelope     Kind = "bad_envelope"     // a frame that is not JSON
	RateLimited     Kind = "rate_limited"     // HTTP 429 with RetryAfter
	ServerError     Kind = "server_error"     // HTTP Status; with PostedFirst the call took effect before it failed
	SlowAPI         Kind = "slow_api"         // the answer comes after Delay
	ErrorCode       Kind = "error_code"       // ok:false with Code, Needed and Provided
)

// A Fault is something to go wrong. Method is a Web API method, "response_url",
// "upload" or "download", and for a Duplicate the type of envelope; empty means any. To
// make connecting fail use ErrorCode or ServerError with the Method
// "apps.connections.open".
type Fault struct {
	Kind        Kind
	Method      string
	Times       int // how often; 0 means once, negative until ClearFaults
	After       int // occasions let pass first
	RetryAfter  time.Duration
	Delay       time.Duration
	Reason      string // of a Disconnect
	All         bool   // Disconnect and AbruptClose: every socket at each time, not one
	Status      int    // of a ServerError; 500 when 0
	PostedFirst bool
	SameID      bool
	Code        string
	Needed      string
	Provided    string
}

// faults are those asked for and not yet used up.
type faults struct {
	armed atomic.Int32 // how many; read without the lock on every call
	mu    sync.Mutex
	list  []*Fault
}

// add arms a fault.
func (fs *faults) add(f Fault) {
	if f.Times == 0 {
		f.Times = 1
	}
	fs.mu.Lock()
	defer fs.mu.Unlock()
	fs.list = append(fs.list, &f)
	fs.armed.Store(int32(len(fs.list)))
}

// take returns the fault to happen at this occasion, or nil, and counts it.
func (fs *faults) take(kind Kind, method string) *Fault {
	if fs.armed.Load() == 0 {
		return nil
	}
	fs.mu.Lock()
	defer fs.mu.Unlock()
	for i, f := range fs.list {
		if f.Kind != kind || (f.Method != "" && f.Method != method) {
			continue
		}
		if f.After > 0 {
			f.After--
			continue
		}
		taken := *f
		if f.Times--; f.Times == 0 {
			fs.list = append(fs.list[:i:i], fs.list[i+1:]...)
			fs.armed.Store(int32(len(fs.list)))
		}
		return &taken
	}
	return nil
}

// clear disarms everything.
func (fs *faults) clear() {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	fs.list = nil
	fs.armed.Store(0)
}

// ofSockets are the faults that happen to a socket, and how.
var ofSockets = map[Kind]func(*Workspace, *socket, *Fault){
	Disconnect:      func(w *Workspace, s *socket, f *Fault) { w.hub.dismiss(s, f.Reason) },
	AbruptClose:     func(_ *Workspace, s *socket, _ *Fault) { s.cut() },
	UnknownEnvelope: func(_ *Workspace, s *socket, _ *Fault) { s.say(strangeEnvelope) },
	BadEnvelope:     func(_ *Workspace, s *socket, _ *Fault) { s.say(`{"envelope_id":"not json`) },
}

// harmless are the faults a socket outlives.
var harmless = map[Kind]bool{UnknownEnvelope: true, BadEnvelope: true}

// strangeEnvelope is of a type no client knows.
const strangeEnvelope = `{"envelope_id":"5ca1ab1e-ffff-4000-8000-000000000000","type":"weather_report","payload":{"sky":"clear"},"accepts_response_payload":false}`

// Fault makes f happen.
func (w *Workspace) Fault(f Fault) {
	happen := ofSockets[f.Kind]
	live := w.hub.living()
	if happen == nil || len(live) == 0 {
		w.faults.add(f)
		return
	}
	if !f.All {
		live = live[:1]
	}
	now := 1
	if harmless[f.Kind] {
		now = max(f.Times, 1)
	}
	for range now {
		for _, s := range live {
			happen(w, s, &f)
		}
	}
	if f.Times > now {
		f.Times -= now
		w.faults.add(f)
	} else if f.Times < 0 {
		w.faults.add(f)
	}
}

// faultsOnHello lets armed faults of sockets happen to one that came up.
func (w *Workspace) faultsOnHello(s *socket) {
	for kind, happen := range ofSockets {
		for f := w.faults.take(kind, ""); f != nil; f = w.faults.take(kind, "") {
			happen(w, s, f)
			if !harmless[kind] || f.Times < 0 {
				break
			}
		}
	}
}

// ClearFaults makes everything work again.
func (w *Workspace) ClearFaults() { w.faults.clear() }
