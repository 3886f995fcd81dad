package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"councilbot/bot"
	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// SayCommand is councilbot say: one command through the same handlers as in
// Slack.
type SayCommand struct {
	Words []string `arg:"" help:"The command, as in '/role cto'."`
	As    string   `placeholder:"NAME" help:"The member who asks; otherwise somebody without a seat."`
	JSON  bool     `help:"Print what would be sent to Slack, as one JSON object."`
}

// Run asks and prints the answer as text or, with --json, as Slack would get it.
func (s SayCommand) Run(ctx context.Context, common *Common, c console) error {
	desk, err := common.openDesk(ctx)
	if err != nil {
		return err
	}
	defer desk.Store.Close()
	reply, err := s.ask(ctx, common, desk)
	if err != nil {
		return err
	}
	if !s.JSON {
		_, err = fmt.Fprintln(c.out, ui.Plain(reply))
		return err
	}
	sent, err := bot.JSON(reply)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "%s\n", sent)
	return err
}

func (s SayCommand) ask(ctx context.Context, common *Common, desk *commands.Desk) (ui.Reply, error) {
	zone, err := common.location()
	if err != nil {
		return nil, err
	}
	from, err := s.who(ctx, desk.Store)
	if err != nil {
		return nil, err
	}
	name, text, _ := strings.Cut(bot.Tidy(strings.Join(s.Words, " ")), " ")
	name = strings.TrimPrefix(strings.TrimPrefix(name, "/"), common.Prefix)
	asked := commands.Request{From: from, Text: text, Now: time.Now().In(zone)}
	return commands.NewTable(desk.Routes()).Ask(ctx, commands.Slash, name, asked)
}

func (s SayCommand) who(ctx context.Context, st *store.Store) (council.Member, error) {
	if s.As == "" {
		return council.Member{}, nil
	}
	return st.MemberByName(ctx, s.As)
}
