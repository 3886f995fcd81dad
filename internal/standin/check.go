package standin

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A surface is where blocks are shown.
type surface string

// The surfaces.
const (
	onMessage surface = "message"
	onModal   surface = "modal"
	onHome    surface = "home"
)

// A rule looks at one decoded JSON value and reports what is wrong with it.
type rule func(*checker, any)

// checker goes through blocks or a view and gathers what is wrong, in Slack's
// words where they are known.
type checker struct {
	on       surface
	shapes   *shapes
	path     []string
	problems []string

	blockIDs   map[string]bool
	actionIDs  map[string]bool // of the block being looked at
	focused    int             // elements with focus_on_load
	inputs     int             // input blocks
	tables     int             // table blocks
	markdown   int             // characters in markdown blocks
	tableChars int             // characters in cells of table blocks
	dataChars  int             // characters in cells of data_table blocks
}

func newChecker(on surface, at ...string) *checker {
	return &checker{on: on, shapes: &allShapes, path: at, blockIDs: map[string]bool{}, actionIDs: map[string]bool{}}
}

// report notes a problem at the place looked at.
func (c *checker) report(format string, values ...any) {
	c.problems = append(c.problems, fmt.Sprintf("[ERROR] "+format, values...)+" [json-pointer:/"+strings.Join(c.path, "/")+"]")
}

// found is what was reported, in order of place; nil when nothing was.
func (c *checker) found() []string {
	slices.Sort(c.problems)
	return slices.Compact(c.problems)
}

// in applies a rule to a member or item.
func (c *checker) in(name string, v any, r rule) {
	c.path = append(c.path, name)
	r(c, v)
	c.path = c.path[:len(c.path)-1]
}

// A shape is a JSON object: the rules of its members, those it cannot do
// without, and what must hold between them.
type shape struct {
	fields map[string]rule
	needs  []string
	also   func(*checker, obj)
}

// check applies the shape. A null member is as if left out.
func (s *shape) check(c *checker, v any) {
	o, isObject := v.(obj)
	if !isObject {
		c.report("must provide an object")
		return
	}
	for name, member := range o {
		r, known := s.fields[name]
		switch {
		case member == nil:
		case !known:
			c.report("invalid additional property: %s", name)
		default:
			c.in(name, member, r)
		}
	}
	for _, name := range s.needs {
		if o[name] == nil {
			c.report("missing required field: %s", name)
		}
	}
	if s.also != nil {
		s.also(c, o)
	}
}

// ofType picks the shape by the member "type".
func ofType(table func(*shapes) map[string]*shape, allowed ...string) rule {
	return func(c *checker, v any) {
		o, isObject := v.(obj)
		if !isObject {
			c.report("must provide an object")
			return
		}
		kind, _ := o["type"].(string)
		s := table(c.shapes)[kind]
		if s == nil || (len(allowed) > 0 && !slices.Contains(allowed, kind)) {
			c.in("type", nil, func(c *checker, _ any) { c.report("unsupported type: %s", kind) })
			return
		}
		s.check(c, v)
	}
}

// length counts UTF-16 units, as browsers do; how Slack counts characters
// outside the basic plane is not documented, and this never counts fewer.
func length(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// longer says whether s has more than most characters, without counting when
// it has no more bytes than that.
func longer(s string, most int) bool {
	return len(s) > most && (utf8.RuneCountInString(s) > most || length(s) > most)
}

// str is a string of least to most characters.
func str(least, most int) rule {
	return func(c *checker, v any) {
		s, isString := v.(string)
		switch {
		case !isString:
			c.report("must provide a string")
		case len(s) == 0 && least > 0:
			c.report("must be more than %d characters", least-1)
		case longer(s, most):
			c.report("must be less than %d characters", most+1)
		}
	}
}

// link is an address of up to most characters with a scheme, one of those
// given if any are.
func link(most int, schemes ...string) rule {
	return func(c *checker, v any) {
		str(1, most)(c, v)
		s, _ := v.(string)
		u, err := url.Parse(s)
		if s != "" && (err != nil || u.Scheme == "" || (len(schemes) > 0 && !slices.Contains(schemes, u.Scheme))) {
			c.report("must be a valid URL")
		}
	}
}

// web is a link to a page or picture.
var web = link(mostURL, "http", "https")

// word is a string that is one of these.
func word(these ...string) rule {
	return func(c *checker, v any) {
		if s, isString := v.(string); !isString || !slices.Contains(these, s) {
			c.report("must be a valid enum value: %s", strings.Join(these, ", "))
		}
	}
}

// yesNo is true or false.
func yesNo(c *checker, v any) {
	if _, isBool := v.(bool); !isBool {
		c.report("must provide a boolean")
	}
}

// whole is a whole number from least to most.
func whole(least, most int) rule {
	return func(c *checker, v any) {
		number, isNumber := v.(json.Number)
		n, err := strconv.Atoi(number.String())
		switch {
		case !isNumber || err != nil:
			c.report("must provide an integer")
		case n < least:
			c.report("must be at least %d", least)
		case n > most:
			c.report("must be no more than %d", most)
		}
	}
}

// quantity is any number.
func quantity(c *checker, v any) {
	if _, isNumber := v.(json.Number); !isNumber {
		c.report("must provide a number")
	}
}

// list is an array of least to most items that each keep the rule.
func list(least, most int, each rule) rule {
	return func(c *checker, v any) {
		items, isArray := v.([]any)
		if !isArray {
			c.report("must provide an array")
			return
		}
		if len(items) < least {
			c.report("no fewer than %d items allowed", least)
		}
		if len(items) > most {
			c.report("no more than %d items allowed", most)
		}
		for i, item := range items {
			c.in(strconv.Itoa(i), item, each)
		}
	}
}

// anything is not looked into: Slack does, we do not.
func anything(*checker, any) {}
