package cage

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// Hide keeps the environment and the memory of this process, where the tokens
// are, from other processes of the same account, such as a cage that a hostile
// file has taken over (proc(5), PR_SET_DUMPABLE).
func Hide() error { return unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0) }

// hold limits this process, and all that it starts from now on, for good.
func hold(l Limits) error {
	for _, limit := range []struct {
		of   int
		most int64
	}{
		{unix.RLIMIT_CORE, 0},
		{unix.RLIMIT_DATA, l.Memory},
		{unix.RLIMIT_CPU, int64(l.CPU.Seconds())},
		{unix.RLIMIT_FSIZE, l.File},
		{unix.RLIMIT_NOFILE, l.Files},
	} {
		if limit.most == 0 && limit.of != unix.RLIMIT_CORE || raced && limit.of == unix.RLIMIT_DATA {
			continue
		}
		most := uint64(limit.most)
		if err := unix.Setrlimit(limit.of, &unix.Rlimit{Cur: most, Max: most}); err != nil {
			return err
		}
	}
	// No program started from this thread gains rights that we lack; the task stays
	// on it.
	runtime.LockOSThread()
	return unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
}
