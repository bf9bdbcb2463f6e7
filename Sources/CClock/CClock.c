#include "CClock.h"

#if defined(__linux__)
#include <sys/timex.h>

/* Swift's module of the C library leaves this header out. */
int shanzhi_clock_is_set(void) {
    struct timex facts = {0};
    if (adjtimex(&facts) < 0) return -1;
    return (facts.status & STA_UNSYNC) == 0;
}
#else
int shanzhi_clock_is_set(void) { return -1; }
#endif
