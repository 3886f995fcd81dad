package bot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/standin"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// quickFetch gives up after four tries.
var quickFetch = fetchRates{every: 5 * time.Millisecond, lease: 30 * time.Minute, call: 5 * time.Second, download: 5 * time.Second, retry: 0, tries: 4}

const aPDF = "%PDF-1.7\nA paper."

// library is a postroom with a paper that waits for a file.
type library struct {
	*postroom
	paper council.PaperID
}

func openLibrary(t *testing.T, change func(*standin.Config), wrap func(http.Handler) http.Handler) *library {
	l := &library{postroom: openPostroom(t, 3, change, wrap)}
	l.change(func(tx *store.Tx) error {
		m, err := tx.PutMeeting(council.Meeting{Title: "Quarterly meeting", Starts: l.begun.AddDate(0, 1, 0)})
		if err != nil {
			return err
		}
		item, err := tx.PutItem(council.Item{Meeting: m, Title: "Desk", Purpose: council.ToDecide, Allotted: time.Minute, State: council.ItemProposed, Part: council.Business})
		if err != nil {
			return err
		}
		l.paper, err = tx.PutPaper(council.Paper{Item: item, Title: "One desk", Author: l.members[2].ID, Purpose: council.ToDecide, Stage: council.PaperPromised})
		return err
	})
	return l
}

// gives has the third member give a file for the paper, in Slack.
func (l *library) gives(name, content string) {
	l.Helper()
	f, err := l.Upload(l.ctx, l.members[2].SlackID, "", name, []byte(content))
	l.must(err)
	l.waits(f.ID)
}

func (l *library) waits(slackID string) {
	l.Helper()
	l.change(func(tx *store.Tx) error {
		return tx.PutUpload(store.Upload{Paper: l.paper, Slack: slackID, By: l.members[2].ID})
	})
}

// fetches starts a fetcher and gives what ends it and waits for its end.
func (l *library) fetches(rates fetchRates) (stop func()) {
	f := l.fetcher(l.Clock().Now)
	f.rates = rates
	ctx, end := context.WithCancel(l.ctx)
	done := make(chan struct{})
	go func() { defer close(done); f.run(ctx) }()
	stop = func() { end(); <-done }
	l.Cleanup(stop)
	return stop
}

// settled waits until the paper's first upload is fetched or refused.
func (l *library) settled() store.Upload {
	l.Helper()
	for {
		all, err := l.store.Uploads(l.ctx, l.paper)
		l.must(err)
		if s := all[0].State; s == store.UploadFetched || s == store.UploadRefused {
			return all[0]
		}
		if err := pause(l.ctx, 5*time.Millisecond); err != nil {
			l.Fatalf("the upload is %+v", all[0])
		}
	}
}

// letters are the messages that were kept, in words.
func (l *library) letters() (all []string) {
	l.Helper()
	rows, err := l.store.Deliveries(l.ctx, store.Wanted{})
	l.must(err)
	for _, d := range rows {
		m, err := ui.Decode(d.Message)
		l.must(err)
		all = append(all, d.To.String()+": "+ui.Plain(m))
	}
	return all
}

func TestAFileFromSlackBecomesARevisionOfItsPaper(t *testing.T) {
	l := openLibrary(t, nil, nil)
	l.gives("One desk.pdf", aPDF)
	l.fetches(quickFetch)
	l.fetches(quickFetch) // a second copy of the program
	l.settled()
	p, err := l.store.Paper(l.ctx, l.paper)
	if err != nil || p.Stage != council.PaperReceived || p.Revision != 1 || p.File.Name != "One desk.pdf" || p.File.Type != "application/pdf" {
		t.Fatalf("the paper = %+v, %v", p, err)
	}
	f, err := l.store.OpenFile(p.File.SHA)
	l.must(err)
	defer f.Close()
	if content, err := io.ReadAll(f); err != nil || string(content) != aPDF {
		t.Errorf("the content = %q, %v", content, err)
	}
	letters := l.letters()
	if len(letters) != 1 || !strings.Contains(letters[0], "Your file is here") || !strings.HasPrefix(letters[0], "member/3") {
		t.Errorf("told: %q, want the author once", letters)
	}
}

func TestAFileThatCannotBeTakenIsRefusedInPlainWords(t *testing.T) {
	for _, c := range []struct{ rule, name, content, say string }{
		{"a kind that not everybody can open", "paper.pages", "x", "not of a kind that everybody can open"},
		{"a content that is not what the name says", "paper.pdf", "hello", "what is in it is something else"},
		{"a macro", "paper.docx", "PK\x03\x04[Content_Types].xml word/vbaProject.bin", "has macros"},
		{"too large", "paper.pdf", "%PDF-" + strings.Repeat("x", 1<<20), "larger than 1 MB"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			l := openLibrary(t, nil, nil)
			l.change(func(tx *store.Tx) error {
				house := council.UsualHouse()
				house.PaperMB = 1
				return tx.PutHouse(house)
			})
			l.gives(c.name, c.content)
			l.fetches(quickFetch)
			if u := l.settled(); u.State != store.UploadRefused || !strings.Contains(u.Note, c.say) || u.Tries != 1 {
				t.Errorf("the upload = %+v, want it refused at once: %s", u, c.say)
			}
			if letters := l.letters(); len(letters) != 1 || !strings.Contains(letters[0], c.say) || !strings.Contains(letters[0], "Give another file") {
				t.Errorf("told: %q", letters)
			}
			if p, err := l.store.Paper(l.ctx, l.paper); err != nil || p.Stage != council.PaperPromised || p.Revision != 0 {
				t.Errorf("the paper = %+v, %v, want it as it was", p, err)
			}
			if kept, _ := filepath.Glob(filepath.Join(l.folder, "files", "*")); len(kept) != 0 {
				t.Errorf("kept %v, want nothing", kept)
			}
		})
	}
}

func TestSlacksFailuresAreWaitedOutAndThenGivenUp(t *testing.T) {
	for _, c := range []struct {
		rule  string
		fault standin.Fault
		want  store.UploadState
		tries int
	}{
		{"two server errors", standin.Fault{Kind: standin.ServerError, Method: "download", Times: 2}, store.UploadFetched, 3},
		{"two errors on asking", standin.Fault{Kind: standin.ServerError, Method: "files.info", Times: 2}, store.UploadFetched, 3},
		{"no end of errors", standin.Fault{Kind: standin.ServerError, Method: "download", Times: -1}, store.UploadRefused, 4},
		{"a file that is gone", standin.Fault{Kind: standin.ErrorCode, Method: "files.info", Code: "file_not_found"}, store.UploadRefused, 1},
	} {
		t.Run(c.rule, func(t *testing.T) {
			l := openLibrary(t, nil, nil)
			l.Fault(c.fault)
			l.gives("a.pdf", aPDF)
			l.fetches(quickFetch)
			if u := l.settled(); u.State != c.want || u.Tries != c.tries {
				t.Errorf("the upload is %s after %d tries (%s), want %s after %d", u.State, u.Tries, u.Note, c.want, c.tries)
			}
			if letters := l.letters(); len(letters) != 1 {
				t.Errorf("told: %q, want one message", letters)
			}
		})
	}
}

func TestASignInPageIsNotKeptForAPaper(t *testing.T) {
	l := openLibrary(t, nil, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.URL.Path, "/files/") { // as when the token lacks files:read
				r.Header.Del("Authorization")
			}
			next.ServeHTTP(w, r)
		})
	})
	l.gives("page.html", "<!doctype html><title>The paper itself</title>")
	l.fetches(quickFetch)
	if u := l.settled(); u.State != store.UploadRefused {
		t.Errorf("the upload is %s, want Slack's sign-in page not taken for the paper", u.State)
	}
}

func TestAFetcherThatDiesIsFollowedByTheNext(t *testing.T) {
	for _, dies := range []string{"/api/files.info", "/files/"} {
		t.Run("at "+dies, func(t *testing.T) {
			reached, hung := make(chan struct{}), atomic.Bool{}
			l := openLibrary(t, nil, func(next http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if strings.HasPrefix(r.URL.Path, dies) && !hung.Swap(true) {
						_, _ = io.Copy(io.Discard, r.Body) // or the server does not see the other side go
						close(reached)
						<-r.Context().Done()
						return
					}
					next.ServeHTTP(w, r)
				})
			})
			l.gives("a.pdf", aPDF)
			stop := l.fetches(quickFetch)
			<-reached
			stop()
			l.fetches(quickFetch)
			if u := l.settled(); u.State != store.UploadFetched {
				t.Errorf("the upload is %+v", u)
			}
			if p, err := l.store.Paper(l.ctx, l.paper); err != nil || p.Revision != 1 {
				t.Errorf("the paper = %+v, %v, want one revision", p, err)
			}
		})
	}
}

func TestAFetcherMayDieBetweenAnyTwoSteps(t *testing.T) {
	for step := 1; ; step++ {
		l := openLibrary(t, nil, nil)
		l.gives("a.pdf", aPDF)
		looks := 0
		doomed := l.fetcher(func() time.Time { // it looks at the clock just before each change
			if looks++; looks == step {
				runtime.Goexit()
			}
			return l.begun
		})
		over := make(chan struct{})
		go func() { defer close(over); doomed.one(l.ctx) }()
		<-over
		next := l.fetcher(func() time.Time { return l.begun.Add(time.Hour) }) // the lease has run out
		for next.one(l.ctx) {
		}
		if u := l.settled(); u.State != store.UploadFetched {
			t.Errorf("dead at step %d: the upload is %+v", step, u)
		}
		p, err := l.store.Paper(l.ctx, l.paper)
		if letters := l.letters(); err != nil || p.Revision != 1 || len(letters) != 1 {
			t.Errorf("dead at step %d: revision %d, %v, told %q, want one of each", step, p.Revision, err, letters)
		}
		if looks < step { // it got to the end
			if step < 3 {
				t.Errorf("there were only %d steps to die at", step-1)
			}
			return
		}
	}
}

// fetcher is one that is not running, with a clock of its own.
func (l *library) fetcher(now func() time.Time) *fetcher {
	return newFetcher(Config{BotToken: "xoxb-1", APIURL: l.server.URL + "/api/"}, l.store, now, slog.New(slog.NewTextHandler(io.Discard, nil)), quickFetch)
}

func TestALostClaimReceivesNothing(t *testing.T) {
	l := openLibrary(t, nil, nil)
	l.gives("a.pdf", aPDF)
	f := l.fetcher(l.Clock().Now)
	stale, _, err := l.store.ClaimUpload(l.ctx, "first", l.begun, time.Second)
	l.must(err)
	if _, ok, err := l.store.ClaimUpload(l.ctx, "second", l.begun.Add(time.Minute), time.Minute); err != nil || !ok {
		t.Fatalf("the lease ran out, and nobody else may fetch: %v, %v", ok, err)
	}
	file, content, err := f.get(l.ctx, stale)
	l.must(err)
	if err := f.keep(l.ctx, stale, file, content); !errors.Is(err, errPassedOn) {
		t.Errorf("keeping what is another's = %v, want it not kept", err)
	}
	if p, err := l.store.Paper(l.ctx, l.paper); err != nil || p.Revision != 0 {
		t.Errorf("the paper = %+v, %v, want nothing received", p, err)
	}
}

func TestTheTokenGoesToSlacksHostsAlone(t *testing.T) {
	for address, good := range map[string]bool{
		"https://files.slack.com/files-pri/T1-F1/download/a.pdf": true,
		"https://slack.com/a":                         true,
		"https://council.slack.com/files/U1/F1/a.pdf": true,
		"https://files.slack-gov.com/a":               true,
		"https://a.slack-edge.com/a":                  true,
		"http://files.slack.com/a":                    false,
		"https://files.slack.com.evil.example/a":      false,
		"https://evilslack.com/a":                     false,
		"https://user@files.slack.com/a":              false,
		"https://files.slack.com:8443/a":              false,
		"https://docs.google.com/a":                   false,
		"http://127.0.0.1:9/a":                        false,
		"http://169.254.169.254/latest/meta-data":     false,
		"file:///etc/passwd":                          false,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if err := newSource(Config{APIURL: "https://slack.com/api/"}, nil).check(u); (err == nil) != good {
			t.Errorf("check(%s) = %v, want it good: %v", address, err, good)
		}
	}
	local := newSource(Config{APIURL: "http://127.0.0.1:8080/api/"}, nil)
	for address, good := range map[string]bool{"http://127.0.0.1:8080/files/F1/a": true, "http://127.0.0.1:8081/files/F1/a": false, "http://10.0.0.1:8080/a": false} {
		u, _ := url.Parse(address)
		if err := local.check(u); (err == nil) != good {
			t.Errorf("with a stand-in, check(%s) = %v, want it good: %v", address, err, good)
		}
	}
	if far := newSource(Config{APIURL: "http://proxy.example/api/"}, nil); far.api != nil {
		t.Error("an address that is not of this machine serves files")
	}
}

func TestAnAddressThatPointsElsewhereIsNotFollowed(t *testing.T) {
	var stolen atomic.Value
	thief := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { stolen.Store(r.Header.Get("Authorization")) }))
	defer thief.Close()
	l := openLibrary(t, nil, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.URL.Path, "/files/") {
				http.Redirect(w, r, thief.URL+"/a.pdf", http.StatusFound)
				return
			}
			next.ServeHTTP(w, r)
		})
	})
	l.gives("a.pdf", aPDF)
	l.fetches(quickFetch)
	if u := l.settled(); u.State != store.UploadRefused || stolen.Load() != nil {
		t.Errorf("the upload is %s, and elsewhere was asked with %v", u.State, stolen.Load())
	}
}

func TestABodyWithoutEndIsCutOff(t *testing.T) {
	for _, c := range []struct {
		rule string
		body func(http.ResponseWriter, *http.Request)
	}{
		{"that never stops", func(w http.ResponseWriter, _ *http.Request) {
			for junk := make([]byte, 1<<16); ; {
				if _, err := w.Write(junk); err != nil {
					return
				}
			}
		}},
		{"that never comes", func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, "%PDF")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		}},
	} {
		t.Run(c.rule, func(t *testing.T) {
			l := openLibrary(t, nil, func(next http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if strings.HasPrefix(r.URL.Path, "/files/") {
						c.body(w, r)
						return
					}
					next.ServeHTTP(w, r)
				})
			})
			l.gives("a.pdf", aPDF)
			rates := quickFetch
			rates.download, rates.tries = 200*time.Millisecond, 2
			l.fetches(rates)
			if u := l.settled(); u.State != store.UploadRefused {
				t.Errorf("the upload is %s", u.State)
			}
			if kept, _ := os.ReadDir(filepath.Join(l.folder, "files")); len(kept) != 0 {
				t.Errorf("kept %v", kept)
			}
		})
	}
}
