package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"councilbot/internal/council"
	"councilbot/internal/store"
	"councilbot/internal/store/storetest"
)

func TestTheDoctorSaysWhatWaitsAndWhatWasGivenUp(t *testing.T) {
	const minute = time.Minute
	tests := []struct {
		name string
		rows []store.Delivery // with Due as an age
		want []string
		ill  bool
	}{
		{"nothing", nil, []string{"well      Messages to send: None waits.", "well      Messages given up: None in the last week."}, false},
		{"what was sent is not told", []store.Delivery{{Due: ago(60 * minute), State: store.Sent}}, []string{"None waits."}, false},
		{"what is just due is well", []store.Delivery{{Due: ago(minute)}, {Due: ago(-60 * minute)}, {Due: ago(-90 * minute)}},
			[]string{"well      Messages to send: 1 message is due and not sent yet; 2 wait for a later hour."}, false},
		{"what has long been due is not", []store.Delivery{{Due: ago(11 * minute)}, {Due: ago(minute), State: store.Claimed}},
			[]string{"NOT WELL  Messages to send: 2 messages are due", "Start councilbot run if it is not running"}, true},
		{"what was given up is told with its reason", []store.Delivery{{Due: ago(48 * 60 * minute), State: store.Failed, Note: "The channel is archived."}},
			[]string{"NOT WELL  Messages given up: 1 in the last week", "The channel is archived."}, true},
		{"and what came too late", []store.Delivery{{Due: ago(60 * minute), State: store.Lapsed, Note: "It could not be sent while it was of use."}},
			[]string{"NOT WELL  Messages given up: 1 in the last week", "while it was of use. The secretary was told of each."}, true},
		{"but not for ever", []store.Delivery{{Due: ago(8 * 24 * 60 * minute), State: store.Failed, Note: "The channel is archived."}},
			[]string{"None in the last week"}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			data := t.TempDir()
			keepRows(t, data, test.rows)
			out, code := run(t, "doctor", "--data", data)
			for _, want := range test.want {
				if !strings.Contains(out, want) {
					t.Errorf("the doctor says\n%s\nwant %q in it", out, want)
				}
			}
			if ill := code != 0; ill != test.ill {
				t.Errorf("ends with %d, want it to fail: %v", code, test.ill)
			}
		})
	}
}

func ago(d time.Duration) time.Time { return time.Now().Add(-d) }

func keepRows(t *testing.T, data string, rows []store.Delivery) {
	t.Helper()
	storetest.Fill(t, data)
	st, err := store.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	_, err = st.Change(t.Context(), store.Change{Did: "test", At: time.Now()}, func(tx *store.Tx) error {
		for i, d := range rows {
			d.Key, d.To, d.Message = fmt.Sprint(i), council.Addressee{Channel: council.UsualChannel}, []byte(`{}`)
			if _, err := tx.Deliver(d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
