package document

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// Instead is what the sender of an unreadable file is advised to do.
const Instead = "It is kept as it is, and people can download it. If you can, please also send it as a PDF or a Word document saved anew."

// Read reads the file at path, which was sent under a name, and checks it. What
// is wrong with the file is in the reading; an error means that there is no such
// file, or that the disk fails.
func Read(ctx context.Context, path, name string) (Reading, error) {
	return read(ctx, path, name, true)
}

// ReadText is [Read] without the checks, which are the greedier part of it: its
// only finding is that they were left out.
func ReadText(ctx context.Context, path, name string) (Reading, error) {
	reading, err := read(ctx, path, name, false)
	if reading.State == Readable {
		reading.Findings = append(reading.Findings, unchecked)
	}
	return reading, err
}

// source is a file that is being read.
type source struct {
	*os.File
	path   string
	name   string // as it was sent
	size   int64
	checks bool
}

// readers are what reads each kind. Their errors say that the file is damaged,
// unless they are a flaw of another kind.
var readers = map[Kind]func(context.Context, source, *draft) error{
	PDF:      portable,
	Word:     word,
	Slides:   slides,
	Workbook: workbook,
	ODText:   openOffice,
	ODSheet:  openOffice,
	ODSlides: openOffice,
	HTML:     page,
	OldWord:  older,
	Text:     plain,
	Markdown: plain,
	CSV:      plain,
}

func read(ctx context.Context, path, name string, checks bool) (Reading, error) {
	file, err := os.Open(path)
	if err != nil {
		return Reading{}, fmt.Errorf("open a paper: %w", err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return Reading{}, fmt.Errorf("look at a paper: %w", err)
	}
	kind := detect(file, info.Size(), name)
	d := &draft{Reading: Reading{Kind: kind, State: Readable}}
	switch reader := readers[kind]; {
	case info.Size() == 0:
		d.State, d.Say = Empty, "There is nothing in this file: it holds no bytes. Please look at it on your computer, and send it again."
	case info.Size() > MaxFile:
		d.fail(TooBig)
	case reader == nil:
		d.fail(Strange)
	default:
		err = safely(func() error { return reader(ctx, source{file, path, name, info.Size(), checks}, d) })
		d.finish(err)
	}
	d.check(name, checks)
	return d.Reading, ctx.Err()
}

// older tells a Microsoft Office file that opens only with a password, which is
// packed like a file of before 2007 (MS-OFFCRYPTO 2.3.4.4), from one of those.
func older(_ context.Context, s source, d *draft) error {
	raw, err := s.readAll(MaxFile)
	if err != nil {
		return err
	}
	if !bytes.Contains(raw, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
		return flaw(Strange)
	}
	d.Kind = Word
	if told := kindNamed(s.name); told == Slides || told == Workbook {
		d.Kind = told
	}
	return flaw(Locked)
}

// safely gives a panic as an error: the libraries that parse PDFs use it for
// files that they did not expect.
func safely(fn func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return fn()
}

// flaw is an error that says what is wrong with a file.
type flaw State

// Error names the state.
func (f flaw) Error() string { return "the file is " + string(f) }

// finish closes a reading, and says what went wrong with it.
func (d *draft) finish(err error) {
	d.flush()
	var f flaw
	switch {
	case errors.As(err, &f):
		d.fail(State(f))
	case err != nil:
		d.fail(Damaged)
	}
}

// fail notes why a file could not be read. The text that came before is dropped:
// half a paper in the record would pass for the whole.
func (d *draft) fail(state State) {
	d.State, d.Passages, d.Findings = state, nil, nil
	what := strings.TrimPrefix(strings.TrimPrefix(d.Kind.Name(), "a "), "an ")
	switch state {
	case Locked:
		d.Say = "This " + what + " opens only with a password, so I cannot read it, and neither could most readers. " + unlock(d.Kind)
	case Damaged:
		d.Say = "This " + what + " is damaged or was cut short on its way. Please open it on your computer; if it opens there, save it anew and send it again."
	case TooBig:
		d.Say = "There is more in this file than a paper may hold. Making its pictures smaller helps most: in Word, click on a picture, then Picture Format, Compress Pictures. Or send it in parts."
	case Strange:
		d.Say = strange(d.Kind)
	}
}

func unlock(kind Kind) string {
	if kind == PDF {
		return "In Acrobat, choose File, Properties, Security, No Security, save it, and send it again."
	}
	return "In Word, Excel or PowerPoint, choose File, Info, Protect, Encrypt with Password, clear the password, save it, and send it again. In LibreOffice, save it without ticking “Save with password”."
}

func strange(kind Kind) string {
	if kind == OldWord {
		return "This is an Office file of an older kind, which I cannot read. Please open it, choose Save As, and send it as a Word document (.docx), a presentation (.pptx), a workbook (.xlsx) or a PDF."
	}
	return "I cannot read files of this kind. It is kept as it is, and people can download it. A PDF or a Word document can also be searched and goes into the pack."
}

// readAll reads what there is of a file, up to a number of bytes.
func (s source) readAll(most int64) ([]byte, error) {
	return io.ReadAll(io.NewSectionReader(s, 0, min(s.size, most)))
}
