// Package standin is a Slack for one workspace, in memory, on loopback: its
// Web API and its Socket Mode on one side, and on the other what its people
// can do and see. A bot connects to it exactly as to Slack, so that the bot
// can be tried, taught and tested without an administrator's approval.
//
// The package knows nothing of the bot it serves: people, channels and files
// are whatever [Config] lists, and bots written with other libraries can be
// pointed at it too (Slack's Bolt for JavaScript: slackApiUrl in
// clientOptions).
//
// # A tour
//
// [New] makes a [Workspace], which is an http.Handler; [Workspace.SetBase]
// tells it where it is reached. What a person does is a method of Workspace
// ([Workspace.Command], [Workspace.Write], [Workspace.Press],
// [Workspace.Submit] …) and returns when Slack itself would have answered;
// what a person sees is a snapshot ([Workspace.Messages], [Workspace.View],
// [Workspace.Home]). [Workspace.Await] waits for something to come true,
// [Workspace.Fault] makes something go wrong, [Workspace.Calls] lists what the
// bot called, and the [Clock] can be turned.
//
// Inside, bottom up: tickets are the short-lived keys of the protocol;
// envelopes go through the hub to one of the bot's sockets; args, api and the
// tables of methods are the Web API; check, mrkdwn and the rule files are what
// Slack accepts; the rest is one file for each thing people handle. One lock
// guards everything people see, and nothing is sent while it is held.
//
// # Where it is as strict as Slack
//
// Tokens by kind, scopes, trigger ids (three seconds, once), response URLs
// (five uses, thirty minutes), acknowledgements (three seconds, 20,480 bytes,
// once, on the socket they belong to), redelivery, refresh of sockets, ten
// sockets at most, limits of blocks and views with Slack's words and pointers,
// membership, and what may be edited by whom. Sources: docs.slack.dev (pages
// on Socket Mode, user interaction, modals, formatting, Block Kit and each
// method), @slack/types 3.2.0, the Python SDK, and slack-go 0.35.
//
// # Where it is stricter
//
//   - A mrkdwn text, and the text of a message, with a bare & or with a < that
//     begins no control sequence is refused as invalid_blocks. Slack would
//     show it wrongly.
//   - An argument Slack does not know is refused as invalid_arguments. Slack
//     ignores it.
//   - Characters are counted in UTF-16 units, and an option's value may have
//     75 (Slack's sources say 75 and 150).
//   - A scheduled message with metadata is refused; Slack takes it and never
//     posts it.
//   - Tables, cards and other newer blocks are refused in views, where Slack
//     does not say.
//   - A null among array items and every other wrong type is refused.
//
// # Where it is laxer
//
//   - The insides of rich text, charts, work objects and attachments (but for
//     their blocks) are not looked into; URLs only for their scheme.
//   - Only posting is rate-limited, and only when asked ([Config.RateLimit],
//     [RateLimited]); there are no tiers and no cut-off after many failures.
//   - A message by a person has no rich_text blocks; links are not unfurled;
//     files have no thumbnails; a slash command answered in_channel does not
//     show what was typed.
//   - No user tokens, Slack Connect, Enterprise Grid, user groups, canvases,
//     lists, bookmarks, reminders or workflows.
//   - A message holds 16,000 characters of metadata; Slack's number is not
//     known.
//
// Only the latest 5,000 messages of a conversation and 5,000 calls are kept.
// Nothing is written to disk.
package standin
