package knowledge

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// SheetColumns are the columns of the framework's published roles.csv (Government Digital and Data Profession
// Capability Framework, /download/roles.csv), one row for each skill at each level of each role.
var SheetColumns = []string{
	"Role Family", "Role", "Role Description", "Role Level", "Role Level Description",
	"Skill Name", "Skill Description", "Skill Level", "Skill Level Description", "Role Type",
}

// RoleRow is a row of roles.csv. Roles of the Senior Civil Service have no levels: there the file says NOT IN
// USE, and the four level fields are empty here.
type RoleRow struct {
	Line                                                    int // of the file, from 1
	Family, Role, Description, Level, LevelDescription      string
	Skill, SkillDescription, SkillLevel, SkillLevelDescribe string
	Senior                                                  bool // Role Type is Senior Civil Service
}

// RoleSheet is a whole roles.csv without faults.
type RoleSheet struct {
	Rows       []RoleRow
	Duplicates int // rows left out because an equal one came before; the published file has some
}

// maxSheet is the size of the largest sheet that is read, in bytes; the published one has under 4 MB.
const maxSheet = 32 << 20

// ReadRoles reads a roles.csv; name is what its faults call it. With any fault the sheet is empty: a sheet is
// taken whole or not at all. Columns may stand in any order, and others beside them are passed over.
func ReadRoles(name string, r io.Reader) (RoleSheet, []Fault) {
	s := &sheetReader{name: name, seen: map[RoleRow]bool{}}
	data, err := io.ReadAll(io.LimitReader(r, maxSheet+1))
	switch {
	case err != nil:
		s.fault(0, "The file cannot be read: %v.", err)
	case len(data) > maxSheet:
		s.fault(0, "The file is over 32 MB. Save the roles alone.")
	case !utf8.Valid(data):
		s.fault(0, "The file is not in UTF-8. Save it again as \"CSV UTF-8\".")
	default:
		s.read(csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))))
	}
	if len(s.faults) > 0 {
		return RoleSheet{}, s.faults.sorted()
	}
	return s.sheet, nil
}

// sheetReader gathers rows and faults.
type sheetReader struct {
	name   string
	faults Faults
	sheet  RoleSheet
	column map[string]int
	width  int
	seen   map[RoleRow]bool
}

func (s *sheetReader) fault(line int, format string, args ...any) {
	s.faults = append(s.faults, Fault{s.name, line, fmt.Sprintf(format, args...)})
}

func (s *sheetReader) read(rows *csv.Reader) {
	rows.FieldsPerRecord = -1
	header, err := rows.Read()
	if err == io.EOF {
		s.fault(1, "The file is empty. It must start with the columns %s.", strings.Join(SheetColumns, ", "))
		return
	}
	if err != nil || !s.header(header) {
		s.badRow(err)
		return
	}
	for {
		cells, err := rows.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			s.badRow(err)
			continue
		}
		line, _ := rows.FieldPos(0)
		s.row(line, cells)
	}
	if len(s.sheet.Rows) == 0 && len(s.faults) == 0 {
		s.fault(1, "The file has columns and no rows.")
	}
}

// header finds the columns by name.
func (s *sheetReader) header(names []string) bool {
	s.column, s.width = map[string]int{}, len(names)
	for i, name := range names {
		s.column[strings.ToLower(strings.Join(strings.Fields(name), " "))] = i
	}
	var missing []string
	for _, want := range SheetColumns {
		if _, ok := s.column[strings.ToLower(want)]; !ok {
			missing = append(missing, want)
		}
	}
	switch {
	case len(missing) == 0:
		return true
	case len(names) == 1 && strings.ContainsAny(names[0], ";\t"):
		s.fault(1, "The columns are not separated by commas. Save the file again as comma-separated CSV.")
	default:
		s.fault(1, "The first line must name the columns. Missing: %s.", strings.Join(missing, ", "))
	}
	return false
}

func (s *sheetReader) badRow(err error) {
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		s.fault(bad.StartLine, "The quotes of this row do not match. Check line %d.", bad.Line)
	}
}

// notInUse is what the published file has in the level columns of roles without levels.
const notInUse = "not in use"

func (s *sheetReader) row(line int, cells []string) {
	if len(cells) == 1 && strings.TrimSpace(cells[0]) == "" {
		return
	}
	if len(cells) != s.width {
		s.fault(line, "This row has %d cells, the first line has %d.", len(cells), s.width)
		return
	}
	cell := func(column string) string {
		text := strings.TrimSpace(cells[s.column[strings.ToLower(column)]])
		if strings.EqualFold(text, notInUse) {
			return ""
		}
		return text
	}
	row := RoleRow{
		Family: cell("Role Family"), Role: cell("Role"), Description: cell("Role Description"),
		Level: cell("Role Level"), LevelDescription: cell("Role Level Description"),
		Skill: cell("Skill Name"), SkillDescription: cell("Skill Description"),
		SkillLevel: cell("Skill Level"), SkillLevelDescribe: cell("Skill Level Description"),
		Senior: strings.EqualFold(cell("Role Type"), "Senior Civil Service"),
	}
	if s.seen[row] {
		s.sheet.Duplicates++
		return
	}
	s.seen[row] = true
	row.Line = line
	s.check(row)
	s.sheet.Rows = append(s.sheet.Rows, row)
}

// maxCell is the longest text of one cell that is taken, in bytes.
const maxCell = 20_000

func (s *sheetReader) check(row RoleRow) {
	for _, needed := range []struct{ column, text string }{{"Role Family", row.Family}, {"Role", row.Role}, {"Skill Name", row.Skill}} {
		if fileName(needed.text) == "" {
			s.fault(row.Line, "The column %q is empty.", needed.column)
		}
		if len(needed.text) > 150 {
			s.fault(row.Line, "The name in the column %q is over 150 letters long.", needed.column)
		}
	}
	for _, text := range []string{row.Description, row.LevelDescription, row.SkillDescription, row.SkillLevelDescribe} {
		if len(text) > maxCell {
			s.fault(row.Line, "A description is over %d letters long.", maxCell)
		}
	}
	switch level := strings.ToLower(row.SkillLevel); {
	case level != "" && !slices.Contains(Levels, level):
		s.fault(row.Line, "%q is not a skill level. The levels are %s.", row.SkillLevel, strings.Join(Levels, ", "))
	case level == "" && !row.Senior:
		s.fault(row.Line, "The column \"Skill Level\" is empty, and the role is not of the Senior Civil Service.")
	case row.Level == "" && !row.Senior:
		s.fault(row.Line, "The column \"Role Level\" is empty, and the role is not of the Senior Civil Service.")
	}
}

// fileName is the id that a title gives: "Strategy & design" is "strategy-and-design".
func fileName(title string) string { return strings.Join(splitWords(title), "-") }
