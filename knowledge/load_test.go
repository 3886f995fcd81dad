package knowledge

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestAFileBecomesAnEntry(t *testing.T) {
	e := small(t).Entry("baker")
	want := []any{Role, "Baker", "BKR", "BKR", "Food", []string{"bread maker", "loaf maker", "pastry cook"}, []string{"Oven keeper"},
		"what does a baker do: in short", "A baker makes bread for the village.", []string{"miller"}, []string{"miller", "opening-hours"},
		"2026-11-21", "The village", false}
	got := []any{e.Kind, e.Title, e.Short, e.Name(), e.Family, e.Aliases, e.Former, e.Asks[1], e.Lead[0].Text, ids(e.Related), ids(e.Next),
		e.Verified, e.Verifier, e.Historical}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if diff := cmp.Diff([]string{"kneading:working", "tasting"}, needIDs(e.Skills)); diff != "" {
		t.Errorf("skills: -want +got\n%s", diff)
	}
}

func TestABodyBecomesSectionsOfPassages(t *testing.T) {
	e := small(t).Entry("baker")
	duties := e.Section("responsibilities").Passages
	if len(duties) != 2 || !duties[0].Bullet || duties[0].Text != "bake bread every morning" || duties[0].Sources[0].ID != "village-2020" {
		t.Errorf("want two cited bullets, got %+v", duties)
	}
	fire := e.Section("Fire").Passages
	if len(fire) != 1 || fire[0].Text != "A fire service has no baker." || len(fire[0].Sources) != 2 {
		t.Errorf("want a paragraph over two lines with two citations, got %+v", fire)
	}
	rows := e.Section("Not to be confused with").Passages
	if diff := cmp.Diff([]string{"Baker. owns: the oven.", "Miller. owns: the mill."}, []string{rows[0].Text, rows[1].Text}); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Miller", "the mill"}, rows[1].Cells); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if e.Section("no such") != nil {
		t.Error("want no section under a heading that is not there")
	}
}

func TestRolesComeByFamilyAndTitle(t *testing.T) {
	library := small(t)
	families := library.Families()
	if len(families) != 1 || families[0].Name != "Food" || len(families[0].Roles) != 2 {
		t.Errorf("want one family of two, got %v", families)
	}
	if diff := cmp.Diff([]string{"baker", "miller", "grinding", "kneading", "tasting", "opening-hours"}, ids(library.Entries())); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestVersionChangesWithTextAndSourceDateOnly(t *testing.T) {
	base := os.DirFS("testdata/small")
	before := small(t).Entry("baker").Version()
	overlay := func(file, old, new string) string {
		text, err := fs.ReadFile(base, file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), old) {
			t.Fatalf("%s has no %q", file, old)
		}
		library, err := Load(base, fstest.MapFS{file: {Data: []byte(strings.ReplaceAll(string(text), old, new))}})
		if err != nil {
			t.Fatal(err)
		}
		return library.Entry("baker").Version()
	}
	tests := []struct {
		name, file, old, new string
		changes              bool
	}{
		{"a bullet", "roles/baker.md", "every morning", "every day", true},
		{"the date of a source", "sources.yaml", "2020-05", "2021-05", true},
		{"the level of a skill", "roles/baker.md", "level: working", "level: expert", true},
		{"an alias", "roles/baker.md", "loaf maker", "loafer", false},
		{"the day it was verified", "roles/baker.md", "2026-11-21", "2026-12-21", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := overlay(test.file, test.old, test.new) != before; got != test.changes {
				t.Errorf("want changed %v, got %v", test.changes, got)
			}
		})
	}
}

func TestALaterPackAddsAndOverrides(t *testing.T) {
	_, err := Load(os.DirFS("testdata/small"), fstest.MapFS{
		"guidance/tasting.md":       {Data: []byte("---\ntitle: Tasting today\nsources: [inn]\n---\nTaste twice. [^inn]\n")},
		"guidance/brewing.md":       {Data: []byte("---\ntitle: Brewing\nrelated: [opening-hours]\nsources: [village-2020]\n---\nBrew. [^village-2020]\n")},
		"guidance/opening-hours.md": {Data: []byte("\ufeff---\r\ntitle: Hours\r\n---\r\nNever open. [^inn]\r\n")},
		"sources.yaml":              {Data: []byte("inn: {title: The inn, publisher: Us, date: 2026}\n")},
		"guidance/notes.txt":        {Data: []byte("not read")},
	}, fstest.MapFS{})
	if err == nil {
		t.Fatal("want a fault: tasting is a skill that a role needs, and guidance took its id")
	}
	if want := `roles/baker.md:13: "tasting" is not a skill.`; err.Error() != want {
		t.Errorf("want %s, got %s", want, err)
	}
	library, err := Load(os.DirFS("testdata/small"), fstest.MapFS{
		"guidance/opening-hours.md": {Data: []byte("\ufeff---\r\ntitle: Hours\r\n---\r\nNever open. [^inn]\r\n")},
		"sources.yaml":              {Data: []byte("inn: {title: The inn, publisher: Us, date: 2026}\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := library.Entry("opening-hours"); got.Title != "Hours" || got.Lead[0].Text != "Never open." || library.Entry("baker") == nil {
		t.Errorf("want the later text and the earlier rest, got %+v", got)
	}
}

func TestLoadListsEveryFaultWithFileAndLine(t *testing.T) {
	_, err := Load(fstest.MapFS{
		"roles/a.md":    {Data: []byte("no front matter\n")},
		"roles/b.md":    {Data: []byte("---\ntitle: B\nskills: [nowhere]\ncolour: red\n---\nText.\n\n# Big\n\n- x [^gone]\n   - y\n")},
		"guidance/b.md": {Data: []byte("---\ntitle: [B]\nhistorical: perhaps\n---\n")},
		"guidance/c.md": {Data: []byte("---\ntitle: \"C\nsources: [gone]\n---\n")},
		"guidance/d.md": {Data: []byte("---\ntitle: D\nnext:\n  - gone\nasks: [a: b]\n---\n| a | b |\n|---|---|\n| c [^x] |\nT [^x] more\n")},
		"setup/s.md":    {Data: []byte("---\ntitle: S\nstage: nowhere\norder: first\ndoors: [back]\nafter: [r]\n---\nLoose. [^gone]\n")},
		"sources.yaml":  {Data: []byte("x: {title: X}\ny: [\n")},
		"decoys.yaml":   {Data: []byte("- {id: pay}\n")},
		"synonyms.yaml": {Data: []byte("near:\n  - [alone]\n")},
	})
	golden(t, "testdata/faults.golden", err.Error()+"\n")
}

func TestEveryFileOfThePackReadsAsYAML(t *testing.T) {
	err := fs.WalkDir(Pack(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) == ".txt" {
			return err
		}
		text, err := fs.ReadFile(Pack(), name)
		if err != nil {
			return err
		}
		front := string(text)
		if strings.HasSuffix(name, ".md") {
			front, _, _ = strings.Cut(strings.TrimPrefix(front, "---\n"), "\n---\n")
		}
		want, ok := yamlValue(t, front)
		got, err := readNode(front, 1)
		if diff := cmp.Diff(want, plainValue(got)); !ok || err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", name, err, diff)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func FuzzEntry(f *testing.F) {
	for _, seed := range []string{"---\ntitle: A\n---\nText. [^s]\n", "---\n---\n| a | b |\n|--|\n| c | [^s] |\n- [^s\n## x\n", "---\nskills: [{id: a, level: b}, {x: {}}]\n---\n"} {
		f.Add(seed)
	}
	sources := map[string]*Source{"s": {ID: "s"}}
	f.Fuzz(func(t *testing.T, text string) {
		var faults Faults
		entry := readEntry("roles/x.md", text, Role, sources, &faults).entry
		readStep("setup/x.md", text, sources, &faults)
		for _, section := range entry.everySection() {
			for _, passage := range section.Passages {
				if len(passage.Sources) == 0 && len(faults) == 0 {
					t.Errorf("%q is quoted without a source", passage.Text)
				}
			}
		}
	})
}
