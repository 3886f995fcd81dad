package knowledge

import (
	"cmp"
	"slices"
	"strings"
)

// The doors into setting up a department: who is asking, as the Socitm briefing of 2020 tells its readers apart.
const (
	ITProfessional       = "it-professional"
	BusinessProfessional = "business-professional"
	ServiceManager       = "service-manager"
	SeniorSponsor        = "senior-sponsor"
)

// Doors are the four doors, Sectors the kinds of body, Modes the two ways to begin, and Stages the order in
// which a department is set up. Steps name them in their front matter.
var (
	Doors   = []string{ITProfessional, BusinessProfessional, ServiceManager, SeniorSponsor}
	Sectors = []string{"council", "police", "fire", "health", "other"}
	Modes   = []string{"starting", "repairing"}
	Stages  = []string{"yourself", "stakeholders", "governance", "money", "services", "people", "security", "plan"}
)

// Step is one step of the checklist for setting up an IT department.
type Step struct {
	ID       string
	Title    string
	Stage    string // one of Stages
	Order    int    // sorts all steps
	Effort   string // in words: "half a day"
	Doors    []string
	Sectors  []string
	Modes    []string
	Core     bool     // one of those every reader should tick
	FirstFor []string // the doors that begin here
	After    []*Step  // better done before this one
	Reads    []*Entry
	Why      []Passage
	First    []Passage // the first action
	Done     []Passage // "done when"
	Sources  []*Source

	variants []Section // "For a service manager", "In a fire service"
}

// Steps are the steps for one reader in order, the door's first step before all others. An empty door, sector
// or mode leaves nothing out on its account.
func (l *Library) Steps(door, sector, mode string) []*Step {
	fits := func(list []string, want string) bool { return want == "" || slices.Contains(list, want) }
	var steps []*Step
	for _, step := range l.steps {
		if fits(step.Doors, door) && fits(step.Sectors, sector) && fits(step.Modes, mode) {
			steps = append(steps, step)
		}
	}
	first := func(s *Step) int {
		if slices.Contains(s.FirstFor, door) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(steps, func(a, b *Step) int { return first(a) - first(b) })
	return steps
}

// Step is the step with this id, or nil.
func (l *Library) Step(id string) *Step {
	i := slices.IndexFunc(l.steps, func(s *Step) bool { return s.ID == id })
	if i < 0 {
		return nil
	}
	return l.steps[i]
}

// ForDoor is what the step says to one kind of reader in place of its first action, or nil.
func (s *Step) ForDoor(door string) []Passage { return s.variant("for a", door) }

// InSector is what the step means in one kind of body, or nil.
func (s *Step) InSector(sector string) []Passage { return s.variant("in a", sector) }

// variant finds "For an IT professional" by "it-professional" and "In a police force" by "police".
func (s *Step) variant(before, name string) []Passage {
	name = strings.ReplaceAll(name, "-", " ")
	for _, section := range s.variants {
		heading := strings.ToLower(section.Heading)
		if name != "" && strings.HasPrefix(heading, before) && strings.Contains(heading, " "+name) {
			return section.Passages
		}
	}
	return nil
}

// inOrder sorts steps by their order.
func inOrder(a, b *Step) int { return cmp.Or(a.Order-b.Order, strings.Compare(a.ID, b.ID)) }
