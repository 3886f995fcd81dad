package store

import (
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
)

// TestWhatIsClosedIsKeptApartFromWhatEverybodyReads looks into the file itself: the
// open part of every version, which the public pages read, holds nothing closed.
func TestWhatIsClosedIsKeptApartFromWhatEverybodyReads(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	sponsor := mustPut(t, s, council.Member{Name: "Ana Lind", Organisation: "Kent"})
	m := mustCall(t, s, noon.AddDate(0, 0, 7))
	closed := anItem(m, "A contract", sponsor)
	closed.Closed = "prices"
	after := m.Starts.Add(time.Hour)
	mustChange(t, s, Change{At: after}, func(tx *Tx) error {
		a, err := tx.Agenda(m.ID)
		if err != nil {
			return err
		}
		if closed.ID, err = tx.PutItem(closed); err != nil {
			return err
		}
		if a, _, err = a.Accept(closed, ""); err != nil {
			return err
		}
		if _, err = tx.PutAgenda(a); err != nil {
			return err
		}
		held, err := m.Hold(after)
		if err != nil {
			return err
		}
		if err := tx.CloseMeeting(held); err != nil {
			return err
		}
		if _, err := tx.AddDecision(council.Decision{Words: "Share it.", Dissent: "Zanzibar saw it otherwise.", Meeting: m.ID, On: council.DayOf(after)}); err != nil {
			return err
		}
		if _, err := tx.AddDecision(council.Decision{Words: "Pay zanzibar.", Meeting: m.ID, Item: closed.ID, On: council.DayOf(after)}); err != nil {
			return err
		}
		return tx.BeginMinutes(m.ID)
	})
	if got, err := s.Public().Minutes(t.Context(), m.ID, after); err != nil || got.State != "" {
		t.Errorf("the public reads a draft that is not circulated: %v, %v", got, err)
	}
	mustChange(t, s, Change{At: after}, func(tx *Tx) error {
		if _, kept, err := tx.PutProse(m.ID, closed.ID, "The zanzibar price.", 0); err != nil || !kept {
			t.Errorf("the prose was kept: %v, %v", kept, err)
		}
		if _, kept, err := tx.PutProse(m.ID, closed.ID, "Overtaken.", 0); err != nil || kept {
			t.Errorf("what another wrote was overwritten: %v, %v", kept, err)
		}
		if _, err := tx.Circulate(m.ID); err != nil {
			return err
		}
		id, err := tx.ProposeCorrection(council.Correction{Meeting: m.ID, Paragraph: "10.1", Wording: "The new zanzibar price.", By: sponsor})
		if err != nil {
			return err
		}
		_, err = tx.Agree(m.ID, 0, "Ana Lind", []council.CorrectionID{id})
		return err
	})
	open, err := list(t.Context(), s.read, scanText, `SELECT open FROM minutes_versions ORDER BY version`)
	if err != nil || len(open) != 2 || strings.Contains(strings.ToLower(strings.Join(open, " ")), "zanzibar") {
		t.Errorf("the open parts are %q, %v, want two without what is closed", open, err)
	}
	whole, err := s.Minutes(t.Context(), m.ID)
	if _, p, wrong := whole.Paragraph("10.1"); err != nil || wrong != nil || p.Text != "The new zanzibar price." || len(whole.Made) != 1 {
		t.Errorf("the secretary reads %+v with %+v, %v, %v", p, whole.Made, err, wrong)
	}
	public, err := s.Public().EveryMinutes(t.Context(), after)
	if err != nil || len(public) != 1 || public[0].State != council.MinutesCirculated || public[0].Version != 1 || len(public[0].Made) != 0 || public[0].Signed != "" {
		t.Errorf("the public reads %+v, %v, want what was circulated until the agreed minutes are published", public, err)
	}
	for _, p := range public[0].Present {
		if p.Name != "" || p.Organisation != "" {
			t.Errorf("the public reads the name %q, which nobody has shown to it", p.Name)
		}
	}
}
