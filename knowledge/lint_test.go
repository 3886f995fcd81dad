package knowledge

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestTheShippedPackHasNoFaults(t *testing.T) {
	for _, fault := range Lint(Pack()) {
		t.Error(fault)
	}
}

func TestLint(t *testing.T) {
	long := strings.Repeat("word ", 26) + "end."
	tests := []struct{ name, file, old, new, want string }{
		{"three aliases", "roles/baker.md", ", pastry cook", "", "Give at least 3 aliases, there are 2."},
		{"four asks", "roles/baker.md", "  - who makes the bread\n", "", "Give at least 4 ways people ask for it (asks), there are 3."},
		{"aliases in lower case", "roles/baker.md", "loaf maker", "Loaf maker", `The alias "Loaf maker" must be in lower case.`},
		{"aliases once", "roles/baker.md", "loaf maker", "bread maker", `The alias "bread maker" is there twice.`},
		{"a short summary", "roles/baker.md", "A baker makes bread for the village.\nskills", long + "\nskills", "at most 25 words"},
		{"short sentences", "roles/baker.md", "A baker feeds people.", long, "This sentence has 27 words"},
		{"two short sentences", "roles/baker.md", "A baker feeds people.", strings.Repeat("word ", 20) + "end. " + strings.Repeat("Word ", 20) + "end.", ""},
		{"a citation everywhere", "roles/baker.md", "A baker feeds people. [^village-2020]", "A baker feeds people.", "does not say where it comes from"},
		{"citations at the end", "roles/baker.md", "A baker feeds people. [^village-2020]", "A baker [^village-2020] feeds people.", "must stand together at the end"},
		{"sources that are cited", "roles/baker.md", "sources: [village-2020]", "sources: [village-2020, council]", "No source has the id"},
		{"sources that are listed", "roles/baker.md", "sources: [village-2020]\n", "", "cited and not listed"},
		{"links that lead somewhere", "roles/baker.md", "related: [miller]", "related: [mill]", `No entry has the id "mill".`},
		{"skills that are skills", "roles/baker.md", ", tasting]", ", miller]", `"miller" is not a skill.`},
		{"a level where there are levels", "roles/baker.md", "{id: kneading, level: working}", "kneading", "named with a level if, and only if"},
		{"no level where there is none", "roles/baker.md", ", tasting]", ", {id: tasting, level: expert}]", "named with a level if, and only if"},
		{"a level that exists", "roles/baker.md", "level: working", "level: godlike", `"godlike" is not a level`},
		{"every sector has a line", "roles/baker.md", "## Police\nA police force has no baker. [^village-2020]\n", "## Police\n", `Nothing stands under "Police".`},
		{"no sector is missing", "roles/baker.md", "## Health\n", "## Wealth\n", `The section "Health" is missing.`},
		{"sections in order", "roles/miller.md", "## Police\nA police force has no miller. [^village-2020]\n\n## Fire\n", "## Fire\nA fire. [^village-2020]\n\n## Police\n", `The section "Fire" comes too late.`},
		{"no section twice", "roles/baker.md", "## Grade\n", "## Purpose\n", `There are two sections "Purpose".`},
		{"a family", "roles/baker.md", "family: Food\n", "", "A role belongs to a family."},
		{"who verified it and when", "roles/baker.md", "2026-11-21", "last week", "Say who last verified"},
		{"plain text", "roles/baker.md", "A baker feeds people.", "A baker **feeds** people.", "Only plain text is quoted"},
		{"a passage that stands alone", "roles/baker.md", "A baker feeds people.", "It feeds people.", "A passage is quoted alone"},
		{"a lead", "roles/miller.md", "A miller makes flour. [^village-2020]\n\n## Purpose", "## Purpose", "Start the text with a paragraph"},
		{"a date in what is historical", "guidance/opening-hours.md", " in 2019. [", ". [", "must state its date"},
		{"what a skill consists of", "skills/tasting.md", "## You can", "## You could", `The section "You can" is missing.`},
		{"a licence", "sources.yaml", "  licence: none needed\n", "", "under which licence"},
		{"a date that is one", "sources.yaml", "2020-05", "May 2020", "must be YYYY"},
		{"what a step consists of", "setup/find-flour.md", "## Done when\nThe sack is full. [^village-2020]\n", "", `The section "Done when" is missing.`},
		{"variants that are known", "setup/find-an-oven.md", "## In a police force", "## In a bank", `"In a bank" is not a heading here.`},
		{"first for those who get it", "setup/tell-the-constable.md", "order:", "first_for: [service-manager]\norder:", "first for \"service-manager\" and not given"},
		{"an effort", "setup/find-flour.md", "effort: an hour\n", "", "says its effort"},
		{"a stage that is known", "setup/find-flour.md", "stage: yourself", "stage: left", `"left" is not a stage.`},
	}
	base := os.DirFS("testdata/small")
	if faults := Lint(base); len(faults) != 0 {
		t.Fatalf("want no faults to begin with, got %v", faults)
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text, err := fs.ReadFile(base, test.file)
			if err != nil || !strings.Contains(string(text), test.old) {
				t.Fatalf("%s does not hold %q: %v", test.file, test.old, err)
			}
			faults := Lint(base, fstest.MapFS{test.file: {Data: []byte(strings.Replace(string(text), test.old, test.new, 1))}})
			if test.want == "" && len(faults) == 0 {
				return
			}
			for _, fault := range faults {
				if test.want != "" && strings.Contains(fault.Say, test.want) && fault.File == test.file {
					return
				}
			}
			t.Errorf("want %q, got %v", test.want, faults)
		})
	}
}

func TestLintSpeaksOfTheLastPackOnly(t *testing.T) {
	bad := fstest.MapFS{"guidance/bad.md": {Data: []byte("---\ntitle: Bad\n---\n")}}
	if faults := Lint(bad, os.DirFS("testdata/small")); len(faults) != 0 {
		t.Errorf("want no faults of the pack before, got %v", faults)
	}
}
