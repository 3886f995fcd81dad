package cage

import "testing"

// BenchmarkStart measures what a cage costs beside its task: starting, asking,
// answering.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		if answer, err := trial.Run(b.Context(), "", "well"); answer != "done" || err != nil {
			b.Fatal(answer, err)
		}
	}
}
