package knowledge

// headOfICT is the role whose title does not say whether its holder acts as a CIO or as a CTO
// (Socitm Insight, What's in a name?, 2009): who asks for it is asked six questions, see [Library.Place].
const headOfICT = "head-of-ict"

// Found is what a text was found to name. One of Exact and Which says it; with neither, Near holds the few
// nearest, none of which may be shown as if it had been asked for.
type Found struct {
	Exact   *Entry
	Which   []*Entry // the text names several, as "CDO" does: ask which
	Place   bool     // Exact is head of ICT: ask "CIO or CTO?"
	Guessed bool     // found by correcting the spelling: say what was read
	Near    []*Entry // best first; never empty for a text that names nothing, unless there are no entries
}

// near is how many entries are shown for a text that names none.
const near = 3

func (m match) found() Found {
	f := Found{Guessed: m.guessed}
	if len(m.entries) == 1 {
		f.Exact = m.entries[0]
		f.Place = f.Exact.ID == headOfICT
	} else {
		f.Which = m.entries
	}
	return f
}

// FindRole finds the role that a text names, however it is abbreviated, misspelt or wrapped in other words.
func (l *Library) FindRole(text string) Found { return l.roleTitles.find(text) }

// FindRoles finds every role that a text names, such as "I am both CIO and CTO" or "cio vs head of it". It is one
// Found, as from [Library.FindRole], unless the text is made of two or three names.
func (l *Library) FindRoles(text string) []Found { return l.roleTitles.findAll(text) }

// FindSkill finds the skill that a text names, in the way of [Library.FindRole].
func (l *Library) FindSkill(text string) Found { return l.skillTitles.find(text) }

func (t *titles) find(text string) Found {
	all := t.findAll(text)
	if len(all) == 1 {
		return all[0]
	}
	var several Found
	for _, each := range all {
		several.Guessed = several.Guessed || each.Guessed
		if each.Exact != nil {
			several.Which = append(several.Which, each.Exact)
		}
		several.Which = append(several.Which, each.Which...)
	}
	return several
}

func (t *titles) findAll(text string) []Found {
	words := splitWords(cut(text, maxTitleText))
	if found := t.whole(words); len(found.entries) > 0 {
		return []Found{found.found()}
	}
	var all []Found
	for _, part := range t.parts(words) {
		all = addFound(all, part.found())
	}
	if len(all) == 0 {
		return []Found{{Near: t.nearest(words, near)}}
	}
	return all
}

// addFound adds what is not there yet: "chief information officer (CIO)" names one role twice.
func addFound(all []Found, f Found) []Found {
	for i := range all {
		if f.Exact != nil && all[i].Exact == f.Exact {
			all[i].Guessed = all[i].Guessed || f.Guessed
			return all
		}
	}
	return append(all, f)
}

// maxTitleText is how much of a text is looked at for a title, in bytes.
const maxTitleText = 300

// cut shortens text to at most so many bytes, between two letters.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && text[most]&0xC0 == 0x80 {
		most--
	}
	return text[:most]
}
