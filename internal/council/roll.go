package council

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// rollColumns are the columns of a members' file, in the order in which it is
// written. Only name is asked for when a file is read.
var rollColumns = []string{"name", "slack", "organisation", "sector", "region", "title", "expertise", "standing", "role", "email", "joined", "left"}

// ReadRoll reads members from a CSV file whose first line names its columns, in
// any order and any case: name, slack (the Slack id), organisation, sector,
// region, title, expertise (parted by semicolons), standing, role, email,
// joined and left (as 2027-03-04). The members have no ID, and what the file does
// not say is zero: who keeps them decides what that means. The error is a
// *Problem with one sentence for each faulty line; then there are no members.
func ReadRoll(r io.Reader) ([]Member, error) {
	file := csv.NewReader(r)
	file.FieldsPerRecord = -1
	file.TrimLeadingSpace = true
	head, err := file.Read()
	if err != nil {
		return nil, &Problem{Err: err, Say: "The file is empty or is no CSV file. Save the list of members as CSV, with its column names in the first line."}
	}
	columns, err := readHead(head)
	if err != nil {
		return nil, err
	}
	members, faults := readRows(file, columns)
	if len(faults) > 0 {
		return nil, &Problem{Say: fmt.Sprintf("%d of the lines cannot be read, so nothing was changed.\n%s", len(faults), strings.Join(faults, "\n"))}
	}
	return members, nil
}

// readRows reads the lines after the first, and gives a sentence for each that
// cannot be read. What is no CSV ends the reading.
func readRows(file *csv.Reader, columns []string) (members []Member, faults []string) {
	lines := map[string]int{} // of Slack ids
	for {
		row, err := file.Read()
		if errors.Is(err, io.EOF) {
			return members, faults
		}
		if err != nil {
			return members, append(faults, brokenLine(err))
		}
		m, err := readRow(columns, row)
		line, _ := file.FieldPos(0)
		if err != nil {
			faults = append(faults, fmt.Sprintf("Line %d: %s", line, err))
		}
		if first := lines[m.SlackID]; m.SlackID != "" && first != 0 {
			faults = append(faults, fmt.Sprintf("Line %d: the Slack account %s stands in line %d already. Give each member their own.", line, m.SlackID, first))
		}
		lines[m.SlackID] = line
		members = append(members, m)
	}
}

func brokenLine(err error) string {
	if fault := new(csv.ParseError); errors.As(err, &fault) {
		return fmt.Sprintf("Line %d: the line is no CSV. Look for a quotation mark that is not closed.", fault.StartLine)
	}
	return "The file could not be read to its end: " + err.Error() + ". Try again."
}

func readHead(head []string) ([]string, error) {
	columns := make([]string, len(head))
	for i, name := range head {
		columns[i] = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")))
		if strings.Contains(name, ";") {
			return nil, &Problem{Say: "Line 1: the columns are parted by semicolons. Save the list with commas between them, in Excel as “CSV UTF-8 (comma delimited)”."}
		}
		if !slices.Contains(rollColumns, columns[i]) {
			return nil, &Problem{Say: fmt.Sprintf("Line 1: the column “%s” is not known. The columns are: %s.", cut(name), strings.Join(rollColumns, ", "))}
		}
		if slices.Index(columns, columns[i]) != i {
			return nil, &Problem{Say: fmt.Sprintf("Line 1: the column “%s” is there twice. Take one of them out.", columns[i])}
		}
	}
	if !slices.Contains(columns, "name") {
		return nil, &Problem{Say: "Line 1: there is no column “name”. Every member needs a name."}
	}
	return columns, nil
}

func readRow(columns, row []string) (Member, error) {
	if !utf8.ValidString(strings.Join(row, "")) {
		return Member{}, &Problem{Say: "its letters are not in UTF-8, so names would be spoilt. In Excel, save the list as “CSV UTF-8 (comma delimited)”."}
	}
	if len(row) != len(columns) {
		return Member{}, &Problem{Say: fmt.Sprintf("there are %d fields where the first line has %d. Add or remove commas.", len(row), len(columns))}
	}
	var m Member
	for i, column := range columns {
		if err := m.setColumn(column, plainCell(strings.Join(strings.Fields(row[i]), " "))); err != nil {
			return Member{}, err
		}
	}
	return m, m.Check()
}

func (m *Member) setColumn(column, text string) (err error) {
	switch column {
	case "name":
		m.Name = text
	case "slack":
		m.SlackID = text
	case "organisation":
		m.Organisation = text
	case "sector":
		m.Sector, err = ParseSector(text)
	case "region":
		m.Region = text
	case "title":
		m.Title = text
	case "expertise":
		m.Expertise = Phrases(text)
	case "standing":
		if text != "" {
			m.Standing, err = ParseStanding(text)
		}
	case "role":
		m.Role = text
	case "email":
		m.Email = text
	case "joined":
		m.Joined, err = readDate(text)
	case "left":
		m.Left, err = readDate(text)
	}
	return err
}

// Phrases parts a text at its semicolons into phrases that say something.
func Phrases(text string) []string {
	var all []string
	for phrase := range strings.SplitSeq(text, ";") {
		if phrase = strings.TrimSpace(phrase); phrase != "" {
			all = append(all, phrase)
		}
	}
	return all
}

func readDate(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	day, err := ParseDay(text)
	return day.At(0, 0, time.UTC), err
}

// safeCell is a text as a sheet shows it: one that begins like a formula, which a
// member may have typed into a card, has an apostrophe before it
// (owasp.org/www-community/attacks/CSV_Injection). plainCell takes it off again.
func safeCell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r'", rune(text[0])) {
		return "'" + text
	}
	return text
}

func plainCell(text string) string {
	if len(text) > 1 && text[0] == '\'' && safeCell(text[1:]) != text[1:] {
		return text[1:]
	}
	return text
}

// WriteRoll writes members as [ReadRoll] reads them, with the mark by which Excel
// knows UTF-8 (unicode.org/faq/utf_bom.html), and with nothing that a sheet takes
// for a formula.
func WriteRoll(w io.Writer, members []Member) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	file := csv.NewWriter(w)
	if err := file.Write(rollColumns); err != nil {
		return err
	}
	for _, m := range members {
		row := []string{m.Name, m.SlackID, m.Organisation, string(m.Sector), m.Region, m.Title,
			strings.Join(m.Expertise, "; "), m.Standing.String(), m.Role, m.Email, writeDate(m.Joined), writeDate(m.Left)}
		for i := range row {
			row[i] = safeCell(row[i])
		}
		if err := file.Write(row); err != nil {
			return err
		}
	}
	file.Flush()
	return file.Error()
}

func writeDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return DayOf(t).String()
}
