#define _GNU_SOURCE
#include "main_queue.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum { WAIT_LIMIT = 16 };

int _dispatch_get_main_queue_handle_4CF(void);
void _dispatch_main_queue_callback_4CF(void *message);

int main_queue_descriptor(void) {
  return _dispatch_get_main_queue_handle_4CF();
}

void main_queue_drain(void) {
  uint64_t wakes;
  // Cleared before the work is taken: what arrives in between wakes us again.
  if (read(main_queue_descriptor(), &wakes, sizeof wakes) < 0) {
    // Another turn has cleared it; the drain below is harmless.
  }
  _dispatch_main_queue_callback_4CF(NULL);
}

int wake_open(void) {
  return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

void wake_raise(int descriptor) {
  uint64_t one = 1;
  if (write(descriptor, &one, sizeof one) < 0) {
    // The counter is full, so the descriptor is readable already.
  }
}

void wake_clear(int descriptor) {
  uint64_t count;
  if (read(descriptor, &count, sizeof count) < 0) {
    // Nobody has raised it.
  }
}

void wait_readable(const int *descriptors, bool *readable, size_t count, int64_t nanoseconds) {
  struct pollfd polled[WAIT_LIMIT];
  if (count > WAIT_LIMIT) count = WAIT_LIMIT;
  for (size_t i = 0; i < count; i++) {
    polled[i] = (struct pollfd){.fd = descriptors[i], .events = POLLIN};
  }
  struct timespec limit = {nanoseconds / 1000000000, nanoseconds % 1000000000};
  int ready = ppoll(polled, count, nanoseconds < 0 ? NULL : &limit, NULL);
  for (size_t i = 0; i < count; i++) readable[i] = ready > 0 && polled[i].revents != 0;
}

void wake_close(int descriptor) {
  close(descriptor);
}
