package commands_test

import (
	"strings"
	"testing"

	"councilbot/commands"
	"councilbot/internal/ui"
)

func TestOneSearchFindsTheRecordAndThePack(t *testing.T) {
	d, eilidh, tobias := callsTwo(t)
	tobias.proposes(map[string]string{"title": "One shared service desk", "ask": "Agree to share a desk from April.", "purpose": "decision"})
	eilidh.types("/agenda accept i19")
	must(t, tobias.types("/ask search: sharing desks"), "Searched for: sharing desks.", "Agenda item, 10 June 2027.", "One shared service desk", "Open: One shared service desk")
	must(t, tobias.presses("Open: One shared"), "Draft agenda")
	must(t, tobias.types("/ask search: chief technology oficer"), "I read “oficer” as “officer”.", "Role, checked", "Chief technology officer")
	must(t, tobias.presses("Open: Chief technology officer"), "Chief technology officer")
	must(t, tobias.types("/ask search: kind:item desk since 2028"), "Nothing that you may see holds these words", "Ask people")
	must(t, tobias.types("/ask search: kind:pizza desk"), "“pizza” is not a kind of record")
	must(t, someone(t, d, "").types("/ask search: kind:item desk"), "no: One shared", "Nothing that you may see")
}

func TestASearchIsAFormToo(t *testing.T) {
	_, eilidh, _ := callsTwo(t)
	must(t, eilidh.types("/ask search:"), "Form: Search the record", "Where?")
	must(t, eilidh.fills(map[string]string{"words": ""}), "Give at least one word")
	eilidh.types("/ask search: kind:guidance stakeholders")
	eilidh.presses("Search again")
	must(t, eilidh.fills(map[string]string{"words": "stakeholders", "kind": "role", "since": "2020-01-01"}), "Role, checked", "no: Guidance,")
}

func TestAPageOfASearchIsReachedByAButton(t *testing.T) {
	_, eilidh, _ := callsTwo(t)
	first := eilidh.types("/ask search: kind:guidance council")
	second := eilidh.presses("Show more")
	if strings.Split(first, "\n\n")[4] == strings.Split(second, "\n\n")[4] {
		t.Errorf("the second page begins as the first:\n%s", second)
	}
	shared := eilidh.tell(commands.Button, "share", "ask search: council", eilidh.key(), nil)
	must(t, shared, "Shared by Eilidh", "Searched for: council")
	if m, ok := eilidh.last.(ui.Message); !ok || !m.Public {
		t.Errorf("a shared search is not for all: %+v", eilidh.last)
	}
}
