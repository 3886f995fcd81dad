package cage

import "golang.org/x/sys/unix"

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
		if limit.most == 0 && limit.of != unix.RLIMIT_CORE {
			continue
		}
		most := uint64(limit.most)
		if err := unix.Setrlimit(limit.of, &unix.Rlimit{Cur: most, Max: most}); err != nil {
			return err
		}
	}
	return nil
}
