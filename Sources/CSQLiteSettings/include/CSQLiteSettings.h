#ifndef CSQLITE_SETTINGS_H
#define CSQLITE_SETTINGS_H

/// Lets what a savepoint must be able to undo lie in memory, as much as the pages that one write changes.
/// Counts only before the first connection of the process; afterwards it does nothing and answers SQLITE_MISUSE.
int shanzhi_sqlite_keep_savepoints_in_memory(void);
/// Lets names of files be URIs, so that one can be opened as immutable; called before anything else of SQLite.
int shanzhi_sqlite_read_names_as_uris(void);

#endif
