#ifndef SEALDESK_RESTORE_H
#define SEALDESK_RESTORE_H

// The terminal as it was found, and the handlers that put it back when the program cannot. State is
// static because signal handlers have no other way to it, and a process has one terminal.

#include <stdbool.h>
#include <stddef.h>

/// Saves the mode of the terminal on a descriptor and takes the fatal signals (SEGV, BUS, ILL, TRAP,
/// FPE, ABRT) on an own stack of the calling thread. The handlers write the restoring string, reset
/// the mode, and hand on to whoever had the signal before. exit(3) does the same.
/// Returns 0, or an errno.
int restore_prepare(int descriptor);

/// What to write when the program dies: escape sequences, then a notice. Cut at 1,000 bytes.
void restore_set_string(const char *bytes, size_t count);

/// Whether there is something to put back: set while the screen is ours, not while suspended.
void restore_arm(bool armed);

/// Puts back mode and screen at once if armed, and disarms. Async-signal-safe.
void restore_now(void);

/// Sets the saved mode only.
void restore_mode(void);

/// Gives the fatal signals back.
void restore_finish(void);

/// Keeps the process out of core files and away from other processes' ptrace.
void process_forbid_dumps(void);

#endif
