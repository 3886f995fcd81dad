package bot

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/slack-go/slack"
)

// web is Slack's Web API and its response_urls, over one HTTP client with
// time-outs and with connections that are kept.
type web struct {
	api  *slack.Client
	http *http.Client
}

const (
	callWithin = 15 * time.Second
	// A Retry-After longer than this is not waited out while a person waits.
	patience = 30 * time.Second
	tries    = 4
)

func newWeb(c Config, more ...slack.Option) *web {
	w := &web{http: &http.Client{Timeout: patience + callWithin, Transport: &mannered{next: transport()}}}
	options := append([]slack.Option{
		slack.OptionAppLevelToken(c.AppToken),
		slack.OptionAPIURL(c.APIURL),
		slack.OptionHTTPClient(w.http),
	}, more...)
	w.api = slack.New(c.BotToken, options...)
	return w
}

// plainAPI is Slack's Web API without manners: a 429 comes back at once.
func plainAPI(c Config, next http.RoundTripper) *slack.Client {
	return slack.New(c.BotToken, slack.OptionAPIURL(c.APIURL), slack.OptionHTTPClient(&http.Client{Timeout: callWithin, Transport: next}))
}

func transport() *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: callWithin,
		MaxIdleConnsPerHost:   16,
		IdleConnTimeout:       90 * time.Second,
		ForceAttemptHTTP2:     true,
	}
}

// mannered waits when Slack says 429, as long as Slack asks, and calls again: a
// call refused for its rate was not carried out, so that repeating it is safe.
// No other failure is repeated here.
type mannered struct{ next http.RoundTripper }

// RoundTrip calls, and calls again when Slack has asked for patience.
func (m *mannered) RoundTrip(req *http.Request) (*http.Response, error) {
	for try := 1; ; try++ {
		resp, err := m.next.RoundTrip(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || try == tries || !again(req) {
			return resp, err
		}
		wait := retryAfter(resp)
		if wait > patience {
			return resp, nil
		}
		_ = resp.Body.Close()
		if err := pause(req.Context(), wait); err != nil {
			return nil, err
		}
	}
}

// again readies a request's body for another try; false when it cannot be read
// a second time.
func again(req *http.Request) bool {
	if req.Body == nil || req.Body == http.NoBody {
		return true
	}
	if req.GetBody == nil {
		return false
	}
	body, err := req.GetBody()
	if err != nil {
		return false
	}
	req.Body = body
	return true
}

// withoutAddress takes the address out of a failure, which the log keeps: whoever
// knows a response_url can answer in the bot's name for half an hour.
func withoutAddress(err error) error {
	var failed *url.Error
	if errors.As(err, &failed) {
		return failed.Err
	}
	return err
}

func retryAfter(resp *http.Response) time.Duration {
	seconds, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	if err != nil || seconds < 1 {
		seconds = 1
	}
	return time.Duration(seconds) * time.Second
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// answer posts to a response_url. A private answer is tried again when Slack
// fails with a 5xx: seen twice it does no harm, and unseen the person waits in
// vain. A public one is posted once, whatever comes back.
func (w *web) answer(ctx context.Context, to string, m *slack.WebhookMessage, public bool) error {
	if to == "" {
		return errors.New("answer by response_url: the question came without one")
	}
	for try := 1; ; try++ {
		err := withoutAddress(slack.PostWebhookCustomHTTPContext(ctx, to, w.http, m))
		if err == nil || public || try == tries || statusCode(err) < 500 {
			return said("answer by response_url", err)
		}
		if pause(ctx, time.Duration(try)*200*time.Millisecond) != nil {
			return said("answer by response_url", err)
		}
	}
}
