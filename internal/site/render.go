package site

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"sync"
	"time"

	"councilbot/internal/council"
)

//go:embed templates
var templateFiles embed.FS

// pages are the templates, each with the layout and the parts that all share. They
// are read when the first page is asked for: most starts of the program ask for none.
var pages = sync.OnceValue(func() map[string]*template.Template {
	return parsePages("home", "meetings", "meeting", "agenda", "minutes", "papers", "paper", "text", "decisions", "decision", "search", "practices", "practice", "roles", "entry", "skills", "guidance", "members", "about", "accessibility", "lost", "gone")
})

func parsePages(names ...string) map[string]*template.Template {
	shared := template.Must(template.New("layout.html").Funcs(functions).ParseFS(templateFiles, "templates/layout.html", "templates/parts.html"))
	all := make(map[string]*template.Template, len(names))
	for _, name := range names {
		all[name] = template.Must(template.Must(shared.Clone()).ParseFS(templateFiles, "templates/"+name+".html"))
	}
	return all
}

// functions are what the templates may call.
var functions = template.FuncMap{
	"style":      func() string { return styleURL },
	"when":       council.SayTime,
	"stamp":      func(t time.Time) string { return t.Format(time.RFC3339) },
	"clock":      func(t time.Time) string { return t.Format("15:04") },
	"day":        func(t time.Time) string { return council.DayOf(t).Long() },
	"date":       func(t time.Time) string { return council.DayOf(t).String() },
	"zone":       func(t time.Time) string { return council.ZoneLabel(t.Location()) },
	"minutes":    council.SayMinutes,
	"paragraphs": council.Paragraphs,
	"inc":        func(n int) int { return n + 1 },
}

// page is a template's name and what goes into it.
type page struct {
	name    string
	data    any
	changed time.Time
	status  int // 0: found
}

// html writes the page.
func (p page) html() ([]byte, error) {
	var b bytes.Buffer
	if err := pages()[p.name].Execute(&b, p.data); err != nil {
		return nil, fmt.Errorf("write the page %s: %w", p.name, err)
	}
	return b.Bytes(), nil
}
