#include "disk_journal.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

// Our file, and behind it in the same allocation the real one.
typedef struct {
  sqlite3_file base;
  char *path;
  sqlite3_file *real;
} journaled_file;

static sqlite3_vfs journal_vfs;
static sqlite3_vfs *real_vfs;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char *watched;
static disk_event *events;
static int event_count, event_room;

static void note(disk_operation operation, const char *path, long long offset, int byte_count,
                 const void *bytes) {
  pthread_mutex_lock(&lock);
  if (watched && path && strncmp(path, watched, strlen(watched)) == 0) {
    if (event_count == event_room) {
      event_room = event_room ? event_room * 2 : 1024;
      events = realloc(events, event_room * sizeof(disk_event));
      if (!events) abort();
    }
    unsigned char *copy = NULL;
    if (byte_count > 0) {
      copy = malloc(byte_count);
      if (!copy) abort();
      memcpy(copy, bytes, byte_count);
    }
    events[event_count++] = (disk_event){operation, strdup(path), offset, byte_count, copy};
  }
  pthread_mutex_unlock(&lock);
}

// What is noted.

static int j_write(sqlite3_file *f, const void *bytes, int count, sqlite3_int64 offset) {
  journaled_file *file = (journaled_file *)f;
  int code = file->real->pMethods->xWrite(file->real, bytes, count, offset);
  if (code == SQLITE_OK) note(DISK_WRITE, file->path, offset, count, bytes);
  return code;
}

static int j_truncate(sqlite3_file *f, sqlite3_int64 size) {
  journaled_file *file = (journaled_file *)f;
  int code = file->real->pMethods->xTruncate(file->real, size);
  if (code == SQLITE_OK) note(DISK_TRUNCATE, file->path, size, 0, NULL);
  return code;
}

static int j_sync(sqlite3_file *f, int flags) {
  journaled_file *file = (journaled_file *)f;
  int code = file->real->pMethods->xSync(file->real, flags);
  if (code == SQLITE_OK) note(DISK_SYNC, file->path, 0, 0, NULL);
  return code;
}

// What is passed on.

#define REAL(f) (((journaled_file *)(f))->real)

static int j_close(sqlite3_file *f) {
  journaled_file *file = (journaled_file *)f;
  int code = file->real->pMethods ? file->real->pMethods->xClose(file->real) : SQLITE_OK;
  free(file->path);
  return code;
}
static int j_read(sqlite3_file *f, void *bytes, int count, sqlite3_int64 offset) {
  return REAL(f)->pMethods->xRead(REAL(f), bytes, count, offset);
}
static int j_size(sqlite3_file *f, sqlite3_int64 *size) {
  return REAL(f)->pMethods->xFileSize(REAL(f), size);
}
static int j_lock(sqlite3_file *f, int level) { return REAL(f)->pMethods->xLock(REAL(f), level); }
static int j_unlock(sqlite3_file *f, int level) {
  return REAL(f)->pMethods->xUnlock(REAL(f), level);
}
static int j_reserved(sqlite3_file *f, int *result) {
  return REAL(f)->pMethods->xCheckReservedLock(REAL(f), result);
}
static int j_control(sqlite3_file *f, int operation, void *argument) {
  return REAL(f)->pMethods->xFileControl(REAL(f), operation, argument);
}
static int j_sector(sqlite3_file *f) { return REAL(f)->pMethods->xSectorSize(REAL(f)); }
static int j_traits(sqlite3_file *f) {
  return REAL(f)->pMethods->xDeviceCharacteristics(REAL(f));
}
static int j_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **memory) {
  return REAL(f)->pMethods->xShmMap(REAL(f), page, size, extend, memory);
}
static int j_shm_lock(sqlite3_file *f, int offset, int count, int flags) {
  return REAL(f)->pMethods->xShmLock(REAL(f), offset, count, flags);
}
static void j_shm_barrier(sqlite3_file *f) { REAL(f)->pMethods->xShmBarrier(REAL(f)); }
static int j_shm_unmap(sqlite3_file *f, int is_deleted) {
  return REAL(f)->pMethods->xShmUnmap(REAL(f), is_deleted);
}

// Version 2: without it SQLite would map files into memory and write past us.
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = j_close,
    .xRead = j_read,
    .xWrite = j_write,
    .xTruncate = j_truncate,
    .xSync = j_sync,
    .xFileSize = j_size,
    .xLock = j_lock,
    .xUnlock = j_unlock,
    .xCheckReservedLock = j_reserved,
    .xFileControl = j_control,
    .xSectorSize = j_sector,
    .xDeviceCharacteristics = j_traits,
    .xShmMap = j_shm_map,
    .xShmLock = j_shm_lock,
    .xShmBarrier = j_shm_barrier,
    .xShmUnmap = j_shm_unmap};

static int j_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out_flags) {
  (void)vfs;
  journaled_file *file = (journaled_file *)f;
  memset(file, 0, sizeof *file);
  file->real = (sqlite3_file *)(file + 1);
  memset(file->real, 0, real_vfs->szOsFile);
  int code = real_vfs->xOpen(real_vfs, name, file->real, flags, out_flags);
  if (code == SQLITE_OK) {
    file->path = name ? strdup(name) : NULL;
    file->base.pMethods = &methods;
  }
  return code;
}

static int j_delete(sqlite3_vfs *vfs, const char *name, int sync_directory) {
  (void)vfs;
  int code = real_vfs->xDelete(real_vfs, name, sync_directory);
  if (code == SQLITE_OK) note(DISK_DELETE, name, 0, 0, NULL);
  return code;
}

int disk_journal_install(void) {
  if (real_vfs) return 0;
  sqlite3_vfs *found = sqlite3_vfs_find(NULL);
  if (!found) return 1;
  journal_vfs = *found;
  journal_vfs.zName = "disk-journal";
  journal_vfs.pNext = NULL;
  journal_vfs.szOsFile = sizeof(journaled_file) + found->szOsFile;
  journal_vfs.xOpen = j_open;
  journal_vfs.xDelete = j_delete;
  real_vfs = found;
  return sqlite3_vfs_register(&journal_vfs, 1) == SQLITE_OK ? 0 : 1;
}

void disk_journal_begin(const char *directory) {
  pthread_mutex_lock(&lock);
  for (int index = 0; index < event_count; index++) {
    free((void *)events[index].path);
    free((void *)events[index].bytes);
  }
  event_count = 0;
  free(watched);
  watched = strdup(directory);
  pthread_mutex_unlock(&lock);
}

void disk_journal_end(void) {
  pthread_mutex_lock(&lock);
  free(watched);
  watched = NULL;
  pthread_mutex_unlock(&lock);
}

int disk_journal_count(void) {
  pthread_mutex_lock(&lock);
  int count = event_count;
  pthread_mutex_unlock(&lock);
  return count;
}

disk_event disk_journal_event(int index) {
  pthread_mutex_lock(&lock);
  disk_event event = events[index];
  pthread_mutex_unlock(&lock);
  return event;
}
