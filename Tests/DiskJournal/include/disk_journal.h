// A virtual file system for SQLite (https://sqlite.org/vfs.html) that notes what is written, cut off,
// deleted and synced below a directory, in order: what a disk knows when the power goes.

#ifndef DISK_JOURNAL_H
#define DISK_JOURNAL_H

typedef enum {
  DISK_WRITE = 0,
  DISK_TRUNCATE = 1,
  DISK_SYNC = 2,
  DISK_DELETE = 3
} disk_operation;

typedef struct {
  disk_operation operation;
  const char *path;
  // Where a write begins, or how long a file is after it was cut.
  long long offset;
  int byte_count;
  const unsigned char *bytes;
} disk_event;

// Becomes the default file system of the process; 0 where SQLite takes it.
int disk_journal_install(void);

// Begins to note what happens below a directory, and forgets what was noted before.
void disk_journal_begin(const char *directory);

// Stops; what was noted stays until the next beginning.
void disk_journal_end(void);

// How much was noted so far.
int disk_journal_count(void);

// What was noted; valid until the next beginning.
disk_event disk_journal_event(int index);

#endif
