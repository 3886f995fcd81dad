package knowledge

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// sheetText writes rows under the published columns.
func sheetText(rows ...[]string) string {
	var w bytes.Buffer
	out := csv.NewWriter(&w)
	out.Write(SheetColumns)
	out.WriteAll(rows)
	return w.String()
}

var (
	tester = []string{"Testing", "Test engineer", "A test engineer checks that software works.\n\nIn this role, you will:\n\n• write tests\n• run tests",
		"Senior test engineer", "Leads a few others.", "Test analysis", "Test analysis is finding what to test.", "Practitioner", "You can:\n• find what to test", "DDaT"}
	juniorTester = []string{"Testing", "Test engineer", tester[2], "Test engineer", "", "Test analysis", tester[6], "working", "You can:\n• help", "DDaT"}
	senior       = []string{"Chief digital and data", "Chief technology officer", "A CTO decides on technology.", "NOT IN USE", "NOT IN USE",
		"Technology architecture", "Think big.\nYou can:\n- shape it\nExamples of leadership using this skill:\n- convincing teams", "NOT IN USE", "NOT IN USE", "Senior Civil Service"}
	sheetSource = Source{ID: "sheet-2026", Title: "roles.csv", Publisher: "GDS", Date: "2026-10-06", Licence: "OGL v3.0"}
)

func TestASheetIsReadWhole(t *testing.T) {
	tests := []struct {
		name, text       string
		rows, duplicates int
	}{
		{"rows under the published columns", sheetText(tester, senior), 2, 0},
		{"a byte order mark", "\ufeff" + sheetText(tester), 1, 0},
		{"windows line ends", strings.ReplaceAll(sheetText(senior), "\n", "\r\n"), 1, 0},
		{"line ends in quotes", sheetText(tester, juniorTester), 2, 0},
		{"equal rows are counted and left out", sheetText(tester, senior, tester, tester), 2, 2},
		{"blank lines", sheetText(tester) + "\n\n" + strings.SplitN(sheetText(senior), "\n", 2)[1], 2, 0},
		{"another column", strings.ReplaceAll(sheetText(senior), "Senior Civil Service\n", "Senior Civil Service,x\n") + "", 1, 0},
	}
	tests[6].text = strings.Replace(tests[6].text, "Role Type\n", "Role Type,Notes\n", 1)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sheet, faults := ReadRoles("roles.csv", strings.NewReader(test.text))
			if len(faults) != 0 || len(sheet.Rows) != test.rows || sheet.Duplicates != test.duplicates {
				t.Errorf("want %d rows and %d duplicates, got %d and %d, faults %v", test.rows, test.duplicates, len(sheet.Rows), sheet.Duplicates, faults)
			}
		})
	}
}

func TestASheetWithFaultsIsNotTakenAtAll(t *testing.T) {
	with := func(row []string, at int, text string) []string {
		changed := append([]string{}, row...)
		changed[at] = text
		return changed
	}
	tests := []struct {
		name, text string
		want       []string
	}{
		{"an empty file", "", []string{"roles.csv:1: The file is empty."}},
		{"no rows", sheetText(), []string{"roles.csv:1: The file has columns and no rows."}},
		{"the wrong columns", "Role,Skill\na,b\n", []string{"roles.csv:1: The first line must name the columns. Missing: Role Family, Role Description"}},
		{"semicolons", strings.ReplaceAll(sheetText(senior), ",", ";"), []string{"roles.csv:1: The columns are not separated by commas."}},
		{"another encoding", "Role\xe9", []string{"roles.csv: The file is not in UTF-8."}},
		{"a quote that is not closed", sheetText(senior) + "a,\"b\n", []string{"roles.csv:7: The quotes of this row do not match."}},
		{"a row too short", sheetText(senior) + "a,b\n", []string{"roles.csv:7: This row has 2 cells, the first line has 10."}},
		{"several, each by its line", sheetText(with(senior, 0, ""), with(tester, 7, "godlike"), with(tester, 5, " "), with(tester, 3, "")), []string{
			`roles.csv:2: The column "Role Family" is empty.`,
			`roles.csv:7: "godlike" is not a skill level.`,
			`roles.csv:14: The column "Skill Name" is empty.`,
			`roles.csv:21: The column "Role Level" is empty`}},
		{"not in use outside the senior civil service", sheetText(with(tester, 7, "NOT IN USE")), []string{`roles.csv:2: The column "Skill Level" is empty`}},
		{"a description without end", sheetText(with(tester, 2, strings.Repeat("x", maxCell+1))), []string{"roles.csv:2: A description is over 20000 letters long."}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sheet, faults := ReadRoles("roles.csv", strings.NewReader(test.text))
			if len(sheet.Rows) != 0 {
				t.Error("want nothing taken")
			}
			if len(faults) != len(test.want) {
				t.Fatalf("want %d faults, got %v", len(test.want), faults)
			}
			for i, fault := range faults {
				if !strings.HasPrefix(fault.String(), test.want[i]) {
					t.Errorf("want %s, got %s", test.want[i], fault)
				}
			}
		})
	}
}

// overlaid loads the shipped pack with a sheet laid over it.
func overlaid(t *testing.T, rows ...[]string) *Library {
	t.Helper()
	sheet, faults := ReadRoles("roles.csv", strings.NewReader(sheetText(rows...)))
	if len(faults) != 0 {
		t.Fatal(faults)
	}
	files := fstest.MapFS{}
	for name, text := range sheet.Overlay(shipped(t), sheetSource, "2026-11-21", "The operator") {
		files[name] = &fstest.MapFile{Data: text}
	}
	library, err := Load(Pack(), files)
	if err != nil {
		t.Fatal(err)
	}
	return library
}

func TestANewRoleFromASheet(t *testing.T) {
	library := overlaid(t, juniorTester, tester)
	role := library.FindRole("senior test engineer").Exact
	if role == nil || role.ID != "test-engineer" || role.Family != "Testing" {
		t.Fatalf("want the test engineer, got %v", role)
	}
	want := []string{"A test engineer checks that software works.", "write tests", "run tests", "Test engineer", "Senior test engineer: Leads a few others.",
		"Test engineer: Test analysis (working)", "Senior test engineer: Test analysis (practitioner)"}
	got := []string{role.Lead[0].Text}
	for _, heading := range []string{"Responsibilities", "Levels", "Skills at each level"} {
		for _, passage := range role.Section(heading).Passages {
			got = append(got, passage.Text)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if diff := cmp.Diff([]string{"test-analysis:practitioner"}, needIDs(role.Skills)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	skill := library.Entry("test-analysis")
	if skill.Section("Working") == nil || skill.Sections[len(skill.Sections)-1].Heading != "Practitioner" {
		t.Errorf("want the levels described, lowest first, got %v", skill.Sections)
	}
}

func TestAKnownRoleKeepsWhatTheSheetDoesNotSay(t *testing.T) {
	before, library := shipped(t).Entry(cto), overlaid(t, senior)
	role := library.Entry(cto)
	if diff := cmp.Diff([]string{"technology-architecture"}, needIDs(role.Skills)); diff != "" {
		t.Errorf("skills: -want +got\n%s", diff)
	}
	if role.Lead[0].Text != "A CTO decides on technology." || role.Short != "CTO" {
		t.Errorf("want the sheet's words under the pack's name, got %q", role.Lead[0].Text)
	}
	for _, heading := range []string{"Police", "Grade", "Responsibilities"} {
		if role.Section(heading).Passages[0].Text != before.Section(heading).Passages[0].Text {
			t.Errorf("want the pack's words under %s", heading)
		}
	}
	skill := library.Entry("technology-architecture")
	if skill.Section("You can").Passages[0].Text != "shape it" || skill.Section("Examples of leadership").Passages[0].Text != "convincing teams" {
		t.Errorf("want the sheet's words of the skill, got %v", skill.Sections)
	}
}

func TestMarkdownReadsBackAsTheSameEntry(t *testing.T) {
	library := shipped(t)
	files := fstest.MapFS{}
	for _, e := range library.Entries() {
		files["roles/"+e.ID+".md"] = &fstest.MapFile{Data: e.Markdown()}
		for _, folder := range folders {
			if folder.kind == e.Kind {
				files[folder.name+"/"+e.ID+".md"] = files["roles/"+e.ID+".md"]
			}
		}
		if e.Kind != Role {
			delete(files, "roles/"+e.ID+".md")
		}
	}
	again, err := Load(Pack(), files)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range library.Entries() {
		got := again.Entry(want.ID)
		if got.Version() != want.Version() {
			t.Errorf("%s: the text differs", want.ID)
		}
		wants := [][]string{want.Aliases, want.Asks, want.Former, ids(want.Related), ids(want.Next), {want.Verified, want.Verifier, want.Summary}}
		gots := [][]string{got.Aliases, got.Asks, got.Former, ids(got.Related), ids(got.Next), {got.Verified, got.Verifier, got.Summary}}
		if diff := cmp.Diff(wants, gots); diff != "" {
			t.Errorf("%s: -want +got\n%s", want.ID, diff)
		}
	}
}

// Whatever a sheet holds, it is either refused or becomes files that load.
func FuzzReadRoles(f *testing.F) {
	f.Add(sheetText(tester, juniorTester, senior))
	f.Add("\ufeffRole Family,Role\n\"a\nb\",c\n")
	f.Add(sheetText([]string{"F&\"", "--- [^x]", "| a |\n## b\n- c", "", "", "é", "# x", "", "", "senior civil service"}))
	base, err := Load(fstest.MapFS{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sheet, faults := ReadRoles("roles.csv", strings.NewReader(text))
		if len(faults) > 0 {
			return
		}
		files := fstest.MapFS{}
		for name, text := range sheet.Overlay(base, sheetSource, "2026-11-21", "x") {
			files[name] = &fstest.MapFile{Data: text}
		}
		if _, err := Load(files); err != nil {
			t.Errorf("%q\n%v", text, err)
		}
	})
}
