package main

import (
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"councilbot/commands"
	"councilbot/internal/council"
	"councilbot/internal/site"
)

// pages serves what stands at an address of its own: the public pages, with the
// first of them at home, and the printable plans of /setup, each at an address
// that only its owner hands out.
func (r RunCommand) pages(desk *commands.Desk, home string, now func() time.Time, log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", site.New(site.Config{
		Public: desk.Store.Public(), Library: desk.Library, Now: now, Log: log,
		Base: desk.Web, Home: home, Contact: r.Contact,
	}))
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
