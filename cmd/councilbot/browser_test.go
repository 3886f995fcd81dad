package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"councilbot/internal/tooltest"
)

// keepShots names a folder for pictures of what the browser tests see; empty
// keeps none.
var keepShots = os.Getenv("COUNCILBOT_SHOTS")

// browsing is how long a test may take in the browser.
const browsing = 90 * time.Second

var address = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// tryOut starts the built-in workspace in this process and gives its address.
func tryOut(t *testing.T) string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	read, write := io.Pipe()
	var errs bytes.Buffer
	done := make(chan int, 1)
	go func() {
		done <- Main(ctx, []string{"run", "--data", t.TempDir(), "--listen", "127.0.0.1:0", "--clock", "2027-03-02T09:30:00Z"}, write, &errs)
		_ = write.Close()
	}()
	t.Cleanup(func() {
		stop()
		if code := <-done; code != 0 {
			t.Errorf("the program ended with %d: %s", code, errs.String())
		}
	})
	first := make([]byte, 256)
	n, err := read.Read(first)
	if err != nil {
		t.Fatalf("the program printed nothing: %v %s", err, errs.String())
	}
	go func() { _, _ = io.Copy(io.Discard, read) }()
	url := address.Find(first[:n])
	if url == nil {
		t.Fatalf("the program printed %q, want an address", first[:n])
	}
	return string(url)
}

// visible is an element of a message that holds a text.
func visible(text string) chromedp.Search {
	return chromedp.Search(`//*[@id="messages"]//*[contains(normalize-space(.), "` + text + `")]`)
}

// pressed is the last button with a label.
func pressed(label string) chromedp.Search {
	return chromedp.Search(`(//*[@id="messages"]//button[normalize-space(.)="` + label + `"])[last()]`)
}

// typed types a command and sends it.
func typed(words string) chromedp.Action[chromedp.Void] {
	return chromedp.Steps(
		chromedp.WaitVisible(chromedp.CSS("#composer")),
		chromedp.SendKeys(chromedp.CSS("#composer"), words),
		chromedp.Click(chromedp.CSS("#send")),
	)
}

// becomes acts as another person.
func becomes(id string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := chromedp.Evaluate[any](`{
			const who = document.querySelector("#act-as");
			who.value = "`+id+`";
			who.dispatchEvent(new Event("change", {bubbles: true}));
		}`)(ctx, target)
		return err
	})
}

// shot keeps a picture under a name, when pictures are wanted.
func shot(t *testing.T, name string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if keepShots == "" {
			return nil
		}
		png, err := chromedp.CaptureScreenshot()(ctx, target)
		if err != nil {
			return err
		}
		name := strings.ReplaceAll(t.Name(), "/", "-") + "-" + name + ".png"
		return os.WriteFile(filepath.Join(keepShots, name), png, 0o644)
	})
}

func TestInTheBrowser(t *testing.T) {
	url := tryOut(t)
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"desktop", 1280, 900}, {"phone", 390, 844}} {
		t.Run(size.name, func(t *testing.T) {
			ctx := tooltest.Browser(t, browsing)
			err := chromedp.Do(ctx,
				chromedp.EmulateViewport(size.width, size.height),
				chromedp.Navigate(url+"/#as=U0000001&at=C0000001"), chromedp.WaitVisible(chromedp.CSS("body[data-ready]")), shot(t, "1-welcome"),
				typed("/role cto"), chromedp.WaitVisible(visible("Only visible to you")), shot(t, "2-role"),
				chromedp.Click(pressed("Compare with CIO")), chromedp.WaitVisible(visible("Only the CTO")), shot(t, "3-compare"),
				chromedp.Click(pressed("Share here")), chromedp.WaitVisible(visible("Shared by Siân ap Rhys")), shot(t, "4-shared"),
				becomes("U0009999"), chromedp.WaitVisible(visible("Shared by Siân ap Rhys")), shot(t, "5-other-person"),
			)
			if err != nil {
				t.Fatal(err)
			}
			words, err := chromedp.Run(ctx, chromedp.Text(chromedp.CSS("#messages")))
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(words, "Only visible to you") {
				t.Errorf("another person sees what only the asker should:\n%s", words)
			}
		})
	}
}
