// The Command module.
