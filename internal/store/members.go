package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"modernc.org/sqlite"

	"councilbot/internal/council"
)

// memberColumns are read by scanMember.
const memberColumns = `id, slack_id, name, organisation, sector, region, title, expertise, standing, grants, role, email, joined, left`

// grantText is a grant as it is kept.
type grantText struct {
	Standing string `json:"standing"`
	Until    string `json:"until"`
}

// Members lists everybody who has or had a seat, by name.
func (s *Store) Members(ctx context.Context) ([]council.Member, error) {
	return listMembers(ctx, s.read)
}

func listMembers(ctx context.Context, from source) ([]council.Member, error) {
	return list(ctx, from, scanMember, `SELECT `+memberColumns+` FROM members ORDER BY name COLLATE folded, id`)
}

// In SQL, folded orders names as people look for them: Éamonn before Zoe.
func init() {
	sqlite.MustRegisterCollationUtf8("folded", func(a, b string) int { return strings.Compare(council.Fold(a), council.Fold(b)) })
}

// Member gives the member of an id; the zero Member when there is none.
func (s *Store) Member(ctx context.Context, id council.MemberID) (council.Member, error) {
	return readMember(ctx, s.read, id)
}

// MemberBySlackID gives the member of a Slack id; the zero Member when it has
// no seat. It is asked at every command and answered from memory.
func (s *Store) MemberBySlackID(ctx context.Context, id string) (council.Member, error) {
	if id == "" {
		return council.Member{}, nil
	}
	kept, err := s.seen.current(ctx)
	if err != nil {
		return council.Member{}, err
	}
	return kept.member(id, func() (council.Member, error) {
		return first(ctx, s.read, scanMember, `SELECT `+memberColumns+` FROM members WHERE slack_id = ? AND slack_id <> ''`, id)
	})
}

// MemberByName gives the one member that a name means, as [council.ByName] does.
func (s *Store) MemberByName(ctx context.Context, name string) (council.Member, error) {
	members, err := s.Members(ctx)
	if err != nil {
		return council.Member{}, err
	}
	return council.ByName(members, name)
}

// Member gives the member of an id as the change sees it; the zero Member when
// there is none.
func (tx *Tx) Member(id council.MemberID) (council.Member, error) {
	return readMember(tx.ctx, tx, id)
}

// PutMember keeps a member: a new one when the ID is 0, else in the place of
// what was kept under it. It gives the id. The error is a *council.Problem when
// the data is not fit to keep or the Slack id is another member's.
func (tx *Tx) PutMember(m council.Member) (council.MemberID, error) {
	if err := m.Check(); err != nil {
		return 0, err
	}
	if err := tx.slackIDFree(m); err != nil {
		return 0, err
	}
	expertise, grants, err := memberLists(m)
	if err != nil {
		return 0, err
	}
	tx.people = true
	return first(tx.ctx, tx, scanMemberID, `INSERT INTO members (`+memberColumns+`)
		VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET slack_id = excluded.slack_id, name = excluded.name, organisation = excluded.organisation,
			sector = excluded.sector, region = excluded.region, title = excluded.title, expertise = excluded.expertise,
			standing = excluded.standing, grants = excluded.grants, role = excluded.role, email = excluded.email,
			joined = excluded.joined, left = excluded.left
		RETURNING id`,
		int64(m.ID), m.SlackID, m.Name, m.Organisation, string(m.Sector), m.Region, m.Title, expertise,
		m.Standing.String(), grants, m.Role, m.Email, stamp(m.Joined), stamp(m.Left))
}

// slackIDFree says, in a sentence, that a Slack id is already another member's.
func (tx *Tx) slackIDFree(m council.Member) error {
	if m.SlackID == "" {
		return nil
	}
	other, err := first(tx.ctx, tx, scanMember,
		`SELECT `+memberColumns+` FROM members WHERE slack_id = ? AND slack_id <> '' AND id <> ?`, m.SlackID, int64(m.ID))
	if err != nil || other.ID == 0 {
		return err
	}
	return &council.Problem{Field: "slack", Say: fmt.Sprintf(
		"The Slack account %s is %s's already. Give another, or change that member first.", m.SlackID, other.Name)}
}

func memberLists(m council.Member) (expertise, grants string, err error) {
	if expertise, err = jsonList(m.Expertise); err != nil {
		return "", "", err
	}
	lent := make([]grantText, len(m.Grants))
	for i, g := range m.Grants {
		lent[i] = grantText{g.Standing.String(), stamp(g.Until)}
	}
	grants, err = jsonList(lent)
	return expertise, grants, err
}

func readMember(ctx context.Context, from source, id council.MemberID) (council.Member, error) {
	return first(ctx, from, scanMember, `SELECT `+memberColumns+` FROM members WHERE id = ?`, int64(id))
}

func scanMemberID(r row) (id council.MemberID, err error) { err = r.Scan(&id); return id, err }

func scanMember(r row) (m council.Member, err error) {
	var expertise, standing, grants, joined, left string
	err = r.Scan(&m.ID, &m.SlackID, &m.Name, &m.Organisation, &m.Sector, &m.Region, &m.Title,
		&expertise, &standing, &grants, &m.Role, &m.Email, &joined, &left)
	if err != nil {
		return council.Member{}, err
	}
	if m.Standing, err = council.ParseStanding(standing); err != nil {
		return council.Member{}, fmt.Errorf("member %d: %w", m.ID, err)
	}
	if m.Joined, m.Left, err = span(joined, left); err != nil {
		return council.Member{}, fmt.Errorf("member %d: %w", m.ID, err)
	}
	if err := readLists(&m, expertise, grants); err != nil {
		return council.Member{}, fmt.Errorf("member %d: %w", m.ID, err)
	}
	return m, nil
}

func readLists(m *council.Member, expertise, grants string) error {
	if expertise != "[]" {
		if err := json.Unmarshal([]byte(expertise), &m.Expertise); err != nil {
			return err
		}
	}
	if grants == "[]" {
		return nil
	}
	var lent []grantText
	if err := json.Unmarshal([]byte(grants), &lent); err != nil {
		return err
	}
	for _, g := range lent {
		standing, err := council.ParseStanding(g.Standing)
		if err != nil {
			return err
		}
		until, err := moment(g.Until)
		if err != nil {
			return err
		}
		m.Grants = append(m.Grants, council.Grant{Standing: standing, Until: until})
	}
	return nil
}
