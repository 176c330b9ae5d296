#include <stddef.h>

/// How often this program has called malloc so far, in all threads.
long allocation_count(void);
