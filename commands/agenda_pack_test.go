package commands_test

import (
	"archive/zip"
	"io"
	"strings"
	"testing"
	"time"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// makesPack does the clerk's part for the pack that waits: it is made, of a
// content, or it fails for a reason.
func makesPack(t *testing.T, d *commands.Desk, content, reason string) council.Pack {
	t.Helper()
	p, _, err := d.Store.ClaimPack(t.Context(), "test", now, time.Minute)
	if err != nil || p.ID == 0 {
		t.Fatalf("no pack waits: %v", err)
	}
	p.State, p.Reason = council.PackFailed, reason
	if content != "" {
		p.State, p.Pages, p.File = council.PackMade, 12, council.File{Name: "pack.pdf", Type: "application/pdf"}
		if p.File.SHA, p.File.Size, err = d.Store.KeepFile([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.Store.Change(t.Context(), store.Change{At: now}, func(tx *store.Tx) error {
		_, err := tx.SettlePack(p)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return p
}

// given are the files of the last answer, by name.
func (p *person) given() map[string]string {
	files := map[string]string{}
	for _, b := range body(p.last) {
		if f, is := b.(ui.File); is {
			files[f.Name] = f.Content
		}
	}
	return files
}

func TestThePackIsAskedForWithTheAgendaAndGivenByAButton(t *testing.T) {
	d, eilidh, tobias := callsTwo(t)
	woken := 0
	d.Behind = func() { woken++ }
	must(t, tobias.types("/agenda pack"), "is not published yet", "Its papers come together in one pack when it is.")
	eilidh.types("/agenda")
	must(t, eilidh.presses("Publish and post the agenda"), "The pack of its papers is being made")
	if woken == 0 {
		t.Error("nobody was told that there is a pack to make")
	}
	must(t, tobias.types("/agenda"), "Get the papers")
	must(t, tobias.presses("Get the papers"), "There is no pack to read at the moment", "no: being made")
	must(t, eilidh.types("/agenda pack"), "Pack: being made since", "no: Make the pack")
	must(t, eilidh.types("/agenda pack #1 make"), "It is being made already")

	makesPack(t, d, "%PDF the pack", "")
	visitor := someone(t, d, "")
	must(t, visitor.types("/agenda pack"), "Pack: 12 pages, 0 papers, made on Tuesday 2 March 2027")
	must(t, visitor.presses("Get the pack"), "I send you the file in a direct message.")
	if got := visitor.given()["pack.pdf"]; got != "%PDF the pack" {
		t.Errorf("the file is %q, want the pack", got)
	}
	d.Web = "https://council.example"
	must(t, visitor.types("/agenda pack get 0"), "https://council.example/meetings/1/pack.pdf")
	if len(visitor.given()) != 0 {
		t.Error("the file is sent although the pages can be reached")
	}
	d.Web = "http://127.0.0.1:8080"
	visitor.types("/agenda pack get 0")
	if len(visitor.given()) != 1 {
		t.Error("the file is not sent although nobody else can reach the pages")
	}
	must(t, tobias.types("/agenda pack make"), "This is for the council's secretary")
}

func TestNothingIsMadeTwice(t *testing.T) {
	d, eilidh, _ := callsTwo(t)
	eilidh.types("/agenda post")
	makesPack(t, d, "%PDF", "")
	visitor := someone(t, d, "")
	must(t, visitor.types("/agenda pack get 7"), "It is not there at the moment.")
	must(t, visitor.types("/agenda pack get seven"), "is no supplement's number")
	must(t, eilidh.types("/agenda pack make"), "no paper has come since the last one")
	must(t, eilidh.types("/agenda post"), "The post of the agenda is written anew")
	if packs, err := d.Store.Packs(t.Context(), 1); err != nil || len(packs) != 1 || packs[0].Version != 1 {
		t.Errorf("packs %+v, %v: posting the agenda again makes no other pack", packs, err)
	}
}

func TestAPackThatFailedIsTriedAgainByTheSecretary(t *testing.T) {
	d, eilidh, tobias := callsTwo(t)
	eilidh.types("/agenda post")
	makesPack(t, d, "", "The disk is full.")
	must(t, eilidh.types("/agenda pack"), "Pack could not be made: The disk is full.", "Make the pack")
	must(t, tobias.types("/agenda pack"), "no: disk")
	must(t, eilidh.pressesTwice("Make the pack"), "It is being made already", "no: could not be made")
	if p := makesPack(t, d, "%PDF", ""); p.Version != 2 {
		t.Errorf("version %d, want 2", p.Version)
	}
}

func TestTheAgendaIsGivenAsAFileThatTellsNothingClosed(t *testing.T) {
	d, eilidh, tobias := callsTwo(t)
	tobias.proposes(map[string]string{"title": "Supplier contract", "ask": "Agree the zanzibar price.", "presenter": "Mx Zanzibar", "openness": "closed", "reason": "prices", "purpose": "decision"})
	eilidh.types("/agenda accept i19")
	must(t, someone(t, d, "").types("/agenda word"), "is not published yet")
	must(t, tobias.types("/agenda word"), "draft-agenda-2027-06-10.docx")
	must(t, eilidh.types("/agenda post"), "Agenda")
	for _, p := range []*person{eilidh, tobias, someone(t, d, "")} {
		must(t, p.types("/agenda html"), "agenda-2027-06-10.html", "in a direct message")
		page := p.given()["agenda-2027-06-10.html"]
		must(t, page, "<h1>Agenda: Thursday 10 June 2027</h1>", "Supplier contract", "The reason: prices", "no: zanzibar", "no: Zanzibar")
		p.types("/agenda word")
		must(t, unzipped(t, p.given()["agenda-2027-06-10.docx"]), "Supplier contract", "no: zanzibar", "no: Zanzibar")
	}
}

// unzipped is all the text in a file of parts.
func unzipped(t *testing.T, content string) string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

func TestAMovedMeetingsAgendaStaysPostedWithItsNewTimes(t *testing.T) {
	d, eilidh, _ := callsTwo(t)
	eilidh.types("/agenda post")
	isSent(t, d)
	eilidh.types("/meeting move #1 17 June 2027 14:00 because the room is taken sure")
	posts := told(t, d, "agenda")
	if len(posts) != 2 {
		t.Fatalf("the posts of the agenda are %q, want the post and one change of it", posts)
	}
	must(t, posts[1], "Agenda: Thursday 17 June 2027", "14:00 – 1.")
	for _, edit := range told(t, d, "moved") {
		must(t, edit, "no: Agenda: ")
	}
	eilidh.types("/meeting cancel #1 nobody can come")
	eilidh.presses("Yes")
	must(t, strings.Join(told(t, d, "agenda"), "\n"), "did not meet. The reason: Nobody can come")
}

func TestAnAgendaThatWaitsToBePostedFollowsItsMeeting(t *testing.T) {
	d, eilidh, _ := callsTwo(t)
	eilidh.types("/agenda post")
	eilidh.types("/meeting move #1 17 June 2027 14:00 because the room is taken sure")
	posts := told(t, d, "agenda")
	if len(posts) != 1 {
		t.Fatalf("the posts of the agenda are %q, want one", posts)
	}
	must(t, posts[0], "Agenda: Thursday 17 June 2027")
}
