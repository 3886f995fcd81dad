//go:build !race

package cage

// raced says that the race detector is built in.
const raced = false
