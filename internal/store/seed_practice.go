package store

import (
	"fmt"
	"maps"
	"slices"

	"councilbot/internal/council"
)

// seedPractice keeps a practice of the made-up library; members are those of the
// made-up council, by place.
func (tx *Tx) seedPractice(members []council.Member, s council.SampledPractice) error {
	p, teller := s.Practice, council.Member{}
	if s.By != 0 {
		teller = members[s.By-1]
		p.Owner, p.Contact, p.VerifiedBy = teller.ID, teller.ID, teller.ID
		p.Organisation, p.Sector = teller.Organisation, teller.Sector
	}
	if p.Story {
		p = p.AsStory(teller, members)
	} else if s.By != 0 {
		if err := tx.Consent(teller.ID, council.AgreeContact, council.Members); err != nil {
			return err
		}
		teller.ID = 0
	}
	shared := p.Shared
	id, err := tx.AddPractice(p, fmt.Sprint("sample ", p.Title), teller.ID)
	if err != nil {
		return err
	}
	p.ID, p.Shared = id, shared
	if err := tx.PutPractice(p, 0); err != nil {
		return err
	}
	for _, place := range slices.Sorted(maps.Keys(s.Used)) {
		m := members[place-1]
		if err := tx.PutUse(council.Use{Practice: id, Member: m.ID, Sector: m.Sector, Line: s.Used[place]}); err != nil {
			return err
		}
	}
	return nil
}
