package standin

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// askPage makes one request of the page and gives its status and body.
func askPage(t *testing.T, w *Workspace, method, path, body string, header map[string]string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, w.base()+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	r.Host = header["Host"]
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	got, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(got)
}

func TestPageAnswers(t *testing.T) {
	w := serve(t, pageConfig())
	for _, c := range []struct {
		name         string
		method, path string
		body         string
		header       map[string]string
		status       int
		says         string
	}{
		{"the page itself", "GET", "/", "", nil, 200, `<dialog id="view"`},
		{"a script", "GET", "/page/page.js", "", nil, 200, "#act-as"},
		{"no file by another name", "GET", "/page/page.go", "", nil, 404, ""},
		{"no file outside its folder", "GET", "/page/..%2fpage.go", "", nil, 404, ""},
		{"no page but its own", "GET", "/elsewhere", "", nil, 404, ""},
		{"a snapshot for somebody unknown is the first person's", "GET", "/page/state?as=U9&at=C9", "", nil, 200, `"As":"U0ANA","At":"C0GENERAL"`},
		{"a message", "POST", "/page/write", `{"As":"U0ANA","Channel":"C0GENERAL","Text":"Hello"}`, nil, 200, `"TS"`},
		{"a refusal says what to do", "POST", "/page/write", `{"As":"U0ANA","Channel":"C0GENERAL","Text":" "}`, nil, 409, `"Error":"Write something first.","Code":"no_text"`},
		{"words that are not JSON", "POST", "/page/write", `{`, nil, 409, "Load the page again"},
		{"a deed nobody knows", "POST", "/page/vanish", `{}`, nil, 404, ""},
		{"a fault nobody knows", "POST", "/page/fault", `{"Name":"Fire"}`, nil, 409, "Load the page again"},
		{"a clock set to no time", "POST", "/page/clock", `{"As":"U0ANA","To":"soon"}`, nil, 409, "Give a date and a time"},
		{"another site may not act here", "POST", "/page/write", `{"As":"U0ANA"}`, map[string]string{"Origin": "https://example.org"}, 403, ""},
		{"nor under its own name", "GET", "/page/state", "", map[string]string{"Host": "example.org"}, 403, "not the workspace's own"},
		{"a file that is not there", "GET", "/page/file?as=U0ANA&id=F9", "", nil, 404, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			response, body := askPage(t, w, c.method, c.path, c.body, c.header)
			if response.StatusCode != c.status || !strings.Contains(body, c.says) {
				t.Errorf("want %d with %q, got %d with %.300q", c.status, c.says, response.StatusCode, body)
			}
		})
	}
}

func TestPageLoadsNothingFromElsewhere(t *testing.T) {
	w := serve(t, pageConfig())
	response, _ := askPage(t, w, "GET", "/", "", nil)
	if want, got := pagePolicy, response.Header.Get("Content-Security-Policy"); want != got {
		t.Errorf("want the policy %q, got %q", want, got)
	}
	files, err := pageFiles.ReadDir("page")
	if err != nil {
		t.Fatal(err)
	}
	address := regexp.MustCompile(`(?:from|import|src=|href=|url\() ?['"]?((?:https?:)?//[^'" )]+)`)
	loaded := regexp.MustCompile(`(?:from '\./|(?:src|href)="/page/)([^'"]+)['"]`)
	for _, file := range files {
		body, err := pageFiles.ReadFile("page/" + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		if pageType(file.Name()) == "" {
			t.Errorf("%s: want a content type, got none", file.Name())
		}
		for _, found := range address.FindAllSubmatch(body, -1) {
			t.Errorf("%s: want no other address, got %s", file.Name(), found[1])
		}
		for _, found := range loaded.FindAllSubmatch(body, -1) {
			if _, err := pageFiles.ReadFile("page/" + string(found[1])); err != nil {
				t.Errorf("%s: want what it loads to be there: %v", file.Name(), err)
			}
		}
	}
}

func TestPageShowsAPrivateAnswerToOnePersonOnly(t *testing.T) {
	w := serve(t, pageConfig())
	connect(t, w, pageBot)
	if err := w.Command(t.Context(), ana, general, "/role", "secret"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		as   string
		sees int
	}{{ana, 1}, {ben, 0}} {
		_, body := askPage(t, w, "GET", "/page/state?as="+c.as+"&at="+general, "", nil)
		var s pageState
		if err := json.Unmarshal([]byte(body), &s); err != nil {
			t.Fatal(err)
		}
		if got := len(s.Messages); got != c.sees {
			t.Errorf("%s: want %d messages, got %d", c.as, c.sees, got)
		}
	}
}

func TestPageKeepsThePlaceWhenThePersonChanges(t *testing.T) {
	w := serve(t, pageConfig())
	for _, c := range []struct{ name, as, at, want string }{
		{"a channel both see", ben, general, general},
		{"the Home tab", ben, homePlace, homePlace},
		{"the other person's messages with the bot become one's own", ben, w.DM(ana), w.DM(ben)},
		{"a private channel gives way to the first channel", ben, quiet, general},
		{"no place at all gives the first channel", ana, "", general},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := w.pageStateOf(c.as, c.at, 10).At; got != c.want {
				t.Errorf("want %s, got %s", c.want, got)
			}
		})
	}
}

func TestPageCutsTheHistoryAtTheEnd(t *testing.T) {
	w := serve(t, pageConfig())
	for _, words := range []string{"one", "two", "three"} {
		if _, err := w.Write(t.Context(), ana, general, words, ""); err != nil {
			t.Fatal(err)
		}
	}
	s := w.pageStateOf(ana, general, 2)
	if len(s.Messages) != 2 || s.Messages[0].Text != "two" || !s.Earlier || s.Counts[general] != 3 {
		t.Errorf("want the last two of three, got %d from %q of %d", len(s.Messages), s.Messages[0].Text, s.Counts[general])
	}
}

// A file somebody uploads must never run as part of the page.
func TestPageGivesFilesForSavingOnly(t *testing.T) {
	w := serve(t, pageConfig())
	header := map[string]string{"Content-Type": "application/octet-stream"}
	_, body := askPage(t, w, "POST", "/page/upload?as="+ana+"&channel="+general+"&name=a.html", "<script>alert(1)</script>", header)
	var file File
	if err := json.Unmarshal([]byte(body), &file); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	response, body := askPage(t, w, "GET", "/page/file?"+url.Values{"as": {ben}, "id": {file.ID}}.Encode(), "", nil)
	if !strings.Contains(body, "alert") {
		t.Errorf("want the file, got %q", body)
	}
	for name, want := range map[string]string{
		"Content-Type": "application/octet-stream", "Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff",
	} {
		if got := response.Header.Get(name); got != want {
			t.Errorf("%s: want %q, got %q", name, want, got)
		}
	}
}

func TestPageIsToldOfChanges(t *testing.T) {
	w := serve(t, pageConfig())
	response, err := http.Get(w.base() + "/page/events")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	hear := func(want string) {
		t.Helper()
		heard := make([]byte, len(want))
		if _, err := io.ReadFull(response.Body, heard); err != nil || string(heard) != want {
			t.Fatalf("want %q, got %q, %v", want, heard, err)
		}
	}
	hear(": hello\n\n")
	if _, err := w.Write(t.Context(), ana, general, "Hello", ""); err != nil {
		t.Fatal(err)
	}
	hear("event: change\ndata:\n\n")
	w.Clock().Turn(1)
	hear("event: change\ndata:\n\n")
}

// Every fault on the page happens, and the last one puts things right.
func TestPageFaults(t *testing.T) {
	w := serve(t, pageConfig())
	connect(t, w, pageBot)
	for _, f := range pageFaults {
		if err := w.pageFault(f.Name); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		await(t, w, "the bot to be back", func() bool { return w.Link().Sockets == 1 })
	}
	if err := w.Command(t.Context(), ana, general, "/role", "cto"); err != nil {
		t.Errorf("after everything was put right: %v", err)
	}
}

// A name somebody else owns is not the page's; an address always is.
func TestPageKnowsItsOwnHost(t *testing.T) {
	w := New(pageConfig())
	defer w.Close()
	w.SetBase("http://try.example.org:8081")
	for host, want := range map[string]bool{
		"127.0.0.1:8081": true, "[::1]:8081": true, "localhost": true, "council.localhost:80": true, "192.168.0.7:8081": true,
		"try.example.org:8081": true, "TRY.example.org": true, "example.org": false, "evil.example.com:8081": false, "": false,
	} {
		if got := w.ownHost(host); got != want {
			t.Errorf("%q: want %v, got %v", host, want, got)
		}
	}
}
