#include "AllocationCount.h"

#include <stdatomic.h>

// The linker prefers a program's malloc to the C library's, also for what the Swift runtime calls;
// the library's own is still there under its inner name.
extern void *__libc_malloc(size_t byte_count);

static atomic_long count;

void *malloc(size_t byte_count) {
  atomic_fetch_add_explicit(&count, 1, memory_order_relaxed);
  return __libc_malloc(byte_count);
}

long allocation_count(void) { return atomic_load_explicit(&count, memory_order_relaxed); }
