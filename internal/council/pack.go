package council

import (
	"fmt"
	"strings"
	"time"
)

// Name is what the council is called on what it publishes.
const Name = "Local CIO Council"

// PackState is how far a pack has come.
type PackState string

// The states of a pack.
const (
	PackWanted PackState = "wanted" // asked for, and being made
	PackMade   PackState = "made"
	PackFailed PackState = "failed"
)

// Pack is the papers of one meeting in one file, as everybody may read them, or a
// supplement to it. Once it is made its pages keep their numbers; what comes later
// goes into a supplement.
type Pack struct {
	ID      int64
	Meeting MeetingID
	Number  int // 0: the pack; from 1: which supplement
	Version int // from 1: it is made again only when something in it may no longer be read
	State   PackState
	File    File // once it is made
	Pages   int
	Items   []ItemID // the open items of which it tells more than their stubs
	Papers  []PackedPaper
	Wanted  time.Time
	Made    time.Time // zero until then; when it was made or failed
	By      MemberID  // who asked for it; 0 when erased
	Reason  string    // why it failed: a whole sentence
	Claim   string    // who is making it
}

// PackedPaper is a paper as it stands in a pack.
type PackedPaper struct {
	Paper    PaperID
	Revision int    // 0: a page in its place says why it is not shown
	Number   string // "7.1": the item's number, and which of its papers
	Page     int    // where it begins
}

// Name says which it is: "Pack", "Supplement 1, 3 March 2027". zone is the
// meeting's.
func (p Pack) Name(zone *time.Location) string {
	if p.Number == 0 {
		return "Pack"
	}
	if p.Made.IsZero() {
		return fmt.Sprintf("Supplement %d", p.Number)
	}
	return fmt.Sprintf("Supplement %d, %s", p.Number, p.Made.In(zone).Format("2 January 2006"))
}

// PackFileName is what the file of a pack is called: "pack-2027-03-11.pdf",
// "pack-2027-03-11-supplement-1.pdf".
func PackFileName(m Meeting, number int) string {
	name := "pack-" + m.Starts.Format("2006-01-02")
	if number > 0 {
		name += fmt.Sprintf("-supplement-%d", number)
	}
	return name + ".pdf"
}

// Whole reports whether all that a made pack shows may still be read by
// everybody: each of its items is open, and each of its papers public. items are
// those of the meeting's agenda, papers the meeting's public ones.
func (p Pack) Whole(items []Item, papers []Paper) bool {
	open, public := map[ItemID]bool{}, map[PaperID]bool{}
	for _, item := range items {
		open[item.ID] = item.Closed == ""
	}
	for _, paper := range papers {
		public[paper.ID] = paper.Public()
	}
	for _, id := range p.Items {
		if !open[id] {
			return false
		}
	}
	for _, there := range p.Papers {
		if there.Revision > 0 && !public[there.Paper] {
			return false
		}
	}
	return p.State == PackMade
}

// NumberPapers gives each paper of an agenda its number, such as "7.1". A number
// that a pack has given stays; papers that came later take the next of their
// item. papers are in the order of the agenda; those of closed items get none.
func NumberPapers(a Agenda, papers []Paper, packs []Pack) map[PaperID]string {
	numbers, last := map[PaperID]string{}, map[string]int{}
	give := func(id PaperID, number string) {
		numbers[id] = number
		item, n, _ := strings.Cut(number, ".")
		place := 0
		_, _ = fmt.Sscan(n, &place)
		last[item] = max(last[item], place)
	}
	for _, p := range packs {
		for _, there := range p.Papers {
			give(there.Paper, there.Number)
		}
	}
	for _, item := range a.Items {
		for _, paper := range papers {
			if _, has := numbers[paper.ID]; paper.Item == item.ID && item.Closed == "" && item.Number != "" && !has {
				give(paper.ID, fmt.Sprintf("%s.%d", item.Number, last[item.Number]+1))
			}
		}
	}
	return numbers
}

// NextPack gives which pack is to be made for a published agenda: the pack, when
// there is none that may be read, else a supplement for the papers that came
// since. packs are the latest version of each, in order; papers those that are
// out. ok is false when there is nothing to make.
func NextPack(packs []Pack, items []Item, papers []Paper) (number int, ok bool) {
	for _, p := range packs {
		if !p.Whole(items, papers) {
			return p.Number, p.State != PackWanted
		}
	}
	if len(packs) == 0 {
		return 0, true
	}
	return packs[len(packs)-1].Number + 1, len(NewPapers(packs, papers)) > 0
}

// NewPapers are the papers, in the order given, that none of the packs shows in
// the revision that is out; one that is not public is new when no pack names it.
func NewPapers(packs []Pack, papers []Paper) []Paper {
	var fresh []Paper
	for _, paper := range papers {
		known := false
		for _, p := range packs {
			for _, there := range p.Papers {
				known = known || there.Paper == paper.ID && (there.Revision == paper.Out || !paper.Public())
			}
		}
		if !known && paper.Closed == "" {
			fresh = append(fresh, paper)
		}
	}
	return fresh
}

// PackPages gives, for each paper that the pack itself shows, the page where it
// begins. What stands in a supplement is not among them.
func PackPages(packs []Pack) map[PaperID]int {
	pages := map[PaperID]int{}
	for _, p := range packs {
		for _, there := range p.Papers {
			if p.Number == 0 && p.State == PackMade {
				pages[there.Paper] = there.Page
			}
		}
	}
	return pages
}
