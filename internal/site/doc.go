// Package site is the public web: what the council has published, as pages that
// anyone can read with no login and no script. It reads only [store.Public], on
// which nothing but published and open records hangs, and the knowledge pack.
//
// From the bottom up:
//
//   - frame.go is what every page has: a title, a way back, what can be done
//     next, whom to write to. templates/ holds the pages as HTML, style.css how
//     they look; render.go puts a page and its template together.
//   - Each kind of page has a file: home, meeting, agenda, entry, members,
//     about. Such a file reads the record and gives a page; it knows nothing of
//     HTTP but the address that was asked for.
//   - door.go is the one way out: headers, entity tags, compression, and the
//     plain words for an address that leads nowhere.
//   - site.go ties addresses to pages. An address is for good: what stood there
//     once stands there still, or says what became of it.
//
// The pages keep to WCAG 2.2 at level AA (w3.org/TR/WCAG22), which is what the
// Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility
// Regulations 2018 are judged by.
package site
