// #embed of C23: clang compiles the bytes in, and a changed file rebuilds this one.
#include "CEmbedded.h"

static const unsigned char regions_tsv[] = {
#embed "regions.tsv"
};

static const embedded_file files[] = {
    {"regions.tsv", regions_tsv, sizeof regions_tsv},
};

const embedded_file *embedded_file_at(int index) {
    return index >= 0 && (size_t)index < sizeof files / sizeof files[0] ? &files[index] : NULL;
}
