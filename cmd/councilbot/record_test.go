package main

import (
	"context"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"councilbot/internal/tooltest"
)

// chooses opens the menu of the last message that holds a text and chooses what
// can be done with it.
func chooses(text, what string) chromedp.Action[chromedp.Void] {
	return chromedp.Steps(
		chromedp.Click(chromedp.Search(`(//*[@id="messages"]//article[contains(normalize-space(.), "`+text+`")])[last()]//button[@aria-label="More for this message"]`)),
		chromedp.Click(chromedp.Search(`//*[@role="menuitem"][starts-with(normalize-space(.), "`+what+`")]`)),
	)
}

// ofDialog is an element of the open window.
func ofDialog(path string) chromedp.Search { return chromedp.Search(`//dialog//` + path) }

func TestAMeetingIsRecordedInTheBrowser(t *testing.T) {
	url := tryOut(t)
	ctx := tooltest.Browser(t, browsing)
	steps := []chromedp.Action[chromedp.Void]{
		chromedp.EmulateViewport(1280, 900),
		chromedp.Navigate(url + "/#as=U0000002&at=C0000001"), chromedp.WaitVisible(chromedp.CSS("body[data-ready]")),
		typed("/meeting create 2 March 2027 10:00 sure"), chromedp.Click(pressed("Look at the reminders")), chromedp.Click(pressed("Start it")),
		chromedp.WaitVisible(visible("Notice of meeting")),
		typed("/agenda next"), chromedp.WaitVisible(visible("Now: item 1. Welcome")),
		typed("/agenda next"), chromedp.WaitVisible(visible("Now: item 2.")), shot(t, "1-now"),
		chooses("In the thread below", "Reply in a thread"),
		typed("#action @Harriet Quillfeather by 31 March write to the fire services"), chromedp.WaitVisible(visible("by Wednesday 31 March 2027: “Write to the fire services”")),
		chromedp.WaitVisible(visible("Now: item 2. Declarations of interestFor information")), shot(t, "2-captured"),
		chooses("write to the fire services", "Record for the minutes"), chromedp.WaitVisible(ofDialog(`*[contains(., "In the words of the minutes")]`)), shot(t, "3-form"),
		chromedp.Click(ofDialog(`button[normalize-space(.)="Record it"]`)), chromedp.WaitVisible(ofDialog(`*[contains(., "With the secretary")]`)), shot(t, "4-recorded"),
		chromedp.Click(ofDialog(`button[normalize-space(.)="Close"]`)), chromedp.WaitNotVisible(chromedp.CSS("dialog#view")),
		typed("/action captured"), chromedp.Click(pressed("Approve all 2 that are complete")),
		chromedp.Click(ofDialog(`button[normalize-space(.)="Yes"]`)), chromedp.WaitVisible(visible("A3 is recorded for Harriet Quillfeather, by Wednesday 31 March 2027")), shot(t, "5-approved"),
		chromedp.EmulateViewport(390, 844),
		becomes("U0000007"), typed("/action"), chromedp.WaitVisible(visible("A3. Write to the fire services.")), shot(t, "6-phone-mine"),
		chromedp.Click(pressed("Done: Write to the fire services")), chromedp.WaitVisible(visible("A3 is done")), shot(t, "7-phone-done"),
		typed("/minutes decisions"), chromedp.WaitVisible(visible("Decisions of the council")), shot(t, "8-phone-decisions"),
	}
	for i, step := range steps {
		at, cancel := context.WithTimeout(ctx, 15*time.Second)
		if err := chromedp.Do(at, step); err != nil {
			words, _ := chromedp.Run(ctx, chromedp.Text(chromedp.CSS("body")))
			t.Fatalf("step %d: %v\n%s", i, err, words)
		}
		cancel()
	}
}
