#ifndef SEALDESK_MAIN_QUEUE_H
#define SEALDESK_MAIN_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The main dispatch queue as a descriptor that can be polled together with the terminal, so that
// the main actor stays on the process's first thread. CoreFoundation's run loop uses the same two
// entry points of libdispatch; dispatchMain() instead would end the first thread and with it the
// alternate signal stack that a stack overflow needs.

/// Readable while the main queue has work. Call once before any work is sent to it.
int main_queue_descriptor(void);

/// Runs what the main queue holds. On the first thread only, never from within such work.
void main_queue_drain(void);

/// A descriptor that any thread can make readable, or -1.
int wake_open(void);
void wake_raise(int descriptor);
void wake_clear(int descriptor);
void wake_close(int descriptor);

/// Waits until one of the descriptors is readable or hung up. Sets the flags of those that are.
/// Below 0 nanoseconds: for ever. Returns early when a signal arrives.
void wait_readable(const int *descriptors, bool *readable, size_t count, int64_t nanoseconds);

#endif
