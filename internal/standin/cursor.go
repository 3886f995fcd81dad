package standin

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// stretch is the part of a list that a call with limit (usual when it has none)
// and cursor asks for, and
// the cursor of the part after it, empty at the end.
func stretch[T any](all []T, a args, usual int) (part []T, next string, err error) {
	from := 0
	if c := a["cursor"]; c != "" {
		text, err := base64.StdEncoding.DecodeString(c)
		n, isNumber := strings.CutPrefix(string(text), "next:")
		from, _ = strconv.Atoi(n)
		if err != nil || !isNumber || from < 0 || from > len(all) {
			return nil, "", failed("invalid_cursor")
		}
	}
	limit := a.number("limit", usual)
	if limit <= 0 {
		limit = usual
	}
	if limit > 1000 {
		return nil, "", failed("invalid_limit")
	}
	to := min(from+limit, len(all))
	if to < len(all) {
		next = base64.StdEncoding.EncodeToString([]byte("next:" + strconv.Itoa(to)))
	}
	return all[from:to], next, nil
}
