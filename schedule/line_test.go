package schedule

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
)

func TestALineThatCouldSurpriseIsRefused(t *testing.T) {
	tests := []struct{ name, line, say string }{
		{"no text", "0 9 1 * *", "five fields"},
		{"a zone of its own", "TZ=UTC 0 9 1 * * hello", "five fields"},
		{"a zone alone", "CRON_TZ= 9 1 * * hello", "five fields"},
		{"a word for a time", "@every 0s a b c d hello", "five fields"},
		{"a day that never comes", "0 9 30 2 * hello", "never comes"},
		{"a day of the month and of the week", "0 9 25-31 3 4 hello", "both"},
		{"an hour that the clocks may skip", "30 1 1 * * hello", "midnight and three"},
		{"every hour, the skipped one too", "0 * * * * hello", "midnight and three"},
		{"a Sunday that cron does not know", "0 9 * * 7 hello", "cannot be read"},
		{"nonsense", "a b * * e hello", "cannot be read"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ParseLine(test.line)
			var p *council.Problem
			if !errors.As(err, &p) || !strings.Contains(p.Say, test.say) {
				t.Errorf("ParseLine(%q) = %v, want a problem that says %q", test.line, err, test.say)
			}
		})
	}
}

func TestALineFallsDueOnTheCouncilsClock(t *testing.T) {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	line, err := ParseLine("0 9 1 */3 * Accounts are due")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range line.Occasions(time.Date(2027, 1, 1, 9, 0, 0, 0, zone), time.Date(2028, 1, 1, 9, 0, 0, 0, zone), Diary{Zone: zone}) {
		got = append(got, o.Due.Format("2006-01-02 15:04 MST"))
	}
	want := []string{"2027-04-01 09:00 BST", "2027-07-01 09:00 BST", "2027-10-01 09:00 BST", "2028-01-01 09:00 GMT"}
	if !reflect.DeepEqual(got, want) || line.Text != "Accounts are due" {
		t.Errorf("due %q, want %q", got, want)
	}
}

func TestAFaultyLineDoesNotStopTheOthers(t *testing.T) {
	jobs, faults := lineJobs("# ours\n0 9 1 * * One\n\nnonsense\n0 9 2 * * Two\n")
	if len(jobs) != 2 || len(faults) != 1 || jobs[0].Name == jobs[1].Name {
		t.Errorf("%d jobs, %v, want 2 of different names and 1 fault", len(jobs), faults)
	}
}

func FuzzParseLine(f *testing.F) {
	for _, line := range []string{"0 9 1 */3 * hello", "TZ=UTC", "CRON_TZ=", "*/5 9-17 * * 1-5 x", "@every 0s", "0 9 30 2 * x"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, text string) {
		line, err := ParseLine(text)
		if err != nil {
			return
		}
		from := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
		for _, o := range line.Occasions(from, from.AddDate(0, 1, 0), Diary{Zone: time.UTC}) {
			if o.Due.Hour() < 3 || !o.Due.After(from) {
				t.Fatalf("%q falls due %v", text, o.Due)
			}
		}
	})
}
