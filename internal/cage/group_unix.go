//go:build unix

package cage

import (
	"os/exec"
	"syscall"
)

// ownGroup starts a process in a group of its own, with all that it will start.
func ownGroup(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// killGroup ends a process and all of its group at once.
func killGroup(pid int) error { return syscall.Kill(-pid, syscall.SIGKILL) }
