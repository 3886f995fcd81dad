package document

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
)

// unchecked is found where a file could be read only without the checks.
var unchecked = Finding{NoCheck,
	"I read its text, but could not check how well it works with a screen reader: the file is built in an unusual way.",
	"In Word, Review, Check Accessibility does this on your computer; in Acrobat, All tools, Prepare for accessibility."}

// check adds what there is to say about a file that was read.
func (d *draft) check(name string, all bool) {
	if d.State == Empty || d.State == TooBig {
		return
	}
	if !d.Kind.Fits(name) {
		d.find(WrongName, fmt.Sprintf("Its name ends in %s, but it is %s.", filepath.Ext(name), d.Kind.Name()),
			fmt.Sprintf("I treat it as %s. Please give it a name that ends in %s, or people may be unable to open it.", d.Kind.Name(), d.Kind.Ending()))
	}
	if d.State != Readable {
		return
	}
	for _, check := range checks {
		if all || check.always {
			check.look(d, name)
		}
	}
}

// checks are the things looked for, most harmful first.
var checks = []struct {
	always bool // also when only the text was asked for
	look   func(*draft, string)
}{
	{true, (*draft).checkScanned},
	{false, (*draft).checkTagged},
	{false, (*draft).checkHeadings},
	{false, (*draft).checkSlides},
	{false, (*draft).checkPictures},
	{false, (*draft).checkTitle},
	{false, (*draft).checkLanguage},
	{false, (*draft).checkProtected},
}

func (d *draft) find(code Code, say, mend string) {
	d.Findings = append(d.Findings, Finding{code, say, mend})
}

// checkScanned finds pages that are pictures of text (WCAG 2.2, 1.4.5; PDF7).
func (d *draft) checkScanned(string) {
	if len(d.bare) == 0 {
		return
	}
	say := fmt.Sprintf("%s of its %d pages %s a picture of text, as a scanner makes it: nobody can search or listen to it.", number(len(d.bare)), d.Pages, be(len(d.bare)))
	switch {
	case d.Pages == 1:
		say = "Its page is a picture of text, as a scanner makes it: nobody can search or listen to it."
	case len(d.bare) == d.Pages:
		say = "Every page is a picture of text, as a scanner makes it: nobody can search or listen to it."
	case len(d.bare) == 1:
		say = fmt.Sprintf("Page %d is a picture of text, as a scanner makes it: nobody can search or listen to it.", d.bare[0])
	}
	d.find(Scanned, say, "Best send the document it was printed from. If there is none: in Acrobat, All tools, Scan & OCR, Recognise Text; then save it.")
}

func number(n int) string {
	words := []string{"None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"}
	if n < len(words) {
		return words[n]
	}
	return fmt.Sprint(n)
}

func be(n int) string {
	if n == 1 {
		return "is"
	}
	return "are each"
}

// checkTagged finds PDFs without structure (WCAG 2.2, 1.3.1; ISO 14289-1, 7.1).
func (d *draft) checkTagged(string) {
	if d.Kind != PDF || !d.structure.known || d.structure.tagged || len(d.bare) > 0 {
		return
	}
	d.find(NotTagged, "The PDF has no tags: a screen reader cannot tell its headings, lists and tables from the rest.",
		"Make the PDF from the document itself, not by printing. In Word: File, Save As, PDF, Options, tick “Document structure tags for accessibility”. In LibreOffice: File, Export As, Export as PDF, tick “Tagged PDF”. Or send the Word document; we make the PDF.")
}

// longText is how many words a text may have without a heading.
const longText = 300

// checkHeadings finds long texts without headings, and levels left out (WCAG
// 2.2, 1.3.1 and 2.4.6; H42, PDF9).
func (d *draft) checkHeadings(string) {
	if !slices.Contains([]Kind{PDF, Word, ODText, HTML, Markdown}, d.Kind) || d.Kind == PDF && !d.structure.tagged {
		return
	}
	if len(d.levels) == 0 {
		if d.words > longText {
			d.find(NoHeadings, "It has no headings that a screen reader can jump between; words in bold or in a bigger size do not count as such.",
				"In Word and LibreOffice, put the cursor in each heading and choose Heading 1, Heading 2 or Heading 3 from the styles"+again(d.Kind))
		}
		return
	}
	for i, level := range d.levels[1:] {
		if level > d.levels[i]+1 {
			d.find(HeadingGap, fmt.Sprintf("Below a heading of level %d comes one of level %d: whoever listens wonders what they missed.", d.levels[i], level),
				"In Word and LibreOffice, choose the styles Heading 1, Heading 2 and Heading 3 in order, without leaving one out"+again(d.Kind))
			return
		}
	}
}

// checkSlides finds slides without a title (WCAG 2.2, 2.4.6).
func (d *draft) checkSlides(string) {
	if len(d.untitled) == 0 {
		return
	}
	say := fmt.Sprintf("%s of its %d slides have no title, so a listener cannot tell one from the other.", number(len(d.untitled)), d.Pages)
	if len(d.untitled) == 1 {
		say = fmt.Sprintf("Slide %d has no title, so a listener cannot tell what it is about.", d.untitled[0])
	}
	d.find(NoSlideName, say, "In PowerPoint, Review, Check Accessibility leads to each of them; or choose a layout with a title from Home, Layout. In LibreOffice, choose such a layout under Slide, Layout.")
}

// again ends a sentence about mending: a PDF is made again from its document.
func again(kind Kind) string {
	if kind == PDF {
		return ", and make the PDF again."
	}
	return "."
}

// checkPictures finds pictures without a description (WCAG 2.2, 1.1.1; PDF1).
func (d *draft) checkPictures(string) {
	if d.unnamed == 0 {
		return
	}
	say := fmt.Sprintf("%s of its %d pictures have no description for people who cannot see them.", number(d.unnamed), d.pictures)
	switch {
	case d.pictures == 1:
		say = "Its picture has no description for people who cannot see it."
	case d.unnamed == d.pictures:
		say = fmt.Sprintf("Its %d pictures have no descriptions for people who cannot see them.", d.pictures)
	case d.unnamed == 1:
		say = fmt.Sprintf("One of its %d pictures has no description for people who cannot see it.", d.pictures)
	}
	mend := "In Word, PowerPoint and Excel, click on the picture with the right button, choose View Alt Text, and write one sentence that says what it tells; or tick “Mark as decorative”. In LibreOffice, the right button, then Alt Text"
	if d.Kind == HTML {
		mend = "Write one sentence that says what the picture tells into its alt attribute"
	}
	d.find(NoAltText, say, mend+again(d.Kind))
}

// empty titles are what programs write where nobody gave one.
var emptyTitle = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(untitled|document|presentation|slide|book|sheet|scan|img|doc|new|microsoft (word|powerpoint|excel)|powerpoint presentation|blank)?[\W_\d]*$|^microsoft (word|powerpoint|excel) - |\.(docx?|pptx?|xlsx?|od[tsp]|pdf|rtf|indd|qxd)$`)
})

// checkTitle finds files without a title that tells what they are (WCAG 2.2,
// 2.4.2; PDF18).
func (d *draft) checkTitle(name string) {
	if d.Kind.plain() || d.Kind == PDF && !d.structure.known {
		return
	}
	title := tidy(d.Title)
	switch {
	case title == "":
		d.find(NoTitle, "It has no title of its own, so a screen reader announces the name of the file.", titleMend(d.Kind))
	case emptyTitle().MatchString(title) || title == name:
		d.find(NoTitle, fmt.Sprintf("Its title, “%s”, does not say what it is about.", clip(title, 80)), titleMend(d.Kind))
	case d.structure.fileName:
		d.find(HiddenTitle, "It has a title, but shows the name of the file in its place.",
			"In Acrobat: File, Properties, Initial View, Show: Document Title. PDFs made by Word or LibreOffice with tags do so by themselves.")
	}
}

func titleMend(kind Kind) string {
	const office = "In Word, PowerPoint and Excel: File, Info, Properties, Title. In LibreOffice: File, Properties, Description, Title"
	switch kind {
	case HTML:
		return "Write what the page is about into its title element."
	case PDF:
		return office + again(kind) + " In Acrobat: File, Properties, Description."
	}
	return office + "."
}

// checkLanguage finds files that do not say which language they are in (WCAG
// 2.2, 3.1.1; PDF16): a screen reader then reads Welsh with an English voice.
func (d *draft) checkLanguage(string) {
	if d.Language != "" || d.Kind != HTML && (d.Kind != PDF || !d.structure.known) {
		return
	}
	mend := "In Word: Review, Language, Set Proofing Language; in LibreOffice: Tools, Language; then make the PDF again. In Acrobat: File, Properties, Advanced, Language."
	if d.Kind == HTML {
		mend = "Write the language into the html element, as in <html lang=\"en-GB\"> or <html lang=\"cy\">."
	}
	d.find(NoLanguage, "It does not say which language it is in, so a screen reader may read it out in the wrong voice.", mend)
}

// checkProtected finds PDFs that forbid copying or changing.
func (d *draft) checkProtected(string) {
	if !d.structure.protected {
		return
	}
	d.find(Protected, "It is protected against copying or changing, which stops some screen readers.",
		"In Acrobat: File, Properties, Security, No Security; then save it.")
}
