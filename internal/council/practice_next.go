package council

import (
	"cmp"
	"slices"
	"time"
)

// Showing is that a practice was posted to the channel.
type Showing struct {
	Practice PracticeID
	At       time.Time
}

// NextPractice chooses the practice to post at a moment: of those that may be
// posted, and were not within a year, first what the librarian asked for, then
// what was never posted, then what was last posted in the quarter longest ago.
// Among those the topic and then the sector posted least often in the past year
// come first, then the topic posted longest ago, so that the posts are spread;
// then what was posted or shared longest ago. What the librarian asks for may be
// posted twice in a year. ok is false when nothing is fit.
func NextPractice(all []Practice, shown []Showing, now time.Time) (next Practice, ok bool) {
	queue := PracticeQueue(all, shown, now)
	if len(queue) == 0 {
		return Practice{}, false
	}
	return queue[0], true
}

// PracticeQueue lists the practices that may be posted at a moment, the next one
// first; see [NextPractice].
func PracticeQueue(all []Practice, shown []Showing, now time.Time) []Practice {
	w := watch(all, shown, now)
	var fit []Practice
	for _, p := range all {
		last, ever := w.last[p.ID]
		if p.Postable(DayOf(now)) && (!p.First.IsZero() || !ever || !now.Before(last.AddDate(1, 0, 0))) {
			fit = append(fit, p)
		}
	}
	slices.SortStableFunc(fit, w.compare)
	return fit
}

// watched is what was posted, as the choice asks for it.
type watched struct {
	last      map[PracticeID]time.Time
	topicLast map[Topic]time.Time
	topics    map[Topic]int // in the past year
	sectors   map[Sector]int
}

func watch(all []Practice, shown []Showing, now time.Time) watched {
	w := watched{last: map[PracticeID]time.Time{}, topicLast: map[Topic]time.Time{}, topics: map[Topic]int{}, sectors: map[Sector]int{}}
	of := make(map[PracticeID]Practice, len(all))
	for _, p := range all {
		of[p.ID] = p
	}
	for _, s := range shown {
		p := of[s.Practice]
		if s.At.After(w.last[p.ID]) {
			w.last[p.ID] = s.At
		}
		if s.At.After(w.topicLast[p.Topic]) {
			w.topicLast[p.Topic] = s.At
		}
		if s.At.AddDate(1, 0, 0).After(now) {
			w.topics[p.Topic]++
			w.sectors[p.Sector]++
		}
	}
	return w
}

func (w watched) compare(a, b Practice) int {
	return cmp.Or(
		askedFirst(a, b),
		cmp.Compare(quarterOf(w.last[a.ID]), quarterOf(w.last[b.ID])),
		cmp.Compare(w.topics[a.Topic], w.topics[b.Topic]),
		cmp.Compare(w.sectors[a.Sector], w.sectors[b.Sector]),
		w.topicLast[a.Topic].Compare(w.topicLast[b.Topic]),
		w.last[a.ID].Compare(w.last[b.ID]),
		a.Shared.Compare(b.Shared),
		cmp.Compare(a.ID, b.ID),
	)
}

// askedFirst puts what the librarian asked for before the rest, in the order of
// asking.
func askedFirst(a, b Practice) int {
	if a.First.IsZero() != b.First.IsZero() {
		if a.First.IsZero() {
			return 1
		}
		return -1
	}
	return a.First.Compare(b.First)
}

// quarterOf counts the quarters of the calendar; 0 for no moment.
func quarterOf(t time.Time) int {
	if t.IsZero() {
		return 0
	}
	return 4*t.Year() + (int(t.Month())-1)/3
}
