package commands

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/knowledge"
)

// Stock sees to it that search finds the pack that this program holds. It is
// worked out once, before the first search at the latest, and written only where
// the store holds another.
func (d *Desk) Stock(ctx context.Context) error {
	d.stocking.Lock()
	defer d.stocking.Unlock()
	if d.stocked {
		return nil
	}
	err := d.Store.IndexPack(ctx, packVersion(d.Library), func() []store.PackPassage { return packPassages(d.Library) })
	d.stocked = err == nil
	return err
}

// packVersion is a fingerprint of all entries.
func packVersion(l *knowledge.Library) string {
	sum := sha256.New()
	for _, e := range l.Entries() {
		_, _ = io.WriteString(sum, string(e.Kind)+e.ID+e.Version()+e.Verified+"\n") // a hash takes all it is given
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}

// packPassages are the entries as search finds them: their names and summary, and
// each section.
func packPassages(l *knowledge.Library) []store.PackPassage {
	shelf := map[knowledge.Kind]council.Shelf{knowledge.Role: council.OfRoles, knowledge.Skill: council.OfSkills}
	var all []store.PackPassage
	for i, e := range l.Entries() {
		p := store.PackPassage{Kind: shelf[e.Kind], Ref: i + 1, Entry: e.ID, Day: e.Verified, Title: e.Title}
		if p.Kind == "" {
			p.Kind = council.OfGuidance
		}
		p.Body = strings.Join(append([]string{e.Summary}, texts(e.Lead)...), "\n")
		p.Also = strings.Join(append(append([]string{e.Short}, e.Aliases...), e.Former...), ", ")
		all = append(all, p)
		p.Also = ""
		for _, s := range e.Sections {
			p.Part++
			p.Title, p.Body = e.Title+": "+s.Heading, strings.Join(sectionTexts(s), "\n")
			all = append(all, p)
		}
	}
	return all
}

func sectionTexts(s knowledge.Section) []string {
	var all []string
	for _, p := range s.Passages {
		all = append(all, said(p))
	}
	return all
}
