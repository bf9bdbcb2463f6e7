#include "CSQLiteSettings.h"

#include <sqlite3.h>

// sqlite3_config takes a variable list of arguments, which Swift cannot call.
int shanzhi_sqlite_keep_savepoints_in_memory(int bytes) {
    return sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, bytes);
}
