#ifndef CSQLITE_SETTINGS_H
#define CSQLITE_SETTINGS_H

/// Settings of the whole process: savepoints are kept in memory, memory is not counted, small allocations come from a
/// block of their own, and names of files may be URIs, so that one can be opened as immutable. Counts only before the
/// first connection; afterwards it does nothing and answers SQLITE_MISUSE.
int shanzhi_sqlite_settings(void);

#endif
