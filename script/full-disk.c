// A disk that is full for a while: no file of a folder grows as long as another file, the sign, exists.
//   SHANZHI_FULL_FOLDER   the folder, without a slash at its end
//   SHANZHI_FULL_SIGN     the file whose being there means that the disk is full
// Build with `cc -O2 -shared -fPIC`, load with LD_PRELOAD.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int is_refused(int file, off64_t end) {
    const char *folder = getenv("SHANZHI_FULL_FOLDER"), *sign = getenv("SHANZHI_FULL_SIGN");
    if (!folder || !sign || access(sign, F_OK)) return 0;
    char link[32], path[1024];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    size_t stem = strlen(folder);
    struct stat facts;
    if (strncmp(path, folder, stem) || path[stem] != '/' || fstat(file, &facts)) return 0;
    return S_ISREG(facts.st_mode) && (end < 0 || end > facts.st_size);
}

#define REFUSE(file, end)       \
    if (is_refused(file, end)) { \
        errno = ENOSPC;         \
        return -1;              \
    }

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
    REFUSE(file, offset + (off64_t)count)
    return syscall(SYS_pwrite64, file, bytes, count, offset);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) { return pwrite64(file, bytes, count, offset); }

ssize_t write(int file, const void *bytes, size_t count) {
    int flags = fcntl(file, F_GETFL);
    REFUSE(file, flags & O_APPEND ? -1 : lseek(file, 0, SEEK_CUR) + (off64_t)count)
    return syscall(SYS_write, file, bytes, count);
}

int ftruncate64(int file, off64_t length) {
    REFUSE(file, length)
    return (int)syscall(SYS_ftruncate, file, length);
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }
