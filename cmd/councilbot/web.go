package main

import (
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"councilbot/commands"
	"councilbot/internal/council"
)

// pages serves what stands at an address of its own: for now the printable
// plans of /setup, each at an address that only its owner hands out.
func pages(desk *commands.Desk, now func() time.Time, log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+commands.PlanPath, func(w http.ResponseWriter, r *http.Request) {
		page, err := desk.PlanPage(r.Context(), strings.TrimPrefix(r.URL.Path, commands.PlanPath), now())
		var problem *council.Problem
		switch {
		case errors.As(err, &problem):
			http.Error(w, problem.Say, http.StatusNotFound)
		case err != nil:
			log.Error("a plan could not be shown", "error", err)
			http.Error(w, "The plan cannot be shown at the moment. Please try again later.", http.StatusInternalServerError)
		default:
			private(w.Header())
			_, _ = w.Write(page)
		}
	})
	return mux
}

// private keeps a page out of search engines, caches and other sites' logs.
func private(h http.Header) {
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("X-Robots-Tag", "noindex")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	h.Set("X-Content-Type-Options", "nosniff")
}
