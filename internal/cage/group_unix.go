//go:build unix

package cage

import (
	"os"
	"os/exec"
	"syscall"
)

// ownGroup starts a process in a group of its own, with all that it will start.
func ownGroup(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// killGroup ends a process and all of its group at once.
func killGroup(pid int) error { return syscall.Kill(-pid, syscall.SIGKILL) }

// mostMemory is the most memory that an ended process held at once, in bytes:
// Linux counts it in units of 1,024 (getrusage(2)).
func mostMemory(p *os.ProcessState) int64 {
	if used, ok := p.SysUsage().(*syscall.Rusage); ok {
		return used.Maxrss << 10
	}
	return 0
}
