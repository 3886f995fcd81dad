package standin

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// mostBody is the largest body of a call in bytes.
const mostBody = 8 << 20

// args are the arguments of a call, whichever way they came. What is not a
// string in a JSON body is kept as its JSON text, which is also how a form
// carries it.
type args map[string]string

// readArgs takes the arguments of a call from its query and its body.
func readArgs(r *http.Request) (args, error) {
	a := args{}
	for name, values := range r.URL.Query() {
		a[name] = values[0]
	}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	r.Body = http.MaxBytesReader(nil, r.Body, mostBody)
	switch kind {
	case "application/json":
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		return a, a.readJSON(body)
	case "multipart/form-data":
		if err := r.ParseMultipartForm(mostBody); err != nil {
			return nil, err
		}
	default:
		if err := r.ParseForm(); err != nil {
			return nil, err
		}
	}
	for name, values := range r.PostForm {
		a[name] = values[0]
	}
	return a, nil
}

// readJSON adds the members of a JSON object; null is as if left out.
func (a args) readJSON(body []byte) error {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(body, &members); err != nil {
		return err
	}
	for name, raw := range members {
		switch raw[0] {
		case 'n': // null
		case '"':
			var s string
			if err := json.Unmarshal(raw, &s); err != nil {
				return err
			}
			a[name] = s
		default:
			a[name] = string(raw)
		}
	}
	return nil
}

// flag is a boolean argument; Slack takes "1" and "true".
func (a args) flag(name string) bool { return a[name] == "1" || a[name] == "true" }

// number is a whole-number argument, or otherwise when absent.
func (a args) number(name string, otherwise int) int {
	n, err := strconv.Atoi(a[name])
	if err != nil {
		return otherwise
	}
	return n
}

// list is a comma-separated argument.
func (a args) list(name string) []string {
	return strings.FieldsFunc(a[name], func(r rune) bool { return r == ',' || r == ' ' })
}

// withoutToken is a copy to show.
func (a args) withoutToken() map[string]string {
	b := maps.Clone(a)
	delete(b, "token")
	return b
}

// strangers lists the arguments that are not known, in order. Bolt sends
// team_id with every call.
func (a args) strangers(known string) []string {
	var odd []string
	for name := range a {
		if name != "token" && name != "team_id" && !slices.Contains(strings.Fields(known), name) {
			odd = append(odd, fmt.Sprintf("[ERROR] unrecognized argument: %s [json-pointer:/%s]", name, name))
		}
	}
	slices.Sort(odd)
	return odd
}
