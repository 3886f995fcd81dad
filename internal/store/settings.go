package store

import "context"

// ChannelSetting is the setting that holds Slack's id of the council's own
// channel, for which council.UsualChannel stands.
const ChannelSetting = "slack.channel"

// Setting gives a setting's value; empty when it was never set.
func (s *Store) Setting(ctx context.Context, name string) (string, error) {
	return readSetting(ctx, s.read, name)
}

// Setting gives a setting's value as the change sees it; empty when it was
// never set.
func (tx *Tx) Setting(name string) (string, error) { return readSetting(tx.ctx, tx, name) }

// SetSetting keeps a setting; an empty value takes it away.
func (tx *Tx) SetSetting(name, value string) error {
	if value == "" {
		_, err := tx.exec(`DELETE FROM settings WHERE name = ?`, name)
		return err
	}
	_, err := tx.exec(`INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, name, value)
	return err
}

func readSetting(ctx context.Context, from source, name string) (string, error) {
	return first(ctx, from, scanText, `SELECT value FROM settings WHERE name = ?`, name)
}
