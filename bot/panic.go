package bot

import (
	"fmt"
	"runtime/debug"
)

// safely gives a panic as an error: what one question or one message brings down
// takes nobody else with it.
func safely(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return do()
}
