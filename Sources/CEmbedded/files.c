#include "CEmbedded.h"

static const unsigned char regions_tsv[] = {
#embed "regions.tsv"
};

const embedded_file embedded_files[] = {
    {"regions.tsv", regions_tsv, sizeof regions_tsv},
    {NULL, NULL, 0},
};
