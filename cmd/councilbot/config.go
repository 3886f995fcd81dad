package main

import (
	"log/slog"
	"net/url"
	"os"
	"strings"
	"time"

	"councilbot/internal/council"
)

// Config is the command line. Every setting can also be given in the
// environment, under the name that --help shows beside it.
type Config struct {
	Common

	Run      RunCommand      `cmd:"" default:"withargs" help:"Serve in Slack or, without tokens, in a workspace in your browser."`
	Say      SayCommand      `cmd:"" help:"Ask one thing, as in: councilbot say '/role cto'."`
	Ask      AskCommand      `cmd:"" help:"Answer a question by quoting the council's sources, or by saying that they do not tell."`
	Pack     PackCommand     `cmd:"" help:"Work on a folder of entries of your own."`
	Rehearse RehearseCommand `cmd:"" help:"Print every message that would be sent in the next quarter. Sends nothing."`
	Import   ImportCommand   `cmd:"" help:"Take in members or roles from a CSV file."`
	Export   ExportCommand   `cmd:"" help:"Write the members to a CSV file."`
	Backup   BackupCommand   `cmd:"" help:"Write everything the council keeps into one file, also while councilbot runs."`
	Restore  RestoreCommand  `cmd:"" help:"Unpack a backup into a new data folder, when it is whole."`
	Publish  PublishCommand  `cmd:"" help:"Write the public pages as files, for a web server of another kind or for keeping."`
	Manifest ManifestCommand `cmd:"" help:"Print the Slack app manifest that fits this version."`
	Doctor   DoctorCommand   `cmd:"" help:"Check tokens, permissions, clock, zone data and the data folder, and say what to do."`
	Version  VersionCommand  `cmd:"" help:"Print the version."`
}

// Common are the settings that most subcommands share.
type Common struct {
	Data   string `env:"COUNCILBOT_DATA" default:"./data" placeholder:"DIR" help:"The folder that holds everything the council keeps; ${default} when you give none."`
	Zone   string `env:"COUNCILBOT_ZONE" default:"Europe/London" placeholder:"ZONE" help:"The council's time zone; ${default} when you give none."`
	Prefix string `env:"COUNCILBOT_PREFIX" placeholder:"P" help:"Stands before every command's name, as lcc- for /lcc-role, where another app has /role already."`
	Admin  string `env:"COUNCILBOT_ADMIN" placeholder:"U…" help:"The Slack account of the first admin, who may seat the council's members and give them their standing."`
	Pack   string `env:"COUNCILBOT_PACK" placeholder:"DIR" help:"A folder of entries that add to the knowledge pack or replace parts of it."`
}

// Slack are the settings that lead to a Slack workspace.
type Slack struct {
	AppToken string `env:"SLACK_APP_TOKEN" placeholder:"xapp-…" help:"The app-level token, with connections:write."`
	BotToken string `env:"SLACK_BOT_TOKEN" placeholder:"xoxb-…" help:"The bot token."`
	APIURL   string `env:"SLACK_API_URL" default:"https://slack.com/api/" placeholder:"URL" help:"Slack's address, ${default} when you give none: another for GovSlack (https://slack-gov.com/api/) or a stand-in."`
}

// given says that both tokens are set; one without the other is a problem.
func (s Slack) given() (bool, error) {
	switch {
	case s.AppToken == "" && s.BotToken == "":
		return false, nil
	case s.AppToken == "":
		return false, &council.Problem{Say: "SLACK_BOT_TOKEN is set and SLACK_APP_TOKEN is not. Set both to serve in Slack, or neither to start a workspace in your browser."}
	case s.BotToken == "":
		return false, &council.Problem{Say: "SLACK_APP_TOKEN is set and SLACK_BOT_TOKEN is not. Set both to serve in Slack, or neither to start a workspace in your browser."}
	}
	return true, nil
}

// kinds says that both tokens are of the kind that they should be. Slack would say
// so only when it can be reached.
func (s Slack) kinds() error {
	if strings.HasPrefix(s.AppToken, "xapp-") && strings.HasPrefix(s.BotToken, "xoxb-") {
		return nil
	}
	return &council.Problem{Say: "SLACK_APP_TOKEN should begin with xapp- and SLACK_BOT_TOKEN with xoxb-. Check that the two are whole, and not swapped."}
}

// loopback says that Slack's address is on this machine: a stand-in.
func (s Slack) loopback() bool {
	u, err := url.Parse(s.APIURL)
	if err != nil {
		return false
	}
	switch u.Hostname() {
	case "127.0.0.1", "::1", "localhost":
		return true
	}
	return false
}

// Pages are the settings that stand on every public page.
type Pages struct {
	Web     string `env:"COUNCILBOT_WEB" placeholder:"URL" help:"The address at which people reach the pages, as https://council.example."`
	Contact string `env:"COUNCILBOT_CONTACT" placeholder:"ADDR" help:"The e-mail address, or the address of a page, by which the public reaches the council. It stands on every public page."`
}

// base is the address before every page's path, without a slash at its end; empty
// when none is given. The error is a *council.Problem.
func (w Pages) base() (string, error) {
	if !onTheWeb(w.Web) && w.Web != "" {
		return "", &council.Problem{Say: "--web needs the whole address, as https://council.example, and “" + w.Web + "” is none."}
	}
	if !onTheWeb(w.Contact) && !strings.Contains(w.Contact, "@") && w.Contact != "" {
		return "", &council.Problem{Say: "--contact needs an e-mail address, or the whole address of a page, as https://council.example/contact, and “" + w.Contact + "” is neither."}
	}
	return strings.TrimRight(w.Web, "/"), nil
}

func onTheWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.RawQuery == "" && u.Fragment == ""
}

// location is the council's time zone.
func (c *Common) location() (*time.Location, error) {
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		return nil, &council.Problem{Say: "“" + c.Zone + "” is not a time zone. Give one like Europe/London.", Err: err}
	}
	return zone, nil
}

// logger writes for people on a terminal and as JSON anywhere else.
func logger(c console) *slog.Logger {
	if f, ok := c.errs.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice == 0 {
			return slog.New(slog.NewJSONHandler(f, nil))
		}
	}
	return slog.New(slog.NewTextHandler(c.errs, nil))
}
