package bot

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/slack-go/slack"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
)

// fetcher works through the store's uploads: files that people gave in Slack for
// a paper. It claims one at a time, asks Slack what it is, takes its content from
// Slack's own hosts, judges it and keeps it; the paper, its new revision and what
// its author is told stand in one change, so that a file is received once however
// often the fetcher is killed. Who dies in the middle leaves a claim, which comes
// free when its program is started again, or when its lease runs out.
type fetcher struct {
	store  *store.Store
	api    *slack.Client // one that does not wait at a 429
	source source
	now    func() time.Time
	log    *slog.Logger
	rates  fetchRates
	poke   chan struct{}
	came   func() // called when a file has come; may be nil
}

// fetchRates are the fetcher's measures of time.
type fetchRates struct {
	every    time.Duration // between looks at the store when nobody pokes
	lease    time.Duration // of a claim; longer than a call and a download together
	call     time.Duration // for Slack to say what a file is
	download time.Duration // for a content to come, whole
	retry    time.Duration // after a failure; doubled at each, up to an hour
	tries    int           // then it is given up
}

// usualFetch takes 25 MB over a slow line, and tries for about two hours.
var usualFetch = fetchRates{every: 5 * time.Second, lease: 4 * time.Minute, call: 15 * time.Second, download: 3 * time.Minute, retry: 10 * time.Second, tries: 12}

func newFetcher(c Config, st *store.Store, now func() time.Time, log *slog.Logger, r fetchRates) *fetcher {
	next := transport()
	return &fetcher{store: st, api: plainAPI(c, next), source: newSource(c, next), now: now, log: log,
		rates: r, poke: make(chan struct{}, 1), came: c.Fetched}
}

// wake has the fetcher look for files now instead of in a while.
func (f *fetcher) wake() {
	select {
	case f.poke <- struct{}{}:
	default:
	}
}

// run fetches until ctx ends. What is being fetched then is fetched again by the
// next.
func (f *fetcher) run(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		case <-f.poke:
		}
		for f.one(ctx) {
		}
		timer.Reset(f.rates.every)
	}
}

// one fetches the file that waits longest, if there is one.
func (f *fetcher) one(ctx context.Context) bool {
	u, ok, err := f.store.ClaimUpload(ctx, f.store.Holder(), f.now(), f.rates.lease)
	if err != nil && ctx.Err() == nil {
		f.log.Error("files that wait could not be claimed; trying again", "error", err)
	}
	if err != nil || !ok {
		return false
	}
	file, content, err := f.get(ctx, u)
	if err == nil {
		err = f.keep(ctx, u, file, content)
	}
	if err == nil && f.came != nil {
		f.came()
	}
	if ctx.Err() != nil {
		f.putBack(u, 0)
		return false
	}
	if err != nil {
		f.failed(ctx, u, file, err)
	}
	return true
}

// get asks Slack what a file is, and takes its content. The error is a
// *council.Problem when there is no sense in trying again.
func (f *fetcher) get(ctx context.Context, u store.Upload) (council.File, []byte, error) {
	house, err := f.store.House(ctx)
	if err != nil {
		return council.File{Name: u.Name}, nil, err
	}
	info, err := f.info(ctx, u.Slack)
	if err != nil {
		return council.File{Name: u.Name}, nil, err
	}
	file := council.File{Name: council.FileName(info.Name), Size: int64(info.Size)}
	if err := takable(info, house.MostFile()); err != nil {
		return file, nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, f.rates.download)
	defer cancel()
	content, err := f.source.content(ctx, info.URLPrivateDownload, house.MostFile())
	if err != nil {
		return file, nil, err
	}
	if int64(len(content)) != file.Size {
		return file, nil, errCutShort
	}
	file.Type, err = council.JudgeFile(info.Name, content)
	return file, content, err
}

// errCutShort says that a content has another length than Slack announced: it
// broke off, or Slack sent its sign-in page in its stead, as it does to a token
// without files:read (docs.slack.dev, reference/objects/file-object).
var errCutShort = errors.New("the content does not have the length that Slack announced")

// info asks Slack what a file is. Slack may leave all but the id out of what it
// sends beside a message or an event (docs.slack.dev, reference/objects/file-object,
// file_access: check_file_info), so that it is asked each time.
func (f *fetcher) info(ctx context.Context, id string) (*slack.File, error) {
	ctx, cancel := context.WithTimeout(ctx, f.rates.call)
	defer cancel()
	info, _, _, err := f.api.GetFileInfoContext(ctx, id, 0, 0)
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) && lost[refused.Err] {
		return nil, &council.Problem{Say: "Slack does not show me the file: it was deleted, or it is in a conversation that I am not in. Attach it again from your computer."}
	}
	return info, said("ask what a file is", err)
}

// lost are the codes that say that a file is not to be had (docs.slack.dev,
// methods/files.info).
var lost = map[string]bool{"file_not_found": true, "file_deleted": true, "access_denied": true, "invalid_arguments": true}

// takable says why a file cannot be taken as Slack describes it, or nil. The error is
// a *council.Problem.
func takable(info *slack.File, most int64) error {
	switch {
	case info.IsExternal || info.Mode == "external":
		return &council.Problem{Say: "The file is not in Slack: it is a link to another place. Attach the file itself, or give its address as the paper's link."}
	case info.Mode == "hidden_by_limit":
		return &council.Problem{Say: "The file is too old for this Slack plan, which hides it. Attach it again from your computer."}
	case info.Mode == "tombstone":
		return &council.Problem{Say: "The file was deleted in Slack. Attach it again from your computer."}
	case int64(info.Size) > most:
		return tooLarge(most)
	case info.URLPrivateDownload == "":
		return &council.Problem{Say: "Slack gives no way to fetch this kind of file. Save it as " + council.FileKinds + ", and attach that."}
	}
	return nil
}

// keep puts a content on the disk, and the paper's new revision into the record.
func (f *fetcher) keep(ctx context.Context, u store.Upload, file council.File, content []byte) (err error) {
	if file.SHA, file.Size, err = f.store.KeepFile(content); err != nil {
		return err
	}
	change := store.Change{By: u.By, Did: "paper.received", About: aboutPaper(u), At: f.now()}
	_, err = f.store.Change(ctx, change, func(tx *store.Tx) error {
		still, err := tx.SettleUpload(u, store.UploadFetched, file.Name, "")
		if err != nil {
			return err
		}
		if !still {
			return errPassedOn
		}
		return commands.ReceivePaper(ctx, f.store, tx, council.PaperRevision{Paper: u.Paper, File: file, Changed: u.Changed, By: u.By}, u.ID)
	})
	return err
}
