package schedule

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// Planned is a message that a job has written, as it goes, or would go, into a
// delivery's row.
type Planned struct {
	store.Delivery                    // its Message is not filled in
	Words          ui.Message         // what is said
	Practice       council.PracticeID // what it posts out of the library; 0 otherwise
	kind           string
	late           bool
	about          string
	papers         []council.PaperID
}

// Missed is an occasion that came too late, and why nothing was sent for it.
type Missed struct {
	Job string
	Due time.Time
	Why string
}

// onTime is how late a tick may be without anybody being told.
const onTime = 10 * time.Minute

// perWeek is how far apart unasked direct messages to one member are, outside
// meeting weeks.
const perWeek = 7 * 24 * time.Hour

// plan works out the messages of a stretch of time.
type plan struct {
	store   *store.Store
	diary   Diary
	now     func(Occasion) time.Time // when an occasion is worked out
	turned  bool                     // see Runner
	web     string                   // where the council's pages stand
	members map[council.MemberID]council.Member
	asked   map[council.MemberID]council.Preference
	unasked map[council.MemberID]time.Time // the last unasked direct message of each
	planned []Planned
	missed  []Missed
}

// load reads what placing a message asks for.
func (p *plan) load(ctx context.Context, from time.Time) error {
	members, err := p.store.Members(ctx)
	if err != nil {
		return err
	}
	p.members = make(map[council.MemberID]council.Member, len(members))
	for _, m := range members {
		p.members[m.ID] = m
	}
	if p.asked, err = p.store.Preferences(ctx); err != nil {
		return err
	}
	p.unasked, err = p.store.Unasked(ctx, from.Add(-perWeek))
	return err
}

// due is an occasion with its job.
type due struct {
	job Job
	Occasion
}

// occasions lists what falls due after one moment and not after another, in
// order.
func occasions(jobs []Job, after, until time.Time, d Diary) []due {
	var all []due
	for _, job := range jobs {
		for _, o := range job.When.Occasions(after, until, d) {
			all = append(all, due{job, o})
		}
	}
	slices.SortStableFunc(all, func(a, b due) int { return a.Due.Compare(b.Due) })
	return all
}

// work writes the messages of each occasion that is not too late.
func (p *plan) work(ctx context.Context, all []due) error {
	for _, d := range all {
		now := p.now(d.Occasion)
		if why := tooLate(d, now); why != "" {
			p.missed = append(p.missed, Missed{d.job.Name, d.Due, why})
			continue
		}
		d.Before = p.planned
		d.Web = p.web
		notices, err := d.job.Write(ctx, p.store, d.Occasion)
		if err != nil {
			return fmt.Errorf("write %s: %w", d.job.Name, err)
		}
		for _, n := range notices {
			p.place(d, n, now)
		}
	}
	return nil
}

// tooLate gives the reason for which an occasion is passed over, or nothing.
func tooLate(d due, now time.Time) string {
	switch {
	case d.job.Ahead && d.Meeting.ID != 0 && !now.Before(d.Meeting.Starts):
		return "the meeting had begun"
	case now.Sub(d.Due) > d.job.Late:
		return "it was too late to be of use"
	}
	return ""
}

// place makes a delivery of a notice: when it goes, and to whom it really goes.
func (p *plan) place(d due, n Notice, now time.Time) {
	late := now.Sub(d.Due) > onTime
	at := d.Due
	if late {
		at = now
	}
	entry := Planned{Words: n.Message, Practice: n.Practice, kind: d.job.Kind, late: late, about: n.About, papers: n.Papers, Delivery: store.Delivery{
		Job: d.job.Name, Meeting: d.Meeting.ID, To: n.To, Due: d.Due, Asks: n.Asks, Look: late,
		Key: fmt.Sprintf("%s/%d/%d/%s/%s", d.job.Name, d.Meeting.ID, d.Meeting.Revision, d.Due.UTC().Format(time.RFC3339), n.To)}}
	if n.About != "" {
		entry.Key += "/" + n.About
	}
	if n.To.Member == 0 {
		entry.After = at
		p.add(d, entry, at)
		return
	}
	m := p.members[n.To.Member]
	switch {
	case !m.Present():
	case m.SlackID == "":
		p.throughSecretary(d, entry, m, at)
	default:
		p.toMember(d, entry, n, at)
	}
}

// toMember adds a direct message at the moment at which it may come, unless that
// is after what it is about.
func (p *plan) toMember(d due, entry Planned, n Notice, at time.Time) {
	after, goes := p.moment(n, at)
	if !goes || d.job.Ahead && d.Meeting.ID != 0 && !after.Before(d.Meeting.Starts) {
		return
	}
	entry.After, entry.Unasked = after, !n.Duty
	if entry.Unasked {
		p.unasked[n.To.Member] = after
	}
	p.add(d, entry, at)
}

// preference is how a member is written to, by the member's choice or else by
// the council's.
func (p *plan) preference(id council.MemberID) council.Preference {
	return p.diary.House.Of(p.asked[id])
}

// moment gives when a member's notice may come, and whether it comes at all.
func (p *plan) moment(n Notice, at time.Time) (time.Time, bool) {
	preference := p.preference(n.To.Member)
	at = at.In(p.diary.Zone)
	if n.Urgent {
		return at, true
	}
	if n.Duty {
		preference.Muted = time.Time{}
		return preference.Earliest(at), true
	}
	if preference.ChannelOnly {
		return at, false
	}
	at = preference.Earliest(at)
	last, ever := p.unasked[n.To.Member]
	if ever && at.Before(last.Add(perWeek)) && !council.MeetingWeek(at, p.diary.Meetings) {
		at = preference.Earliest(last.Add(perWeek).In(p.diary.Zone))
	}
	return at, true
}

// throughSecretary hands a message for a member outside Slack to the secretary,
// as words to paste into an e-mail. Its buttons become answers to choose from.
func (p *plan) throughSecretary(d due, entry Planned, m council.Member, at time.Time) {
	members := make([]council.Member, 0, len(p.members))
	for _, other := range p.members {
		members = append(members, other)
	}
	slices.SortFunc(members, func(a, b council.Member) int { return int(a.ID - b.ID) })
	key, words := entry.Key, forPasting(m, entry.Words)
	for _, secretary := range council.Officers(members, council.Secretary, at) {
		if secretary.SlackID == "" {
			continue
		}
		entry.To = council.Addressee{Member: secretary.ID}
		entry.Key = key + "/by/" + entry.To.String()
		entry.Words = words
		entry.Unasked, entry.Asks, entry.After = false, "", p.preference(secretary.ID).Earliest(at)
		p.add(d, entry, at)
	}
}

func forPasting(m council.Member, message ui.Message) ui.Message {
	to := m.Name
	if m.Email != "" {
		to += " (" + m.Email + ")"
	}
	please := " is not in Slack. Please send this by e-mail."
	var words []ui.Block
	for _, b := range message.Body {
		if row, buttons := b.(ui.Buttons); buttons {
			please = " is not in Slack. Please send this by e-mail, and record the reply for them."
			b = ui.Prose{Text: toAnswer(row)}
		}
		words = append(words, b)
	}
	return ui.Message{Body: append([]ui.Block{ui.Prose{Text: to + please}, ui.Rule{}}, words...)}
}

// toAnswer asks by e-mail what buttons ask in Slack.
func toAnswer(row ui.Buttons) string {
	if asksReply(row) {
		return "Please answer this e-mail: say that you will attend, send apologies, or name who comes in your place."
	}
	var labels []string
	for _, b := range row.Row {
		labels = append(labels, b.Label)
	}
	return "Please answer this e-mail with one of these: " + strings.Join(labels, "; ") + "."
}

// asksReply reports whether buttons are the answers to a notice of meeting.
func asksReply(row ui.Buttons) bool {
	return slices.ContainsFunc(row.Row, func(b ui.Button) bool { return b.Do == "reply" })
}

// lapses gives the moment from which a message is of no use, which holds while
// Slack cannot be reached too: so late after it was due as its job allows, with the
// time for which its addressee's hours hold it back, and never after the meeting
// that it is about has begun. It is zero for what always is of use.
func (p *plan) lapses(d due, heldBack time.Duration) time.Time {
	if p.turned || d.job.Late == 0 {
		return time.Time{}
	}
	at := d.Due.Add(d.job.Late + heldBack)
	if d.job.Ahead && d.Meeting.ID != 0 && at.After(d.Meeting.Starts) {
		return d.Meeting.Starts
	}
	return at
}

// add keeps a message that could go at a moment. Of several late ones of a kind
// only the last stays.
func (p *plan) add(d due, entry Planned, at time.Time) {
	entry.Lapses = p.lapses(d, entry.After.Sub(at))
	if entry.late && entry.kind != "" {
		same := func(e Planned) bool {
			return e.late && e.kind == entry.kind && e.Meeting == entry.Meeting && e.To == entry.To && e.about == entry.about && e.Due.Before(entry.Due)
		}
		for _, e := range p.planned {
			if same(e) {
				p.missed = append(p.missed, Missed{e.Job, e.Due, "a later reminder took its place"})
			}
		}
		p.planned = slices.DeleteFunc(p.planned, same)
	}
	p.planned = append(p.planned, entry)
}

// deliver keeps the planned messages as rows. Messages to many that say the same
// are encoded once.
func (p *plan) deliver(tx *store.Tx) error {
	for i, entry := range p.planned {
		if i > 0 && sameBody(entry.Words, p.planned[i-1].Words) {
			p.planned[i].Message = p.planned[i-1].Message
		} else {
			text, err := ui.Encode(entry.Words)
			if err != nil {
				return err
			}
			p.planned[i].Message = text
		}
		fresh, err := tx.Deliver(p.planned[i].Delivery)
		if err == nil && fresh {
			err = tx.Chased(entry.papers)
		}
		if err != nil {
			return err
		}
		if fresh && entry.Practice != 0 {
			if err := tx.ShowPractice(entry.Practice, entry.Key, entry.Due); err != nil {
				return err
			}
		}
	}
	return nil
}

// sameBody reports whether two messages are one and the same, written once for
// several addressees.
func sameBody(a, b ui.Message) bool {
	return a.Text == b.Text && len(a.Body) == len(b.Body) && len(a.Body) > 0 && &a.Body[0] == &b.Body[0]
}

// diary reads what occasions are reckoned from, for a stretch of time.
func diary(ctx context.Context, s *store.Store, from, until time.Time) (Diary, error) {
	house, err := s.House(ctx)
	if err != nil {
		return Diary{}, err
	}
	zone, err := house.Location()
	if err != nil {
		return Diary{}, err
	}
	var before, after time.Duration
	for _, r := range council.Ladder {
		b, a := r.Reach()
		before, after = max(before, b), max(after, a)
	}
	meetings, err := s.Meetings(ctx, from.Add(-after), until.Add(before))
	return Diary{House: house, Zone: zone, Meetings: meetings}, err
}

// jobsAndLines lists all jobs with the operator's own lines. Lines that cannot
// be read are a fault that does not stop the rest.
func jobsAndLines(ctx context.Context, s *store.Store) (jobs []Job, faults, err error) {
	text, err := s.Setting(ctx, LinesSetting)
	if err != nil {
		return nil, nil, err
	}
	lines, wrong := lineJobs(text)
	times, err := PracticeTimesOf(ctx, s)
	var fault *council.Problem
	if errors.As(err, &fault) { // a line of a version before or after this one
		wrong = append(wrong, err)
	} else if err != nil {
		return nil, nil, err
	}
	return append(append(Jobs(), practicePost(times)), lines...), errors.Join(wrong...), nil
}

// inOrder gives the planned messages in the order in which they go out.
func (p *plan) inOrder() []Planned {
	slices.SortStableFunc(p.planned, func(a, b Planned) int { return a.After.Compare(b.After) })
	return p.planned
}
