package main

import (
	"testing"

	"github.com/chromedp/chromedp"

	"councilbot/internal/tooltest"
)

// onHomeTab is an element of the Home tab that holds a text.
func onHomeTab(text string) chromedp.Search {
	return chromedp.Search(`//*[@id="home"]//*[contains(normalize-space(.), "` + text + `")]`)
}

func TestTheHomeTabInTheBrowser(t *testing.T) {
	url := tryOut(t)
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"desktop", 1280, 1100}, {"phone", 390, 1500}} {
		t.Run(size.name, func(t *testing.T) {
			ctx := tooltest.Browser(t, browsing)
			for _, who := range []struct{ name, id, says string }{
				{"chair", "U0000001", "Your next step"}, {"secretary", "U0000002", "Your next step"}, {"librarian", "U0000003", "Your next step"},
				{"member", "U0000004", "What you owe"}, {"newcomer", "U0000012", "New here?"}, {"visitor", "U0009999", "You have no seat"},
			} {
				err := chromedp.Do(ctx, chromedp.EmulateViewport(size.width, size.height), chromedp.Navigate("about:blank"),
					chromedp.Navigate(url+"/#as="+who.id+"&at=home"), chromedp.WaitVisible(chromedp.CSS("body[data-ready]")),
					chromedp.WaitVisible(onHomeTab(who.says)), shot(t, who.name))
				if err != nil {
					t.Fatalf("%s: %v", who.name, err)
				}
			}
			err := chromedp.Do(ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(url+"/#as=U0000004&at=C0000001"), chromedp.WaitVisible(chromedp.CSS("body[data-ready]")),
				typed("/ask search: stakholder budgets"), chromedp.WaitVisible(visible("I read “stakholder” as “stakeholder”.")), shot(t, "search"))
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}
