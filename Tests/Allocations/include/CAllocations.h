// Counts what a program asks of malloc: definitions here take the place of the C library's for the whole process,
// the Swift runtime included. Linked into the benchmarks alone.
#pragma once
#include <malloc.h>

/// How many blocks this thread has asked for since it began.
unsigned long long allocations_of_thread(void);
