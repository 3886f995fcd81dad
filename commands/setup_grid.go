package commands

import (
	"context"
	"fmt"
	"strings"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/ui"
)

// setupGrid shows the coverage grid, or, with a layer, the form for that layer.
func (d *Desk) setupGrid(_ context.Context, v setupView, layer string) (ui.Reply, error) {
	if !v.kept() {
		return nil, d.noSetup()
	}
	if layer != "" {
		return layerForm(v, layer)
	}
	list := ui.List{Lead: "Which functions are covered in which layers"}
	var row []ui.Button
	for _, l := range council.Layers {
		list.Items = append(list.Items, l.Name+": "+gridLine(v.Grid, l.ID))
		row = append(row, ui.Button{Label: "Fill in: " + l.Name, Do: "setup", Arg: "grid " + l.ID})
	}
	say := "Go through one layer at a time. Once the grid is begun, its blanks become next steps."
	if blank := len(v.Grid.Blanks()); v.Grid.Begun() {
		say = fmt.Sprintf("%d of %d are blank. The blanks are among your next steps until you say that they are covered or not yours.", blank, len(council.Layers)*len(council.Functions))
	}
	return card(ui.Heading{Text: "Coverage grid"}, ui.Prose{Text: say}, list, ui.Buttons{Row: row}, backToNext(v),
		ui.Note{Text: "The layers and functions are those of Socitm's briefing on IT departments, about 2020. " + v.sees()}), nil
}

// gridLine says how the functions of one layer are covered, those alike together.
func gridLine(g council.Grid, layer string) string {
	by := map[council.Cover][]string{}
	for _, f := range council.Functions {
		cover := g[council.Cell{Layer: layer, Function: f.ID}]
		by[cover] = append(by[cover], lowerFirst(f.Name))
	}
	var parts []string
	for _, cover := range []council.Cover{council.Covered, council.NotOurs, council.Blank} {
		switch len(by[cover]) {
		case 0:
		case len(council.Functions):
			return "all " + cover.Label() + "."
		default:
			parts = append(parts, listed(by[cover])+" "+cover.Label())
		}
	}
	return strings.Join(parts, "; ") + "."
}

func layerForm(v setupView, layer string) (ui.Reply, error) {
	name := council.NameOf(council.Layers, layer)
	if name == "" {
		return nil, noCell("layer", layer, council.Layers)
	}
	body := []ui.Block{ui.Prose{Lead: name + ".", Text: "Who looks after each function in this layer? Leave blank what nobody does yet."}}
	for _, f := range council.Functions {
		body = append(body, ui.Input{Name: f.ID, Label: f.Name, Kind: ui.Choice, Value: coverArg(v.Grid[council.Cell{Layer: layer, Function: f.ID}]), Options: []ui.Option{
			{Label: "Covered: somebody does it", Arg: string(council.Covered)},
			{Label: "Not ours: another body does it, or nobody needs it", Arg: string(council.NotOurs)},
			{Label: "Blank: nobody does it yet", Arg: coverArg(council.Blank)},
		}})
	}
	return ui.Modal{Do: "covered", Arg: layer, Title: "Coverage of one layer", Submit: "Keep", Body: body}, nil
}

// coverArg is what a form's field holds for a cover.
func coverArg(c council.Cover) string {
	if c == council.Blank {
		return "blank"
	}
	return string(c)
}

func noCell(what, said string, all []council.Named) error {
	var ids []string
	for _, n := range all {
		ids = append(ids, n.ID)
	}
	return &council.Problem{Say: "There is no " + what + " “" + short(said) + "” in the grid. Choose one of: " + strings.Join(ids, ", ") + "."}
}

// Covered keeps what the form of one layer says.
func (d *Desk) Covered(ctx context.Context, r Request) (ui.Reply, error) {
	covers := map[council.Cell]council.Cover{}
	for _, f := range council.Functions {
		cover, err := council.ParseCover(r.Form[f.ID])
		if err != nil {
			return ui.FieldErrors{f.ID: err.Error()}, nil
		}
		covers[council.Cell{Layer: r.Text, Function: f.ID}] = cover
	}
	return d.cover(ctx, r, covers)
}

// setupCover keeps what is said of one cell: its layer, its function and how it
// is covered.
func (d *Desk) setupCover(ctx context.Context, v setupView, text string) (ui.Reply, error) {
	if text == "" {
		return d.setupGrid(ctx, v, "")
	}
	words := append(strings.SplitN(text, " ", 3), "", "", "")
	if council.NameOf(council.Functions, words[1]) == "" {
		return nil, noCell("function", words[1], council.Functions)
	}
	cover, err := council.ParseCover(words[2])
	if err != nil {
		return nil, err
	}
	return d.cover(ctx, v.Request, map[council.Cell]council.Cover{{Layer: words[0], Function: words[1]}: cover})
}

// cover keeps what is said of cells.
func (d *Desk) cover(ctx context.Context, r Request, covers map[council.Cell]council.Cover) (ui.Reply, error) {
	var layer string
	err := d.changeSetup(ctx, r, "setup.covered", func(tx *store.Tx, s council.Setup) error {
		for c, cover := range covers {
			if layer = council.NameOf(council.Layers, c.Layer); layer == "" {
				return noCell("layer", c.Layer, council.Layers)
			}
			if err := tx.PutCell(s.ID, c, cover); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return d.again(ctx, r, "Kept for "+layer+".", ui.Button{Label: "Coverage grid", Do: "setup", Arg: "grid"})
}

// cellLine is a blank of the grid as a next step.
func cellLine(c council.Cell) []ui.Block {
	layer, function := council.NameOf(council.Layers, c.Layer), council.NameOf(council.Functions, c.Function)
	return []ui.Block{
		ui.Prose{Lead: "Nobody covers this yet.", Text: function + " for " + lowerFirst(layer) + ". Name somebody, even part-time, or say that it is not yours."},
		ui.Buttons{Row: []ui.Button{
			{Label: clipped("Covered: " + function + ", " + lowerFirst(layer)), Do: "setup", Arg: "cover " + c.Layer + " " + c.Function + " covered"},
			{Label: clipped("Not ours: " + function + ", " + lowerFirst(layer)), Do: "setup", Arg: "cover " + c.Layer + " " + c.Function + " not-ours"},
		}},
	}
}
