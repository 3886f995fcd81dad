package standin

import (
	"context"
	"time"
)

// A File is something uploaded by a person or the bot.
type File struct {
	ID       string
	Name     string
	Title    string
	Mimetype string
	Size     int // bytes
	User     string
	Channels []string // where it was shared
	Created  time.Time
	URL      string // url_private: needs the bot token as bearer
}

// Upload gives a file to the conversation, as dropping it there does. With an
// empty channel the file is only stored, for a file_input of a modal: its id
// is then the value to submit.
func (w *Workspace) Upload(ctx context.Context, as, channel, name string, body []byte) (File, error) {
	return File{}, nil
}

// FileBody is the content of a file, for somebody in a conversation it was
// shared in, or who uploaded it.
func (w *Workspace) FileBody(as, id string) ([]byte, error) { return nil, nil }
