package store

import (
	"context"
	"encoding/json"
	"fmt"

	"councilbot/internal/council"
)

// houseSetting is the setting that holds the council's ways, as JSON.
const houseSetting = "house"

// House gives the council's own ways; the usual ones until it has set its own.
func (s *Store) House(ctx context.Context) (council.House, error) {
	return readHouse(ctx, s.read)
}

func readHouse(ctx context.Context, from source) (council.House, error) {
	text, err := readSetting(ctx, from, houseSetting)
	house := council.UsualHouse()
	if err != nil || text == "" {
		return house, err
	}
	if err := json.Unmarshal([]byte(text), &house); err != nil {
		return house, fmt.Errorf("read the council's ways: %w", err)
	}
	return house, nil
}

// PutHouse keeps the council's own ways. The error is a *council.Problem when
// they are not fit to keep.
func (tx *Tx) PutHouse(h council.House) error {
	if err := h.Check(); err != nil {
		return err
	}
	text, err := json.Marshal(h)
	if err != nil {
		return err
	}
	return tx.SetSetting(houseSetting, string(text))
}
