// Package tooltest finds, for tests, the programs of others by which they judge
// what was made: a browser, readers of PDF, an office suite. A test whose program
// is not installed fails and says how to install it, so that a run which passes
// has tried everything; whoever wants less says so on the command line.
package tooltest

import (
	"context"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// tools are the programs that tests need, by their usual command: under which
// names they are installed, and in which packages of Debian.
var tools = map[string]struct {
	names   []string
	install string
}{
	"chromium":  {[]string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}, "chromium"},
	"pdfinfo":   {[]string{"pdfinfo"}, "poppler-utils"},
	"pdftotext": {[]string{"pdftotext"}, "poppler-utils"},
	"qpdf":      {[]string{"qpdf"}, "qpdf"},
	"soffice":   {[]string{"soffice", "libreoffice"}, "libreoffice-writer-nogui libreoffice-impress-nogui libreoffice-calc-nogui"},
}

// Need gives the path of a program, named by its usual command, or fails the test.
func Need(t testing.TB, command string) string {
	t.Helper()
	tool, known := tools[command]
	if !known {
		t.Fatalf("%s is not in the table of tools: add it, with the package it comes in", command)
	}
	for _, name := range tool.names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatalf("%s was not found, and this test needs it. Install it (Debian: apt-get install %s), or leave the test out with: go test -skip '^%s$'", command, tool.install, t.Name())
	return ""
}

// Browser starts a headless Chromium that reaches nothing but this machine, or
// fails the test. It ends with the test, or when so much time has passed.
func Browser(t testing.TB, within time.Duration) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(Need(t, "chromium")), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"))
	ctx, end := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(end)
	ctx, end = chromedp.NewContext(ctx)
	t.Cleanup(end)
	if err := chromedp.Do(ctx); err != nil { // the browser lives as long as this context
		t.Fatalf("start Chromium: %v", err)
	}
	ctx, end = context.WithTimeout(ctx, within)
	t.Cleanup(end)
	return ctx
}
