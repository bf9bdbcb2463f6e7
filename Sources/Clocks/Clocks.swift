// The Clocks module.
