// A SQLite VFS that passes everything on to the system's and fails where a test says so.
#ifndef FAULT_VFS_H
#define FAULT_VFS_H

// Makes it the default of this process; connections opened before keep theirs. Returns a SQLite code.
int fault_vfs_install(void);

// From now on, operations of a kind on files whose path begins with `prefix` give `code`, after `spare` of them went
// well; code 0 ends the fault. Returns 0 when there are too many faults.
int fault_vfs_set(const char *prefix, int operation, int code, int spare);

// Ends it, and forgets how often it has struck.
void fault_vfs_forget(const char *prefix);

// How often the fault has struck.
int fault_vfs_strikes(const char *prefix);

enum { FAULT_READ = 1, FAULT_WRITE = 2, FAULT_SYNC = 3 };

#endif
