package council

import "slices"

// Named is an id with its name as people read it.
type Named struct{ ID, Name string }

// Layers are the five architecture layers of an IT department, and Functions
// the six that cut across them (Socitm, "IT departments", about 2020).
var (
	Layers = []Named{
		{"infrastructure", "Infrastructure"},
		{"applications", "Line-of-business applications"},
		{"information", "Information and data"},
		{"master-data", "Master data management"},
		{"intelligence", "Business intelligence"},
	}
	Functions = []Named{
		{"relationships", "Business relationships"},
		{"contracts", "Contracts"},
		{"service-desk", "Service desk"},
		{"training", "Training"},
		{"projects", "Programmes and projects"},
		{"development", "Development and integration"},
	}
)

// Cell is one place of the coverage grid, by the ids of its layer and function.
type Cell struct{ Layer, Function string }

// Cover is what is said of a cell. A cell that nothing is said of is blank.
type Cover string

// What can be said of a cell.
const (
	Blank   Cover = ""
	Covered Cover = "covered"
	NotOurs Cover = "not-ours"
)

// Label gives the cover as people read it.
func (c Cover) Label() string {
	switch c {
	case Covered:
		return "covered"
	case NotOurs:
		return "not ours"
	}
	return "blank"
}

// ParseCover reads what is said of a cell; "blank" takes back what was said.
// The error is a *Problem.
func ParseCover(text string) (Cover, error) {
	switch Fold(text) {
	case "covered":
		return Covered, nil
	case "not-ours", "not ours":
		return NotOurs, nil
	case "blank", "":
		return Blank, nil
	}
	return "", &Problem{Field: "cover", Say: "Say covered, not ours or blank."}
}

// Grid says which functions are covered in which layers.
type Grid map[Cell]Cover

// Blanks lists the cells of which nothing is said, function by function, so
// that one function's gaps stand together.
func (g Grid) Blanks() []Cell {
	var blank []Cell
	for _, f := range Functions {
		for _, l := range Layers {
			if c := (Cell{l.ID, f.ID}); g[c] == Blank {
				blank = append(blank, c)
			}
		}
	}
	return blank
}

// Begun reports whether anything is said of any cell. Until then the grid's
// blanks are not yet steps to do.
func (g Grid) Begun() bool { return len(g) > 0 }

// NameOf gives the name of a layer or a function by its id; empty when there is
// none.
func NameOf(all []Named, id string) string {
	i := slices.IndexFunc(all, func(n Named) bool { return n.ID == id })
	if i < 0 {
		return ""
	}
	return all[i].Name
}
