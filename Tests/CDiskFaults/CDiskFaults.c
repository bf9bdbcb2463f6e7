// Defines fdatasync and pwrite64 in the test program itself: the dynamic linker then takes these for libsqlite3 too.
#define _GNU_SOURCE
#include "CDiskFaults.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define WATCHES 64
#define PATH_SIZE 512

static char folders[WATCHES][PATH_SIZE];
static atomic_int used, syncs[WATCHES], faults[WATCHES];

int disk_watch(const char *folder) {
    int watch = atomic_fetch_add(&used, 1);
    if (watch >= WATCHES) return -1;
    strncpy(folders[watch], folder, PATH_SIZE - 1);
    return watch;
}

int disk_syncs(int watch) { return watch < 0 || watch >= WATCHES ? -1 : atomic_load(&syncs[watch]); }

void disk_set_fault(int watch, disk_fault fault) {
    if (watch >= 0 && watch < WATCHES) atomic_store(&faults[watch], fault);
}

static int watch_of(int file) {
    int count = atomic_load(&used);
    if (count == 0) return -1;
    char link[32], path[PATH_SIZE];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return -1;
    path[length] = 0;
    for (int watch = 0; watch < count && watch < WATCHES; watch++)
        if (folders[watch][0] && strstr(path, folders[watch])) return watch;
    return -1;
}

int fdatasync(int file) {
    int watch = watch_of(file);
    if (watch >= 0) {
        atomic_fetch_add(&syncs[watch], 1);
        if (atomic_load(&faults[watch]) == disk_sync_broken) { errno = EIO; return -1; }
    }
    return (int)syscall(SYS_fdatasync, file);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
    int watch = watch_of(file);
    if (watch >= 0 && atomic_load(&faults[watch]) == disk_write_full) { errno = ENOSPC; return -1; }
    return syscall(SYS_pwrite64, file, bytes, count, offset);
}
