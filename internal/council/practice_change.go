package council

// PracticeChange is a part of a practice that its owner changed, and what stood
// there before; empty where nothing did.
type PracticeChange struct{ Part, Before string }

// Worded gives the practice with the words and facts of another, which is what a
// form says of it; whatever else is known of the practice stays as it is.
func (p Practice) Worded(as Practice) Practice {
	p.Title, p.Problem, p.Did, p.Result, p.Cost, p.Took, p.Again, p.But = as.Title, as.Problem, as.Did, as.Result, as.Cost, as.Took, as.Again, as.But
	p.Topic, p.Sector, p.Organisation, p.Licence, p.Cites, p.Review = as.Topic, as.Sector, as.Organisation, as.Licence, as.Cites, as.Review
	return p
}

// Changes says, part by part, what stood in the practice before its owner changed
// it; nothing when it has not been changed since the librarian looked.
func (p Practice) Changes() []PracticeChange {
	if p.Before == nil {
		return nil
	}
	day := func(d Day) string {
		if d.IsZero() {
			return ""
		}
		return d.Long()
	}
	var all []PracticeChange
	for _, part := range []struct{ name, now, before string }{
		{"The title", p.Title, p.Before.Title}, {"The problem", p.Problem, p.Before.Problem}, {"What was done", p.Did, p.Before.Did},
		{"What came of it", p.Result, p.Before.Result}, {"Would do it again", p.Again.Label(), p.Before.Again.Label()}, {"What they would do otherwise", p.But, p.Before.But},
		{"The topic", p.Topic.Label(), p.Before.Topic.Label()}, {"The cost", p.Cost.Label(), p.Before.Cost.Label()}, {"The time it took", p.Took, p.Before.Took},
		{"The organisation", p.Organisation, p.Before.Organisation}, {"The sector", p.Sector.Label(), p.Before.Sector.Label()},
		{"Who may read and reuse it", p.Licence.Label(), p.Before.Licence.Label()}, {"The decision it rests on", p.Cites, p.Before.Cites},
		{"The day of its check", day(p.Review), day(p.Before.Review)},
	} {
		if part.now != part.before {
			all = append(all, PracticeChange{part.name, part.before})
		}
	}
	return all
}
