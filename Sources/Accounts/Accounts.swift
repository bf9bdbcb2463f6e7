// The Accounts module.
