// Package bot is the only package that speaks Slack, through slack-go.
//
// From the bottom up: a wire is the connection beneath one websocket, and sees
// what was really written on it. A socket is one Socket Mode connection from
// its opening to its end; the pool keeps two of them live. What they deliver is
// read into an envelope, claimed once (seen), queued, and taken by one of a few
// workers to the door, where the person is identified, the Route found, the
// handler of package commands run and its errors turned into words. The reply
// is rendered to Block Kit (render.go and its neighbours, the one place that
// knows Slack's limits) and sent off by respond.go: in the acknowledgement when
// it is ready within a second, else by response_url, a view or a message.
//
// What is sent unasked goes another way: the sender works through the rows that
// package store keeps for it, at Slack's pace, each once whatever fails on either
// side (sender.go, deliver.go and their neighbours).
//
// Slack's own words (envelope, acknowledgement, view, trigger) are used here and
// in internal/standin, and nowhere else.
//
// Beside slack-go the package uses gorilla/websocket, which slack-go itself
// stands on, for its Dialer alone.
package bot
