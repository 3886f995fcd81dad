package knowledge

import (
	"cmp"
	"slices"
	"strings"
)

// titles finds entries of one kind by what they are called.
type titles struct {
	entries []*Entry
	byKey   map[string][]named // by the words of a name, in any order
	joined  map[string][]named // by the letters of a name, without spaces
	words   []string           // every word of every name, sorted
	names   []nameOf
}

// named is an entry that has a name; title says that the name is its title.
type named struct {
	entry *Entry
	title bool
}

// nameOf is one name of an entry as words, for finding the nearest.
type nameOf struct {
	entry *Entry
	words []string
}

func newTitles(entries []*Entry) *titles {
	t := &titles{entries: entries, byKey: map[string][]named{}, joined: map[string][]named{}}
	for _, entry := range entries {
		t.add(entry, entry.Title, true)
		for _, list := range [][]string{{entry.Short, strings.ReplaceAll(entry.ID, "-", " ")}, entry.Aliases, entry.Former} {
			for _, name := range list {
				t.add(entry, name, false)
			}
		}
	}
	slices.Sort(t.words)
	t.words = slices.Compact(t.words)
	return t
}

func (t *titles) add(entry *Entry, name string, title bool) {
	words := titleWords(splitWords(name))
	if len(words) == 0 {
		return
	}
	is := named{entry, title}
	t.byKey[key(words)] = append(t.byKey[key(words)], is)
	letters := strings.Join(splitWords(name), "")
	t.joined[letters] = append(t.joined[letters], is)
	t.words = append(t.words, words...)
	t.names = append(t.names, nameOf{entry, words})
}

// key is the same for the same words in any order.
func key(words []string) string {
	sorted := slices.Clone(words)
	slices.Sort(sorted)
	return strings.Join(slices.Compact(sorted), " ")
}

// titleForms are short and varied forms of the words in job titles, each with the form that names are kept in.
var titleForms = map[string]string{
	"hd": "head", "heads": "head", "dir": "director", "directors": "director", "direct": "director",
	"tech": "technology", "technical": "technology", "technological": "technology", "technologies": "technology",
	"off": "officer", "ofcr": "officer", "offr": "officer", "ofc": "officer", "ofr": "officer",
	"mgr": "manager", "mngr": "manager", "man": "manager", "mgmt": "management", "mgt": "management",
	"info": "information", "inf": "information", "infosec": "information security", "sec": "security",
	"arch": "architect", "exec": "executive", "svc": "service", "serv": "service", "dig": "digital", "digi": "digital",
	"ent": "enterprise", "ict": "it", "chf": "chief", "ops": "operations", "asst": "assistant",
	"snr": "senior", "sr": "senior", "ldr": "leader",
}

// titleFillers are the words round a title that do not belong to it.
var titleFillers = wordSet(`the a an of for to in at on and or with by as my our your his her their this that
	role roles job jobs post posts position title called please pls thanks about what whats is are was does do did
	tell me show see give find who whos how i im ive am we us you has have had be being been become becoming both
	acting interim new hi hello page department dept describe explain definition meaning mean means v vs versus plus like named`)

// titleWords are the words of a title in the form that names are kept in.
func titleWords(words []string) []string {
	var kept []string
	for _, word := range words {
		if form := titleForms[word]; form != "" {
			kept = append(kept, strings.Fields(form)...)
		} else if !titleFillers[word] {
			kept = append(kept, singular(word))
		}
	}
	return foldIT(kept)
}

func singular(word string) string {
	if len(word) > 3 && word[len(word)-1] == 's' && word[len(word)-2] != 's' {
		return word[:len(word)-1]
	}
	return word
}

// foldIT writes "information (and communications) technology" as "it".
func foldIT(words []string) []string {
	for i := 0; i+1 < len(words); i++ {
		end := i + 1
		if words[i] != "information" {
			continue
		}
		if strings.HasPrefix(words[end], "communication") && end+1 < len(words) {
			end++
		}
		if words[end] == "technology" {
			words = slices.Replace(words, i, end+1, "it")
		}
	}
	return words
}

// match is what a text names and how it was found.
type match struct {
	entries []*Entry
	guessed bool // by correcting the spelling
}

// exact looks words up as they are, then written as one word.
func (t *titles) exact(words []string) match {
	if names := t.byKey[key(titleWords(words))]; len(names) > 0 {
		return match{entries: best(names)}
	}
	return match{entries: best(t.joined[strings.Join(words, "")])}
}

// best are the entries that have the name as their title, or else all that have it.
func best(names []named) []*Entry {
	var titled, all []*Entry
	for _, name := range names {
		if !slices.Contains(all, name.entry) {
			all = append(all, name.entry)
		}
		if name.title && !slices.Contains(titled, name.entry) {
			titled = append(titled, name.entry)
		}
	}
	if len(titled) > 0 {
		return titled
	}
	return all
}

// maxTitleWords is the length of the longest text that is taken for a title.
const maxTitleWords = 12

// spelt looks words up after correcting those that are in no name.
func (t *titles) spelt(words []string) match {
	words = titleWords(words)
	if len(words) == 0 || len(words) > maxTitleWords {
		return match{}
	}
	readings := [][]string{nil}
	for _, word := range words {
		choices := t.corrections(word)
		if len(choices)*len(readings) == 0 || len(choices)*len(readings) > 32 {
			return match{}
		}
		var longer [][]string
		for _, reading := range readings {
			for _, choice := range choices {
				longer = append(longer, append(slices.Clip(reading), choice))
			}
		}
		readings = longer
	}
	var names []named
	for _, reading := range readings {
		names = append(names, t.byKey[key(reading)]...)
	}
	return match{entries: best(names), guessed: true}
}

// corrections are the words of names that this word may be a slip for: itself if it is one of them.
func (t *titles) corrections(word string) []string {
	if _, ok := slices.BinarySearch(t.words, word); ok {
		return []string{word}
	}
	var near []string
	limit := slips(word)
	for _, known := range t.words {
		if len(known) < 4 {
			continue
		}
		switch d := distance(word, known, limit); {
		case d > limit:
		case d < limit:
			near, limit = append(near[:0], known), d
		default:
			near = append(near, known)
		}
	}
	return near
}

// whole is what the words name when they are one name.
func (t *titles) whole(words []string) match {
	if found := t.exact(words); len(found.entries) > 0 {
		return found
	}
	return t.spelt(words)
}

// parts splits words into two or three names, whatever joins them, or gives nil.
func (t *titles) parts(words []string) []match {
	if len(words) > 2*maxTitleWords {
		return nil
	}
	for i := 1; i < len(words); i++ {
		first := t.whole(words[:i])
		if len(first.entries) == 0 {
			continue
		}
		if rest := t.whole(words[i:]); len(rest.entries) > 0 {
			return []match{first, rest}
		}
		for j := i + 1; j < len(words); j++ {
			second, third := t.whole(words[i:j]), match{}
			if len(second.entries) > 0 {
				third = t.whole(words[j:])
			}
			if len(third.entries) > 0 {
				return []match{first, second, third}
			}
		}
	}
	return nil
}

// nearest are the few entries whose names are most like the words, best first.
func (t *titles) nearest(words []string, few int) []*Entry {
	words = titleWords(words)
	if len(words) > maxTitleWords {
		words = words[:maxTitleWords]
	}
	like := map[*Entry]float64{}
	for _, name := range t.names {
		like[name.entry] = max(like[name.entry], likeness(words, name.words))
	}
	near := slices.Clone(t.entries)
	slices.SortStableFunc(near, func(a, b *Entry) int { return cmp.Compare(like[b], like[a]) })
	return near[:min(few, len(near))]
}

// likeness is 1 for equal words and 0 for words that have nothing in common. Words count more than letters.
func likeness(a, b []string) float64 {
	both := 0
	for _, word := range a {
		if slices.Contains(b, word) {
			both++
		}
	}
	words := 2 * float64(both) / float64(max(1, len(a)+len(b)))
	letters := pairsInCommon(strings.Join(a, " "), strings.Join(b, " "))
	return 0.7*words + 0.3*letters
}

// pairsInCommon is Dice's share of neighbouring letters that two texts have in common.
func pairsInCommon(a, b string) float64 {
	if len(a) < 2 || len(b) < 2 {
		return 0
	}
	var pairs [256 * 256 / 64]uint64
	for i := 0; i+1 < len(a); i++ {
		at := int(a[i])<<8 | int(a[i+1])
		pairs[at/64] |= 1 << (at % 64)
	}
	both := 0
	for i := 0; i+1 < len(b); i++ {
		at := int(b[i])<<8 | int(b[i+1])
		if pairs[at/64]&(1<<(at%64)) != 0 {
			both++
		}
	}
	return 2 * float64(both) / float64(len(a)+len(b)-2)
}
