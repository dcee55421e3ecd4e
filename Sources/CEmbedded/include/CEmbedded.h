// Files compiled into the programs, so that they need nothing beside them.
#pragma once
#include <stddef.h>

/// One file: its path, its bytes and their count.
typedef struct {
    const char *path;
    const unsigned char *bytes;
    size_t count;
} embedded_file;

/// The files, ended by one whose path is NULL.
extern const embedded_file embedded_files[];
