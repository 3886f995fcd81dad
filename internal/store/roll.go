package store

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"councilbot/internal/council"
)

// ImportMembers keeps the members of a file, all or none. Who is there already,
// by Slack id, e-mail address or name, is brought up to date with what the file
// says, and keeps what it does not say; nobody is removed. A name means one member
// in a line of the file, so that two may share it, and nobody who has left unless
// the line says so: who comes back has a new seat. A new member whose standing is
// not said gets a member's.
// It gives how many were added and how many changed. The error is a
// *council.Problem that names the member who cannot be kept.
func (tx *Tx) ImportMembers(members []council.Member) (added, changed int, err error) {
	there, err := list(tx.ctx, tx, scanMember, `SELECT `+memberColumns+` FROM members ORDER BY id`)
	if err != nil {
		return 0, 0, err
	}
	named := map[council.MemberID]bool{}
	for _, m := range members {
		place := sameMember(there, named, m)
		if place == len(there) {
			there = append(there, council.Member{})
			added++
		} else {
			changed++
		}
		m = updated(there[place], m)
		if m.ID, err = tx.PutMember(m); err != nil {
			return 0, 0, &council.Problem{Err: err, Say: fmt.Sprintf("Nothing was changed, because %s could not be kept. %s", m.Name, err)}
		}
		there[place], named[m.ID] = m, true
	}
	return added, changed, nil
}

// updated gives what is known of a member with what a file says put over it.
func updated(known, said council.Member) council.Member {
	m := known
	for _, part := range []struct{ into, from *string }{
		{&m.SlackID, &said.SlackID}, {&m.Name, &said.Name}, {&m.Organisation, &said.Organisation}, {(*string)(&m.Sector), (*string)(&said.Sector)},
		{&m.Region, &said.Region}, {&m.Title, &said.Title}, {&m.Role, &said.Role}, {&m.Email, &said.Email},
	} {
		*part.into = cmp.Or(*part.from, *part.into)
	}
	if len(said.Expertise) > 0 {
		m.Expertise = said.Expertise
	}
	m.Standing = cmp.Or(said.Standing, known.Standing, council.Seated)
	m.Joined, m.Left = firstSaid(said.Joined, known.Joined), firstSaid(said.Left, known.Left)
	return m
}

// firstSaid gives what is said, or what was known when nothing is.
func firstSaid(said, known time.Time) time.Time {
	if said.IsZero() {
		return known
	}
	return said
}

// sameMember gives the place of who of those there is meant, or the place after
// the last; named are those whom an earlier line meant.
func sameMember(there []council.Member, named map[council.MemberID]bool, m council.Member) int {
	for _, same := range []func(known council.Member) bool{
		func(known council.Member) bool { return m.SlackID != "" && known.SlackID == m.SlackID },
		func(known council.Member) bool {
			return m.Email != "" && council.Fold(known.Email) == council.Fold(m.Email)
		},
		func(known council.Member) bool {
			return council.Fold(known.Name) == council.Fold(m.Name) && (known.SlackID == "" || m.SlackID == "") &&
				!named[known.ID] && (known.Left.IsZero() || !m.Left.IsZero())
		},
	} {
		if place := slices.IndexFunc(there, same); place >= 0 {
			return place
		}
	}
	return len(there)
}
