package bot

import (
	"sync"

	"councilbot/internal/ui"
)

// kept holds the rendering of answers that are the same for everybody, by
// [ui.Message] Key: an answer known beforehand is rendered once.
type kept struct {
	mu    sync.Mutex
	room  int
	pages map[string][]page
}

func newKept(room int) *kept { return &kept{room: room, pages: map[string][]page{}} }

// pages renders a message, or recalls its rendering.
func (b *Bot) pages(m ui.Message) []page {
	if m.Key == "" {
		return render(m)
	}
	b.kept.mu.Lock()
	defer b.kept.mu.Unlock()
	if pages, ok := b.kept.pages[m.Key]; ok {
		return pages
	}
	if len(b.kept.pages) >= b.kept.room {
		clear(b.kept.pages)
	}
	pages := render(m)
	b.kept.pages[m.Key] = pages
	return pages
}
