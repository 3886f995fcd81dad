package standin

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"councilbot/internal/tooltest"
)

// TestInABrowser drives the page as a person would, one rule a story.
func TestInABrowser(t *testing.T) {
	in := tooltest.Browser(t, 5*time.Minute)
	for _, story := range []struct {
		name string
		at   string
		run  func(*tab)
	}{
		{"a typed command is answered in private", "#as=U0ANA&at=C0GENERAL", typedCommand},
		{"commands are suggested while one types", "#as=U0ANA&at=C0GENERAL", suggestedCommand},
		{"a button does what its words say", "#as=U0ANA&at=C0GENERAL", pressedButton},
		{"a dangerous button asks first", "#as=U0ANA&at=C0GENERAL", confirmedButton},
		{"a form comes back with a sentence at its field, then goes", "#as=U0ANA&at=C0GENERAL", filledForm},
		{"a form keeps what was typed when the bot changes it", "#as=U0ANA&at=C0GENERAL", changedForm},
		{"forms lie on top of each other and Esc takes the top one", "#as=U0ANA&at=C0GENERAL", stackedForms},
		{"shortcuts run from the menu and from a message", "#as=U0ANA&at=C0GENERAL", shortcutMenus},
		{"a private answer is hidden from the next person, who keeps the place", "#as=U0ANA&at=C0GENERAL", changedPerson},
		{"the address opens a place, and a place the person cannot see opens another", "#as=U0BEN&at=C0QUIET", openedAddress},
		{"a day later is the same hour when the clocks change", "#as=U0ANA&at=C0GENERAL", turnedClock},
		{"a command nobody answers says so in the conversation", "#as=U0ANA&at=C0GENERAL", unansweredCommand},
		{"every kind of block is drawn, and a choice is sent at once", "#as=U0ANA&at=C0GENERAL", drawnBlocks},
		{"every kind of field is sent as it was filled", "#as=U0ANA&at=C0GENERAL", sentFields},
		{"a button and a form nobody answers say so where one looks", "#as=U0ANA&at=C0GENERAL", unansweredPress},
		{"a reply stands in its thread, where commands do not work", "#as=U0ANA&at=C0GENERAL", repliedInThread},
		{"nothing a person writes becomes markup", "#as=U0ANA&at=C0GENERAL", hostileWords},
		{"the Home tab is published when it is opened", "#as=U0ANA&at=home", openedHome},
		{"a file is sent and can be saved", "#as=U0ANA&at=C0GENERAL", sentFile},
		{"a message that arrives leaves half-typed words alone and is read out", "#as=U0ANA&at=C0GENERAL", arrivingMessage},
		{"a dropped connection comes back", "#as=U0ANA&at=C0GENERAL", droppedConnection},
		{"on a phone nothing is wider than the screen or too small to press", "#as=U0BEN&at=C0GENERAL", onAPhone},
	} {
		t.Run(story.name, func(t *testing.T) { story.run(openTab(t, in, story.at)) })
	}
}

func typedCommand(p *tab) {
	p.enter("#composer", "/role cto\r")
	p.shows("#messages .ephemeral", "Only visible to you")
	p.shows("#messages .ephemeral", "cto")
	p.shows("#messages .ephemeral", "Thursday 1 April, 10:00")
	p.until(`document.querySelector("#composer").value === ""`)
}

func suggestedCommand(p *tab) {
	p.enter("#composer", "/pro")
	p.shows("#completions [role=option]", "Propose an item")
	p.enter("#composer", "\t")
	p.until(`document.querySelector("#composer").value === "/propose "`)
	p.eval(`document.querySelector("#composer").value = ""`)
	p.enter("#composer", "/nothing\r")
	p.shows("#notice", "/nothing is not a command here")
}

func pressedButton(p *tab) {
	p.press("#welcome", "/role cto")
	p.shows("#messages .ephemeral", "cto")
	p.press("#messages", "Share here")
	p.shows("#messages article:not(.ephemeral)", "Shared: cto")
	p.actAs(ben)
	p.shows("#messages", "Shared: cto")
}

func confirmedButton(p *tab) {
	p.enter("#composer", "/role cto\r")
	p.press("#messages", "Remove")
	p.shows("dialog#confirm", "It is gone for good.")
	p.press("#confirm", "Keep")
	p.until(`!document.querySelector("#confirm").open`)
	p.holds("the focus back on the button", `document.activeElement.textContent === "Remove"`)
	p.press("#messages", "Remove")
	p.press("#confirm", "Yes, remove")
	p.shows("#messages", "Done: remove")
	p.click("[data-action=more]")
	p.press("[role=menu]", "As text")
	p.shows("#messages", "Done: more text")
}

func filledForm(p *tab) {
	p.enter("#composer", "/propose\r")
	p.shows("dialog#view", "Propose an item")
	p.holds("the focus in the first field", `document.activeElement.dataset.action === "title"`)
	p.enter("[data-action=title]", "Short")
	p.click("#view-submit")
	p.shows("[data-block=purpose] .error", "Please complete this required field.")
	p.do(chromedp.SetValue(chromedp.CSS("select[data-action=purpose]"), "decision"))
	p.enter("[data-action=past] input", "host")
	p.shows("[role=option]", "Earlier: host")
	p.enter("[data-action=past] input", kb.ArrowDown+kb.Enter)
	p.click("#view-submit")
	p.shows("[data-block=title] .error", "ten letters at least")
	p.holds("the field marked and focused", `document.activeElement.dataset.action === "title" && document.activeElement.getAttribute("aria-invalid") === "true"`)
	p.holds("what was typed still there", `document.querySelector("[data-action=title]").value === "Short"`)
	p.enter("[data-action=title]", " but long enough")
	p.click("#view-submit")
	p.until(`!document.querySelector("#view").open`)
	p.shows("#messages", "Proposed: Short but long enough, for decision 2026-7")
	p.holds("the focus back in the message box", `document.activeElement.id === "composer"`)
}

func changedForm(p *tab) {
	p.enter("#composer", "/propose\r")
	p.enter("[data-action=title]", "Half typed")
	p.press("#view", "Rename")
	p.shows("#view-title", "Another name")
	p.holds("what was typed still there", `document.querySelector("[data-action=title]").value === "Half typed"`)
}

func stackedForms(p *tab) {
	p.enter("#composer", "/propose\r")
	p.enter("[data-action=title]", "Underneath")
	p.press("#view", "Deeper")
	p.shows("#view-title", "One deeper")
	p.enter("[data-action=title]", kb.Escape)
	p.shows("#view-title", "Propose an item")
	p.holds("what was typed still there", `document.querySelector("[data-action=title]").value === "Underneath"`)
	p.enter("[data-action=title]", kb.Escape)
	p.shows("#messages", "Closed without sending")
	p.until(`!document.querySelector("#view").open`)
}

func shortcutMenus(p *tab) {
	p.enter("#composer", "Let us talk about hosting\r")
	p.shows("#messages [data-user=U0ANA]", "hosting")
	p.click("#messages [data-user=U0ANA] .tools-of-message button")
	p.press("[role=menu]", "Propose this")
	p.shows("#view-title", "From a shortcut")
	p.click("#view-close")
	p.until(`!document.querySelector("#view").open`)
	p.click("#shortcuts")
	p.holds("the focus in the menu", `document.activeElement.getAttribute("role") === "menuitem"`)
	p.press("[role=menu]", "Propose from anywhere")
	p.shows("#view-title", "From a shortcut")
}

func changedPerson(p *tab) {
	p.enter("#composer", "/role secret\r")
	p.shows("#messages .ephemeral", "secret")
	p.actAs(ben)
	p.until(`!document.querySelector("#messages").innerText.includes("secret")`)
	p.holds("the same place", `location.hash.includes("at=C0GENERAL")`)
	p.actAs(ana)
	p.shows("#messages .ephemeral", "secret")
}

func openedAddress(p *tab) {
	p.holds("Ben", `document.querySelector("#act-as").value === "U0BEN"`)
	p.holds("the first channel in place of one he is not in", `document.querySelector("#title").textContent === "#general"`)
	p.eval(`location.hash = "#as=U0ANA&at=C0QUIET"`)
	p.shows("#title", "#chairs")
}

func turnedClock(p *tab) {
	before := p.w.Clock().Now()
	p.click("#clock summary")
	p.press("#clock", "+1 day")
	p.shows("#clock-said", "It is now Sun 28 Mar 2027, 09:0")
	p.shows("#clock-now", "BST")
	if want, got := 23*time.Hour, p.w.Clock().Now().Sub(before).Round(time.Hour); want != got {
		p.t.Errorf("want the clock %v on, got %v", want, got)
	}
	p.eval(`document.querySelector("#clock input").value = "2027-06-24T10:00"`)
	p.press("#clock", "Set")
	p.shows("#clock-now", "Thu 24 Jun 2027, 10:00 BST")
}

func unansweredCommand(p *tab) {
	p.enter("#composer", "/silent\r")
	p.shows("#messages [data-user=USLACKBOT]", `/silent failed with the error "operation_timeout"`)
}

func drawnBlocks(p *tab) {
	p.enter("#composer", "/blocks\r")
	p.shows("#messages h3", "Every kind of block")
	p.holds("every block known", `!document.querySelector("#messages").innerText.includes("not shown here")`)
	p.holds("a date as it is read, and the fallback of one that makes no sense",
		`document.querySelector("[data-block=due]").innerText.includes("Due 1 Apr, 10:00, never the fallback")`)
	for selector, words := range map[string]string{
		"strong": "bold", "em": "italic", "s": "struck", "code": "code", ".mention": "@Ben Oduya", "a[href='https://example.org']": "a link", ".emoji": "👋",
		"blockquote": "a quote", "ul li": "two", "ol li": "first", "pre": "as typed", "p": "5 < 6 & 7", "h4": "A heading", "th": "Seats", "td.align-right": "5",
		".picture": "A chart of attendance by sector", ".pairs": "Chief Executive", ".block-context": "Source: the minutes", ".block-rich_text li": "an item",
	} {
		p.shows("#messages "+selector, words)
	}
	p.holds("words in a name left alone", `document.querySelector("#messages").innerText.includes(":no_such_emoji: snake_case_name 2*3*4")`)
	p.do(chromedp.SetValue(chromedp.CSS("[data-action=pick]"), "2"))
	p.shows("#messages", "Chosen: pick 2")
	p.holds("the choice still there", `document.querySelector("[data-action=pick]").value === "2"`)
}

func sentFields(p *tab) {
	p.enter("#composer", "/fields\r")
	p.enter("[data-block=long] textarea", "One\rTwo")
	p.enter("[data-block=mail] input", "not an address")
	for block, value := range map[string]string{"link": "https://example.org/", "number": "15", "day": "2027-04-01", "time": "10:30", "moment": "2027-04-01T10:30"} {
		p.do(chromedp.SetValue(chromedp.CSS("[data-block="+block+"] input"), value))
	}
	for block, value := range map[string]string{"pick": "health", "person": ben, "place": general} {
		p.do(chromedp.SetValue(chromedp.CSS("[data-block="+block+"] select"), value))
	}
	p.click("[data-block=several] summary")
	p.click("[data-block=several] [value=fire]")
	p.click("[data-block=several] [value=health]")
	p.click("[data-block=ticks] [value=guest]")
	p.click("[data-block=one] [value=private]")
	path := filepath.Join(p.t.TempDir(), "paper.txt")
	if err := os.WriteFile(path, []byte("Hosting"), 0o600); err != nil {
		p.t.Fatal(err)
	}
	p.do(chromedp.SetUploadFiles(chromedp.CSS("[data-block=paper] input"), []string{path}))
	p.shows("[data-block=paper]", "paper.txt is ready.")
	p.click("#view-submit")
	p.until(`document.querySelector("[data-block=mail] .error").textContent !== ""`)
	p.do(chromedp.SetValue(chromedp.CSS("[data-block=mail] input"), "ana@example.org"))
	p.click("#view-submit")
	p.shows("#messages", "Sent: day 2027-04-01, link https://example.org/, long One")
	p.shows("#messages", "mail ana@example.org, moment 1806571800, number 15, one private, paper paper.txt, person U0BEN, pick health, "+
		"place C0GENERAL, several fire+health, ticks guest, time 10:30")
}

func unansweredPress(p *tab) {
	p.enter("#composer", "/role cto\r")
	p.press("#messages", "Say nothing")
	p.shows("#messages .complaint", "This app is not responding. Try again in a moment.")
	p.enter("#composer", "/propose\r")
	p.enter("[data-action=title]", "Say nothing")
	p.do(chromedp.SetValue(chromedp.CSS("select[data-action=purpose]"), "decision"))
	p.click("#view-submit")
	p.shows("#view-error", "We had some trouble connecting. Try again?")
	p.holds("what was typed still there", `document.querySelector("[data-action=title]").value === "Say nothing"`)
}

func repliedInThread(p *tab) {
	ts, err := p.w.Write(p.t.Context(), ben, general, "Shall we meet on Thursday?", "")
	if err != nil {
		p.t.Fatal(err)
	}
	p.click(`[data-ts="` + ts + `"] .tools-of-message button`)
	p.press("[role=menu]", "Reply in a thread")
	p.shows("#reply-to", "Replying in the thread of Ben Oduya")
	p.enter("#composer", "/role cto\r")
	p.shows("#notice", "Slash commands do not work in a thread.")
	p.eval(`document.querySelector("#composer").value = ""`)
	p.enter("#composer", "Yes\r")
	p.shows("#messages .reply", "Yes")
	p.click(`[data-ts="` + ts + `"] .tools-of-message button`)
	p.press("[role=menu]", "React with 👍")
	p.shows("#messages .reaction", "👍 1")
	p.click("#messages .reaction")
	p.until(`!document.querySelector("#messages .reaction")`)
}

func hostileWords(p *tab) {
	hostile := `<img src=x onerror=document.title=1> <script>document.title=2</script> *<b>x</b>* [a](javascript:1)`
	p.enter("#composer", hostile+"\r")
	p.shows("#messages [data-user=U0ANA]", "<img src=x onerror=document.title=1>")
	p.enter("#composer", "/role "+hostile+"\r")
	p.shows("#messages .ephemeral", "document.title=2")
	p.holds("no element made of words", `document.querySelectorAll("#messages img, #messages script, #messages b, #messages [href^=javascript]").length === 0`)
}

func openedHome(p *tab) {
	p.shows("#home h2", "Nothing waits for you")
	p.press("#tabs", "Messages")
	p.until(`document.querySelector("#home").hidden && !document.querySelector("#compose").hidden`)
	p.enter("#composer", "Hello\r")
	p.shows("#messages", "Hello")
}

func sentFile(p *tab) {
	path := filepath.Join(p.t.TempDir(), "agenda.txt")
	if err := os.WriteFile(path, []byte("Apologies"), 0o600); err != nil {
		p.t.Fatal(err)
	}
	p.do(chromedp.SetUploadFiles(chromedp.CSS("#attach"), []string{path}))
	p.shows("#messages .attachment", "agenda.txt")
	p.eval(`fetch(document.querySelector(".attachment a").href).then((one) => one.text()).then((words) => { document.body.dataset.saved = words; })`)
	p.until(`document.body.dataset.saved === "Apologies"`)
}

func arrivingMessage(p *tab) {
	p.enter("#composer", "Half a")
	if _, err := p.w.Write(p.t.Context(), ben, general, "From *Ben*", ""); err != nil {
		p.t.Fatal(err)
	}
	p.shows("#messages", "From Ben")
	p.until(`document.querySelector("#announce").textContent === "Ben Oduya: From Ben"`)
	p.holds("what was typed still there", `document.querySelector("#composer").value === "Half a"`)
	p.enter("#composer", " thought\r")
	p.shows("#messages", "Half a thought")
}

func droppedConnection(p *tab) {
	p.click("#fail summary")
	p.shows("#link", "The bot is connected")
	p.press("#fail", "Cut the connection")
	p.shows("#fail-said", "Cut.")
	p.shows("#link", "The bot is connected")
	p.enter("#composer", "/role cto\r")
	p.shows("#messages .ephemeral", "cto")
}

func onAPhone(p *tab) {
	p.phone()
	p.press("#welcome", "/role cto")
	p.shows("#messages .ephemeral", "cto")
	p.holds("nothing wider than the screen", `document.documentElement.scrollWidth <= innerWidth`)
	small := `[...document.querySelectorAll("#main button, #main select")].filter((one) => one.checkVisibility() && !one.matches(".link") && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML).join()`
	p.holds("nothing less than 44 pixels high", `(`+small+`) === ""`)
	p.holds("the list of places out of the way", `document.querySelector("#sidebar").inert`)
	p.click("#drawer-open")
	p.until(`!document.querySelector("#sidebar").inert && document.activeElement.id === "act-as" && document.querySelector("#sidebar").getBoundingClientRect().left === 0`)
	p.click(`[data-place=C0OPEN]`)
	p.shows("#title", "#open")
	p.press("#compose", "Join")
	p.enter("#composer", "Good morning\r")
	p.shows("#messages", "Good morning")
}
