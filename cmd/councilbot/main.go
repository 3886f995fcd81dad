// Command councilbot is the program that a council of public-sector CIOs runs
// its life on: a Slack bot, its record, and the public pages that follow from
// it.
//
// It is the only place that knows every part. Each subcommand has its own file;
// the flags and the environment stand in config.go, whose comments are the
// manual. With no tokens it starts a workspace of its own in the browser.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	_ "time/tzdata" // Europe/London must be known in a container without zone files

	"github.com/alecthomas/kong"

	"councilbot/internal/council"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(Main(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// Main runs the program and gives its exit code: 0 done, 1 failed, 2 asked
// wrongly.
func Main(ctx context.Context, args []string, out, errs io.Writer) int {
	if caged(args) {
		return asCage(out, errs)
	}
	var cli Config
	code := -1
	parser, err := kong.New(&cli,
		kong.Name("councilbot"),
		kong.Description("The bot, the record and the web pages of a council of public-sector CIOs. Without tokens it starts a workspace of its own in your browser, so that you can try it."),
		kong.Writers(out, errs),
		kong.Exit(func(n int) { code = n }),
		kong.UsageOnError(),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.BindTo(out, (*io.Writer)(nil)),
	)
	if err != nil {
		fmt.Fprintln(errs, err)
		return 1
	}
	command, err := parser.Parse(longFlags(args))
	if code >= 0 {
		return code
	}
	if err != nil {
		fmt.Fprintf(errs, "councilbot: %s.\nTry councilbot --help.\n", strings.TrimRight(err.Error(), ".?"))
		return 2
	}
	if err := command.Run(&cli.Common, console{out, errs}); err != nil {
		fmt.Fprintln(errs, "councilbot: "+inWords(err))
		return 1
	}
	return 0
}

// console is where a subcommand writes: answers to out, logs to errs.
type console struct{ out, errs io.Writer }

// inWords is an error as its reader needs it: a problem says itself.
func inWords(err error) string {
	var problem *council.Problem
	if errors.As(err, &problem) {
		return problem.Say
	}
	return err.Error()
}

// longFlags lets -check stand for --check, as programs in Go often have it.
func longFlags(args []string) []string {
	args = slices.Clone(args)
	if i := slices.Index(args, "-check"); i >= 0 && args[0] == "manifest" {
		args[i] = "--check"
	}
	return args
}
