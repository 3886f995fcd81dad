package bot

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"councilbot/internal/ui"
)

// actionID names the Route that a press asks, with a count that keeps it unique
// within its message.
func actionID(route string, n int) string { return route + "#" + strconv.Itoa(n) }

// routeOf is the Route that an action id names.
func routeOf(actionID string) string {
	route, _, _ := strings.Cut(actionID, "#")
	return route
}

// actionsBlock and contextBlock are slack-go's ActionBlock and ContextBlock with
// plain slices, which are written to JSON in one pass instead of two.
type actionsBlock struct {
	Type     slack.MessageBlockType `json:"type"`
	Elements []slack.BlockElement   `json:"elements"`
}

type contextBlock struct {
	Type     slack.MessageBlockType   `json:"type"`
	Elements []*slack.TextBlockObject `json:"elements"`
}

// BlockType names the block in Block Kit.
func (b actionsBlock) BlockType() slack.MessageBlockType { return b.Type }

// ID is empty: Slack gives the block its id.
func (b actionsBlock) ID() string { return "" }

// BlockType names the block in Block Kit.
func (b contextBlock) BlockType() slack.MessageBlockType { return b.Type }

// ID is empty: Slack gives the block its id.
func (b contextBlock) ID() string { return "" }

func buttonsBlock(b ui.Buttons, n int) slack.Block {
	var row []slack.BlockElement
	for i, x := range b.Row {
		button := slack.NewButtonBlockElement(actionID(x.Do, 100*n+i), clip(x.Arg, maxValue), plain(clip(x.Label, maxLabel)))
		button.Style = slack.Style(x.Style)
		if x.Sure != "" {
			button.Confirm = confirm(x)
		}
		row = append(row, button)
	}
	return actionsBlock{Type: slack.MBTAction, Elements: row}
}

func confirm(b ui.Button) *slack.ConfirmationBlockObject {
	return slack.NewConfirmationBlockObject(plain("Are you sure?"), plain(clip(b.Sure, maxConfirm)), plain("Yes"), plain("No, go back"))
}

func selectBlock(s ui.Select, n int) slack.Block {
	element := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain(clip(s.Label, maxPlaceholder)), actionID(s.Do, 100*n), options(s.Options)...)
	return actionsBlock{Type: slack.MBTAction, Elements: []slack.BlockElement{element}}
}

func options(all []ui.Option) []*slack.OptionBlockObject {
	var out []*slack.OptionBlockObject
	for _, o := range all {
		out = append(out, slack.NewOptionBlockObject(o.Arg, plain(clip(o.Label, maxLabel)), nil))
	}
	return out
}

// inputBlock renders a field. Its block and action id are both the field's
// name, so that an update of the form keeps what was typed.
func inputBlock(in ui.Input) slack.Block {
	var hint *slack.TextBlockObject
	if in.Hint != "" {
		hint = plain(clip(in.Hint, maxInputLabel))
	}
	block := slack.NewInputBlock(in.Name, plain(clip(in.Label, maxInputLabel)), hint, field(in))
	block.Optional = in.Optional
	return block
}

func field(in ui.Input) slack.BlockElement {
	switch in.Kind {
	case ui.Choice:
		return choiceField(in)
	case ui.Choices:
		return choicesField(in)
	case ui.Menu:
		return menuField(in)
	case ui.Date:
		e := slack.NewDatePickerBlockElement(in.Name)
		e.InitialDate = in.Value
		return e
	case ui.Time:
		e := slack.NewTimePickerBlockElement(in.Name)
		e.InitialTime = in.Value
		return e
	case ui.Person:
		e := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, plain("Choose a person"), in.Name)
		e.InitialUser = in.Value
		return e
	case ui.Files:
		return slack.NewFileInputBlockElement(in.Name).WithMaxFiles(cmp.Or(in.Max, maxFiles))
	}
	return lineField(in)
}

func lineField(in ui.Input) slack.BlockElement {
	e := slack.NewPlainTextInputBlockElement(nil, in.Name)
	e.Multiline = in.Kind == ui.Text
	e.InitialValue = clip(in.Value, maxSection)
	e.MaxLength = in.Max
	return e
}

// choiceField is a set of radio buttons, or a menu when there are more choices
// than Slack allows radio buttons.
func choiceField(in ui.Input) slack.BlockElement {
	if len(in.Options) > maxRadio {
		return menuField(in)
	}
	e := slack.NewRadioButtonsBlockElement(in.Name, options(in.Options)...)
	e.InitialOption = initial(e.Options, in.Value)
	return e
}

func menuField(in ui.Input) slack.BlockElement {
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Choose one"), in.Name, options(in.Options)...)
	e.InitialOption = initial(e.Options, in.Value)
	return e
}

// choicesField is a set of checkboxes, or a menu of many when there are more
// choices than Slack allows checkboxes.
func choicesField(in ui.Input) slack.BlockElement {
	if len(in.Options) > maxRadio {
		e := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, plain("Choose any"), in.Name, options(in.Options)...)
		e.InitialOptions = initials(e.Options, in.Value)
		return e
	}
	e := slack.NewCheckboxGroupsBlockElement(in.Name, options(in.Options)...)
	e.InitialOptions = initials(e.Options, in.Value)
	return e
}

// initials are the choices of a list, parted by commas, that are there.
func initials(all []*slack.OptionBlockObject, values string) []*slack.OptionBlockObject {
	var there []*slack.OptionBlockObject
	for _, v := range strings.Split(values, ",") {
		if o := initial(all, v); o != nil {
			there = append(there, o)
		}
	}
	return there
}

func initial(all []*slack.OptionBlockObject, value string) *slack.OptionBlockObject {
	for _, o := range all {
		if o.Value == value && value != "" {
			return o
		}
	}
	return nil
}
