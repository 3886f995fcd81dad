package knowledge

import "regexp"

// clause is a part of a question. What is set aside is named only to say that it is not meant, as the end of "how do I
// train my staff, not myself".
type clause struct {
	text  string
	aside bool
}

var (
	clauseEnd   = regexp.MustCompile(`[,;:.?!]+(?:\s|$)|[()–—]|\s-\s`)
	asideClause = regexp.MustCompile(`(?i)^\s*(?:and |but )?(?:not|never mind|forget)\b`)
	notAside    = regexp.MustCompile(`(?i)^\s*(?:and |but )?not (?:sure|only|just|even|knowing|that|one|enough|so|long|all|many|much|every\w*|being|a (?:clue|single))\b`)
	asideWithin = regexp.MustCompile(`(?i)\b(?:instead of|rather than|opposed to|distinct from|other than|if not|as against)\b`)
)

// clauses cuts a question where it begins or ends to set something aside.
func clauses(question string) []clause {
	var all []clause
	for len(question) > 0 {
		end := len(question)
		if at := clauseEnd.FindStringIndex(question); at != nil {
			end = at[1]
		}
		text := question[:end]
		question = question[end:]
		switch at := asideWithin.FindStringIndex(text); {
		case asideClause.MatchString(text) && !notAside.MatchString(text):
			all = append(all, clause{text, true})
		case at != nil:
			all = append(all, clause{text[:at[0]], false}, clause{text[at[0]:], true})
		default:
			all = append(all, clause{text, false})
		}
	}
	return all
}
