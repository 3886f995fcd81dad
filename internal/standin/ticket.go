package standin

import (
	"errors"
	"hash/maphash"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Why a ticket is not taken.
var (
	errForged  = errors.New("ticket not issued here")
	errExpired = errors.New("ticket expired")
	errSpent   = errors.New("ticket used up")
)

// tickets issues the short-lived keys of the protocol (trigger ids, response
// URLs, socket and upload URLs). A ticket says itself when it was issued and
// what for, under a keyed hash, so that one never used costs no memory: under
// load there are thousands a second.
//
// All the times one set of tickets is told are of one clock.
type tickets struct {
	seed    maphash.Seed
	last    atomic.Uint64
	mu      sync.Mutex
	used    map[string]use
	sweepAt int // how many used ones to have before looking for old ones
}

// use is how often a ticket was spent, and until when that matters.
type use struct {
	times int
	until time.Time
}

// fewTickets are kept without looking for old ones.
const fewTickets = 4096

func newTickets() *tickets {
	return &tickets{seed: maphash.MakeSeed(), used: map[string]use{}, sweepAt: fewTickets}
}

// appendTicket writes a ticket for what ("kind_detail", without ".") to b.
func (t *tickets) appendTicket(b []byte, now time.Time, what string) []byte {
	start := len(b)
	b = strconv.AppendInt(b, now.UnixMilli(), 10)
	b = append(b, '.')
	b = strconv.AppendUint(b, t.last.Add(1), 10)
	b = append(b, '.')
	b = append(b, what...)
	mac := maphash.Bytes(t.seed, b[start:])
	b = append(b, '.')
	return strconv.AppendUint(b, mac, 36)
}

// issue is appendTicket as a string.
func (t *tickets) issue(now time.Time, what string) string {
	return string(t.appendTicket(nil, now, what))
}

// spend uses a ticket of a kind once more and returns what it was for. It may
// be used as often as uses says within life of being issued.
func (t *tickets) spend(ticket, kind string, now time.Time, life time.Duration, uses int) (string, error) {
	detail, issued, err := t.read(ticket, kind)
	if err != nil {
		return "", err
	}
	if now.Sub(issued) > life {
		return "", errExpired
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.sweep(now)
	u := t.used[ticket]
	if u.times >= uses {
		return "", errSpent
	}
	t.used[ticket] = use{times: u.times + 1, until: issued.Add(life)}
	return detail, nil
}

// read checks the hash and takes the ticket apart.
func (t *tickets) read(ticket, kind string) (detail string, issued time.Time, err error) {
	cut := strings.LastIndexByte(ticket, '.')
	if cut < 0 || strconv.FormatUint(maphash.String(t.seed, ticket[:cut]), 36) != ticket[cut+1:] {
		return "", time.Time{}, errForged
	}
	part := strings.SplitN(ticket[:cut], ".", 3)
	if len(part) != 3 {
		return "", time.Time{}, errForged
	}
	detail, ok := strings.CutPrefix(part[2], kind+"_")
	if !ok {
		return "", time.Time{}, errForged
	}
	ms, err := strconv.ParseInt(part[0], 10, 64)
	if err != nil {
		return "", time.Time{}, errForged
	}
	return detail, time.UnixMilli(ms), nil
}

// sweep forgets tickets past their life when there are twice as many as were
// left last time, so that a busy minute does not pay for it at every use.
func (t *tickets) sweep(now time.Time) {
	if len(t.used) < t.sweepAt {
		return
	}
	for ticket, u := range t.used {
		if now.After(u.until) {
			delete(t.used, ticket)
		}
	}
	t.sweepAt = max(fewTickets, 2*len(t.used))
}
