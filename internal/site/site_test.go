package site

import (
	"flag"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jba/templatecheck"
)

var update = flag.Bool("update", false, "write the goldens anew")

func TestEveryTemplateFitsItsPage(t *testing.T) {
	data := map[string]any{
		"home": homePage{}, "meetings": meetingsPage{}, "meeting": meetingPage{}, "agenda": agendaPage{},
		"roles": rolesPage{}, "skills": skillsPage{}, "guidance": guidancePage{}, "entry": entryPage{},
		"minutes": minutesPage{}, "papers": papersPage{}, "paper": paperPage{}, "text": textPage{}, "decisions": decisionsPage{}, "decision": decisionPage{}, "search": searchPage{}, "practices": practicesPage{}, "practice": practicePage{}, "members": membersPage{}, "about": aboutPage{}, "accessibility": aboutPage{}, "lost": lostPage{}, "gone": lostPage{},
	}
	for name, tmpl := range pages() {
		if data[name] == nil {
			t.Errorf("the template %s has no page here to be checked against", name)
			continue
		}
		if err := templatecheck.CheckHTML(tmpl, data[name]); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEveryLinkLeadsSomewhereAndTheAddressesStay(t *testing.T) {
	found := crawl(t, serve(t, filled(t).site()), "/")
	for path, a := range found {
		if a.status != http.StatusOK {
			t.Errorf("%s answers %d", path, a.status)
		}
	}
	got := strings.ReplaceAll(strings.Join(slices.Sorted(maps.Keys(found)), "\n")+"\n", styleURL, stylePath)
	golden(t, "testdata/addresses.txt", got)
}

func TestTheNextMeetingsAgendaIsTwoClicksFromTheFirstPage(t *testing.T) {
	base := serve(t, filled(t).site())
	first := get(t, base+"/")
	first.read(t, "/")
	if !slices.Contains(first.links, "/meetings/6/") || !slices.Contains(first.links, "/meetings/6/agenda") {
		t.Errorf("the first page leads to %v, want the next meeting and its agenda", first.links)
	}
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got); if the new one is right, run the test with -update:\n%s", path, diff)
	}
}
