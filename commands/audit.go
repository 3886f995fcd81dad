package commands

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// auditShown is how many changes one answer lists.
const auditShown = 25

// didWords say each kind of change in the audit; one that is not here stands by
// its own name. Of a setup checklist, which is its people's own, they say no more
// than that somebody worked on it.
var didWords = map[string]string{
	"meeting.called": "called a meeting", "meeting.confirmed": "confirmed the date", "meeting.moved": "moved a meeting",
	"meeting.cancelled": "cancelled a meeting", "meeting.held": "recorded that a meeting took place", "meeting.started": "started the reminders",
	"meeting.arranged": "changed the place or the joining link", "meeting.length": "changed the length", "meeting.ahead": "let a meeting go ahead without items",
	"reply.given": "replied", "reply.recorded": "recorded a reply for somebody", "reply.deputy-declined": "a deputy could not come",
	"member.added": "gave a seat", "member.seat": "changed a seat", "member.left": "ended a seat", "member.changed": "changed their card",
	"member.shows": "chose who sees their card", "member.confirmed": "said that their card is right", "member.withdrew": "made their card private",
	"member.ways": "changed how they hear from the bot", "member.buddy": "offered or stopped being a buddy", "member.paired": "was given a buddy",
	"member.granted": "lent or gave a standing", "member.term": "noted a term of office", "member.erased": "erased their data", "member.role": "noted their role",
	"member.asked": "chose whether members may ask them", "members.imported": "took in a list of members", "council.sampled": "began the made-up council", "council.restored": "restored the council from a backup",
	"house.changed": "changed the council's settings", "channel.found": "found the council's channel", "roles.imported": "took in roles",
	"setup.begun": setupDid, "setup.door": setupDid, "setup.ticked": setupDid, "setup.undone": setupDid, "setup.put-off": setupDid, "setup.covered": setupDid, "setup.address": setupDid,
	"setup.shared": setupDid, "setup.unshared": setupDid, "setup.joined": setupDid, "setup.left": setupDid, "setup.reset": setupDid, "setup.check-ins": setupDid,
	"question.put": "put a question", "question.answered": "answered a question", "question.aside": "set a question aside", "question.again": "took a question up again",
	"question.forgotten": "took back their question", "answer.retired": "took an answer back",
	"paper.attached": "attached a paper", "paper.asked": "asked for a paper", "paper.promised": "said when a paper comes", "paper.handed-in": "handed a paper in",
	"paper.received": "a paper's file came", "paper.refused": "a paper's file could not be taken", "paper.withdrawn": "withdrew a paper",
	"paper.changed": "changed a paper's details", "paper.reminded": "reminded a paper's author", "paper.published": "published a paper",
	"agenda.published": "published an agenda", "agenda.standing": "changed the standing items", "pack.wanted": "asked for the pack", "pack.made": "the pack was put together", "pack.failed": "the pack could not be put together",
	"item.proposed": "proposed an item", "item.accepted": "took an item onto the agenda", "item.deferred": "deferred an item", "item.merged": "merged an item into another",
	"item.withdrawn": "took an item off", "item.changed": "changed an item", "item.moved": "moved an item on the agenda", "item.carried": "carried items forward",
	"item.pull": "asked to speak about an item", "item.together": "put an item among those agreed together",
	"minutes.begun": "began the minutes", "minutes.edited": "changed the draft minutes", "minutes.attendance": "changed who was there", "minutes.circulated": "circulated draft minutes",
	"minutes.agreed": "recorded that minutes were agreed", "minutes.published": "published minutes", "minutes.recalled": "called draft minutes back", "minutes.struck": "struck a passage out of minutes", "correction.proposed": "proposed a correction of the minutes",
	"capture.made": "captured something for the record", "capture.said": "captured something in a thread", "capture.unsaid": "took back what was captured in a thread",
	"capture.changed": "changed something captured", "capture.taken-back": "took back something captured", "capture.approved": "approved something captured", "capture.dropped": "discarded something captured",
	"decision.changed": "changed a decision's words", "decision.replaced": "recorded that a decision replaces another",
	"action.added": "added an action", "action.answered": "said how an action stands",
	"practice.proposed": "sent a practice to the librarian", "practice.approved": "put a practice into the library", "practice.returned": "returned a practice", "practice.edited": "changed a practice",
	"practice.seen": "looked at a changed practice", "practice.restored": "put a practice back as it was",
	"practice.verified": "said that a practice is right", "practice.retired": "took a practice out of the library", "practice.reassigned": "had somebody else answer for a practice",
	"practice.merged": "took two practices together", "practice.first": "put a practice first to be posted", "practice.scheduled": "changed when practices are posted",
	"practice.asked": "asked people whether they may be quoted", "practice.quoted": "said whether they may be quoted", "practice.used": "said that they used a practice", "practice.unused": "took back that they used a practice",
}

const setupDid = "worked on a setup checklist"

// councilAudit lists what was changed, by whom and when: the latest, those of a
// day, or those of a person.
func (d *Desk) councilAudit(ctx context.Context, r Request) (ui.Reply, error) {
	_, zone, err := d.house(ctx)
	if err != nil {
		return nil, err
	}
	words, before, _ := strings.Cut(r.Text, "before ")
	sought, about, err := d.sought(ctx, r, strings.TrimSpace(words), zone)
	if err != nil {
		return nil, err
	}
	sought.Before, _ = strconv.ParseInt(before, 10, 64)
	sought.Limit = auditShown
	entries, err := d.Store.Audit(ctx, sought)
	if err != nil {
		return nil, fmt.Errorf("read the audit: %w", err)
	}
	var lines []string
	for _, e := range entries {
		line, err := d.auditLine(ctx, e, zone)
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	body := append([]ui.Block{ui.Heading{Text: "What was changed"}, ui.Prose{Text: about + " The newest comes first; times are " + council.ZoneLabel(zone) + "."}},
		points("Changes", lines, "Nothing was changed.")...)
	row := []ui.Button{{Label: "Today's changes", Do: "council", Arg: "audit today"}}
	if len(entries) == auditShown {
		row = append(row, ui.Button{Label: "Older changes", Do: "council", Arg: strings.TrimSpace(fmt.Sprintf("audit %s before %d", strings.TrimSpace(words), entries[len(entries)-1].ID))})
	}
	return card(append(body, ui.Buttons{Row: row}, ui.Note{Text: "Each line says who changed what; what people wrote or answered is not kept here. Look for a day or a person: " +
		d.slash("council audit 2 March 2027") + ", " + d.slash("council audit NAME") + "."})...), nil
}

// sought reads a day or a person, and says what is looked for.
func (d *Desk) sought(ctx context.Context, r Request, text string, zone *time.Location) (store.Sought, string, error) {
	if text == "" {
		return store.Sought{}, "The latest changes.", nil
	}
	if typed, err := parseBack(text, r.Now.In(zone)); err == nil {
		return store.Sought{From: typed.Day.At(0, 0, zone), Until: typed.Day.Add(1).At(0, 0, zone)}, "Changes of " + typed.Day.Long() + ".", nil
	}
	m, err := d.Store.MemberByName(ctx, text)
	if err != nil {
		return store.Sought{}, "", &council.Problem{Err: err, Say: "“" + short(text) + "” is neither a date nor one member's name. Write a date like 2 March 2027, or the whole name."}
	}
	return store.Sought{Person: m.ID}, "Changes by " + m.Name + ", and changes to their seat or card.", nil
}

// parseBack reads a day that is over or today: without a year it is the last
// such day.
func parseBack(text string, now time.Time) (council.Moment, error) {
	if council.Fold(text) == "yesterday" {
		return council.Moment{Day: council.DayOf(now).Add(-1)}, nil
	}
	typed, err := council.ParseMoment(text, now)
	if err != nil || !council.DayOf(now).Before(typed.Day) {
		return typed, err
	}
	if last, err := council.ParseMoment(text+" "+strconv.Itoa(typed.Day.Year-1), now); err == nil {
		return last, nil
	}
	return typed, nil
}

// auditLine says one change: when, who, what, and about what.
func (d *Desk) auditLine(ctx context.Context, e store.Entry, zone *time.Location) (string, error) {
	who := "The program or its operator"
	if e.By != 0 {
		m, err := d.Store.Member(ctx, e.By)
		if err != nil {
			return "", fmt.Errorf("read the audit: %w", err)
		}
		who = personWords(m, e.By)
	}
	did := didWords[e.Did]
	if did == "" {
		did = e.Did
	}
	line := e.At.In(zone).Format("Monday 2 January 2006, 15:04") + ": " + who + ": " + did
	about, err := d.aboutWords(ctx, e)
	if about != "" {
		line += " (" + about + ")"
	}
	return line, err
}

func personWords(m council.Member, id council.MemberID) string {
	if m.ID == 0 {
		return fmt.Sprintf("somebody whose data is erased, number %d", id)
	}
	return m.Name
}

// aboutWords says what a change was about; nothing when that is who made it.
func (d *Desk) aboutWords(ctx context.Context, e store.Entry) (string, error) {
	kind, number, _ := strings.Cut(e.About, "/")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return strings.TrimSpace(kind + " " + number), nil
	}
	switch kind {
	case "member":
		if council.MemberID(id) == e.By {
			return "", nil
		}
		m, err := d.Store.Member(ctx, council.MemberID(id))
		return personWords(m, council.MemberID(id)), err
	case "meeting":
		m, err := d.Store.Meeting(ctx, council.MeetingID(id))
		return "the meeting now on " + council.DayOf(m.Starts).Long(), err
	}
	return kind + " " + number, nil
}
