#ifndef CNCURSESW_H
#define CNCURSESW_H

// ncursesw behind functions that show none of its types. Swift never sees curses.h: its globals are
// concurrency errors there, and its macros do not import.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "main_queue.h"
#include "restore.h"
#include "signals.h"

/// One drawn character: a base of width 1 or 2 and up to four marks, ended by a zero when fewer.
typedef struct {
  uint32_t scalars[5];
  uint32_t attributes;
  int32_t pair;
} screen_cell;

enum {
  SCREEN_BOLD = 1,
  SCREEN_DIM = 2,
  SCREEN_ITALIC = 4,
  SCREEN_UNDERLINE = 8,
  SCREEN_REVERSE = 16,
};

typedef enum {
  SCREEN_OPENED = 0,
  SCREEN_TERMINAL_UNKNOWN = 1,
  SCREEN_OUT_OF_RESOURCES = 2,
} screen_opening;

/// Sets LC_CTYPE from the environment, or to C.UTF-8 where that is not UTF-8.
/// Returns false where no UTF-8 locale is to be had.
bool screen_set_locale(void);

typedef enum {
  TERMINAL_USABLE = 0,
  TERMINAL_TOO_PLAIN = 1,
  TERMINAL_UNKNOWN = 2,
} terminal_finding;

/// Whether terminfo has an entry of that name, and one that can place the cursor.
terminal_finding screen_lookup(const char *terminal);

/// Opens the one screen on a descriptor, which stays the caller's. The terminal mode is taken over;
/// the caller has saved it (restore_arm).
screen_opening screen_open(const char *terminal, int descriptor);

/// Ends the screen, its buffers overwritten first.
void screen_close(void);

/// How many colours the open screen has; 0 for none.
int screen_color_count(void);

/// A pair for two colours (-1 for the terminal's own), or -1 when there are no more pairs.
int screen_pair(int foreground, int background);

/// Forgets all pairs. What is on the screen must be drawn again.
void screen_forget_pairs(void);

/// Puts cells at a position. A wide character is one cell here.
void screen_put(int row, int column, const screen_cell *cells, size_t count);

/// Where the cursor rests after the next update, and whether it is seen.
void screen_place_cursor(int row, int column, bool visible);

/// Sends what has changed.
void screen_update(void);

/// Makes the next update send everything.
void screen_invalidate(void);

/// Takes a new size; every buffer is blank afterwards and the next update sends everything.
void screen_resize(int rows, int columns);

/// Overwrites what the last updates left on their way to the terminal: curses' output buffer and the
/// cells in hand. Not a byte is sent.
void screen_scrub(void);

/// Overwrites every buffer curses keeps, without a byte to the terminal; the next update sends
/// everything.
void screen_forget(void);

/// Gives the terminal back for a while (suspend).
void screen_leave(void);

/// Takes the terminal again; the next update sends everything.
void screen_return(void);

/// The size of the terminal on a descriptor, or what terminfo says of it, or 24 by 80.
void screen_measure(int descriptor, int *rows, int *columns);

/// A string capability of the open terminal ("rmcup"), or NULL.
const char *screen_capability(const char *name);

/// Columns that the C library gives a scalar: 0, 1, 2, or -1.
int screen_scalar_width(uint32_t scalar);

#endif
