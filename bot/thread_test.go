package bot_test

import (
	"strings"
	"testing"

	"councilbot/commands"
	"councilbot/internal/standin"
)

// useOnThread has Ana use a shortcut on the reply of a thread, in the council's
// channel or in her direct message with the bot, and gives what its handler was
// given.
func useOnThread(t *testing.T, direct, wanted bool) commands.Message {
	t.Helper()
	given := make(chan commands.Message, 1)
	routes := onMessage(given)
	routes[0].Thread = wanted
	o := open(t, routes, nil)
	o.until("a connection", func() bool { return o.Link().Sockets > 0 })
	channel := hall
	if direct {
		channel = o.DM(ana)
	}
	head, err := o.Write(o.ctx, ana, channel, "First", "")
	if err != nil {
		t.Fatal(err)
	}
	reply, err := o.Write(o.ctx, ana, channel, "Second, @Ana", head)
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Shortcut(o.ctx, ana, "keep", standin.Place{Channel: channel, TS: reply}); err != nil {
		t.Fatal(err)
	}
	return <-given
}

func TestAShortcutThatAsksForItCarriesTheThread(t *testing.T) {
	m := useOnThread(t, true, true)
	var said []string
	for _, s := range m.Said {
		said = append(said, s.Account+" "+s.Text)
	}
	if got, want := strings.Join(said, " | "), ana+" First | "+ana+" Second, @somebody without a seat"; got != want || m.Unread != "" {
		t.Errorf("the thread is %q (%s), want %q", got, m.Unread, want)
	}
	if m := useOnThread(t, true, false); len(m.Said) != 0 {
		t.Errorf("a shortcut that does not ask for it is given the thread: %v", m.Said)
	}
}

func TestAThreadWhereTheBotIsNotIsNotRead(t *testing.T) {
	m := useOnThread(t, false, true)
	if len(m.Said) != 0 || !strings.Contains(m.Unread, "I am not in this channel") || m.Text == "" {
		t.Errorf("the thread is %v, unread because %q, its message %q", m.Said, m.Unread, m.Text)
	}
}
