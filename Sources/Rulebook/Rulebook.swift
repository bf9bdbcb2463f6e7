// The Rulebook module.
