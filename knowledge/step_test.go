package knowledge

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestStepsForOneReader(t *testing.T) {
	tests := []struct {
		name, door, sector, mode string
		want                     []string
	}{
		{"in order of their numbers", SeniorSponsor, "council", "starting", []string{"find-flour", "find-an-oven"}},
		{"the door's first step first", ServiceManager, "council", "starting", []string{"find-an-oven", "find-flour"}},
		{"steps of a sector only there", SeniorSponsor, "police", "repairing", []string{"find-flour", "find-an-oven", "tell-the-constable"}},
		{"steps of a mode only then", SeniorSponsor, "police", "starting", []string{"find-flour", "find-an-oven"}},
		{"steps of a door only there", BusinessProfessional, "police", "repairing", []string{"find-flour", "find-an-oven"}},
		{"nothing said, nothing left out", "", "", "", []string{"find-flour", "find-an-oven", "tell-the-constable"}},
	}
	library := small(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, step := range library.Steps(test.door, test.sector, test.mode) {
				got = append(got, step.ID)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestAStepDiffersByDoorAndSector(t *testing.T) {
	library := small(t)
	step := library.Step("find-an-oven")
	want := []string{"Bread needs heat.", "Ask who has an oven.", "The oven is warm.", "Look in the shed.", "Ask the station cook.", "opening-hours"}
	got := []string{step.Why[0].Text, step.First[0].Text, step.Done[0].Text, step.ForDoor(ServiceManager)[0].Text, step.InSector("police")[0].Text, step.Reads[0].ID}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if step.ForDoor(SeniorSponsor) != nil || step.InSector("fire") != nil || step.InSector("") != nil || step.ForDoor("") != nil {
		t.Error("want nothing where nothing is said")
	}
	if after := library.Step("find-flour").After; len(after) != 1 || after[0] != step {
		t.Errorf("want the step to come after the oven, got %v", after)
	}
	if library.Step("find-yeast") != nil {
		t.Error("want no step under an id that is not there")
	}
}

func TestEveryDoorStartsElsewhere(t *testing.T) {
	library := shipped(t)
	seen := map[string]string{}
	for _, door := range Doors {
		for _, mode := range Modes {
			first := library.Steps(door, "council", mode)[0].ID
			if other := seen[first]; other != "" && other != door {
				t.Errorf("%s and %s both start with %s", door, other, first)
			}
			seen[first] = door
		}
	}
}

func TestPoliceFireAndHealthStepsStayThere(t *testing.T) {
	library := shipped(t)
	for _, sector := range []string{"police", "fire", "health"} {
		own := 0
		for _, step := range library.Steps("", sector, "") {
			if len(step.Sectors) == 1 {
				own++
			}
		}
		if own == 0 {
			t.Errorf("want steps for %s alone", sector)
		}
		for _, step := range library.Steps("", "council", "") {
			if len(step.Sectors) == 1 && step.Sectors[0] == sector {
				t.Errorf("%s is shown to a council", step.ID)
			}
		}
	}
}
