// The Matters module.
