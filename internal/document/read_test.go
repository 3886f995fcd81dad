package document

import (
	"os"
	"path/filepath"
	"testing"
)

func TestPlainTextIsReadInPassages(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(path, []byte("# Broadband in Ceredigion\n\nTŷ Hafan and\nDŵr Cymru 🏴󠁧󠁢󠁷󠁬󠁳󠁿\n\n## Costs\n\nNone.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Read(t.Context(), path, "broadband.md")
	if err != nil {
		t.Fatal(err)
	}
	if got.Kind != Markdown || got.State != Readable || got.Title != "Broadband in Ceredigion" || len(got.Passages) != 2 || got.Passages[1].Heading != "Costs" {
		t.Errorf("got %+v", got)
	}
}
