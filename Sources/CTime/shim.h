// The kernel's clock (adjtimex(2)), which the Glibc module leaves out.
#pragma once
#include <sys/timex.h>

/// Whether some program keeps the clock by others, as far as the kernel knows.
static inline int is_clock_kept(void) {
    struct timex state = {0};
    return adjtimex(&state) >= 0 && !(state.status & STA_UNSYNC);
}
