// A disk whose power can go: keeps what was written to the files of a folder since their last fsync or fdatasync, old
// bytes and new, in a log beside it, so that script/faults/power_cut.py can take any part of it away after a kill.
//
// Syncs do not reach the real disk (killing a process loses nothing that the kernel holds); they take
// SHANZHI_POWER_SYNC_MS instead, so that a good part of the kills falls between a write and its sync. With
// SHANZHI_POWER_SYNCS=N the power goes in the N-th sync, before it has done its work; with SHANZHI_POWER_SYNCS_OF=NAME
// only syncs of files whose name ends so are counted.
//
//   SHANZHI_POWER_FOLDER   the folder watched, without a slash at its end; names that end in -shm are memory, not disk
//   SHANZHI_POWER_LIES     1: syncs count for nothing, as on a disk that lies; shows that the test finds what is lost
//   SHANZHI_POWER_LOG      the log: records of the form of `struct record`, each followed by old bytes and new bytes
//
// Build with `cc -O2 -shared -fPIC -pthread`, load with LD_PRELOAD. Not modelled: names (creating, renaming, removing a
// file counts as durable at once) and files mapped into memory.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

struct record {
    uint64_t kind;  // W: write, T: truncate, S: everything before is on the disk
    uint64_t inode;
    int64_t offset;
    int64_t size_before;
    uint64_t old_count, new_count;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int log_file = -1;
static long syncs_left = -1;
static char folder[512];

__attribute__((constructor)) static void begin(void) {
    const char *name = getenv("SHANZHI_POWER_FOLDER"), *path = getenv("SHANZHI_POWER_LOG");
    const char *count = getenv("SHANZHI_POWER_SYNCS");
    if (!name || !path) return;
    strncpy(folder, name, sizeof folder - 1);
    if (count) syncs_left = strtol(count, NULL, 10);
    log_file = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

// The inode of a watched file, 0 for every other.
static uint64_t watched(int file, struct stat *facts) {
    char link[32], path[1024];
    if (log_file < 0 || file == log_file) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    size_t stem = strlen(folder);
    if (strncmp(path, folder, stem) || path[stem] != '/') return 0;
    if (length > 4 && !strcmp(path + length - 4, "-shm")) return 0;
    if (fstat(file, facts) || !S_ISREG(facts->st_mode)) return 0;
    return facts->st_ino;
}

static void put(const struct record *record, const void *old, const void *new) {
    struct iovec parts[] = {
        {(void *)record, sizeof *record}, {(void *)old, record->old_count}, {(void *)new, record->new_count}};
    size_t all = sizeof *record + record->old_count + record->new_count;
    // A log that cannot be kept would prove nothing: better no program than a false result.
    if (syscall(SYS_writev, log_file, parts, 3) != (ssize_t)all) abort();
}

// Writes down what stands at a place and what will; called with the lock held.
static void note(
    char kind, uint64_t inode, int file, const struct stat *facts, int64_t offset, const void *new, size_t count) {
    struct record record = {(uint64_t)kind, inode, offset, facts->st_size, 0, kind == 'W' ? count : 0};
    char *old = count ? malloc(count) : NULL;
    size_t got = 0;
    while (old && got < count) {
        ssize_t more = syscall(SYS_pread64, file, old + got, count - got, offset + (int64_t)got);
        if (more <= 0) break;
        got += (size_t)more;
    }
    record.old_count = got;
    put(&record, old, new);
    free(old);
}

static ssize_t write_at(int file, const void *bytes, size_t count, int64_t offset) {
    struct stat facts;
    uint64_t inode = watched(file, &facts);
    if (!inode) return syscall(SYS_pwrite64, file, bytes, count, offset);
    pthread_mutex_lock(&lock);
    fstat(file, &facts);
    note('W', inode, file, &facts, offset, bytes, count);
    ssize_t result = syscall(SYS_pwrite64, file, bytes, count, offset);
    int error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return result;
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) { return write_at(file, bytes, count, offset); }
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
    return write_at(file, bytes, count, offset);
}

ssize_t write(int file, const void *bytes, size_t count) {
    struct stat facts;
    uint64_t inode = watched(file, &facts);
    if (!inode) return syscall(SYS_write, file, bytes, count);
    pthread_mutex_lock(&lock);
    fstat(file, &facts);
    int is_appending = fcntl(file, F_GETFL) & O_APPEND;
    int64_t offset = is_appending ? facts.st_size : lseek(file, 0, SEEK_CUR);
    // A file that is only written cannot be asked for its old bytes; one that only grows has none.
    note('W', inode, file, &facts, offset, bytes, count);
    ssize_t result = syscall(SYS_write, file, bytes, count);
    int error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return result;
}

static int cut_off(int file, int64_t length) {
    struct stat facts;
    uint64_t inode = watched(file, &facts);
    if (!inode) return (int)syscall(SYS_ftruncate, file, length);
    pthread_mutex_lock(&lock);
    fstat(file, &facts);
    size_t lost = facts.st_size > length ? (size_t)(facts.st_size - length) : 0;
    note('T', inode, file, &facts, length, NULL, lost);
    int result = (int)syscall(SYS_ftruncate, file, length);
    int error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return result;
}

int ftruncate(int file, off_t length) { return cut_off(file, length); }
int ftruncate64(int file, off64_t length) { return cut_off(file, length); }

static void take_time(void) {
    const char *text = getenv("SHANZHI_POWER_SYNC_MS");
    double milliseconds = text ? strtod(text, NULL) : 0;
    if (milliseconds <= 0 || milliseconds > 1000) return;
    struct timespec pause = {0, (long)(milliseconds * 1e6)};
    while (nanosleep(&pause, &pause) && errno == EINTR) {}
}

static int is_counted(int file) {
    const char *name = getenv("SHANZHI_POWER_SYNCS_OF");
    char link[32], path[1024];
    if (!name) return 1;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    size_t stem = strlen(name);
    return length >= (ssize_t)stem && !strncmp(path + length - stem, name, stem);
}

// What was written before the call is on the disk when it returns; what is written meanwhile need not be.
static int synced(int file, long number) {
    struct stat facts;
    uint64_t inode = watched(file, &facts);
    if (!inode) return (int)syscall(number, file);
    pthread_mutex_lock(&lock);
    int64_t position = lseek(log_file, 0, SEEK_END);
    int is_last = syncs_left > 0 && is_counted(file) && --syncs_left == 0;
    pthread_mutex_unlock(&lock);
    take_time();
    if (is_last) kill(getpid(), SIGKILL);
    if (getenv("SHANZHI_POWER_LIES")) return 0;
    pthread_mutex_lock(&lock);
    struct record record = {'S', inode, position, 0, 0, 0};
    put(&record, NULL, NULL);
    pthread_mutex_unlock(&lock);
    return 0;
}

int fsync(int file) { return synced(file, SYS_fsync); }
int fdatasync(int file) { return synced(file, SYS_fdatasync); }
