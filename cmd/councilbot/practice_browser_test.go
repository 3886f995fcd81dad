package main

import (
	"testing"

	"github.com/chromedp/chromedp"

	"councilbot/internal/tooltest"
)

// inWindow is an element of the open window that holds a text.
func inWindow(text string) chromedp.Search {
	return chromedp.Search(`//dialog[@id="view"]//*[contains(normalize-space(.), "` + text + `")]`)
}

// field is a field of the open window, by its name.
func field(name string) chromedp.CSS {
	return chromedp.CSS(`dialog#view [data-block="` + name + `"] [data-action]`)
}

// choice is a choice of the open window, by its words.
func choice(label string) chromedp.Search {
	return chromedp.Search(`//dialog[@id="view"]//label[normalize-space(.)="` + label + `"]`)
}

// TestTheLibraryInTheBrowser walks a member and the librarian through the
// library, with a mouse and keys.
func TestTheLibraryInTheBrowser(t *testing.T) {
	url := tryOut(t)
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"desktop", 1280, 900}, {"phone", 390, 844}} {
		t.Run(size.name, func(t *testing.T) {
			err := chromedp.Do(tooltest.Browser(t, browsing),
				chromedp.EmulateViewport(size.width, size.height),
				chromedp.Navigate(url+"/#as=U0000008&at=C0000001"), chromedp.WaitVisible(chromedp.CSS("body[data-ready]")),
				typed("/practice"), chromedp.WaitVisible(visible("What members did about a problem")), shot(t, "1-library"),
				typed("/practice fire chief change board"), chromedp.WaitVisible(visible("Practices about: fire chief")), shot(t, "2-found"),
				typed("/practice 13"), chromedp.WaitVisible(visible("one team with one number")), shot(t, "3-practice"),
				typed("/practice share"), chromedp.WaitVisible(inWindow("What was the problem?")), shot(t, "4-form"),
				chromedp.SendKeys(field("title"), "One desk for two trusts"), chromedp.SendKeys(field("problem"), "Two desks."), chromedp.SendKeys(field("did"), "Made one."), chromedp.Click(chromedp.CSS("#view-submit")),
				chromedp.WaitVisible(inWindow("is kept as your draft")),
				chromedp.Click(choice("Yes, but…")), chromedp.SendKeys(field("topic"), "Shared"), chromedp.Click(choice("No: they write to the librarian")),
				chromedp.Click(choice("Council members only")), shot(t, "5-form-end"), chromedp.Click(chromedp.CSS("#view-submit")),
				chromedp.WaitVisible(inWindow("Say in a sentence what you would do otherwise")), shot(t, "6-fault"),
				chromedp.Click(chromedp.CSS("#view-close")), chromedp.WaitNotVisible(chromedp.CSS("dialog#view")), typed("/practice"), chromedp.WaitVisible(visible("you have a draft")), shot(t, "7-draft"),
				becomes("U0000003"), typed("/practice list"), chromedp.WaitVisible(visible("Their owner is gone: 1")), shot(t, "8-list"),
				typed("/practice next"), chromedp.WaitVisible(visible("What is posted to the channel next")), shot(t, "9-next"),
			)
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}
