#include "fault_vfs.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    sqlite3_file base;
    char *path;
    sqlite3_file *real;
} File;

typedef struct {
    char prefix[512];
    int operation, code, spare, strikes;
} Fault;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static Fault faults[64];
static int fault_count;
static sqlite3_vfs *real_vfs;
static sqlite3_vfs fault_vfs;

static Fault *find(const char *prefix) {
    for (int i = 0; i < fault_count; i++)
        if (strcmp(faults[i].prefix, prefix) == 0) return &faults[i];
    return NULL;
}

int fault_vfs_set(const char *prefix, int operation, int code, int spare) {
    pthread_mutex_lock(&lock);
    Fault *fault = find(prefix);
    if (!fault && code && fault_count < 64 && strlen(prefix) < sizeof fault->prefix) {
        fault = &faults[fault_count++];
        strcpy(fault->prefix, prefix);
        fault->strikes = 0;
    }
    if (fault) {
        fault->operation = operation;
        fault->code = code;
        fault->spare = spare;
    }
    pthread_mutex_unlock(&lock);
    return fault != NULL;
}

void fault_vfs_forget(const char *prefix) {
    pthread_mutex_lock(&lock);
    Fault *fault = find(prefix);
    if (fault) *fault = faults[--fault_count];
    pthread_mutex_unlock(&lock);
}

int fault_vfs_strikes(const char *prefix) {
    pthread_mutex_lock(&lock);
    Fault *fault = find(prefix);
    int strikes = fault ? fault->strikes : 0;
    pthread_mutex_unlock(&lock);
    return strikes;
}

// The code that an operation on a file gets; 0 for the real thing.
static int fault_for(const char *path, int operation) {
    int code = SQLITE_OK;
    pthread_mutex_lock(&lock);
    for (int i = 0; i < fault_count && path; i++) {
        Fault *fault = &faults[i];
        if (fault->code == 0 || fault->operation != operation) continue;
        if (strncmp(path, fault->prefix, strlen(fault->prefix)) != 0) continue;
        if (fault->spare-- > 0) continue;
        fault->spare = 0;
        fault->strikes++;
        code = fault->code;
        break;
    }
    pthread_mutex_unlock(&lock);
    return code;
}

#define REAL(f) (((File *)(f))->real)
#define PASS(f, method, ...) REAL(f)->pMethods->method(REAL(f), ##__VA_ARGS__)

static int f_close(sqlite3_file *f) {
    int result = REAL(f)->pMethods ? PASS(f, xClose) : SQLITE_OK;
    free(((File *)f)->path);
    return result;
}
static int f_read(sqlite3_file *f, void *to, int count, sqlite3_int64 at) {
    int code = fault_for(((File *)f)->path, FAULT_READ);
    return code ? code : PASS(f, xRead, to, count, at);
}
static int f_write(sqlite3_file *f, const void *from, int count, sqlite3_int64 at) {
    int code = fault_for(((File *)f)->path, FAULT_WRITE);
    return code ? code : PASS(f, xWrite, from, count, at);
}
static int f_truncate(sqlite3_file *f, sqlite3_int64 size) { return PASS(f, xTruncate, size); }
static int f_sync(sqlite3_file *f, int flags) {
    int code = fault_for(((File *)f)->path, FAULT_SYNC);
    return code ? code : PASS(f, xSync, flags);
}
static int f_size(sqlite3_file *f, sqlite3_int64 *size) { return PASS(f, xFileSize, size); }
static int f_lock(sqlite3_file *f, int level) { return PASS(f, xLock, level); }
static int f_unlock(sqlite3_file *f, int level) { return PASS(f, xUnlock, level); }
static int f_reserved(sqlite3_file *f, int *result) { return PASS(f, xCheckReservedLock, result); }
static int f_control(sqlite3_file *f, int op, void *arg) { return PASS(f, xFileControl, op, arg); }
static int f_sector(sqlite3_file *f) { return PASS(f, xSectorSize); }
static int f_traits(sqlite3_file *f) { return PASS(f, xDeviceCharacteristics); }
static int f_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **to) {
    return PASS(f, xShmMap, page, size, extend, to);
}
static int f_shm_lock(sqlite3_file *f, int at, int count, int flags) { return PASS(f, xShmLock, at, count, flags); }
static void f_shm_barrier(sqlite3_file *f) { PASS(f, xShmBarrier); }
static int f_shm_unmap(sqlite3_file *f, int remove) { return PASS(f, xShmUnmap, remove); }

static const sqlite3_io_methods methods = {
    2, f_close, f_read, f_write, f_truncate, f_sync, f_size, f_lock, f_unlock, f_reserved, f_control, f_sector,
    f_traits, f_shm_map, f_shm_lock, f_shm_barrier, f_shm_unmap, 0, 0,
};

static int v_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out) {
    File *file = (File *)f;
    memset(file, 0, sizeof *file);
    file->real = (sqlite3_file *)(file + 1);
    int result = real_vfs->xOpen(real_vfs, name, file->real, flags, out);
    if (file->real->pMethods) {
        file->path = name ? strdup(name) : NULL;
        file->base.pMethods = &methods;
    }
    return result;
}

int fault_vfs_install(void) {
    pthread_mutex_lock(&lock);
    int result = SQLITE_OK;
    if (!real_vfs) {
        real_vfs = sqlite3_vfs_find(NULL);
        if (real_vfs) {
            fault_vfs = *real_vfs;
            fault_vfs.zName = "fault";
            fault_vfs.szOsFile = (int)sizeof(File) + real_vfs->szOsFile;
            fault_vfs.xOpen = v_open;
            result = sqlite3_vfs_register(&fault_vfs, 1);
        } else {
            result = SQLITE_ERROR;
        }
    }
    pthread_mutex_unlock(&lock);
    return result;
}
