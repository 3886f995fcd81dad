//go:build race

package cage

// raced says that the race detector is built in. It takes more address space for
// itself than any limit allows, so memory is not limited then.
const raced = true
