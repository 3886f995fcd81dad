package bot

import (
	"encoding/json"

	"councilbot/commands"
)

// manifest is Slack's app manifest, version 2.1, as far as the bot uses it
// (docs.slack.dev, reference/app-manifest; schema slackapi/manifest-schema
// 2.0.0).
type manifest struct {
	Metadata struct {
		Major int `json:"major_version"`
		Minor int `json:"minor_version"`
	} `json:"_metadata"`
	Display  display  `json:"display_information"`
	Features features `json:"features"`
	OAuth    struct {
		Scopes struct {
			Bot      []string `json:"bot"`
			Optional []string `json:"bot_optional"`
		} `json:"scopes"`
	} `json:"oauth_config"`
	Settings settings `json:"settings"`
}

type display struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	Colour      string `json:"background_color"`
}

type features struct {
	Home struct {
		Home     bool `json:"home_tab_enabled"`
		Messages bool `json:"messages_tab_enabled"`
		ReadOnly bool `json:"messages_tab_read_only_enabled"`
	} `json:"app_home"`
	User struct {
		Name   string `json:"display_name"`
		Online bool   `json:"always_online"`
	} `json:"bot_user"`
	Commands  []slashCommand `json:"slash_commands"`
	Shortcuts []appShortcut  `json:"shortcuts,omitempty"`
}

type slashCommand struct {
	Command     string `json:"command"`
	Description string `json:"description"`
	Hint        string `json:"usage_hint,omitempty"`
	Escape      bool   `json:"should_escape"`
}

type appShortcut struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Callback    string `json:"callback_id"`
	Description string `json:"description"`
}

type settings struct {
	Events struct {
		Bot []string `json:"bot_events"`
	} `json:"event_subscriptions"`
	Interactivity struct {
		Enabled bool `json:"is_enabled"`
	} `json:"interactivity"`
	Org        bool `json:"org_deploy_enabled"`
	SocketMode bool `json:"socket_mode_enabled"`
	Rotation   bool `json:"token_rotation_enabled"`
}

// Manifest is the app manifest for these Routes, indented, ending in a line
// break: what an admin pastes to create the app. prefix stands before every
// command's name.
func Manifest(routes []commands.Route, prefix string) ([]byte, error) {
	var m manifest
	m.Metadata.Major, m.Metadata.Minor = 2, 1
	m.Display = display{
		Name:        "councilbot",
		Description: "Roles, guidance, meetings and good practice for a council of public-sector CIOs.",
		Colour:      "#1d3557",
	}
	m.Features.Home.Home, m.Features.Home.Messages = true, true
	m.Features.User.Name, m.Features.User.Online = "councilbot", true
	for _, r := range routes {
		m.Features.add(r, prefix)
	}
	m.OAuth.Scopes.Bot, m.OAuth.Scopes.Optional = scopeNames(false), scopeNames(true)
	m.Settings.Events.Bot = botEvents
	m.Settings.Interactivity.Enabled, m.Settings.SocketMode = true, true
	out, err := json.MarshalIndent(m, "", "  ")
	return append(out, '\n'), err
}

func (f *features) add(r commands.Route, prefix string) {
	switch r.Kind {
	case commands.Slash:
		f.Commands = append(f.Commands, slashCommand{Command: "/" + prefix + r.Name, Description: r.Summary, Hint: r.Args, Escape: true})
	case commands.Shortcut, commands.MessageShortcut:
		kind := "global"
		if r.Kind == commands.MessageShortcut {
			kind = "message"
		}
		f.Shortcuts = append(f.Shortcuts, appShortcut{Name: clip(r.Label, maxShortcut), Type: kind, Callback: r.Name, Description: clip(r.Summary, maxShortcutWords)})
	}
}
