// The Divisions module.
