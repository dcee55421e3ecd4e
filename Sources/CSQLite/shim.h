// The declarations of sqlite3 that Swift cannot import by itself.
#pragma once
#include <sqlite3.h>

/// `sqlite3_config` takes any number of arguments, which Swift cannot call. Without statistics about memory each
/// allocation is spared a lock. Has no effect, and says so, once SQLite has been used.
static inline int sqlite3_without_memory_statistics(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

/// `sqlite3_db_config` likewise. Sets one of its switches (`SQLITE_DBCONFIG_DEFENSIVE`, …).
static inline int sqlite3_set_switch(sqlite3 *connection, int option, int on) {
    return sqlite3_db_config(connection, option, on, (int *)0);
}

/// `sqlite3_db_config` once more. Small allocations of a connection, such as the texts bound to its statements, come from
/// `count` places of `size` bytes that are set aside for them.
static inline int sqlite3_set_aside(sqlite3 *connection, int size, int count) {
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_LOOKASIDE, (void *)0, size, count);
}
