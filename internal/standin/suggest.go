package standin

import (
	"context"
	"slices"
	"unicode/utf8"
)

// queryLength is how much must be typed before an external select asks.
const queryLength = 3

// mostOffered is how many suggested options are remembered of one element, so
// that several can be chosen one after the other.
const mostOffered = 1000

// Suggest asks the bot for the options of an external select for what the
// person has typed. Less than the select's min_query_length asks nothing.
func (w *Workspace) Suggest(ctx context.Context, as string, at Place, actionID, blockID, text string) ([]Option, error) {
	var body []byte
	var err error
	w.read(func() { body, err = w.suggestPayload(as, at, actionID, blockID, text) })
	if err != nil || body == nil {
		return nil, err
	}
	answer, err := w.ask(ctx, interactiveEnvelope, body)
	if err != nil {
		return nil, notWorking(err)
	}
	offered, options, err := suggested(answer)
	if err != nil {
		return nil, refusalOf(err, "The choices could not be loaded. Try again in a moment.")
	}
	w.change(func() {
		all := slices.Concat(w.offered[actionID], offered)
		w.offered[actionID] = all[max(0, len(all)-mostOffered):]
	})
	return options, nil
}

// suggestPayload is a block_suggestion payload.
func (w *Workspace) suggestPayload(as string, at Place, actionID, blockID, text string) ([]byte, error) {
	s, err := w.sceneFor(as, at)
	if err != nil {
		return nil, err
	}
	block, e, err := s.element(blockID, actionID)
	if err != nil {
		return nil, err
	}
	if utf8.RuneCountInString(text) < numberIn(e, "min_query_length", queryLength) {
		return nil, nil
	}
	o := w.interaction("block_suggestion", s.who)
	w.describe(s, o)
	o["action_id"], o["block_id"], o["value"] = actionID, block["block_id"], text
	return payload(o), nil
}

// suggestions is the shape of the acknowledgement of a block_suggestion.
var suggestions = &shape{fields: map[string]rule{
	"options":       list(0, mostOptions, option(plainText, false)),
	"option_groups": list(0, mostOptionGroups, optionGroup),
}}

// suggested reads the options out of an acknowledgement.
func suggested(answer []byte) (offered []any, options []Option, err error) {
	v, err := decode(string(answer))
	if err != nil {
		return nil, nil, err
	}
	c := newChecker(onModal)
	suggestions.check(c, v)
	if found := c.found(); found != nil {
		return nil, nil, &fail{code: "invalid_options", messages: found}
	}
	o, _ := v.(obj)
	add := func(group string, list any) {
		items, _ := list.([]any)
		for _, item := range items {
			one := item.(obj)
			offered = append(offered, one)
			options = append(options, Option{Text: textIn(one, "text"), Value: one["value"].(string), Description: textIn(one, "description"), Group: group})
		}
	}
	add("", o["options"])
	groups, _ := o["option_groups"].([]any)
	for _, g := range groups {
		add(textIn(g.(obj), "label"), g.(obj)["options"])
	}
	return offered, options, nil
}

// textIn is the text of a text object that is a member of o.
func textIn(o obj, name string) string {
	text, _ := o[name].(obj)
	s, _ := text["text"].(string)
	return s
}
