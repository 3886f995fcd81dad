package document

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// ErrNoOffice says that LibreOffice is not installed, so that nothing can be made
// a PDF of.
var ErrNoOffice = errors.New("LibreOffice is not installed")

// Offices are the names of LibreOffice's program.
var Offices = []string{"soffice", "libreoffice"}

// Office is the path of LibreOffice's program; the error is [ErrNoOffice].
func Office() (string, error) {
	for _, name := range Offices {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNoOffice
}

// officeSettings are LibreOffice's own, for a profile that lives as long as one
// conversion: no macros run, nothing that a document refers to elsewhere is
// fetched, and PDFs are tagged and have bookmarks.
const officeSettings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetNoProxy" oor:op="fuse"><value></value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Filter/PDF/Export"><prop oor:name="UseTaggedPDF" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Filter/PDF/Export"><prop oor:name="ExportBookmarks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Filter/PDF/Export"><prop oor:name="DisplayPDFDocumentTitle" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
`

// Convert makes a tagged PDF of the file at a path with LibreOffice, as paper.pdf
// in the folder dir, which must be a whole path and where everything that
// LibreOffice writes goes. It trusts LibreOffice no more than the file: run it in
// a cage.
func Convert(ctx context.Context, path string, kind Kind, dir string) error {
	if !kind.Converts() {
		return fmt.Errorf("LibreOffice makes no PDF of %s", kind.Name())
	}
	office, err := Office()
	if err != nil {
		return err
	}
	profile := filepath.Join(dir, "profile", "user")
	if err := os.MkdirAll(profile, 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(profile, "registrymodifications.xcu"), []byte(officeSettings), 0o600); err != nil {
		return err
	}
	paper := filepath.Join(dir, "paper"+kind.Ending()) // its own name may tell another kind
	if err := copyFile(path, paper); err != nil {
		return err
	}
	return convert(ctx, office, dir, paper)
}

// convert runs LibreOffice. It ends well even when it could not open the file:
// whether there is a PDF tells.
func convert(ctx context.Context, office, dir, paper string) error {
	command := exec.CommandContext(ctx, office, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")),
		"--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", "pdf", "--outdir", dir, paper)
	command.Dir = dir
	said, err := command.CombinedOutput()
	if err != nil {
		return fmt.Errorf("LibreOffice: %w: %s", err, clip(strings.TrimSpace(string(said)), 500))
	}
	made, err := os.Open(filepath.Join(dir, "paper.pdf"))
	if err != nil {
		return fmt.Errorf("LibreOffice made no PDF: %s", clip(strings.TrimSpace(string(said)), 500))
	}
	defer made.Close()
	head := make([]byte, 5)
	if _, err := io.ReadFull(made, head); err != nil || !bytes.Equal(head, []byte("%PDF-")) {
		return errors.New("what LibreOffice made is no PDF")
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
