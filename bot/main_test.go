package bot

import (
	"os"
	"testing"
)

// TestMain lets the tests start a sender as a process of its own: with a plan in
// its environment the test binary is that process and no test at all.
func TestMain(m *testing.M) {
	if text := os.Getenv(planVariable); text != "" {
		doomed(text)
		return
	}
	os.Exit(m.Run())
}
