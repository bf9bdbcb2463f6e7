// The Web module.
