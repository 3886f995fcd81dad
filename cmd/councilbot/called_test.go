package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
)

// called is a program of the scripts' own: it seats three members in the data
// folder and calls a meeting for 10 June 2027.
func called() {
	if err := call(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func call(ctx context.Context) error {
	st, err := store.Open(ctx, os.Getenv("COUNCILBOT_DATA"))
	if err != nil {
		return err
	}
	defer st.Close()
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		return err
	}
	founded := time.Date(2027, time.January, 4, 9, 0, 0, 0, zone)
	_, err = st.Change(ctx, store.Change{Did: "test", At: founded}, func(tx *store.Tx) error {
		for _, m := range council.Sample(founded.AddDate(-1, 0, 0), func(place int) string { return fmt.Sprintf("U%07d", place) })[:3] {
			if _, err := tx.PutMember(m); err != nil {
				return err
			}
		}
		_, err := tx.PutMeeting(council.Meeting{Title: "Quarterly meeting", Starts: time.Date(2027, time.June, 10, 10, 0, 0, 0, zone), Place: "Committee Room 1"})
		return err
	})
	return err
}
