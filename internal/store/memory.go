package store

import (
	"context"
	"database/sql"
	"sync"
	"sync/atomic"
	"time"

	"councilbot/internal/council"
)

// watchEvery is how long what is remembered may be used before asking whether
// another process has changed the file.
const watchEvery = 500 * time.Millisecond

// memory keeps who the people of the last commands are, so that a command costs
// no query. A change of this process to the members empties it; for another
// process's changes it asks SQLite's data_version, at most twice a second and
// only while someone reads.
type memory struct {
	db   *sql.DB
	kept atomic.Pointer[remembered]
	due  atomic.Bool // time to ask again

	asking  sync.Mutex
	conn    *sql.Conn // data_version counts for one connection, so it is always this one
	version int64
}

type remembered struct {
	members sync.Map // Slack id → council.Member
	looked  sync.Map // council.MemberID → map[string]string
}

func newMemory(db *sql.DB) *memory {
	m := &memory{db: db}
	m.kept.Store(&remembered{})
	m.due.Store(true)
	return m
}

// forget empties the memory. A reader that is filling the old one fills
// something that nobody will read.
func (m *memory) forget() { m.kept.Store(&remembered{}) }

// outdate forgets what a change has made out of date.
func (m *memory) outdate(tx *Tx) {
	if tx.people {
		m.forget()
		return
	}
	for _, id := range tx.looked {
		m.kept.Load().looked.Delete(id)
	}
}

// current gives what may be used now.
func (m *memory) current(ctx context.Context) (*remembered, error) {
	if m.due.CompareAndSwap(true, false) {
		if err := m.ask(context.WithoutCancel(ctx)); err != nil {
			m.due.Store(true)
			return nil, err
		}
		time.AfterFunc(watchEvery, func() { m.due.Store(true) })
	}
	return m.kept.Load(), nil
}

// ask empties the memory if any other connection has changed the file.
func (m *memory) ask(ctx context.Context) error {
	m.asking.Lock()
	defer m.asking.Unlock()
	if m.conn == nil {
		conn, err := m.db.Conn(ctx)
		if err != nil {
			return err
		}
		m.conn = conn
	}
	var version int64
	if err := m.conn.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&version); err != nil {
		return err
	}
	if version != m.version {
		m.version = version
		m.forget()
	}
	return nil
}

// Version tells one state of the store from another: it differs after a change by
// this process or another, within half a second.
func (s *Store) Version(ctx context.Context) (int64, error) {
	if _, err := s.seen.current(ctx); err != nil {
		return 0, err
	}
	s.seen.asking.Lock()
	defer s.seen.asking.Unlock()
	return s.seen.version, nil
}

func (m *memory) close() error {
	m.asking.Lock()
	defer m.asking.Unlock()
	if m.conn == nil {
		return nil
	}
	return m.conn.Close()
}

// member gives the remembered member of a Slack id, reading it the first time.
// That an id has no seat is not remembered: strangers are without number.
func (r *remembered) member(id string, read func() (council.Member, error)) (council.Member, error) {
	if m, ok := r.members.Load(id); ok {
		return m.(council.Member), nil
	}
	m, err := read()
	if err == nil && m.ID != 0 {
		r.members.Store(id, m)
	}
	return m, err
}
