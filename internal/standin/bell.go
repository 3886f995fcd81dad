package standin

import "sync"

// bells tells any number of watchers that something changed. A watcher that
// is busy misses nothing: one ring waits for it.
type bells struct {
	mu      sync.Mutex
	ringing map[chan struct{}]bool
}

// watch adds a watcher; the returned function removes it.
func (b *bells) watch() (<-chan struct{}, func()) {
	bell := make(chan struct{}, 1)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ringing == nil {
		b.ringing = map[chan struct{}]bool{}
	}
	b.ringing[bell] = true
	return bell, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.ringing, bell)
	}
}

// ring wakes every watcher.
func (b *bells) ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for bell := range b.ringing {
		select {
		case bell <- struct{}{}:
		default:
		}
	}
}
