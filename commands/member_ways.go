package commands

import (
	"context"
	"fmt"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// memberWays shows how and when one hears from the bot unasked, with a button
// for each change.
func (d *Desk) memberWays(ctx context.Context, r Request) (ui.Reply, error) {
	return d.waysPage(ctx, r, "")
}

// waysOf gives how the person hears from the bot, with the council's hours where
// they set none.
func (d *Desk) waysOf(ctx context.Context, r Request) (council.Preference, error) {
	post, err := d.postRoom(ctx, r)
	if err != nil {
		return council.Preference{}, err
	}
	return post.house.Of(post.asked[r.From.ID]), nil
}

func (d *Desk) waysPage(ctx context.Context, r Request, say string) (ui.Reply, error) {
	p, err := d.waysOf(ctx, r)
	if err != nil {
		return nil, err
	}
	_, zone, err := d.house(ctx)
	if err != nil {
		return nil, err
	}
	var body []ui.Block
	if say != "" {
		body = append(body, ui.Prose{Text: say})
	}
	by, other := "direct messages, and the channel's posts", ui.Button{Label: "The channel is enough", Do: "member", Arg: "by channel"}
	if p.ChannelOnly {
		by, other = "the channel's posts only", ui.Button{Label: "Write to me directly", Do: "member", Arg: "by message"}
	}
	muted, row := "no", []ui.Button{{Label: "Mute for a week", Do: "member", Arg: "mute week"}, {Label: "Mute for a month", Do: "member", Arg: "mute month"}}
	if r.Now.Before(p.Muted) {
		muted, row = "until "+council.SayTime(p.Muted.In(zone)), []ui.Button{{Label: "End the mute", Do: "member", Arg: "unmute", Style: ui.Primary}}
	}
	body = append(body, ui.Heading{Text: "How you hear from me"}, ui.Fields{Pairs: []ui.Pair{
		{Name: "Reminders come by", Value: by},
		{Name: "Between", Value: fmt.Sprintf("%02d:00 and %02d:00 %s", p.From, p.Until, council.ZoneLabel(zone))},
		{Name: "Muted", Value: muted},
	}}, ui.Buttons{Row: append(append(row, other), ui.Button{Label: "Change the hours", Do: "member", Arg: "hours"})},
		ui.Note{Text: "Outside the week before a meeting I write to you unasked once a week at most. That a meeting was moved or cancelled I tell you even when muted, if you had said yes. What an office asks of its holder is not held back."})
	return card(body...), nil
}

// prefer makes one change to how the person hears from the bot as it is at that
// moment, and shows it.
func (d *Desk) prefer(ctx context.Context, r Request, say string, change func(*council.Preference)) (ui.Reply, error) {
	err := d.changeCard(ctx, r, "member.ways", func(tx *store.Tx) error {
		preferences, err := d.Store.Preferences(ctx)
		if err != nil {
			return err
		}
		p := preferences[r.From.ID]
		change(&p)
		return tx.PutPreference(r.From.ID, p)
	})
	if err != nil {
		return nil, err
	}
	return d.waysPage(ctx, r, say)
}

// memberMute holds reminders back for a week, a month, or until a date.
func (d *Desk) memberMute(ctx context.Context, r Request) (ui.Reply, error) {
	_, zone, err := d.house(ctx)
	if err != nil {
		return nil, err
	}
	until, err := council.PutOff(strings.TrimPrefix(r.Text, "a "), r.Now.In(zone))
	if err != nil {
		typed, unread := council.ParseMoment(strings.TrimPrefix(r.Text, "until "), r.Now.In(zone))
		if unread != nil {
			return nil, &council.Problem{Err: unread, Say: "Say for how long: " + d.slash("member mute week") + ", " + d.slash("member mute month") + " or " + d.slash("member mute until 1 June") + "."}
		}
		until = typed.Day.At(0, 0, zone)
	}
	if !until.After(r.Now) {
		return nil, &council.Problem{Say: "That day has passed. Give one that is still to come."}
	}
	return d.prefer(ctx, r, "Muted until "+council.DayOf(until).Long()+".", func(p *council.Preference) { p.Muted = until })
}

// memberUnmute lets reminders come again.
func (d *Desk) memberUnmute(ctx context.Context, r Request) (ui.Reply, error) {
	return d.prefer(ctx, r, "You hear from me again.", func(p *council.Preference) { p.Muted = time.Time{} })
}

// memberHours sets the hours in which reminders come: asked without hours it
// gives a form.
func (d *Desk) memberHours(ctx context.Context, r Request) (ui.Reply, error) {
	text := r.Text
	if r.Form != nil {
		text = r.Form["hours"]
	}
	if text == "" && r.Form == nil {
		now, err := d.waysOf(ctx, r)
		if err != nil {
			return nil, err
		}
		return ui.Modal{Do: "member", Arg: "hours", Title: "Your hours", Submit: "Keep them", Body: []ui.Block{
			ui.Input{Name: "hours", Label: "When may I write to you?", Hint: "The first and the last hour, such as 9 to 17, on the council's own clock. What falls outside waits.", Kind: ui.Line, Value: fmt.Sprintf("%d to %d", now.From, now.Until), Max: 20}}}, nil
	}
	from, until, err := council.ParseHours(text)
	if faults := fieldFaults(r, err); faults != nil {
		return faults, nil
	}
	if err != nil {
		return nil, err
	}
	return d.prefer(ctx, r, "Your hours are kept.", func(p *council.Preference) { p.From, p.Until = from, until })
}

// memberBy chooses between direct messages and the channel alone.
func (d *Desk) memberBy(ctx context.Context, r Request) (ui.Reply, error) {
	only, known := map[string]bool{"channel": true, "message": false, "dm": false}[strings.ToLower(r.Text)]
	if !known {
		return nil, &council.Problem{Say: "Choose " + d.slash("member by message") + " or " + d.slash("member by channel") + "."}
	}
	return d.prefer(ctx, r, "Kept.", func(p *council.Preference) { p.ChannelOnly = only })
}
