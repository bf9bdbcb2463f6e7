#include "CSQLiteSettings.h"

#include <sqlite3.h>

// sqlite3_config takes a variable list of arguments, which Swift cannot call. No limit, since a limit of 128 KiB and more
// fails when it is reached: the whole buffer goes to the file in one write, whose length os_unix.c cuts to 17 bits, and
// nothing written reads as a full disk (SQLite 3.40, seekAndWriteFd).
int shanzhi_sqlite_keep_savepoints_in_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
}

// A file that nobody may touch is opened as file:PATH?immutable=1; not every build of SQLite reads such names by itself.
int shanzhi_sqlite_read_names_as_uris(void) {
    return sqlite3_config(SQLITE_CONFIG_URI, 1);
}
