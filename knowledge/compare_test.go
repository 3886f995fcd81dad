package knowledge

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func needIDs(needs []Need) []string {
	var list []string
	for _, need := range needs {
		list = append(list, strings.TrimSuffix(need.Skill.ID+":"+need.Level, ":"))
	}
	return list
}

// small is a pack of a few made-up roles, for rules that must hold whatever the shipped pack says.
func small(t testing.TB) *Library {
	t.Helper()
	library, err := Load(os.DirFS("testdata/small"))
	if err != nil {
		t.Fatal(err)
	}
	return library
}

func TestCompareTellsSharedFromOnlyLeftAndOnlyRight(t *testing.T) {
	library := small(t)
	got := library.Compare(library.Entry("baker"), library.Entry("miller"))
	var shared []string
	for _, need := range got.Shared {
		shared = append(shared, need.Skill.ID+" "+need.LeftLevel+" "+need.RightLevel)
	}
	want := [][]string{{"kneading working expert"}, {"tasting"}, {"grinding:awareness"}}
	if diff := cmp.Diff(want, [][]string{shared, needIDs(got.OnlyLeft), needIDs(got.OnlyRight)}); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if len(got.LeftDoes) != 2 || len(got.RightDoes) != 2 {
		t.Errorf("want two responsibilities each, got %d and %d", len(got.LeftDoes), len(got.RightDoes))
	}
}

func TestMergeIsTheUnionWithoutRepeats(t *testing.T) {
	library := small(t)
	baker, miller := library.Entry("baker"), library.Entry("miller")
	got := library.Merge(baker, miller, baker)
	var skills, duties []string
	for _, need := range got.Skills {
		skills = append(skills, needIDs([]Need{need.Need})[0]+" "+strings.Join(ids(need.Roles), "+"))
	}
	for _, duty := range got.Does {
		duties = append(duties, duty.Passage.Text+" "+strings.Join(ids(duty.Roles), "+"))
	}
	want := [][]string{
		{"kneading:expert baker+miller", "tasting baker", "grinding:awareness miller"},
		{"bake bread every morning baker", "keep the place clean baker+miller", "grind the corn miller"},
	}
	if diff := cmp.Diff(want, [][]string{skills, duties}); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if diff := cmp.Diff([]string{"baker", "miller"}, ids(got.Roles)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestRolesThatShareSkillsAreListedWithThem(t *testing.T) {
	library := small(t)
	shared := library.SharedWith(library.Entry("baker"))
	if len(shared) != 1 || shared[0].Role.ID != "miller" || shared[0].Skills[0].ID != "kneading" {
		t.Errorf("want the miller, who needs kneading, got %v", shared)
	}
	needing := library.RolesNeeding(library.Entry("kneading"))
	if len(needing) != 2 || needing[0].Role.ID != "baker" || needing[1].Level != "expert" {
		t.Errorf("want baker and miller, got %v", needing)
	}
}

func TestTheFourChiefsShareTwoSkillsAndNoMore(t *testing.T) {
	library := shipped(t)
	for _, id := range []string{cto, cdio, ciso, data} {
		for _, sharing := range library.SharedWith(library.Entry(id)) {
			if !slices.Contains([]string{cto, cdio, ciso, data}, sharing.Role.ID) {
				continue
			}
			want := []string{"capability-building-for-digital-data-and-technology", "innovation-in-digital-data-and-technology"}
			got := ids(sharing.Skills)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s with %s: -want +got\n%s", id, sharing.Role.ID, diff)
			}
		}
	}
}
