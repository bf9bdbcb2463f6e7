// A disk that takes its time: fsync and fdatasync do their work and return no sooner than SHANZHI_FDATASYNC_MS (4).
// Build with `cc -shared -fPIC`, load with LD_PRELOAD.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <time.h>

static long shortest_nanoseconds(void) {
    const char *text = getenv("SHANZHI_FDATASYNC_MS");
    double milliseconds = text ? strtod(text, NULL) : 4.0;
    return milliseconds > 0 && milliseconds < 1000 ? (long)(milliseconds * 1e6) : 0;
}

static int slowly(const char *name, int descriptor) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += shortest_nanoseconds();
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    int result = real ? real(descriptor) : (errno = ENOSYS, -1);
    int error = errno;
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR) {}
    errno = error;
    return result;
}

int fdatasync(int descriptor) { return slowly("fdatasync", descriptor); }

int fsync(int descriptor) { return slowly("fsync", descriptor); }
