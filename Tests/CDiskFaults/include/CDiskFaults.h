#ifndef CDISKFAULTS_H
#define CDISKFAULTS_H

// Stands between SQLite and the disk in test programs: counts syncs of files whose path contains a text, and lets
// their writes or syncs fail. Every other file is passed through.

typedef enum { disk_sound, disk_write_full, disk_sync_broken } disk_fault;

// Begins to watch the files whose path contains a text, such as "folder/" (the folder itself is synced now and then too).
// Returns a number for the calls below, -1 when too many are watched.
int disk_watch(const char *folder);
// How often files under the folder were synced since the watch began.
int disk_syncs(int watch);
// What happens from now on to files under the folder.
void disk_set_fault(int watch, disk_fault fault);

#endif
