package council

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

func TestARollIsReadByItsColumnNames(t *testing.T) {
	text := "\ufeffName, Sector ,Expertise,Joined\r\n\"Rhys, Siân\",fire & rescue,\"networks; ; data\",2027-03-04\r\n"
	got, err := ReadRoll(strings.NewReader(text))
	want := []Member{{Name: "Rhys, Siân", Sector: SectorFire, Expertise: []string{"networks", "data"},
		Joined: mustDay(t, "2027-03-04").noon().Add(-12 * 3600e9)}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("ReadRoll = %+v, %v, want %+v", got, err, want)
	}
}

func TestWhatAMemberTypedIsNoFormulaInASheet(t *testing.T) {
	want := []Member{{Name: "Siân", Title: `=HYPERLINK("http://x")`, Region: "+44", Role: "@all", Organisation: "-", Email: "'s@body.example"}}
	var b bytes.Buffer
	if err := WriteRoll(&b, want); err != nil {
		t.Fatal(err)
	}
	for cell := range strings.FieldsFuncSeq(b.String(), func(c rune) bool { return c == ',' || c == '\n' }) {
		if strings.ContainsAny(strings.Trim(cell, `"`)[:min(1, len(strings.Trim(cell, `"`)))], "=+-@") {
			t.Errorf("a sheet takes %s for a formula", cell)
		}
	}
	if got, err := ReadRoll(&b); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("it is read as %+v, %v, want %+v", got, err, want)
	}
}

func TestANameOverTwoLinesOfACellIsOneLine(t *testing.T) {
	got, err := ReadRoll(strings.NewReader("name,title\n\" Siân\n ap  Rhys \",\"Head of\tIT\"\n"))
	if err != nil || len(got) != 1 || got[0].Name != "Siân ap Rhys" || got[0].Title != "Head of IT" {
		t.Errorf("ReadRoll = %+v, %v", got, err)
	}
}

func TestEveryFaultyLineIsListed(t *testing.T) {
	tests := []struct {
		name, text string
		say        []string
	}{
		{"several lines at once", "name,sector,joined\nA,fire,2027-03-04\n,fire,\nB,fishing,\nC,fire,4 March\n",
			[]string{"3 of the lines", "nothing was changed", "Line 3: A member needs a name", "Line 4: We do not know the sector", "Line 5: “4 March” is not a date"}},
		{"a line that is too short", "name,sector\nA\n", []string{"Line 2: there are 1 fields"}},
		{"two members with one Slack account", "name,slack\nA,U1\nB,U2\nC,U1\n", []string{"Line 4: the Slack account U1 stands in line 2 already"}},
		{"a column that is not known", "name,shoe size\n", []string{"“shoe size” is not known"}},
		{"a column that is there twice", "name,Name\n", []string{"twice"}},
		{"no names", "sector\nfire\n", []string{"no column “name”"}},
		{"nothing", "", []string{"empty"}},
		{"letters of Excel's older kind", "name\nJos\xe9\n", []string{"Line 2: its letters are not in UTF-8", "CSV UTF-8"}},
		{"semicolons for commas", "name;sector\nA;fire\n", []string{"parted by semicolons"}},
		{"an open quotation", "name\n\"A\n", []string{"Line 2: the line is no CSV"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			members, err := ReadRoll(strings.NewReader(test.text))
			if err == nil || members != nil {
				t.Fatalf("ReadRoll = %v, %v, want a problem", members, err)
			}
			for _, want := range test.say {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not say %q", err, want)
				}
			}
		})
	}
}

func FuzzReadRoll(f *testing.F) {
	f.Add("name,sector\nSiân,fire\n")
	f.Add("name,expertise,standing\n\"a,b\",x; y,chair\n")
	f.Add("name,joined,left\nA,2027-03-04,2028-01-01\n")
	f.Fuzz(func(t *testing.T, text string) {
		members, err := ReadRoll(strings.NewReader(text))
		if err != nil {
			return
		}
		var once, twice bytes.Buffer
		if err := WriteRoll(&once, members); err != nil {
			t.Fatal(err)
		}
		again, err := ReadRoll(bytes.NewReader(once.Bytes()))
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, once.String())
		}
		if err := WriteRoll(&twice, again); err != nil || !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Errorf("written twice, it differs: %v\n%s\n%s", err, once.String(), twice.String())
		}
	})
}
