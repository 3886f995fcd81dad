package standin

// A Channel is a conversation: a public or private channel, or a direct
// message between the people it lists.
type Channel struct {
	ID       string // "C0…", "D0…"; assigned when empty
	Name     string // without "#"; empty for a direct message
	Topic    string
	Members  []string // person ids
	Private  bool
	DM       bool
	Archived bool
}

// Channels lists the conversations as is a member of or may join, channels
// first. Every person has a direct message with the bot from the start.
func (w *Workspace) Channels(as string) []Channel { return nil }

// DM is the id of the direct message between a person and the bot, or empty
// when there is no such person.
func (w *Workspace) DM(person string) string { return "" }
