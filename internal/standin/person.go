package standin

// A Person is an account of the workspace: somebody who uses it, or a bot.
type Person struct {
	ID    string // "U0…"; assigned when empty
	Name  string // as shown, "Ana Silva"; the handle is made from it
	Title string // job title, may be empty
	Email string // may be empty
	TZ    string // IANA name, "Europe/London" when empty
	Bot   bool
	Admin bool
	Guest bool // a single-channel or multi-channel guest
}

// People lists everyone in the workspace, bots included, in order of arrival.
func (w *Workspace) People() []Person { return nil }
