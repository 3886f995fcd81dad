package knowledge
type titles struct{}
type index struct{}
