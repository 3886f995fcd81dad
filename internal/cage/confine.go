package cage

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/landlock-lsm/go-landlock/landlock"
	kernel "github.com/landlock-lsm/go-landlock/landlock/syscall"

	"councilbot/internal/document"
)

// Confines says whether the system keeps a cage from files that it was not given:
// Linux does from 5.13 on, where Landlock is not left out of the kernel. Without
// it a hostile file that takes a cage over can read what the program can.
func Confines() bool {
	version, err := kernel.LandlockGetABIVersion()
	return err == nil && version > 0
}

// confine lets this process, and all that it starts, read the files named and
// nothing else, write into the current folder alone, and call nobody (Landlock;
// docs.kernel.org, userspace-api/landlock). Where the kernel has less of it, less
// is held. What programs of others' read is added where some are named.
func confine(files, programs []string) error {
	here, err := os.Getwd()
	if err != nil {
		return err
	}
	rules := []landlock.Rule{
		landlock.RWDirs(here),
		landlock.RWFiles(os.DevNull),
		landlock.ROFiles(files...).IgnoreIfMissing(), // it is for the task to say that a file is gone
	}
	if len(programs) > 0 {
		rules = append(rules, landlock.RODirs(append(installed(programs), folders...)...).IgnoreIfMissing(), landlock.ROFiles(systemFiles...).IgnoreIfMissing())
	}
	if slices.Equal(programs, document.Offices) {
		rules = append(rules, landlock.PathAccess(kernel.AccessFSMakeSock|kernel.AccessFSRemoveFile, "/tmp")) // its socket stands there, whatever TMPDIR says
	}
	return landlock.V7.BestEffort().Restrict(rules...) // the newest that was tried with LibreOffice
}

// folders hold programs, with what these need to run, and nobody's own things.
// What /proc tells of processes outside the cage stays closed all the same.
var folders = []string{"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store", "/gnu/store", "/proc", "/sys/devices/system/cpu",
	"/etc/alternatives", "/etc/fonts", "/var/cache/fontconfig", "/etc/libreoffice", "/var/lib/libreoffice", "/var/spool/libreoffice"}

// systemFiles are single files that programs read when they start.
var systemFiles = []string{"/etc/ld.so.cache", "/etc/localtime", "/etc/locale.alias", "/etc/papersize", "/etc/passwd", "/etc/group", "/etc/nsswitch.conf", "/dev/urandom"}

// installed are the folders of programs that are installed by themselves, as
// /opt/libreoffice25.8 for its program/soffice.
func installed(programs []string) (apart []string) {
	for _, name := range programs {
		program, err := exec.LookPath(name)
		if err == nil {
			program, err = filepath.EvalSymlinks(program)
		}
		within := func(folder string) bool { return strings.HasPrefix(program, folder+"/") }
		if err != nil || slices.ContainsFunc(folders, within) {
			continue
		}
		folder := filepath.Dir(program)
		if base := filepath.Base(folder); base == "bin" || base == "program" { // what it needs stands beside that
			folder = filepath.Dir(folder)
		}
		apart = append(apart, folder)
	}
	return apart
}

// Reaching tells whether a cage can read a file that it was not given. It is for
// whoever looks whether all is well.
var Reaching = Task[string, bool]{Name: "reach", Limits: usual, Programs: document.Offices,
	Do: func(_ context.Context, path string) (bool, error) {
		f, err := os.Open(path)
		if err != nil {
			return false, nil
		}
		return true, f.Close()
	}}
