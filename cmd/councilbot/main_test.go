package main

import (
	"bytes"
	"context"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the tests start the program as a process of its own, under the
// name councilbot: the test binary is then the program and no test at all.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"councilbot": func() {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			os.Exit(Main(ctx, os.Args[1:], os.Stdout, os.Stderr))
		},
		"barebot": barebot,
		"called":  called,
	})
}

// TestScripts runs the stories in testdata/script.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		UpdateScripts:       *update,
		Cmds:                taleVerbs,
		Setup: func(e *testscript.Env) error {
			e.Setenv("COUNCILBOT_DATA", e.Getenv("WORK")+"/data")
			e.Values["tale"] = &tale{}
			return nil
		},
	})
}

// run runs the program in this process and gives what it printed.
func run(t *testing.T, args ...string) (out string, code int) {
	t.Helper()
	var b, errs bytes.Buffer
	code = Main(t.Context(), args, &b, &errs)
	return b.String() + strings.TrimSpace(errs.String()), code
}
