package commands_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/store/storetest"
	"councilbot/internal/ui"
	"councilbot/knowledge"
)

var now = time.Date(2027, time.March, 2, 9, 30, 0, 0, time.UTC)

// shipped is the shipped pack, loaded once: a library is never changed.
var shipped = sync.OnceValues(knowledge.Open)

// newDesk is a desk over the shipped pack and a real store with the made-up
// council in it.
func newDesk(t testing.TB) *commands.Desk {
	t.Helper()
	st := storetest.Open(t, t.TempDir())
	sample := council.Sample(now, func(place int) string { return "U" + string(rune('A'+place)) })
	if err := st.Seed(t.Context(), store.Change{Did: "council.sampled", At: now}, sample); err != nil {
		t.Fatal(err)
	}
	library, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return &commands.Desk{Store: st, Library: library, Version: "test"}
}

// member is one of the made-up council, by name.
func member(t testing.TB, d *commands.Desk, name string) council.Member {
	t.Helper()
	m, err := d.Store.MemberByName(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// ask asks as a person would, through the one door.
func ask(t *testing.T, d *commands.Desk, r commands.Request, words string) ui.Reply {
	t.Helper()
	name, text, _ := strings.Cut(strings.TrimPrefix(words, "/"), " ")
	r.Text = text
	if r.Now.IsZero() {
		r.Now = now
	}
	reply, err := commands.NewTable(d.Routes()).Ask(context.Background(), commands.Button, name, r)
	if err != nil {
		t.Fatalf("%s: %v", words, err)
	}
	return reply
}
