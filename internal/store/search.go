package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"councilbot/internal/council"
)

// Found is what a search found, as far as its eyes may see it.
type Found struct {
	Hits      []Hit           // of the page asked for, the best first
	More      bool            // there is another page
	Kinds     []council.Shelf // of what was found, on all pages
	Corrected []Correction
	Missing   []string // words that nothing found holds
	Recent    bool     // the words are so common that only the newest passages were looked at
}

// Hit is one record that a search found, by its best passage.
type Hit struct {
	Kind    council.Shelf
	Ref     int64  // the record's own id
	Part    int    // which piece of it
	Entry   string // the pack's entry, for roles, skills and guidance
	Meeting council.MeetingID
	Day     council.Day // zero when it has none
	Title   []Piece
	Passage []Piece
}

// Piece is a stretch of text; Found marks words that were sought.
type Piece struct {
	Text  string
	Found bool
}

// Correction is a word that nothing holds and the word that was sought in its
// place.
type Correction struct{ From, To string }

// The measures of a search, so that the commonest words cost no more than rare
// ones: a word in more passages than rankMost is not scored, and of what only
// such words find the newest scanMost passages are looked through.
const (
	rankMost   = 2000
	scanMost   = 4000
	candidates = 60
	pageOfHits = 6
)

// visible is what of passages p may be seen and is asked for: standing 2, member
// 3, passes 4, now 5, kinds 6, since 7, until 8.
const visible = ` (p.sees <= ?2 OR instr(p.owners, ?3) OR p.sees = 2 AND p.kind = 'paper' AND p.meeting IN (SELECT value FROM json_each(?4)))
	AND (p.until = '' OR p.until > ?5) AND (?6 = '[]' OR p.kind IN (SELECT value FROM json_each(?6)))
	AND (?7 = '' OR p.day >= ?7) AND (?8 = '' OR p.day <> '' AND p.day <= ?8) `

// Search finds passages of the record and the pack. Who looks is part of the
// query, down to the correcting of spelling: what is hidden is as if it were not
// there.
func (s *Store) Search(ctx context.Context, eyes council.Eyes, sought council.Search) (Found, error) {
	l := looking{ctx: ctx, from: s.read, words: &s.words, page: max(sought.Page, 1)}
	l.args(eyes, sought)
	find := l.find
	if sought.Whole {
		find = func() ([]passage, error) { return l.findWhole(sought.Terms) }
	} else if err := l.weigh(sought.Terms); err != nil {
		return Found{}, fmt.Errorf("weigh the words of a search: %w", err)
	}
	rows, err := find()
	if err != nil {
		return Found{}, fmt.Errorf("search: %w", err)
	}
	if err := l.show(rows); err != nil {
		return Found{}, fmt.Errorf("mark what was found: %w", err)
	}
	return l.found, nil
}

// published are the kinds of records that have public pages.
var published = []council.Shelf{council.OfDecisions, council.OfMinutes, council.OfPapers, council.OfAgendas, council.OfPractices,
	council.OfGuidance, council.OfRoles, council.OfSkills, council.OfMeetings, council.OfMembers}

// Search finds what anyone may see and that has a public page.
func (p Public) Search(ctx context.Context, eyes council.Eyes, sought council.Search) (Found, error) {
	if len(sought.Kinds) == 0 {
		sought.Kinds = published
	}
	sought.Kinds = slices.DeleteFunc(slices.Clone(sought.Kinds), func(k council.Shelf) bool { return !slices.Contains(published, k) })
	if len(sought.Kinds) == 0 {
		return Found{}, nil
	}
	return p.store.Search(ctx, council.Eyes{Now: eyes.Now}, sought)
}

// looking is one search under way.
type looking struct {
	ctx          context.Context
	from         source
	with         [7]any // arguments 2 to 8 of every query
	page         int
	words        *spellings
	rare, common []weighed
	found        Found
}

// weighed is a word or phrase of a search, quoted for FTS5, and how many passages
// hold it.
type weighed struct {
	match string
	n     int64
}

func joined(words []weighed, by string) string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = w.match
	}
	return strings.Join(all, by)
}

func (l *looking) args(eyes council.Eyes, sought council.Search) {
	passes, kinds := asJSON(eyes.Passes), asJSON(sought.Kinds)
	l.with = [7]any{int(eyes.Standing), fmt.Sprintf(",%d,", eyes.Member), passes, stamp(eyes.Now), kinds, dayText(sought.Since), dayText(sought.Until)}
}

func (l *looking) query(match string, extra ...any) []any {
	return append(append([]any{match}, l.with[:]...), extra...)
}

// asJSON writes a list for json_each; nothing fails to marshal here.
func asJSON[T any](items []T) string {
	if len(items) == 0 {
		return "[]"
	}
	text, err := json.Marshal(items)
	if err != nil {
		return "[]"
	}
	return string(text)
}

// quoted writes a word or a phrase so that FTS5 takes it as such, whatever it
// holds.
func quoted(term string) string { return `"` + strings.ReplaceAll(term, `"`, " ") + `"` }

// weigh sorts the words into those that can be scored, those that are too common
// for it, and those that nothing holds, which are corrected where that can be.
func (l *looking) weigh(terms []string) error {
	for _, term := range terms {
		n, err := l.passages(quoted(term))
		if err != nil {
			return err
		}
		if n == 0 {
			better, err := l.correct(term)
			if err != nil {
				return err
			}
			if better == "" {
				l.found.Missing = append(l.found.Missing, term)
				continue
			}
			l.found.Corrected = append(l.found.Corrected, Correction{term, better})
			term = better
			if n, err = l.passages(quoted(term)); err != nil {
				return err
			}
		}
		if n > rankMost {
			l.common = append(l.common, weighed{quoted(term), n})
		} else {
			l.rare = append(l.rare, weighed{quoted(term), n})
		}
	}
	slices.SortStableFunc(l.rare, func(a, b weighed) int { return cmp.Compare(a.n, b.n) })
	return nil
}

// passages counts the passages that hold a word, as far as counting is worth it:
// where more than rankMost hold it, whoever may see them; else those that may be
// seen.
func (l *looking) passages(match string) (int64, error) {
	all, err := first(l.ctx, l.from, scanNumber, `SELECT count(*) FROM (SELECT 1 FROM passages_fts WHERE passages_fts MATCH ? LIMIT ?)`, match, rankMost+1)
	if err != nil || all == 0 || all > rankMost {
		return all, err
	}
	seen, err := first(l.ctx, l.from, scanNumber, `SELECT EXISTS (SELECT 1 FROM passages_fts CROSS JOIN passages p ON p.id = passages_fts.rowid
		WHERE passages_fts MATCH ?1 AND `+visible+`)`, l.query(match)...)
	return all * seen, err
}

// find gives the best passages: those with all the words, then, where they do not
// fill the page, those with some.
func (l *looking) find() ([]passage, error) {
	if len(l.rare) == 0 {
		return l.findCommon()
	}
	rows, err := l.ranked(joined(l.rare, " AND "))
	if err != nil || len(rows) > l.page*pageOfHits || len(l.rare) == 1 {
		return rows, err
	}
	few, sum := l.rare[:1], l.rare[0].n
	for _, w := range l.rare[1:] { // the rarest, as many as are cheap to score
		if sum += w.n; sum > rankMost/2 {
			break
		}
		few = l.rare[:len(few)+1]
	}
	some, err := l.ranked(joined(few, " OR "))
	return append(rows, some...), err
}

// findWhole gives what holds every word, the newest first, and of the council's own
// answers those that hold all but one of four and more: nothing is better than
// what only seems to fit.
func (l *looking) findWhole(terms []string) ([]passage, error) {
	for _, term := range terms {
		l.rare = append(l.rare, weighed{match: quoted(term)})
	}
	if len(terms) == 0 {
		return nil, nil
	}
	rows, err := l.newest(joined(l.rare, " AND "))
	if err != nil || len(rows) > 0 || len(terms) < 4 {
		return rows, err
	}
	for i := range l.rare {
		some, err := l.newest(joined(slices.Delete(slices.Clone(l.rare), i, i+1), " AND "))
		if err != nil {
			return nil, err
		}
		rows = append(rows, slices.DeleteFunc(some, func(p passage) bool { return p.kind != string(council.OfAnswers) })...)
	}
	return rows, nil
}

// findCommon gives what holds all of some words that are too common to score: the
// newest, those first that have them in the title.
func (l *looking) findCommon() ([]passage, error) {
	if len(l.common) == 0 {
		return nil, nil
	}
	l.found.Recent = true
	all := joined(l.common, " AND ")
	rows, err := l.newest("title : (" + all + ")")
	if err != nil || len(rows) > l.page*pageOfHits {
		return rows, err
	}
	rest, err := l.newest(all)
	return append(rows, rest...), err
}

// passage is a row of passages without its words.
type passage struct {
	id, ref, meeting int64
	kind, entry, day string
	part             int
}

const passageColumns = `p.id, p.kind, p.ref, p.part, p.entry, p.meeting, p.day`

func scanPassage(r row) (p passage, err error) {
	err = r.Scan(&p.id, &p.kind, &p.ref, &p.part, &p.entry, &p.meeting, &p.day)
	return p, err
}

// ranked gives the passages that match by how well they do.
func (l *looking) ranked(match string) ([]passage, error) {
	return list(l.ctx, l.from, scanPassage, `SELECT `+passageColumns+` FROM passages_fts CROSS JOIN passages p ON p.id = passages_fts.rowid
		WHERE passages_fts MATCH ?1 AND `+visible+` ORDER BY passages_fts.rank LIMIT ?9`, l.query(match, candidates)...)
}

// newest gives the passages that match and were kept last.
func (l *looking) newest(match string) ([]passage, error) {
	return list(l.ctx, l.from, scanPassage, `SELECT `+passageColumns+` FROM (SELECT rowid FROM passages_fts WHERE passages_fts MATCH ?1 ORDER BY rowid DESC LIMIT ?9) f
		CROSS JOIN passages p ON p.id = f.rowid WHERE `+visible+` LIMIT ?10`, l.query(match, scanMost, candidates)...)
}

// show takes each record once, by its best passage, and writes those of the page
// with the words found marked.
func (l *looking) show(rows []passage) error {
	type record struct {
		kind string
		ref  int64
	}
	seen := map[record]bool{}
	for _, p := range rows {
		if seen[record{p.kind, p.ref}] {
			continue
		}
		seen[record{p.kind, p.ref}] = true
		if kind := council.Shelf(p.kind); !slices.Contains(l.found.Kinds, kind) {
			l.found.Kinds = append(l.found.Kinds, kind)
		}
		if len(seen) <= (l.page-1)*pageOfHits {
			continue
		}
		if l.found.More = len(l.found.Hits) == pageOfHits; l.found.More {
			continue
		}
		hit, err := l.hit(p)
		if err != nil {
			return err
		}
		l.found.Hits = append(l.found.Hits, hit)
	}
	return nil
}

// hit reads a passage's words and marks those that were sought.
func (l *looking) hit(p passage) (Hit, error) {
	words := joined(append(slices.Clone(l.rare), l.common...), " OR ")
	marked, err := first(l.ctx, l.from, scanPair, `SELECT highlight(passages_fts, 0, char(2), char(3)), snippet(passages_fts, 1, char(2), char(3), '…', 40)
		FROM passages_fts WHERE passages_fts MATCH ? AND rowid = ?`, words, p.id)
	if err != nil {
		return Hit{}, err
	}
	h := Hit{Kind: council.Shelf(p.kind), Ref: p.ref, Part: p.part, Entry: p.entry, Meeting: council.MeetingID(p.meeting), Title: pieces(marked[0]), Passage: pieces(marked[1])}
	h.Day, err = day(p.day)
	return h, err
}

// pieces parts a text, made one line, at its marks.
func pieces(text string) []Piece {
	var all []Piece
	text = strings.ReplaceAll(text, "\n", " ")
	for i, part := range strings.Split(text, "\x02") {
		found, rest, marked := strings.Cut(part, "\x03")
		if i == 0 && !marked {
			found, rest = "", part
		}
		if found != "" {
			all = append(all, Piece{Text: found, Found: marked})
		}
		if rest != "" {
			all = append(all, Piece{Text: rest})
		}
	}
	return all
}
