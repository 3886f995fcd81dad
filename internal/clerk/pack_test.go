package clerk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/store/storetest"
)

// packOffice is a store with a meeting, and a packer.
type packOffice struct {
	*store.Store
	t         *testing.T
	packer    Packer
	meeting   council.Meeting
	secretary council.MemberID
	now       time.Time
}

func newPackOffice(t *testing.T) *packOffice {
	t.Helper()
	s := storetest.Open(t, t.TempDir())
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	o := &packOffice{Store: s, t: t, packer: Packer{Store: s, Holder: "test", Web: "https://council.example"}, now: packDay}
	o.change(func(tx *store.Tx) error {
		id, err := tx.PutMeeting(council.Meeting{Title: "Quarterly meeting", Starts: time.Date(2027, 3, 11, 10, 0, 0, 0, zone), Length: 2 * time.Hour, Place: "Room 2", State: council.Called})
		o.meeting.ID = id
		return err
	})
	o.change(func(tx *store.Tx) (err error) {
		o.secretary, err = tx.PutMember(council.Member{Name: "SECRETARYNAME", SlackID: "U1"})
		return err
	})
	return o
}

func (o *packOffice) change(fn func(*store.Tx) error) {
	o.t.Helper()
	o.now = o.now.Add(time.Minute)
	if _, err := o.Change(o.t.Context(), store.Change{Did: "test", At: o.now}, fn); err != nil {
		o.t.Fatal(err)
	}
}

// agenda changes the meeting's agenda by a rule.
func (o *packOffice) agenda(rule func(*store.Tx, council.Agenda) (council.Agenda, error)) {
	o.t.Helper()
	o.change(func(tx *store.Tx) error {
		a, err := tx.Agenda(o.meeting.ID)
		if err != nil {
			return err
		}
		if a, err = rule(tx, a); err != nil {
			return err
		}
		_, err = tx.PutAgenda(a)
		return err
	})
}

// item puts an item on the agenda; closed is the reason for which it is closed.
func (o *packOffice) item(title, closed string) (id council.ItemID) {
	o.t.Helper()
	o.agenda(func(tx *store.Tx, a council.Agenda) (council.Agenda, error) {
		item := council.Item{Meeting: o.meeting.ID, Title: title, Ask: "Agree?", Purpose: council.ToDecide, Allotted: 10 * time.Minute, State: council.ItemProposed, Part: council.Business, Closed: closed}
		if closed != "" {
			item.Ask, item.Presenter = "SECRETASK", "SECRETPRESENTER"
		}
		var err error
		if item.ID, err = tx.PutItem(item); err != nil {
			return a, err
		}
		id = item.ID
		a, _, err = a.Accept(item, "")
		return a, err
	})
	return id
}

// paper keeps a paper that is out.
func (o *packOffice) paper(item council.ItemID, title string, mark council.Marking, file string) (id council.PaperID) {
	o.t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		o.t.Fatal(err)
	}
	sha, size, err := o.KeepFile(content)
	if err != nil {
		o.t.Fatal(err)
	}
	kind := "application/pdf"
	if filepath.Ext(file) == ".docx" {
		kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	}
	o.change(func(tx *store.Tx) (err error) {
		if id, err = tx.PutPaper(council.Paper{Item: item, Title: title, Writer: "A Guest", Purpose: council.ToDecide, Marking: mark, Stage: council.PaperAsked}); err != nil {
			return err
		}
		p, err := tx.Receive(council.PaperRevision{Paper: id, File: council.File{SHA: sha, Name: filepath.Base(file), Type: kind, Size: size}})
		if err != nil {
			return err
		}
		if p, err = p.Publish(tx.At(), ""); err != nil {
			return err
		}
		_, err = tx.PutPaper(p)
		return err
	})
	return id
}

func (o *packOffice) publish() {
	o.t.Helper()
	o.agenda(func(tx *store.Tx, a council.Agenda) (council.Agenda, error) {
		return a.Publish(tx.At(), council.DayOf(tx.At()), "")
	})
}

// pack asks for a pack and makes it.
func (o *packOffice) pack(number int) council.Pack {
	o.t.Helper()
	o.change(func(tx *store.Tx) error { return tx.WantPack(o.meeting.ID, number, o.secretary) })
	o.now = o.now.Add(time.Minute)
	if did, err := o.packer.Work(o.t.Context(), o.now); !did || err != nil {
		o.t.Fatalf("the packer did %v, %v", did, err)
	}
	packs, err := o.Packs(o.t.Context(), o.meeting.ID)
	if err != nil || len(packs) <= number {
		o.t.Fatalf("packs %v, %v", packs, err)
	}
	return packs[number]
}

// file writes what the public gets of a pack.
func (o *packOffice) file(number int) string {
	o.t.Helper()
	f, _, err := o.Public().OpenPack(o.t.Context(), o.meeting.ID, number)
	if err != nil {
		o.t.Fatal(err)
	}
	defer f.Close()
	return f.Name()
}

// letters lists the messages about packs, each in plain words.
func (o *packOffice) letters() (all []string) {
	o.t.Helper()
	due, err := o.Deliveries(o.t.Context(), store.Wanted{Job: "pack"})
	if err != nil {
		o.t.Fatal(err)
	}
	for _, d := range due {
		all = append(all, d.To.String()+" "+string(d.Message))
	}
	return all
}

func aWord(t *testing.T) string {
	file := filepath.Join(t.TempDir(), "plan.docx")
	if err := os.WriteFile(file, []byte("PK"), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestAPackHoldsWhatEverybodyMayReadAndNothingElse(t *testing.T) {
	o := newPackOffice(t)
	desk, contract := o.item("Shared desk", ""), o.item("Contract", "prices")
	o.paper(desk, "The plan", council.MarkClear, aPDF(t, "apple", 2))
	o.paper(desk, "SECRETTITLE", council.MarkAmber, aPDF(t, "SECRETAMBER", 2))
	o.paper(contract, "SECRETPRICES", council.MarkClear, aPDF(t, "SECRETPAPER", 2))
	o.paper(desk, "The figures", council.MarkClear, aWord(t))
	o.publish()
	made := o.pack(0)
	if made.State != council.PackMade || len(made.Papers) != 3 || made.Papers[0].Page == 0 {
		t.Fatalf("the pack is %+v", made)
	}
	file := o.file(0)
	text := pdfTool(t, "pdftotext", "-layout", file, "-")
	for _, want := range []string{"Paper 6.1: The plan, by A Guest", "apple page 2", "Paper 6.2: A paper that is not for everybody", "everybody: TLP:AMBER", "This paper is a separate file", "“plan.docx”.",
		"https://council.example/papers/4/", "The reason: prices", "11. Contract (closed)", "Pack page 3 of"} {
		if !strings.Contains(text, want) {
			t.Errorf("the pack lacks %q:\n%s", want, text)
		}
	}
	if page := pageText(t, file, made.Papers[0].Page); !strings.Contains(page, "apple page 1") {
		t.Errorf("the first paper does not begin on page %d:\n%s", made.Papers[0].Page, page)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for where, all := range map[string]string{"text": text, "bytes": string(raw), "streams": pdfTool(t, "qpdf", "--qdf", "--object-streams=disable", file, "-"),
		"bookmarks": pdfTool(t, "qpdf", "--json=2", "--json-key=outlines", file), "facts": pdfTool(t, "pdfinfo", file), "letters": strings.Join(o.letters(), "\n")} {
		if strings.Contains(all, "SECRET") {
			t.Errorf("the %s of the pack tell what is not for everybody", where)
		}
	}
}

func TestWhatComesLaterIsASupplementAndThePackKeepsItsNumbers(t *testing.T) {
	o := newPackOffice(t)
	desk := o.item("Shared desk", "")
	o.paper(desk, "The plan", council.MarkClear, aPDF(t, "apple", 2))
	o.publish()
	first := o.pack(0)
	o.paper(desk, "The figures", council.MarkClear, aPDF(t, "pear", 1))
	second := o.pack(1)
	if diff := cmp.Diff([]council.PackedPaper{{Paper: 2, Revision: 1, Number: "6.2", Page: 2}}, second.Papers); diff != "" {
		t.Errorf("the supplement's papers (-want +got)\n%s", diff)
	}
	text := pdfTool(t, "pdftotext", "-layout", o.file(1), "-")
	if !strings.Contains(text, "Supplement 1, 2 March 2027") || !strings.Contains(text, "Paper 6.2 – Supplement 1, page S1-2 of 2") || strings.Contains(text, "apple") {
		t.Errorf("the supplement says\n%s", text)
	}
	packs, err := o.Public().Packs(t.Context(), o.meeting.ID)
	if err != nil || len(packs) != 2 || packs[0].File.SHA != first.File.SHA {
		t.Errorf("the packs are %+v, %v, want the first as it was", packs, err)
	}
	told := 0
	for _, letter := range o.letters() {
		if strings.HasPrefix(letter, "channel/") {
			told++
		}
	}
	if told != 1 {
		t.Errorf("the channel was told %d times, want once: of the supplement", told)
	}
	if failed := o.pack(2); failed.State != council.PackFailed || !strings.Contains(failed.Reason, "No paper has come") {
		t.Errorf("a supplement of nothing is %+v", failed)
	}
}

func TestAPackIsTakenBackWhenAnItemInItIsClosed(t *testing.T) {
	o := newPackOffice(t)
	desk := o.item("Shared desk", "")
	o.paper(desk, "The plan", council.MarkClear, aPDF(t, "apple", 2))
	o.publish()
	o.pack(0)
	o.agenda(func(_ *store.Tx, a council.Agenda) (council.Agenda, error) {
		item, _ := a.Item(desk)
		item.Closed = "prices"
		return a.Put(item)
	})
	if packs, err := o.Public().Packs(t.Context(), o.meeting.ID); err != nil || len(packs) != 0 {
		t.Errorf("the public gets %+v, %v, want no pack that tells of the item", packs, err)
	}
	again := o.pack(0)
	if text := pdfTool(t, "pdftotext", o.file(0), "-"); again.Version != 2 || strings.Contains(text, "apple") || !strings.Contains(text, "The reason: prices") {
		t.Errorf("version %d says\n%s", again.Version, text)
	}
}

func TestAPaperThatCannotBeReadDoesNotStopThePack(t *testing.T) {
	o := newPackOffice(t)
	desk := o.item("Shared desk", "")
	bad := filepath.Join(t.TempDir(), "bad.pdf")
	if err := os.WriteFile(bad, []byte("%PDF-1.7\nrubbish"), 0o600); err != nil {
		t.Fatal(err)
	}
	o.paper(desk, "The plan", council.MarkClear, bad)
	o.publish()
	if made := o.pack(0); made.State != council.PackMade || !strings.Contains(made.Reason, "Paper 6.1 could not be shown. The file of this paper is damaged") {
		t.Errorf("the pack is %+v", made)
	}
	if text := pdfTool(t, "pdftotext", o.file(0), "-"); !strings.Contains(text, "is damaged and cannot be shown here") {
		t.Errorf("the pack says\n%s", text)
	}
}

func TestAPackThatBringsItsMakersDownIsGivenUp(t *testing.T) {
	o := newPackOffice(t)
	o.item("Shared desk", "")
	o.publish()
	o.change(func(tx *store.Tx) error { return tx.WantPack(o.meeting.ID, 0, o.secretary) })
	for range packTries {
		if claimed, _, err := o.ClaimPack(t.Context(), "doomed", o.now, packLease); err != nil || claimed.ID == 0 {
			t.Fatalf("claimed %+v, %v", claimed, err)
		}
		o.now = o.now.Add(packLease)
	}
	if did, err := o.packer.Work(t.Context(), o.now); !did || err != nil {
		t.Fatalf("the packer did %v, %v", did, err)
	}
	packs, err := o.Packs(t.Context(), o.meeting.ID)
	if err != nil || packs[0].State != council.PackFailed || packs[0].Reason != tooOften {
		t.Errorf("the packs are %+v, %v", packs, err)
	}
}

func TestAPackIsMadeOnceHoweverManyMakeIt(t *testing.T) {
	o := newPackOffice(t)
	o.item("Shared desk", "")
	o.publish()
	o.change(func(tx *store.Tx) error { return tx.WantPack(o.meeting.ID, 0, o.secretary) })
	o.change(func(tx *store.Tx) error { return tx.WantPack(o.meeting.ID, 0, o.secretary) })
	other := o.packer
	other.Holder = "other"
	claimed, _, err := o.ClaimPack(t.Context(), "slow", o.now, packLease)
	if err != nil || claimed.ID == 0 {
		t.Fatalf("claimed %+v, %v", claimed, err)
	}
	if did, err := other.Work(t.Context(), o.now.Add(time.Minute)); did || err != nil {
		t.Errorf("a claimed pack was made by another: %v, %v", did, err)
	}
	if did, err := other.Work(t.Context(), o.now.Add(packLease)); !did || err != nil {
		t.Errorf("a pack whose maker is gone was not made: %v, %v", did, err)
	}
	claimed.State = council.PackFailed
	o.change(func(tx *store.Tx) error {
		if still, err := tx.SettlePack(claimed); still || err != nil {
			t.Errorf("the slow maker's word still counts: %v, %v", still, err)
		}
		return nil
	})
	if n := len(o.letters()); n != 1 {
		t.Errorf("%d messages about one pack, want 1", n)
	}
}
