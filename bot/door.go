package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"strings"
	"time"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/ui"
)

const (
	// handleWithin is how long a handler may take.
	handleWithin = 10 * time.Second
	// unanswered is the age at which an envelope is acknowledged without its
	// answer. Slack's own patience ends at three seconds.
	unanswered = 900 * time.Millisecond
)

// through is the one door: every question is identified, checked, answered and
// its errors turned into words here.
func (b *Bot) through(ctx context.Context, e *envelope) (reply ui.Reply) {
	ctx, cancel := context.WithTimeout(ctx, handleWithin)
	defer cancel()
	if e.kind == below && !b.toldUs(ctx, e) {
		return ui.Nothing{}
	}
	err := safely(func() (err error) {
		reply, err = b.ask(ctx, e)
		return err
	})
	if err != nil {
		return b.trouble(e, err)
	}
	return reply
}

// toldUs says whether what was written in a channel stands below a post of ours
// about a meeting.
func (b *Bot) toldUs(ctx context.Context, e *envelope) bool {
	about, err := b.store.PostedAbout(ctx, e.channel, e.thread)
	if err != nil {
		b.log.Error("what was written in a thread could not be looked at", "envelope", e, "error", err)
	}
	return err == nil && about != 0
}

// ask identifies who asks and has the Route answer.
func (b *Bot) ask(ctx context.Context, e *envelope) (ui.Reply, error) {
	from, err := b.person(ctx, e.account)
	if err != nil {
		return nil, err
	}
	message, err := b.messageOf(ctx, e)
	if err != nil {
		return nil, err
	}
	return b.routes.Ask(ctx, e.how(), b.name(e), commands.Request{
		From: from, Text: e.text, Form: e.form, Channel: e.channel, Key: e.key, Now: b.now(), Message: message,
	})
}

// how is the way a question came, as far as Routes tell ways apart.
func (e *envelope) how() commands.Kind {
	if e.kind == slash {
		return commands.Slash
	}
	return commands.Button
}

// name is the Route an envelope asks.
func (b *Bot) name(e *envelope) string {
	switch e.kind {
	case slash:
		return strings.TrimPrefix(e.route, b.prefix)
	case home:
		return "home"
	case mention:
		return "mention"
	case below:
		return "below"
	}
	return e.route
}

// trouble turns an error into words for the person: a problem says itself;
// anything else is logged under a reference that the person is given.
func (b *Bot) trouble(e *envelope, err error) ui.Reply {
	var problem *council.Problem
	if errors.As(err, &problem) {
		if e.kind == form && problem.Field != "" {
			return ui.FieldErrors{problem.Field: problem.Say}
		}
		return ui.Say(problem.Say)
	}
	ref := reference()
	b.log.Error("a question could not be answered", "reference", ref, "route", e.route, "error", err)
	if errors.Is(err, context.DeadlineExceeded) {
		return ui.Say("That took too long and was given up. Please try once more; if it happens again, give the operator this reference: " + ref + ".")
	}
	return ui.Say("Something went wrong on the bot's side, and nothing was changed. Please try once more; if it happens again, give the operator this reference: " + ref + ".")
}

// reference is a short random word that a person can read out.
func reference() string { return strings.ToLower(rand.Text()[:6]) }

// LogValue is what the log may hold of an envelope: ids, never words.
func (e *envelope) LogValue() slog.Value {
	return slog.GroupValue(slog.String("route", e.route), slog.String("envelope", e.id))
}
