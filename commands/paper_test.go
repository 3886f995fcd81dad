package commands_test

import (
	"fmt"
	"strings"
	"testing"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// withItem is a council of two meetings with one item of Tobias's on the agenda
// of the first; its number is 6.
func withItem(t *testing.T) (d *commands.Desk, eilidh, tobias *person, item council.ItemID) {
	t.Helper()
	d, eilidh, tobias = callsTwo(t)
	tobias.proposes(map[string]string{"title": "Shared service desk", "ask": "Agree to share one.", "purpose": "decision"})
	items, err := d.Store.ItemsOf(t.Context(), tobias.who.ID)
	if err != nil || len(items) != 1 {
		t.Fatal(items, err)
	}
	eilidh.types(fmt.Sprintf("/agenda accept i%d", items[0].ID))
	return d, eilidh, tobias, items[0].ID
}

// comes has a file that was given for a paper fetched.
func comes(t *testing.T, d *commands.Desk, content string) {
	t.Helper()
	u, ok, err := d.Store.ClaimUpload(t.Context(), "test", now, 0)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	sha, size, err := d.Store.KeepFile([]byte(content))
	if err != nil {
		t.Fatal(err)
	}
	f := council.File{SHA: sha, Name: "desk.pdf", Type: "application/pdf", Size: size}
	_, err = d.Store.Change(t.Context(), store.Change{Did: "paper.received", At: now}, func(tx *store.Tx) error {
		if _, err := tx.SettleUpload(u, store.UploadFetched, f.Name, ""); err != nil {
			return err
		}
		return commands.ReceivePaper(t.Context(), d.Store, tx, council.PaperRevision{Paper: u.Paper, File: f, Changed: u.Changed, By: u.By}, u.ID)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAMemberAttachesAFileToAnItem(t *testing.T) {
	d, eilidh, tobias, item := withItem(t)
	must(t, tobias.types("/paper"), "There are no papers that you may see", "Attach a paper")
	must(t, tobias.presses("Attach a paper"), "Form: Attach a paper", "For which item?", "6. Shared service desk (10 June)", "TLP:CLEAR – public")
	for _, fault := range []struct {
		field, say string
		fields     map[string]string
	}{
		{"item", "Choose the item", nil},
		{"title", "Give the paper a title", map[string]string{"item": "i"}},
		{"marking", "Choose who may see", map[string]string{"item": "i", "title": "One desk for three"}},
		{"file", "Choose a file, or give a link", map[string]string{"item": "i", "title": "One desk for three", "marking": "TLP:CLEAR"}},
		{"file", "A paper is one file", map[string]string{"item": "i", "title": "One desk for three", "marking": "TLP:CLEAR", "file": "F1,F2"}},
		{"link", "not both", map[string]string{"item": "i", "title": "One desk for three", "marking": "TLP:CLEAR", "file": "F1", "link": "https://a.example"}},
		{"link", "not the address of a page", map[string]string{"item": "i", "title": "One desk for three", "marking": "TLP:CLEAR", "link": "a paper"}},
		{"author", "Choose the author", map[string]string{"item": "i", "title": "One desk for three", "marking": "TLP:CLEAR", "author": "", "file": "F1"}},
		{"guest", "has no seat", map[string]string{"item": "i", "title": "One desk for three", "marking": "TLP:CLEAR", "author": "UNOBODY", "file": "F1"}},
	} {
		if fault.fields["item"] == "i" {
			fault.fields["item"] = fmt.Sprintf("i%d", item)
		}
		tobias.types("/paper attach")
		got := tobias.fills(fault.fields)
		faults, ok := tobias.last.(ui.FieldErrors)
		if !ok || !strings.Contains(faults[fault.field], fault.say) {
			t.Errorf("%v: got %s, want a fault of %s that says %q", fault.fields, got, fault.field, fault.say)
		}
	}
	tobias.types("/paper attach 6")
	must(t, tobias.fills(map[string]string{"title": "One desk for three", "marking": "TLP:CLEAR", "file": "F1"}),
		"I fetch the file from Slack now", "item 6, “Shared service desk”", "Author: Tobias Fennimore", "A file is on the way from Slack")
	must(t, eilidh.types("/paper"), "Item 6: “One desk for three” by Tobias Fennimore, promised; its file is on the way from Slack (/paper 1).", "1 of 1 here")
	comes(t, d, "%PDF-1.7")
	if got := told(t, d, "paper-came"); len(got) != 1 || !strings.Contains(got[0], "Tobias Fennimore: Your file is here") {
		t.Errorf("told: %q", got)
	}
	must(t, tobias.types("/paper 1"), "How it stands: received", "desk.pdf, 8 bytes", "1, 2 March 2027: desk.pdf")
	must(t, tobias.presses("Send me the file"), "I send you “One desk for three”", "File: desk.pdf", "no: %PDF")
	must(t, someone(t, d, "Harriet").types("/paper get 1"), "not out yet")
	must(t, someone(t, d, "").types("/paper 1"), "no such paper that you may see")
	must(t, tobias.types("/agenda"), "Paper: “One desk for three” by Tobias Fennimore.")
}

func TestAPaperIsPublishedWithItsAgenda(t *testing.T) {
	d, eilidh, tobias, _ := withItem(t)
	tobias.types("/paper attach 6")
	tobias.fills(map[string]string{"title": "One desk for three", "marking": "TLP:CLEAR", "link": "https://westmarch.example/desk"})
	must(t, eilidh.types("/paper publish 1"), "Its papers are published with it")
	must(t, eilidh.types("/agenda check"), "no: has no paper")
	eilidh.types("/agenda post")
	must(t, strings.Join(told(t, d, "agenda"), "\n"), "Paper 6.1: “One desk for three” by Tobias Fennimore.")
	must(t, someone(t, d, "").types("/paper list #1"), "Paper 6.1: “One desk for three” by Tobias Fennimore, published (/paper 1).")
	must(t, someone(t, d, "").types("/paper get 1"), "https://westmarch.example/desk")
	must(t, eilidh.tell(commands.Button, "share", "paper show 1", eilidh.key(), nil), "One desk for three", "Shared by")
	isSent(t, d)
	tobias.types("/paper revise 1")
	must(t, tobias.fills(map[string]string{"link": "https://westmarch.example/desk2"}), "Say in one line what changed")
	tobias.types("/paper revise 1")
	must(t, tobias.fills(map[string]string{"link": "https://westmarch.example/desk2", "changed": "New figures"}), "published, revision 2", "Revision 2 waits until the secretary publishes it", "2, 2 March 2027: https://westmarch.example/desk2. New figures")
	must(t, someone(t, d, "Harriet").types("/paper 1"), "https://westmarch.example/desk", "no: desk2")
	if got := told(t, d, "paper-follows"); len(got) != 1 || !strings.Contains(got[0], "Eilidh NicLeòid: A paper came after the agenda went out") || !strings.Contains(got[0], "revision 2 (New figures)") {
		t.Errorf("told: %q, want the secretary", got)
	}
	must(t, eilidh.types("/paper publish 1"), "is published")
	must(t, someone(t, d, "Harriet").types("/paper 1"), "https://westmarch.example/desk2")
	must(t, tobias.types("/paper withdraw 1"), "is published and members may have read it")
}

func TestALatePaperFollowsWithItsReason(t *testing.T) {
	d, eilidh, tobias, _ := withItem(t)
	eilidh.types("/agenda post")
	isSent(t, d)
	tobias.types("/paper attach 6")
	tobias.fills(map[string]string{"title": "One desk for three", "marking": "TLP:CLEAR", "link": "https://westmarch.example/desk"})
	must(t, someone(t, d, "").types("/paper list #1"), "no: One desk")
	must(t, eilidh.types("/paper publish 1"), "Form: Publish a paper")
	must(t, eilidh.fills(map[string]string{"late": "The figures came on Monday"}), "is published", "Came after the agenda, because: The figures came on Monday")
	must(t, strings.Join(told(t, d, "agenda"), "\n"), "“One desk for three” by Tobias Fennimore, after the agenda, because: The figures came on Monday.")
}

func TestAnAuthorAnswersInOneTap(t *testing.T) {
	d, eilidh, tobias, item := withItem(t)
	eilidh.types("/paper ask 6")
	must(t, eilidh.fills(map[string]string{"title": "Costs", "author": someone(t, d, "Harriet").who.SlackID, "item": fmt.Sprintf("i%d", item)}), "“Costs” is noted as asked for, and Harriet")
	harriet := someone(t, d, "Harriet")
	if got := told(t, d, "paper-asked"); len(got) != 1 || !strings.HasPrefix(got[0], "Harriet") {
		t.Fatalf("told: %q, want the author", got)
	} else {
		must(t, got[0], "Would you write a paper?", "“Costs”, for item 6, “Shared service desk”", "by the end of Tuesday 1 June 2027", "It is on track | It comes later | It will not come")
	}
	must(t, harriet.types("/paper"), "Papers that you are asked for", "“Costs” for item 6", "asked for")
	must(t, harriet.presses("It is on track"), "is on track", "How it stands: promised")
	must(t, harriet.presses("It comes later"), "Form: When will it come?")
	must(t, harriet.fills(map[string]string{"until": "2027-06-10"}), "The meeting is on Thursday 10 June 2027")
	harriet.types("/paper until 1")
	must(t, harriet.fills(map[string]string{"until": "2027-06-03"}), "comes on Thursday 3 June 2027", "promised for Thursday 3 June 2027")
	must(t, harriet.types("/paper until 1 4 June"), "promised for Friday 4 June 2027")
	must(t, eilidh.types("/paper"), "0 of 1 here, 1 promised. You can ask Harriet")
	must(t, tobias.types("/paper track 1"), "is on track") // its item's sponsor may
	must(t, someone(t, d, "Chidinma").types("/paper track 1"), "no such paper that you may see")
	eilidh.types("/paper edit 1")
	eilidh.fills(map[string]string{"marking": "TLP:GREEN"})
	for _, words := range []string{"track 1", "until 1 4 June", "withdraw 1", "revise 1", "edit 1"} {
		must(t, someone(t, d, "Chidinma").types("/paper "+words), "Only its author, the sponsor of its item and the secretary")
	}
	harriet.types("/paper 1")
	must(t, harriet.pressesTwice("It will not come"), "withdrawn already")
	if got := told(t, d, "paper-withdrawn"); len(got) != 2 || !strings.HasPrefix(got[0], "Eilidh") || !strings.HasPrefix(got[1], "Tobias") {
		t.Errorf("told: %q, want the secretary and the sponsor once each", got)
	}
	must(t, harriet.types("/paper revise 1"), "Form: Hand in a paper")
	must(t, harriet.fills(map[string]string{"link": "https://a.example/costs"}), "The link is kept", "How it stands: received")
}

func TestAnAuthorOutsideSlackGetsWordsToPaste(t *testing.T) {
	d, eilidh, _, item := withItem(t)
	eilidh.types("/paper ask")
	got := eilidh.fills(map[string]string{"item": fmt.Sprintf("i%d", item), "title": "Costs", "author": "", "guest": "Guest Writer", "email": "guest@body.example"})
	must(t, got, "Guest Writer is not in Slack", "To: Guest Writer: guest@body.example", "Subject: Paper for the council: Costs", "Dear Guest Writer,", "• it is on track", "by the end of Tuesday 1 June 2027", "Eilidh NicLeòid")
	must(t, eilidh.types("/paper remind 1"), "not in Slack", "/paper words 1")
	must(t, eilidh.types("/paper"), "You can ask Guest Writer: the words are ready.", "Words for Guest Writer")
	must(t, eilidh.presses("Words for Guest Writer"), "Dear Guest Writer,")
	must(t, eilidh.presses("Record the paper"), "Form: Hand in a paper")
	must(t, eilidh.fills(map[string]string{"file": "F9", "marking": "not for publication"}), "I fetch the file")
	comes(t, d, "%PDF-1.7")
	must(t, eilidh.types("/paper 1"), "Author: Guest Writer", "Marking: Not for publication", "received")
	eilidh.types("/paper ask")
	must(t, eilidh.fills(map[string]string{"item": fmt.Sprintf("i%d", item), "title": "More", "author": "", "guest": "Beatrice Oldcastle-Wu"}), "Beatrice Oldcastle-Wu is not in Slack", "b.oldcastle-wu@penhallock.example")
}

func TestTheSecretaryRemindsTwiceAtMost(t *testing.T) {
	d, eilidh, _, item := withItem(t)
	eilidh.types("/paper ask")
	eilidh.fills(map[string]string{"item": fmt.Sprintf("i%d", item), "title": "Costs", "author": someone(t, d, "Harriet").who.SlackID})
	for range 2 {
		eilidh.types("/paper words 1")
		must(t, eilidh.presses("Remind Harriet"), "The author is reminded.")
	}
	must(t, eilidh.types("/paper remind 1"), "was reminded twice")
	must(t, eilidh.types("/paper words 1"), "no: Remind Harriet")
	if got := told(t, d, "paper-reminder"); len(got) != 2 {
		t.Errorf("Harriet is told %d times: %q", len(got), got)
	}
}

func TestWhatOneAttachesAnswersWhatOneWasAskedFor(t *testing.T) {
	d, eilidh, _, item := withItem(t)
	harriet := someone(t, d, "Harriet")
	eilidh.types("/paper ask")
	eilidh.fills(map[string]string{"item": fmt.Sprintf("i%d", item), "title": "Costs", "author": harriet.who.SlackID})
	harriet.types("/paper attach 6")
	must(t, harriet.fills(map[string]string{"title": "What it costs", "marking": "TLP:CLEAR", "link": "https://a.example"}), "What it costs")
	must(t, harriet.types("/paper mine"), "“What it costs”: received (/paper 1).", "no: asked for")
}

func TestAMessagesFileIsAttachedFromItsMenu(t *testing.T) {
	d, _, tobias, item := withItem(t)
	ask := func(m *commands.Message) string {
		reply, err := commands.NewTable(d.Routes()).Ask(t.Context(), commands.Button, "paper-message",
			commands.Request{From: tobias.who, Now: tobias.now, Key: tobias.key(), Message: m})
		if err != nil {
			return err.Error()
		}
		tobias.last = reply
		return ui.Plain(reply)
	}
	must(t, ask(&commands.Message{Text: "hello"}), "This message has no file")
	got := ask(&commands.Message{Author: someone(t, d, "Harriet").who, Files: []commands.FileRef{{ID: "F7", Name: "Shared_desk v2.docx"}, {ID: "F8", Name: "b.pdf"}}})
	must(t, got, "has 2 files. This attaches the first, “Shared_desk v2.docx”", "Now: Shared desk v2", "no: Or a link")
	must(t, tobias.fills(map[string]string{"item": fmt.Sprintf("i%d", item), "marking": "TLP:GREEN"}), "I fetch the file", "Author: Harriet")
	uploads, err := d.Store.Uploads(t.Context(), 1)
	if err != nil || len(uploads) != 1 || uploads[0].Slack != "F7" || uploads[0].By != tobias.who.ID {
		t.Errorf("uploads = %+v, %v", uploads, err)
	}
}

func TestWithdrawnMeansThatAFileOnItsWayIsNotTaken(t *testing.T) {
	d, _, tobias, _ := withItem(t)
	tobias.types("/paper attach 6")
	tobias.fills(map[string]string{"title": "Costs", "marking": "TLP:CLEAR", "file": "F1"})
	u, _, err := d.Store.ClaimUpload(t.Context(), "test", now, 0)
	if err != nil {
		t.Fatal(err)
	}
	tobias.types("/paper withdraw 1")
	_, err = d.Store.Change(t.Context(), store.Change{At: now}, func(tx *store.Tx) error {
		if still, err := tx.SettleUpload(u, store.UploadFetched, "a.pdf", ""); err != nil || still {
			t.Errorf("the fetcher still has it: %v, %v", still, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestADeputySeesThePapersUntilTheDayAfter(t *testing.T) {
	d, eilidh, tobias, _ := withItem(t)
	tobias.types("/paper attach 6")
	tobias.fills(map[string]string{"title": "One desk for three", "marking": "TLP:AMBER", "link": "https://westmarch.example/desk"})
	tobias.types("/paper attach 6")
	tobias.fills(map[string]string{"title": "For named eyes", "marking": "TLP:RED", "link": "https://westmarch.example/red"})
	harriet := someone(t, d, "Harriet")
	harriet.types("/meeting reply deputy")
	harriet.fills(map[string]string{"deputy": "Mair Llwyd", "account": "UDEPUTY"})
	mair := &person{t: t, d: d, now: now, who: council.Member{SlackID: "UDEPUTY"}}
	must(t, mair.types("/paper list #1"), "no: One desk")
	eilidh.types("/agenda post")
	must(t, mair.types("/paper list #1"), "“One desk for three”", "no: named eyes", "a paper that is not for everybody: TLP:RED")
	must(t, mair.types("/paper get 1"), "https://westmarch.example/desk")
	must(t, mair.types("/paper get 2"), "no such paper that you may see")
	must(t, mair.types("/paper list #2"), "no: One desk")
	setClock("2027-06-11 08:59", mair)
	must(t, mair.types("/paper 1"), "One desk for three")
	setClock("2027-06-11 13:00", mair)
	must(t, mair.types("/paper 1"), "no such paper that you may see")
	must(t, mair.types("/paper list #1"), "no: One desk")
}
