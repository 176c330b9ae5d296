#ifndef SEALDESK_SIGNALS_H
#define SEALDESK_SIGNALS_H

// Signals as bytes in a pipe: a handler does nothing but write the number.

#include <stdbool.h>

/// Takes TERM, HUP, INT, QUIT, TSTP, CONT and WINCH, ignores PIPE, and returns the descriptor on
/// which their numbers can be read, one byte each; or -1. A request to end that comes more than a
/// second after an earlier one finds a program that hangs, and ends it there and then.
int signals_open(void);

/// Gives the signals back and closes the pipe.
void signals_close(void);

/// Stops the whole process group as ^Z would, and returns when it runs again. Returns false where
/// there is no shell to come back from (an orphaned group), at once.
bool signals_stop_group(void);

#endif
