package standin

import "encoding/json"

// Limits of composition objects: Slack's reference pages for text, option,
// option group, confirmation dialog, and slack_file.
const (
	mostText         = 3000
	mostOptionText   = 75
	mostOptionValue  = 75 // Slack's pages say 150, its own types 75
	mostOptions      = 100
	mostOptionGroups = 100
	mostURL          = 3000
)

// plainText is a plain_text object of up to most characters.
func plainText(most int) rule { return textOf(most, "plain_text") }

// anyText is a text object of either kind.
func anyText(most int) rule { return textOf(most, "plain_text", "mrkdwn") }

// textOf is a text object of one of the kinds. An empty text is refused.
func textOf(most int, kinds ...string) rule {
	s := &shape{
		fields: map[string]rule{"type": word(kinds...), "text": str(1, most), "emoji": yesNo, "verbatim": yesNo},
		needs:  []string{"type", "text"},
		also:   textHolds,
	}
	return s.check
}

// textHolds is what must hold within a text object.
func textHolds(c *checker, o obj) {
	if o["type"] == "plain_text" {
		if o["verbatim"] == true {
			c.report("invalid additional property: verbatim")
		}
		return
	}
	if o["emoji"] != nil {
		c.report("invalid additional property: emoji")
	}
	if s, _ := o["text"].(string); s != "" {
		c.in("text", s, control)
	}
}

// control refuses unescaped control sequences.
func control(c *checker, v any) {
	if s, _ := v.(string); s != "" {
		if bad := badControl(s); bad != "" {
			c.report("unescaped control sequence: %s", bad)
		}
	}
}

// option is one choice; in checkboxes and radio buttons its texts may be
// mrkdwn, and only in an overflow menu may it have a url.
func option(text func(int) rule, withURL bool) rule {
	s := &shape{
		fields: map[string]rule{"text": text(mostOptionText), "value": str(1, mostOptionValue), "description": text(mostOptionText)},
		needs:  []string{"text", "value"},
	}
	if withURL {
		s.fields["url"] = link(mostURL)
	}
	return s.check
}

// optionGroup is a labelled group of choices.
var optionGroup = (&shape{
	fields: map[string]rule{"label": plainText(75), "options": list(1, mostOptions, option(plainText, false))},
	needs:  []string{"label", "options"},
}).check

// confirm is a confirmation dialog.
var confirm = (&shape{
	fields: map[string]rule{
		"title": plainText(100), "text": anyText(300),
		"confirm": plainText(30), "deny": plainText(30),
		"style": word("primary", "danger"),
	},
	needs: []string{"title", "text", "confirm"},
}).check

// slackFile refers to an uploaded file.
var slackFile = (&shape{fields: map[string]rule{"id": str(1, 255), "url": str(1, mostURL)}}).check

// imageSource holds for everything that shows a picture.
func imageSource(c *checker, o obj) {
	if (o["image_url"] == nil) == (o["slack_file"] == nil) {
		c.report("must provide one of image_url and slack_file")
	}
}

// optionsHold is what must hold between a select's choices: options or groups,
// not both, and what is chosen at first is one of them.
func optionsHold(c *checker, o obj) {
	if (o["options"] == nil) == (o["option_groups"] == nil) {
		c.report("must provide one of options and option_groups")
	}
	initialHolds(c, o)
}

// initialHolds checks that initial_option and initial_options are among the
// choices.
func initialHolds(c *checker, o obj) {
	if one := o["initial_option"]; one != nil && !offers(o, one) {
		c.in("initial_option", nil, notOffered)
	}
	several, _ := o["initial_options"].([]any)
	for _, one := range several {
		if !offers(o, one) {
			c.in("initial_options", nil, notOffered)
		}
	}
}

func notOffered(c *checker, _ any) { c.report("must exactly match one of the provided options") }

// offers says whether an element has an option with the same value.
func offers(element obj, want any) bool {
	o, _ := want.(obj)
	return offered(element, o["value"]) != nil
}

// offered finds an element's option by its value.
func offered(element obj, value any) obj {
	for _, o := range choices(element) {
		if o["value"] == value {
			return o
		}
	}
	return nil
}

// choices lists an element's options, those in groups included.
func choices(element obj) []obj {
	var all []obj
	add := func(v any) {
		items, _ := v.([]any)
		for _, item := range items {
			if o, ok := item.(obj); ok {
				all = append(all, o)
			}
		}
	}
	add(element["options"])
	groups, _ := element["option_groups"].([]any)
	for _, g := range groups {
		if group, ok := g.(obj); ok {
			add(group["options"])
		}
	}
	return all
}

// numberText is a number written as a string.
func numberText(c *checker, v any) {
	s, _ := v.(string)
	if !json.Valid([]byte(s)) || s == "" || (s[0] != '-' && (s[0] < '0' || s[0] > '9')) {
		c.report("must provide a number as a string")
	}
}
