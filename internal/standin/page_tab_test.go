package standin

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// patience is how long a test waits for the page to show something.
const patience = 15 * time.Second

// A tab is the page in a tab of its own, with a workspace and a bot behind it.
type tab struct {
	t   *testing.T
	w   *Workspace
	ctx context.Context

	mu     sync.Mutex
	errors []string // exceptions and console errors
}

// openTab serves a workspace with the test's bot and opens the page at an
// address such as "#as=U0ANA&at=C0GENERAL".
func openTab(t *testing.T, in context.Context, at string) *tab {
	t.Helper()
	w := serve(t, pageConfig())
	connect(t, w, pageBot)
	ctx, end := chromedp.NewContext(in, chromedp.WithNewBrowserContext())
	t.Cleanup(end)
	p := &tab{t: t, w: w, ctx: ctx}
	if err := chromedp.Do(ctx); err != nil { // a tab lives as long as the context of its first call
		t.Fatal(err)
	}
	messages := chromedp.Console(ctx)
	go func() {
		for m, err := range messages {
			if err == nil && (m.IsException() || m.Type == "error" && m.Source != "network") {
				p.mu.Lock()
				p.errors = append(p.errors, m.String())
				p.mu.Unlock()
			}
		}
	}()
	p.do(chromedp.Navigate(w.base() + "/" + at))
	p.until(`document.body.dataset.ready === "yes"`)
	t.Cleanup(p.checkErrors)
	return p
}

// checkErrors fails the test when the page threw something or its policy was
// broken.
func (p *tab) checkErrors() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.errors) > 0 {
		p.t.Errorf("want a quiet console, got:\n%s", strings.Join(p.errors, "\n"))
	}
}

// do runs browser actions.
func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatalf("in the browser: %v", err)
	}
}

// click presses what a CSS selector finds first.
func (p *tab) click(selector string) {
	p.t.Helper()
	p.do(chromedp.Click(chromedp.CSS(selector)))
}

// press presses the button with these words, inside what selector finds.
func (p *tab) press(within, words string) {
	p.t.Helper()
	mark := fmt.Sprintf(`(() => {
		const found = [...document.querySelectorAll(%q + " button")].filter((one) => one.textContent.trim() === %q).at(-1);
		document.querySelectorAll("[data-test]").forEach((one) => delete one.dataset.test);
		if (found) found.dataset.test = "press";
		return Boolean(found);
	})()`, within, words)
	p.until(mark)
	p.click("[data-test=press]")
}

// enter types words into a field; "\r" is the Enter key.
func (p *tab) enter(selector, words string) {
	p.t.Helper()
	p.do(chromedp.SendKeys(chromedp.CSS(selector), words))
}

// until waits for a JavaScript expression to be true.
func (p *tab) until(expression string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(patience))); err != nil {
		p.t.Fatalf("waiting for %s: %v\nthe page says: %s", expression, err, p.eval(`document.body.innerText.slice(0, 2000)`))
	}
}

// shows waits for words inside what selector finds.
func (p *tab) shows(selector, words string) {
	p.t.Helper()
	p.until(fmt.Sprintf(`[...document.querySelectorAll(%q)].some((one) => one.innerText.includes(%q))`, selector, words))
}

// eval gives the text of a JavaScript expression.
func (p *tab) eval(expression string) string {
	p.t.Helper()
	got, err := chromedp.Run(p.ctx, chromedp.Evaluate[string]("String("+expression+")"))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return got
}

// holds fails the test when an expression is not true now.
func (p *tab) holds(rule, expression string) {
	p.t.Helper()
	if got := p.eval(expression); got != "true" {
		p.t.Errorf("want %s, but %s is %s", rule, expression, got)
	}
}

// actAs changes the person.
func (p *tab) actAs(id string) {
	p.t.Helper()
	p.eval(fmt.Sprintf(`(() => { const one = document.querySelector("#act-as"); one.value = %q; one.dispatchEvent(new Event("change")); })()`, id))
	p.until(fmt.Sprintf(`location.hash.includes("as=%s") && document.querySelector("#act-as").value === %q`, id, id))
}

// phone gives the tab the size of a phone.
func (p *tab) phone() {
	p.t.Helper()
	size := emulation.SetDeviceMetricsOverrideParams{Width: 360, Height: 740, DeviceScaleFactor: 2, Mobile: true}
	if _, err := chromedp.Call(p.ctx, emulation.SetDeviceMetricsOverride, size); err != nil {
		p.t.Fatal(err)
	}
}
