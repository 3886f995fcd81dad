package clerk

import (
	"context"
	"errors"
	"slices"

	"councilbot/internal/cage"
	"councilbot/internal/council"
	"councilbot/internal/document"
)

// convertible are the kinds of files that become pages of a pack. A spreadsheet
// does not: on paper its sheets fall apart, and people want to reckon with it.
var convertible = []document.Kind{document.Word, document.ODText, document.Slides, document.ODSlides, document.HTML, document.Text}

// convert makes a PDF of an office file, where one can be made. done is false
// where the file stays apart.
func (b *binder) convert(ctx context.Context, paper council.Paper, number, to string) (done bool, err error) {
	found, err := b.Store.Reading(ctx, paper.File.SHA)
	kind := document.Kind(found.Kind)
	if err != nil || found.State != council.Read || !slices.Contains(convertible, kind) {
		return false, err
	}
	content, err := b.Store.OpenFile(paper.File.SHA)
	if err != nil {
		return false, err
	}
	defer content.Close()
	err = cage.Convert(ctx, content.Name(), kind, to)
	var problem *cage.Problem
	switch {
	case errors.Is(err, document.ErrNoOffice):
		b.remarks = append(b.remarks, number+" stands beside the pack: LibreOffice, which would make pages of it, is not installed where I run.")
		return false, nil
	case errors.As(err, &problem) && problem.Why != cage.Stopped:
		b.remarks = append(b.remarks, number+" stands beside the pack: I could not make pages of it. A PDF of it would go in.")
		return false, nil
	}
	return err == nil, err
}
