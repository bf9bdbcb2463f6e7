#include "CSQLiteSettings.h"

#include <sqlite3.h>

// sqlite3_config takes a variable list of arguments, which Swift cannot call.
int shanzhi_sqlite_settings(void) {
    // A filing changes more pages than the 64 KiB that are kept of a savepoint: each would go through a temporary file. No
    // limit, since a limit of 128 KiB and more fails when it is reached: the whole buffer goes to the file in one write,
    // whose length os_unix.c cuts to 17 bits, and nothing written reads as a full disk (SQLite 3.40, seekAndWriteFd).
    int result = sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
    // Nobody asks how much memory SQLite uses, and counting it takes a lock of the whole process at every allocation.
    if (result == SQLITE_OK) result = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    if (result == SQLITE_OK) result = sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 1200, 400);
    // A file that nobody may touch is opened as file:PATH?immutable=1; not every build of SQLite reads such names by itself.
    if (result == SQLITE_OK) result = sqlite3_config(SQLITE_CONFIG_URI, 1);
    return result;
}
