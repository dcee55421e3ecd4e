// Files compiled into the programs, so that they need nothing beside them.
#pragma once
#include <stddef.h>

/// One file: its path, its bytes and their count.
typedef struct {
    const char *_Nullable path;
    const unsigned char *_Nullable bytes;
    size_t count;
} embedded_file;

/// The file number `index` from 0; NULL past the last. (An array of unknown length is no Swift type.)
const embedded_file *_Nullable embedded_file_at(int index);
