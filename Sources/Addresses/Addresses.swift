// The Addresses module.
