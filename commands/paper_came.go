package commands

import (
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// ReceivePaper keeps a revision of a paper within a change, and tells whoever is
// to know: who handed the file in, for whom it took a while, and, once the agenda
// is out, the secretary, who decides whether the paper follows. upload is the
// file's fetching, 0 for a link, which is there at once.
func ReceivePaper(ctx context.Context, s *store.Store, tx *store.Tx, r council.PaperRevision, upload int64) error {
	p, err := tx.Receive(r)
	if err != nil {
		return err
	}
	if upload != 0 && r.By != 0 {
		if err := tellCame(tx, p, r.By); err != nil {
			return err
		}
	}
	a, err := tx.Agenda(p.Meeting)
	if err != nil || a.Meeting.ID == 0 || a.Draft() || !a.Meeting.Open() {
		return err
	}
	members, err := s.Members(ctx)
	if err != nil {
		return fmt.Errorf("read the members: %w", err)
	}
	for _, officer := range council.Officers(members, council.Secretary, tx.At()) {
		if officer.ID == r.By && upload == 0 {
			continue // the answer to the deed says it
		}
		if err := paperLetter(tx, p, fmt.Sprintf("paper-follows/%d", p.Revision), officer.ID, followsLetter(p, a.Meeting)); err != nil {
			return err
		}
	}
	return nil
}

// RefusePaper tells, within a change, whoever gave a file why it was not taken,
// and what to do.
func RefusePaper(tx *store.Tx, u store.Upload, name, why string) error {
	p, err := tx.Paper(u.Paper)
	if err != nil || u.By == 0 {
		return err
	}
	called := ""
	if name != "" {
		called = ", “" + name + "”"
	}
	return paperLetter(tx, p, fmt.Sprintf("paper-refused/upload/%d/%d", u.ID, u.Tries), u.By, ui.Message{Body: []ui.Block{
		ui.Heading{Text: "I could not take the file"},
		ui.Prose{Text: "This is about the paper “" + p.Title + "” and the file that you gave for it" + called + "."},
		ui.Prose{Text: why},
		ui.Buttons{Row: []ui.Button{{Label: "Give another file", Do: "paper", Arg: paperArg("revise", p), Style: ui.Primary}, {Label: "See the paper", Do: "paper", Arg: paperArg("show", p)}}},
	}})
}

// paperLetter keeps a direct message about a paper, in the transaction of its
// cause. key tells it from every other about the same paper.
func paperLetter(tx *store.Tx, p council.Paper, key string, to council.MemberID, message ui.Message) error {
	who, err := tx.Member(to)
	if err != nil || !who.Present() || who.SlackID == "" {
		return err
	}
	text, err := ui.Encode(message)
	if err != nil {
		return err
	}
	job, _, _ := strings.Cut(key, "/")
	addressee := council.Addressee{Member: to}
	_, err = tx.Deliver(store.Delivery{Key: fmt.Sprintf("%s/paper/%d/%s", key, p.ID, addressee), Job: job, Meeting: p.Meeting, To: addressee, Message: text, Due: tx.At()})
	return err
}

// tellCame keeps the word to whoever handed a file in that it is here. It waits a
// while for what the clerk finds on reading the file, and then says that too.
func tellCame(tx *store.Tx, p council.Paper, to council.MemberID) error {
	who, err := tx.Member(to)
	if err != nil || !who.Present() || who.SlackID == "" {
		return err
	}
	text, err := ui.Encode(cameLetter(p))
	if err != nil {
		return err
	}
	_, err = tx.Deliver(store.Delivery{Key: store.CameKey(p.ID, p.Revision, to), Job: "paper-came", Meeting: p.Meeting, To: council.Addressee{Member: to},
		Message: text, Due: tx.At(), After: tx.At().Add(store.ReadingWait)})
	return err
}

// cameLetter tells who handed a file in that it is here.
func cameLetter(p council.Paper) ui.Message {
	return ui.Message{Body: []ui.Block{
		ui.Heading{Text: "Your file is here"},
		ui.Prose{Text: fmt.Sprintf("“%s” is received for the paper “%s”%s. It is kept outside Slack, so it stays when Slack hides old files.",
			p.File.Name, p.Title, revisionWords(p))},
		ui.Buttons{Row: []ui.Button{{Label: "See the paper", Do: "paper", Arg: paperArg("show", p)}}},
	}}
}

// followsLetter asks the secretary whether a paper that came after the agenda was
// published follows it.
func followsLetter(p council.Paper, m council.Meeting) ui.Message {
	return ui.Message{Body: []ui.Block{
		ui.Heading{Text: "A paper came after the agenda went out"},
		ui.Prose{Text: fmt.Sprintf("“%s” is here for the meeting on %s%s. Members do not see it until you publish it.", p.Title, m.When(), revisionWords(p))},
		ui.Buttons{Row: []ui.Button{
			{Label: "Publish it", Do: "paper", Arg: paperArg("publish", p), Style: ui.Primary},
			{Label: "See the paper", Do: "paper", Arg: paperArg("show", p)},
		}},
	}}
}

// revisionWords name a later revision; nothing for the first.
func revisionWords(p council.Paper) string {
	switch {
	case p.Revision < 2:
		return ""
	case p.Changed == "":
		return fmt.Sprintf(", as revision %d", p.Revision)
	}
	return fmt.Sprintf(", as revision %d (%s)", p.Revision, p.Changed)
}

// paperArg is a button's argument about a paper.
func paperArg(word string, p council.Paper) string { return fmt.Sprintf("%s %d", word, p.ID) }
