package store

import (
	"encoding/json"
	"fmt"

	"councilbot/internal/council"
)

// actionOwners and captureOwners give, within a query on actions a or captures c,
// its owners as readOwners reads them.
const (
	actionOwners  = `(SELECT json_group_array(json_object('Member', coalesce(member, 0), 'Name', name) ORDER BY place) FROM action_owners WHERE action = a.id)`
	captureOwners = `(SELECT json_group_array(json_object('Member', coalesce(member, 0), 'Name', name) ORDER BY place) FROM capture_owners WHERE capture = c.id)`
)

func readOwners(text string) (owners []council.Owner, err error) {
	if err = json.Unmarshal([]byte(text), &owners); err != nil {
		return nil, fmt.Errorf("read owners: %w", err)
	}
	if len(owners) == 0 {
		return nil, nil
	}
	return owners, nil
}

// putOwners keeps the owners of one action or capture, in the place of those
// before; the statements name its table.
func (tx *Tx) putOwners(clear, add string, id int64, owners []council.Owner) error {
	if _, err := tx.exec(clear, id); err != nil {
		return err
	}
	for place, o := range owners {
		if _, err := tx.exec(add, id, place+1, int64(o.Member), o.Name); err != nil {
			return fmt.Errorf("keep an owner: %w", err)
		}
	}
	return nil
}
