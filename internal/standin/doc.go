// Package standin is a Slack for one workspace, in memory, on loopback: its
// Web API and its Socket Mode on one side, and on the other what its people
// can do and see. A bot connects to it exactly as to Slack, so that the bot
// can be tried, taught and tested without an administrator's approval.
package standin
