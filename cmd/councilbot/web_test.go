package main

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestAnAddressThatLeadsToNoPlanSaysSo(t *testing.T) {
	url := tryOut(t)
	for path, want := range map[string]struct {
		status int
		says   string
	}{
		"/plan/nonsense": {http.StatusNotFound, "leads to no plan"},
		"/plan/":         {http.StatusNotFound, "leads to no plan"},
		"/":              {http.StatusOK, "<html"},
	} {
		resp, err := http.Get(url + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		if resp.StatusCode != want.status || !strings.Contains(string(body), want.says) {
			t.Errorf("%s answers %d %.200s, want %d and %q", path, resp.StatusCode, body, want.status, want.says)
		}
	}
}
