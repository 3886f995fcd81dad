package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// arrows says which of our packages each package may import. What is not in the
// table may not be imported.
var arrows = map[string][]string{
	"internal/council":         {},
	"internal/ui":              {},
	"knowledge":                {},
	"internal/standin":         {},
	"internal/document":        {},
	"internal/printing":        {"internal/council"},
	"internal/tooltest":        {},
	"internal/cage":            {"internal/document"},
	"internal/store":           {"internal/council"},
	"internal/store/storetest": {"internal/store"},
	"schedule":                 {"internal/council", "internal/store", "internal/ui"},
	"commands":                 {"schedule", "internal/council", "internal/printing", "knowledge", "internal/store", "internal/ui"},
	"internal/clerk":           {"schedule", "internal/cage", "internal/council", "internal/document", "internal/printing", "internal/store", "internal/ui"},
	"internal/site":            {"internal/council", "internal/printing", "knowledge", "internal/store"},
	"bot":                      {"commands", "internal/council", "internal/store", "internal/ui"},
	"cmd/councilbot":           {"bot", "commands", "schedule", "knowledge", "internal/cage", "internal/clerk", "internal/council", "internal/document", "internal/printing", "internal/ui", "internal/store", "internal/site", "internal/standin"},
}

// bans says who alone may import a package of others', and why.
var bans = []struct {
	path   string
	only   []string
	reason string
}{
	{"github.com/slack-go/slack", []string{"bot"}, "one package speaks Slack"},
	{"database/sql", []string{"internal/store"}, "one package knows SQL"},
	{"modernc.org/sqlite", []string{"internal/store"}, "one package knows SQL"},
	{"net/http", []string{"bot", "internal/standin", "internal/site", "cmd/councilbot"}, "handlers return values and talk to nobody"},
	{"github.com/pdfcpu/pdfcpu/pkg/api", nil, "importing it costs every start 50 ms; use pkg/pdfcpu"},
	{"github.com/pdfcpu/pdfcpu", []string{"internal/document"}, "what parses uploads runs in the cage"},
	{"github.com/ledongthuc/pdf", []string{"internal/document"}, "what parses uploads runs in the cage"},
	{"github.com/robfig/cron", []string{"schedule"}, "one package knows when things fall due"},
}

// clocks are the packages that may read the time for themselves; everywhere
// else it is an argument.
var clocks = []string{"cmd/councilbot", "bot", "internal/standin"}

func TestArrows(t *testing.T) {
	files := sources(t)
	if len(files) < 30 {
		t.Fatalf("found %d source files; want the whole project", len(files))
	}
	for _, file := range files {
		pkg := filepath.ToSlash(filepath.Dir(file))
		for _, path := range imports(t, file) {
			checkOurs(t, file, pkg, path)
			checkBans(t, file, pkg, path)
		}
	}
}

func checkOurs(t *testing.T, file, pkg, path string) {
	ours, found := strings.CutPrefix(path, "councilbot/")
	if !found {
		return
	}
	may, known := arrows[pkg]
	if !known {
		t.Errorf("%s: package %s is not in the table of arrows", file, pkg)
	}
	if !slices.Contains(may, ours) {
		t.Errorf("%s: %s may not import %s", file, pkg, ours)
	}
}

func checkBans(t *testing.T, file, pkg, path string) {
	for _, ban := range bans {
		if (path == ban.path || strings.HasPrefix(path, ban.path+"/")) && !slices.Contains(ban.only, pkg) {
			t.Errorf("%s: %s may not import %s: %s", file, pkg, path, ban.reason)
		}
	}
}

func TestTimeIsAnArgument(t *testing.T) {
	for _, file := range sources(t) {
		pkg := filepath.ToSlash(filepath.Dir(file))
		if slices.Contains(clocks, pkg) {
			continue
		}
		for _, call := range []string{"time.Now", "time.Since", "time.Until"} {
			if uses(t, file, call) {
				t.Errorf("%s calls %s; take the time as an argument", file, call)
			}
		}
	}
}

// sources lists the project's Go files that are not tests, from the root.
func sources(t *testing.T) []string {
	t.Helper()
	root := filepath.Join("..", "..")
	var files []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == ".git"):
			return filepath.SkipDir
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
			rel, err := filepath.Rel(root, path)
			files = append(files, rel)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func imports(t *testing.T, file string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "..", file), nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, spec := range parsed.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

// uses says whether a file calls a package's function, as "time.Now".
func uses(t *testing.T, file, call string) bool {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "..", file), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, name, _ := strings.Cut(call, ".")
	found := false
	ast.Inspect(parsed, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == name {
			x, ok := s.X.(*ast.Ident)
			found = found || (ok && x.Name == pkg)
		}
		return true
	})
	return found
}
