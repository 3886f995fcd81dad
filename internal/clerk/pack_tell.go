package clerk

import (
	"cmp"
	"fmt"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// tell keeps the messages about a pack: to whoever asked for it how it went, and,
// once for each supplement, to everybody that it is there. The pack itself is
// offered by the post of the agenda, which stands already.
func (k Packer) tell(tx *store.Tx, p council.Pack, m council.Meeting) error {
	if p.By != 0 {
		if err := k.deliver(tx, p, fmt.Sprintf("pack/%d/%s", p.ID, p.State), council.Addressee{Member: p.By}, resultLetter(p, m)); err != nil {
			return err
		}
	}
	if p.Number == 0 || p.State != council.PackMade {
		return nil
	}
	channel := council.Addressee{Channel: cmp.Or(m.Channel, council.UsualChannel)}
	return k.deliver(tx, p, fmt.Sprintf("supplement/%d/%d", m.ID, p.Number), channel, supplementLetter(p, m))
}

func (k Packer) deliver(tx *store.Tx, p council.Pack, key string, to council.Addressee, message ui.Message) error {
	text, err := ui.Encode(message)
	if err != nil {
		return err
	}
	_, err = tx.Deliver(store.Delivery{Key: key + "/" + to.String(), Job: "pack", Meeting: p.Meeting, To: to, Message: text, Due: tx.At()})
	return err
}

// packButton offers a pack.
func packButton(p council.Pack, m council.Meeting) ui.Button {
	label := "Get the pack"
	if p.Number > 0 {
		label = fmt.Sprintf("Get supplement %d", p.Number)
	}
	return ui.Button{Label: label, Do: "agenda", Arg: fmt.Sprintf("pack #%d get %d", m.ID, p.Number), Style: ui.Primary}
}

// resultLetter tells whoever asked for a pack how it went.
func resultLetter(p council.Pack, m council.Meeting) ui.Message {
	name := "The pack"
	if p.Number > 0 {
		name = fmt.Sprintf("Supplement %d", p.Number)
	}
	if p.State != council.PackMade {
		return ui.Message{Body: []ui.Block{ui.Heading{Text: name + " could not be made"},
			ui.Prose{Text: "It was for the meeting on " + m.When() + ". " + p.Reason},
			ui.Buttons{Row: []ui.Button{{Label: "Try again", Do: "agenda", Arg: fmt.Sprintf("pack #%d make", m.ID), Style: ui.Primary}}}}}
	}
	body := []ui.Block{ui.Heading{Text: name + " is made"},
		ui.Prose{Text: fmt.Sprintf("It is for the meeting on %s: %s with %s, as everybody may read them.", m.When(), counted(p.Pages, "page"), counted(len(p.Papers), "paper"))}}
	if n := notShown(p); n > 0 {
		body = append(body, ui.Prose{Text: raisedCount(n, "page") + " in it only says that there is a paper which is not for everybody."})
	}
	if p.Reason != "" {
		body = append(body, ui.Prose{Text: p.Reason})
	}
	return ui.Message{Body: append(body, ui.Buttons{Row: []ui.Button{packButton(p, m), {Label: "See the packs", Do: "agenda", Arg: fmt.Sprintf("pack #%d", m.ID)}}})}
}

func notShown(p council.Pack) int {
	n := 0
	for _, paper := range p.Papers {
		if paper.Revision == 0 {
			n++
		}
	}
	return n
}

// supplementLetter tells everybody that papers came after the pack.
func supplementLetter(p council.Pack, m council.Meeting) ui.Message {
	day := p.Made.In(m.Starts.Location()).Format("2 January 2006")
	return ui.Message{Body: []ui.Block{ui.Heading{Text: fmt.Sprintf("Supplement %d, %s", p.Number, day)},
		ui.Prose{Text: fmt.Sprintf("%s came after the pack for the meeting on %s. The pages of the pack keep their numbers.", raisedCount(len(p.Papers), "paper"), m.When())},
		ui.Buttons{Row: []ui.Button{packButton(p, m)}}}}
}

func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// raisedCount counts things at the beginning of a sentence.
func raisedCount(n int, thing string) string {
	if n == 1 {
		return "One " + thing
	}
	return counted(n, thing)
}
