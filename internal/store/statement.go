package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"councilbot/internal/council"
)

// source is where a statement is run: the writer within a change, or a reader.
// A statement is compiled once for each connection and kept, because compiling
// costs more than running it.
type source interface {
	prepare(ctx context.Context, query string) (*sql.Stmt, error)
}

// writer is the one connection that writes. Whoever holds the turn may use it.
type writer struct {
	db    *sql.DB
	conn  *sql.Conn
	turn  chan struct{}
	stmts map[string]*sql.Stmt
}

func newWriter(db *sql.DB, conn *sql.Conn) *writer {
	return &writer{db: db, conn: conn, turn: make(chan struct{}, 1), stmts: map[string]*sql.Stmt{}}
}

func (w *writer) take() { w.turn <- struct{}{} }

func (w *writer) takeWithin(ctx context.Context) error {
	select {
	case w.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (w *writer) give() { <-w.turn }

func (w *writer) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt, ok := w.stmts[query]; ok {
		return stmt, nil
	}
	stmt, err := w.conn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	w.stmts[query] = stmt
	return stmt, nil
}

func (w *writer) close() error {
	for _, stmt := range w.stmts {
		stmt.Close()
	}
	return errors.Join(w.conn.Close(), w.db.Close())
}

// reader is the connections that only read.
type reader struct {
	db    *sql.DB
	stmts sync.Map // query → *sql.Stmt
}

func (r *reader) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt, ok := r.stmts.Load(query); ok {
		return stmt.(*sql.Stmt), nil
	}
	stmt, err := r.db.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if first, there := r.stmts.LoadOrStore(query, stmt); there {
		return first.(*sql.Stmt), stmt.Close()
	}
	return stmt, nil
}

func (r *reader) close() error {
	r.stmts.Range(func(_, stmt any) bool { stmt.(*sql.Stmt).Close(); return true })
	return r.db.Close()
}

// row is what a scan function reads from.
type row interface{ Scan(into ...any) error }

// list reads every row of a query.
func list[T any](ctx context.Context, from source, scan func(row) (T, error), query string, args ...any) ([]T, error) {
	stmt, err := from.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		item, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, item)
	}
	return all, rows.Err()
}

// first reads a query's first row; the zero value where there is none.
func first[T any](ctx context.Context, from source, scan func(row) (T, error), query string, args ...any) (T, error) {
	var none T
	stmt, err := from.prepare(ctx, query)
	if err != nil {
		return none, err
	}
	item, err := scan(stmt.QueryRowContext(ctx, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return none, nil
	}
	return item, err
}

func scanText(r row) (text string, err error) { err = r.Scan(&text); return text, err }

func scanNumber(r row) (n int64, err error) { err = r.Scan(&n); return n, err }

func scanPair(r row) (pair [2]string, err error) { err = r.Scan(&pair[0], &pair[1]); return pair, err }

const timeText = "2006-01-02T15:04:05Z"

// stamp writes a time as it is kept; the zero time is the empty text.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(timeText)
}

// moment reads a time as it is kept, in UTC.
func moment(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	return time.Parse(timeText, text)
}

func scanMoment(r row) (time.Time, error) {
	var text string
	if err := r.Scan(&text); err != nil {
		return time.Time{}, err
	}
	return moment(text)
}

// dayText writes a day as it is kept; no day is the empty text.
func dayText(d council.Day) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// day reads a day as it is kept.
func day(text string) (council.Day, error) {
	if text == "" {
		return council.Day{}, nil
	}
	return council.ParseDay(text)
}

// span reads two times that belong together.
func span(from, until string) (f, u time.Time, err error) {
	if f, err = moment(from); err == nil {
		u, err = moment(until)
	}
	return f, u, err
}

// jsonList writes a list as it is kept.
func jsonList[T any](items []T) (string, error) {
	if len(items) == 0 {
		return "[]", nil
	}
	text, err := json.Marshal(items)
	return string(text), err
}
