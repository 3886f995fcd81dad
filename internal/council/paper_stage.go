package council

import (
	"fmt"
	"time"
)

// PaperStage is how far a paper has come.
type PaperStage string

// The stages of a paper.
const (
	PaperAsked     PaperStage = "asked"     // its author has not answered yet
	PaperPromised  PaperStage = "promised"  // its author says that it will come
	PaperReceived  PaperStage = "received"  // it has come
	PaperPublished PaperStage = "published" // it is out, for those whom its marking lets see it
	PaperWithdrawn PaperStage = "withdrawn" // it will not come, or was taken back
)

// PaperStages lists the stages in their order.
var PaperStages = []PaperStage{PaperAsked, PaperPromised, PaperReceived, PaperPublished, PaperWithdrawn}

func (s PaperStage) known() bool {
	for _, one := range PaperStages {
		if s == one {
			return true
		}
	}
	return false
}

// Owed reports whether the paper is still to come.
func (p Paper) Owed() bool { return p.Stage == PaperAsked || p.Stage == PaperPromised }

// OnTrack notes the author's promise that the paper comes when it is due. The
// error is a *Problem.
func (p Paper) OnTrack() (Paper, error) {
	if !p.Owed() {
		return p, p.settled()
	}
	p.Stage, p.Until = PaperPromised, Day{}
	return p, nil
}

// LateUntil notes the day on which the author says that the paper will come. It
// must be before the meeting. The error is a *Problem.
func (p Paper) LateUntil(day, today Day, m Meeting) (Paper, error) {
	switch {
	case !p.Owed():
		return p, p.settled()
	case day.Before(today):
		return p, &Problem{Field: "until", Say: day.Long() + " has passed. Choose today or a later day."}
	case m.ID != 0 && !day.Before(DayOf(m.Starts)):
		return p, &Problem{Field: "until", Say: "The meeting is on " + DayOf(m.Starts).Long() + ". Choose an earlier day, or withdraw the paper."}
	}
	p.Stage, p.Until = PaperPromised, day
	return p, nil
}

// Withdraw takes the paper back, or says that it will not come. A published paper
// stays in the record, so only one that is not out can be withdrawn. The error is
// a *Problem.
func (p Paper) Withdraw() (Paper, error) {
	switch p.Stage {
	case PaperWithdrawn:
		return p, &Problem{Say: "“" + p.Title + "” is withdrawn already, so nothing was changed."}
	case PaperPublished:
		return p, &Problem{Say: "“" + p.Title + "” is published and members may have read it. Send a corrected revision instead, or ask the secretary."}
	}
	p.Stage, p.Until = PaperWithdrawn, Day{}
	return p, nil
}

// Receive notes that a revision has come. What was withdrawn comes back by it. Of
// a published paper the earlier revision stays out until the new one is published.
// The error is a *Problem.
func (p Paper) Receive(r PaperRevision) (Paper, PaperRevision, error) {
	if err := r.Check(); err != nil {
		return p, r, err
	}
	r.Paper, r.Number = p.ID, p.Revision+1
	p.Revision, p.File, p.Link, p.Changed, p.Came, p.Until = r.Number, r.File, r.Link, r.Changed, r.At, Day{}
	if p.Stage != PaperPublished {
		p.Stage = PaperReceived
	}
	return p, r, nil
}

// Publish puts the paper out at a moment, in its latest revision. late is the
// chair's reason where the agenda was out before it. The error is a *Problem.
func (p Paper) Publish(at time.Time, late string) (Paper, error) {
	switch {
	case p.Stage == PaperPublished:
		p.Out = p.Revision
		return p, nil
	case p.Stage != PaperReceived:
		return p, &Problem{Say: "“" + p.Title + "” has not come yet, so there is nothing to publish."}
	case p.Marking == "":
		return p, &Problem{Field: "marking", Say: "“" + p.Title + "” has no marking, so nobody knows who may see it. Choose one first."}
	}
	p.Stage, p.Published, p.Late, p.Out = PaperPublished, at, late, p.Revision
	return p, nil
}

func (p Paper) settled() error {
	return &Problem{Say: fmt.Sprintf("“%s” is %s already, so nothing was changed.", p.Title, p.Stage)}
}

// StageLine says in neutral words how a paper stands, as "promised, for Monday 31
// May 2027".
func (p Paper) StageLine() string {
	switch {
	case p.Stage == PaperPromised && !p.Until.IsZero():
		return "promised for " + p.Until.Long()
	case p.Stage == PaperAsked:
		return "asked for"
	case p.Here() && p.Revision > 1:
		return fmt.Sprintf("%s, revision %d", p.Stage, p.Revision)
	}
	return string(p.Stage)
}
