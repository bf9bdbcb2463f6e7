// The Markup module.
