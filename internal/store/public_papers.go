package store

import (
	"context"
	"io/fs"
	"os"

	"councilbot/internal/council"
)

// AllPapers lists the papers that anybody may read, of every meeting that was
// announced, the newest first; see [Public.Papers].
func (p Public) AllPapers(ctx context.Context) ([]council.Paper, error) {
	all, err := list(ctx, p.store.read, scanPaper, selectOut+`JOIN meetings m ON m.id = b.meeting AND (m.waiting = 0 OR m.state = 'held')
		WHERE p.stage = 'published' ORDER BY p.published DESC, p.id DESC`, everyPaper)
	return public(all), err
}

// PaperText gives what was found on reading a paper that anybody may read, in
// the revision that is published, and its text; nothing where there is none such
// or it has no file.
func (p Public) PaperText(ctx context.Context, id council.PaperID) (council.Reading, []council.FilePassage, error) {
	paper, err := p.Paper(ctx, id)
	if err != nil || paper.File.SHA == "" {
		return council.Reading{}, nil, err
	}
	reading, err := p.store.Reading(ctx, paper.File.SHA)
	if err != nil {
		return council.Reading{}, nil, err
	}
	passages, err := p.store.Passages(ctx, paper.File.SHA)
	return reading, passages, err
}

// OpenPaper opens the file of a paper that anybody may read, in the revision
// that is published, and says what is known of it. The error is fs.ErrNotExist
// where there is none such. The caller closes the file.
func (p Public) OpenPaper(ctx context.Context, id council.PaperID) (*os.File, council.Paper, error) {
	paper, err := p.Paper(ctx, id)
	if err != nil {
		return nil, paper, err
	}
	if paper.File.SHA == "" {
		return nil, paper, fs.ErrNotExist
	}
	f, err := p.store.OpenFile(paper.File.SHA)
	return f, paper, err
}
