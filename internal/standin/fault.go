package standin

import "time"

// A Kind names a fault that can be asked for.
type Kind string

// The faults. Disconnect, AbruptClose, UnknownEnvelope and BadEnvelope happen
// at once on the sockets that are up, and to sockets as they come up while
// Times is not used up; the others wait for their occasion.
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

// A Fault is something to go wrong. Method is a Web API method, "response_url"
// or "upload"; empty means any Web API method. To make connecting fail use
// ErrorCode or ServerError with Method "apps.connections.open".
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

// Fault makes f happen.
func (w *Workspace) Fault(f Fault) {}

// ClearFaults makes everything work again.
func (w *Workspace) ClearFaults() {}
