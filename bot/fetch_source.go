package bot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"

	"councilbot/internal/council"
)

// source is where the content of files comes from: Slack's own hosts and nowhere
// else. What the address of a file says is what somebody made Slack say, and with
// each request goes the bot's token (GHSA-3q3v-34v2-g88f was just that).
type source struct {
	token string
	api   *url.URL // where that is on this machine, its host serves files too
	http  *http.Client
}

// slackHosts are the hosts, and their subdomains, that Slack serves files from:
// files.slack.com and its workspaces' own names, GovSlack's, and the edge to
// which they may point on.
var slackHosts = []string{"slack.com", "slack-gov.com", "slack-edge.com"}

// hops is how often a host may point on.
const hops = 3

func newSource(c Config, next http.RoundTripper) source {
	api, err := url.Parse(c.APIURL)
	if err != nil || !loopback(api) {
		api = nil
	}
	s := source{token: c.BotToken, api: api}
	s.http = &http.Client{Transport: next, CheckRedirect: func(req *http.Request, via []*http.Request) error {
		if len(via) > hops {
			return errors.New("a file's address points on and on")
		}
		return s.check(req.URL)
	}}
	return s
}

func loopback(u *url.URL) bool {
	if u == nil {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}

// check says why a file is not fetched from an address, or nil.
func (s source) check(u *url.URL) error {
	if s.api != nil && u.Scheme == s.api.Scheme && u.Host == s.api.Host {
		return nil
	}
	host := strings.ToLower(u.Hostname())
	for _, own := range slackHosts {
		if u.Scheme == "https" && u.User == nil && (u.Port() == "" || u.Port() == "443") && (host == own || strings.HasSuffix(host, "."+own)) {
			return nil
		}
	}
	return fmt.Errorf("a file is at %s, which is not a host of Slack's: %w", u.Redacted(), errElsewhere)
}

var errElsewhere = errors.New("nothing is fetched from there")

// content gives what is at an address, at most so many bytes of it. The token
// goes with the first request; to another host that this one points to, net/http
// does not take it along. The error is a *council.Problem when the content is too
// long.
func (s source) content(ctx context.Context, address string, most int64) ([]byte, error) {
	u, err := url.Parse(address)
	if err == nil {
		err = s.check(u)
	}
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+s.token)
	resp, err := s.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("fetch a file: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("fetch a file: Slack answered %s", resp.Status)
	}
	content, err := io.ReadAll(io.LimitReader(resp.Body, most+1))
	if err != nil {
		return nil, fmt.Errorf("fetch a file: %w", err)
	}
	if int64(len(content)) > most {
		return nil, tooLarge(most)
	}
	return content, nil
}

func tooLarge(most int64) error {
	return &council.Problem{Say: fmt.Sprintf("It is larger than %d MB, the most that a paper may have. Make its pictures smaller, or give the paper's address as a link.", most>>20)}
}
