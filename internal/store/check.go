package store

import (
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
)

// Check reads the whole file and says whether it is sound, for the doctor. The
// error is a *council.Problem with the remedy when it is not.
func (s *Store) Check(ctx context.Context) error {
	found, err := list(ctx, s.read, scanText, `PRAGMA integrity_check(5)`)
	if err != nil {
		return fmt.Errorf("check the database: %w", err)
	}
	if len(found) != 1 || found[0] != "ok" {
		return unsound(found)
	}
	orphans, err := list(ctx, s.read, scanText, `SELECT "table" || ' points to a missing row of ' || "parent" FROM pragma_foreign_key_check LIMIT 5`)
	if err != nil {
		return fmt.Errorf("check the database's references: %w", err)
	}
	if len(orphans) > 0 {
		return unsound(orphans)
	}
	return nil
}

func unsound(found []string) error {
	return &council.Problem{Say: "The database is damaged: " + strings.Join(found, "; ") +
		". Stop the program, keep a copy of the data folder, and restore the latest backup."}
}
