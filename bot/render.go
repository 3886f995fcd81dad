package bot

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"councilbot/internal/ui"
)

// page is one Slack message of an answer: its whole text, for screen readers
// and notifications, and its blocks.
type page struct {
	Text   string
	Blocks []slack.Block
}

// render turns an answer into one or more pages, each within every limit of
// Slack's. It is the one place that knows Block Kit: escaping, splitting and
// folding happen here and nowhere else.
func render(m ui.Message) []page { return renderWithin(m, maxPages) }

// renderOne renders a message as one page; where it is too long, that page says
// so.
func renderOne(m ui.Message) page { return renderWithin(m, 1)[0] }

// nothingToShow stands for an answer in which there is not one word: Slack
// refuses an empty message.
var nothingToShow = []ui.Block{ui.Prose{Text: "There is nothing to show here."}}

// renderWithin gives at least one page, and at most so many.

func renderWithin(m ui.Message, most int) []page {
	body := m.Body
	if len(body) == 0 {
		body = []ui.Block{ui.Prose{Text: m.Text}}
	}
	pages := paginate(fitted(body), most)
	if len(pages) == 0 {
		return paginate(nothingToShow, most)
	}
	if m.Text != "" && len(pages) == 1 {
		pages[0].Text = escape(clean(m.Text))
	}
	return pages
}

// tooLong closes an answer that even five messages cannot hold.
var tooLong = ui.Prose{Text: "There is more than fits in Slack. Ask for one part of it."}

// paginate fills pages with blocks until a page has as many, or weighs as much,
// as Slack takes, and gives at most so many.
func paginate(body []ui.Block, most int) []page {
	var pages []page
	var now page
	var said []ui.Block
	weight := 0
	flush := func() {
		if len(now.Blocks) == 0 {
			return
		}
		now.Text = escape(clean(ui.Words(said)))
		pages = append(pages, now)
		now, said, weight = page{}, nil, 0
	}
	for _, b := range body {
		block := renderBlock(b, len(now.Blocks))
		if block == nil {
			continue
		}
		if weight > maxPageBytes {
			break // the last page has said that there is more
		}
		w := weigh(b, block)
		full := len(now.Blocks) == maxMessageBlocks-1 || weight+w > maxPageBytes
		if full && len(pages) < most-1 {
			flush()
			block = renderBlock(b, 0)
		} else if full {
			block, b, w = renderBlock(tooLong, 0), tooLong, maxPageBytes
		}
		said, weight = append(said, b), weight+w
		if !joined(now.Blocks, block) {
			now.Blocks = append(now.Blocks, block)
		}
	}
	flush()
	return pages
}

// joined adds a section's text to the section before it when both fit in one:
// fewer blocks are less to send and to draw.
func joined(before []slack.Block, b slack.Block) bool {
	if len(before) == 0 {
		return false
	}
	last, ok1 := before[len(before)-1].(*slack.SectionBlock)
	next, ok2 := b.(*slack.SectionBlock)
	if !ok1 || !ok2 || last.Text == nil || next.Text == nil || units(last.Text.Text)+units(next.Text.Text)+2 > maxSection {
		return false
	}
	last.Text.Text += "\n\n" + next.Text.Text
	return true
}

// weigh is the bytes a block adds to a message: its own JSON, and its words in
// the message's text.
func weigh(b ui.Block, rendered slack.Block) int {
	block, err := json.Marshal(rendered)
	if err != nil {
		return maxPageBytes // nothing that this package makes fails to marshal
	}
	text, err := json.Marshal(escape(ui.Words([]ui.Block{b})))
	if err != nil {
		return maxPageBytes
	}
	return len(block) + len(text) + len(`,\n\n`)
}

// renderBlock renders one fitted block; n makes ids that are unique within the
// page. Blocks with nothing to say give nil.
func renderBlock(b ui.Block, n int) slack.Block {
	switch b := b.(type) {
	case ui.Heading:
		return slack.NewHeaderBlock(plain(clip(clean(b.Text), maxHeader)))
	case ui.Prose:
		return sectionOf(proseText(b))
	case ui.Extract:
		return sectionOf(extractText(b))
	case ui.List:
		return sectionOf(listMarks(b))
	case ui.Note:
		return noteBlock(b)
	case ui.Fields:
		return fieldsBlock(b)
	case ui.Buttons:
		return buttonsBlock(b, n)
	case ui.Select:
		return selectBlock(b, n)
	case ui.Input:
		return inputBlock(b)
	case ui.Rule:
		return slack.NewDividerBlock()
	}
	return nil
}

// plain is a text object in which Slack parses nothing at all.
func plain(s string) *slack.TextBlockObject {
	return &slack.TextBlockObject{Type: slack.PlainTextType, Text: s}
}

// marked is a mrkdwn object of text that is escaped already; verbatim keeps
// Slack from making links of names and addresses in it.
func marked(s string) *slack.TextBlockObject {
	return &slack.TextBlockObject{Type: slack.MarkdownType, Text: s, Verbatim: true}
}

// sectionOf makes a section of text that is escaped already. Slack folds long
// sections behind "See more"; these are shown whole.
func sectionOf(text string) slack.Block {
	if text == "" {
		return nil
	}
	return &slack.SectionBlock{Type: slack.MBTSection, Text: marked(text), Expand: true}
}

func proseText(p ui.Prose) string {
	switch {
	case p.Lead == "":
		return mrkdwn(p.Text)
	case p.Text == "":
		return "*" + mrkdwn(p.Lead) + "*"
	}
	return "*" + mrkdwn(p.Lead) + "* " + mrkdwn(p.Text)
}

// extractText writes the marked words in bold. Slack reads a star as bold only at
// a word's edge, and what is marked is whole words.
func extractText(e ui.Extract) string {
	var b strings.Builder
	for _, p := range e.Pieces {
		text := mrkdwn(clean(p.Text))
		if p.Marked && strings.TrimSpace(text) != "" {
			text = "*" + text + "*"
		}
		b.WriteString(text)
	}
	if e.Lead == "" {
		return b.String()
	}
	return "_" + mrkdwn(e.Lead) + "_ " + b.String()
}

func listMarks(l ui.List) string {
	lead := l.Lead
	l.Lead = ""
	text := mrkdwn(clean(listText(l)))
	switch {
	case lead == "":
		return text
	case len(l.Items) == 0:
		return "*" + mrkdwn(lead) + "*"
	}
	return "*" + mrkdwn(lead) + "*\n" + text
}

func noteBlock(n ui.Note) slack.Block {
	parts := []string{mrkdwn(n.Text)}
	for i, l := range n.Links {
		words := mrkdwn(l.Text)
		if l.URL != "" {
			words = fmt.Sprintf("<%s|%s>", clip(escape(l.URL), maxURL), words)
		}
		if i < len(n.Links)-1 {
			words += ";"
		}
		parts = append(parts, words)
	}
	s := strings.TrimSpace(strings.Join(parts, " "))
	if s == "" {
		return nil
	}
	return contextBlock{Type: slack.MBTContext, Elements: []*slack.TextBlockObject{marked(s)}}
}

func fieldsBlock(f ui.Fields) slack.Block {
	var fields []*slack.TextBlockObject
	for _, p := range f.Pairs {
		text := clip(clean(p.Value), grown(p.Value, maxField-units(p.Name)-4))
		fields = append(fields, marked("*"+mrkdwn(p.Name)+"*\n"+mrkdwn(text)))
	}
	if fields == nil {
		return nil
	}
	return slack.NewSectionBlock(nil, fields, nil)
}
