package knowledge

// longestWord is the length in bytes beyond which a word is not corrected.
const longestWord = 32

// distance counts the letters to insert, drop, change or swap with a neighbour to turn one word into the
// other (Damerau's distance, no letter touched twice), and gives limit+1 as soon as it must be more than limit.
func distance(a, b string, limit int) int {
	if abs(len(a)-len(b)) > limit || len(a) > longestWord || len(b) > longestWord {
		return limit + 1
	}
	var rows [3][longestWord + 1]uint8
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = uint8(j)
	}
	for i := 1; i <= len(a); i++ {
		row[0] = uint8(i)
		least := row[0]
		for j := 1; j <= len(b); j++ {
			cost := last[j-1]
			if a[i-1] != b[j-1] {
				cost++
			}
			cost = min(cost, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cost = min(cost, before[j-2]+1)
			}
			row[j] = cost
			least = min(least, cost)
		}
		if int(least) > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return min(int(last[len(b)]), limit+1)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// slips is how many slips of the finger a word of this length may hold: none in abbreviations, where every
// letter counts ("ceo" is not a slip for "cto").
func slips(word string) int {
	switch n := len(word); {
	case n < 4:
		return 0
	case n < 8:
		return 1
	case n < 12:
		return 2
	default:
		return 3
	}
}
