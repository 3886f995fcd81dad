package schedule

import (
	"context"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// write is how a job's messages are written.
type write = func(context.Context, *store.Store, Occasion) ([]Notice, error)

// rungWrites gives, for each rung of council.Ladder, how it is written.
var rungWrites = map[string]write{
	"items-call":    itemsCall,
	"notice":        noticeOfMeeting,
	"items-close":   itemsClose,
	"papers-call":   papersCall,
	"papers-due":    papersAsked,
	"papers-list":   papersList,
	"reply-first":   replyFirst,
	"reply-last":    replyLast,
	"voices":        voices,
	"publish-soon":  publishSoon,
	"week":          weekBefore,
	"empty":         emptyAgenda,
	"link-needed":   linkNeeded,
	"day-before":    dayBefore,
	"start":         start,
	"held":          wasItHeld,
	"minutes-soon":  minutesSoon,
	"minutes-due":   minutesToday,
	"minutes-late":  minutesLate,
	"minutes-last":  minutesLast,
	"captured":      capturedWaits,
	"actions-out":   actionsOut,
	"actions-check": actionsCheck,
}

// peopleJobs are on no rung of a meeting's ladder: what is about people, and about
// minutes.
var peopleJobs = []Job{
	{Name: "welcome", Does: "five cards for a newcomer", When: Daily{Hour: 9}, Late: 14 * 24 * time.Hour, Write: welcome},
	{Name: "card", Does: "once a year: is your card still right?", When: Daily{Hour: 10}, Late: 14 * 24 * time.Hour, Write: cardCheck},
	{Name: "waiting", Does: "a meeting comes near and its reminders are not started, to the secretary", When: Weekly{Day: time.Monday, Hour: 9}, Late: 7 * 24 * time.Hour, Write: waiting},
	{Name: "term", Does: "a term ends in four weeks, to the secretary", When: Daily{Hour: 9}, Late: 14 * 24 * time.Hour, Write: termEnding},
	{Name: "missed", Does: "what you missed: decisions and your actions, to each who was not at a meeting", When: MorningsAfter{Hour: 9, Days: missedDays}, Late: 3 * 24 * time.Hour, Write: missed},
	{Name: "minutes-publish", Does: "agreed minutes are to be published, to the secretary", When: Daily{Hour: 9}, Late: 3 * 24 * time.Hour, Write: minutesPublish},
	{Name: "setup", Does: "after 30, 60 and 90 days of a setup: how is it going?", When: Daily{Hour: 9}, Late: 14 * 24 * time.Hour, Write: setupCheckIns},
	{Name: "action-due", Does: "an action is due in a week, or was due yesterday, to its owners", When: Daily{Hour: 9}, Late: 3 * 24 * time.Hour, Write: actionsDue},
	{Name: "practice-check", Does: "a practice is due for a check, to whoever answers for it", When: Daily{Hour: 10}, Late: 14 * 24 * time.Hour, Write: practiceCheck},
	{Name: "practice-list", Does: "once a month: what waits in the library, to the librarian", When: Weekly{Day: time.Monday, Hour: 9}, Late: 7 * 24 * time.Hour, Write: practiceList},
}

// Jobs lists what falls due, apart from the operator's own lines and from the
// post out of the practice library, which are set: the ladder of a meeting, first
// to last, then what is about people.
func Jobs() []Job {
	jobs := make([]Job, 0, len(council.Ladder)+len(peopleJobs))
	for _, r := range council.Ladder {
		jobs = append(jobs, Job{Name: r.Name, Does: r.Does + ", to " + r.To, When: OnRung{r}, Late: r.Late, Ahead: r.Ahead(), Kind: r.Kind, Write: rungWrites[r.Name]})
	}
	return append(jobs, peopleJobs...)
}
