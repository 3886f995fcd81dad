package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
)

// errPassedOn says that another fetcher has the upload by now.
var errPassedOn = errors.New("another fetcher has it")

func aboutPaper(u store.Upload) string { return fmt.Sprintf("paper/%d", u.Paper) }

// failed gives an upload back or up, as the failure asks. Whoever gave the file
// is told only when there is something for them to do.
func (f *fetcher) failed(ctx context.Context, u store.Upload, file council.File, err error) {
	var problem *council.Problem
	var limited *slack.RateLimitedError
	var refused slack.SlackErrorResponse
	wait := min(f.rates.retry<<min(u.Tries-1, 20), time.Hour)
	switch {
	case errors.Is(err, errPassedOn):
		return
	case errors.As(err, &problem):
		f.refuse(ctx, u, file.Name, problem.Say)
		return
	case errors.As(err, &limited):
		wait = limited.RetryAfter
	case errors.As(err, &refused) && refused.Err == "missing_scope":
		f.log.Error("the app lacks the permission files:read, so that papers cannot be fetched; add it and install the app again", "upload", u.ID)
		wait = forPermission
	case u.Tries >= f.rates.tries:
		f.log.Error("a file could not be fetched and is given up", "upload", u.ID, "error", err)
		f.refuse(ctx, u, file.Name, "Slack did not give it to me, though I tried for a while. Attach it again, or give the paper's address as a link.")
		return
	}
	f.log.Warn("a file waits", "upload", u.ID, "for", wait, "error", err)
	f.putBack(u, wait)
}

func (f *fetcher) putBack(u store.Upload, wait time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), f.rates.call)
	defer cancel()
	if err := f.store.WaitUpload(ctx, u, f.now().Add(wait), f.now()); err != nil {
		f.log.Error("a file could not be given back; its turn comes when its lease has run out", "upload", u.ID, "error", err)
	}
}

// refuse settles an upload for good, and tells whoever gave the file why and what
// to do.
func (f *fetcher) refuse(ctx context.Context, u store.Upload, name, why string) {
	change := store.Change{By: u.By, Did: "paper.refused", About: aboutPaper(u), At: f.now()}
	_, err := f.store.Change(ctx, change, func(tx *store.Tx) error {
		still, err := tx.SettleUpload(u, store.UploadRefused, name, why)
		if err != nil || !still {
			return err
		}
		return commands.RefusePaper(tx, u, name, why)
	})
	if err != nil {
		f.log.Error("a file could not be refused; its turn comes when its lease has run out", "upload", u.ID, "error", err)
	}
}
