package commands

import (
	"context"
	"strings"

	"councilbot/internal/ui"
)

// Ask answers /ask.
func (d *Desk) Ask(ctx context.Context, r Request) (ui.Reply, error) {
	verb, rest, _ := strings.Cut(r.Text, " ")
	if strings.ToLower(verb) == "read" && d.Library.Entry(rest) != nil {
		return d.read(ctx, r, rest)
	}
	return d.Role(ctx, r)
}
