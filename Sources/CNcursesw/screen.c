#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1

#include <curses.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

// term.h has short macros of its own.
#undef columns
#undef lines

#include "CNcursesw.h"

// A row is put in pieces of at most this many cells.
enum { CHUNK = 256, OUTPUT_BUFFER_BYTES = 16 * 1024 };

extern int _nc_outch(int byte);
extern void _nc_flush(void);

static SCREEN *screen;
static FILE *stream;
static cchar_t chunk[CHUNK + 1];

bool screen_set_locale(void) {
  // Only the category curses needs: numbers and dates stay in the C locale.
  if (setlocale(LC_CTYPE, "") != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
  return setlocale(LC_CTYPE, "C.UTF-8") != NULL || setlocale(LC_CTYPE, "en_US.UTF-8") != NULL;
}

terminal_finding screen_lookup(const char *terminal) {
  int error = 0;
  if (setupterm(terminal, STDOUT_FILENO, &error) != OK) {
    // 1: a hardcopy or generic entry, which curses will not take.
    return error == 1 ? TERMINAL_TOO_PLAIN : TERMINAL_UNKNOWN;
  }
  bool able = screen_capability("cup") != NULL;
  del_curterm(cur_term);
  return able ? TERMINAL_USABLE : TERMINAL_TOO_PLAIN;
}

static void set_modes(void) {
  raw();
  noecho();
  nonl();
  intrflush(stdscr, FALSE);
  typeahead(-1);
  keypad(stdscr, TRUE);
  set_escdelay(25);
}

screen_opening screen_open(const char *terminal, int descriptor) {
  int own = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
  if (own < 0) return SCREEN_OUT_OF_RESOURCES;
  stream = fdopen(own, "r+");
  if (stream == NULL) {
    close(own);
    return SCREEN_OUT_OF_RESOURCES;
  }
  screen = newterm(terminal, stream, stream);
  if (screen == NULL) {
    fclose(stream);
    return SCREEN_TERMINAL_UNKNOWN;
  }
  // Until one endwin and refresh, ncurses 6.4 sends every cursor move by its own write(2).
  endwin();
  refresh();
  set_modes();
  // Whatever LINES and COLUMNS say, the terminal itself knows better.
  int height = 0, width = 0;
  screen_measure(descriptor, &height, &width);
  if (height != LINES || width != COLS) resizeterm(height, width);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  return SCREEN_OPENED;
}

static void blank(WINDOW *window) {
  wattrset(window, A_NORMAL);
  werase(window);
}

void screen_close(void) {
  if (screen == NULL) return;
  screen_forget();
  endwin();
  delscreen(screen);
  fclose(stream);
  screen = NULL;
  stream = NULL;
}

int screen_color_count(void) {
  return has_colors() ? COLORS : 0;
}

int screen_pair(int foreground, int background) {
  if (foreground < 0 && background < 0) return 0;
  return alloc_pair(foreground, background);
}

void screen_forget_pairs(void) {
  reset_color_pairs();
}

static attr_t curses_attributes(uint32_t attributes) {
  attr_t result = A_NORMAL;
  if (attributes & SCREEN_BOLD) result |= A_BOLD;
  if (attributes & SCREEN_DIM) result |= A_DIM;
  if (attributes & SCREEN_ITALIC) result |= A_ITALIC;
  if (attributes & SCREEN_UNDERLINE) result |= A_UNDERLINE;
  if (attributes & SCREEN_REVERSE) result |= A_REVERSE;
  return result;
}

static int width_of(const screen_cell *cell) {
  return wcwidth((wchar_t)cell->scalars[0]) == 2 ? 2 : 1;
}

void screen_put(int row, int column, const screen_cell *cells, size_t count) {
  while (count > 0) {
    size_t length = count < CHUNK ? count : CHUNK;
    int columns = 0;
    for (size_t i = 0; i < length; i++) {
      wchar_t text[6] = {0};
      for (int k = 0; k < 5; k++) text[k] = (wchar_t)cells[i].scalars[k];
      int pair = cells[i].pair;
      attr_t attributes = curses_attributes(cells[i].attributes);
      // The pair goes through the options: COLOR_PAIR ends at 255.
      if (setcchar(&chunk[i], text, attributes, 0, &pair) != OK) {
        setcchar(&chunk[i], L"\uFFFD", attributes, 0, &pair);
        columns += 1;
      } else {
        columns += width_of(&cells[i]);
      }
    }
    mvwadd_wchnstr(stdscr, row, column, chunk, (int)length);
    column += columns;
    cells += length;
    count -= length;
  }
}

void screen_place_cursor(int row, int column, bool visible) {
  curs_set(visible ? 1 : 0);
  wmove(stdscr, row, column);
}

void screen_update(void) {
  wnoutrefresh(stdscr);
  doupdate();
}

void screen_invalidate(void) {
  clearok(curscr, TRUE);
}

void screen_resize(int rows, int columns) {
  // Blank first: what a resize cuts off is freed as it is.
  screen_forget();
  resizeterm(rows, columns);
  blank(stdscr);
  clearok(curscr, TRUE);
}

/// Fills the output buffer with zeros that go nowhere: the terminal's descriptor is turned to
/// /dev/null meanwhile.
static void scrub_output(void) {
  _nc_flush();
  int descriptor = fileno(stream);
  int kept = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
  int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (kept >= 0 && nowhere >= 0 && dup3(nowhere, descriptor, O_CLOEXEC) >= 0) {
    for (int i = 0; i < OUTPUT_BUFFER_BYTES; i++) _nc_outch(0);
    // None of it may be left waiting when the descriptor is the terminal's again.
    _nc_flush();
    dup3(kept, descriptor, O_CLOEXEC);
  }
  if (kept >= 0) close(kept);
  if (nowhere >= 0) close(nowhere);
}

void screen_scrub(void) {
  explicit_bzero(chunk, sizeof chunk);
  scrub_output();
}

void screen_forget(void) {
  blank(stdscr);
  blank(newscr);
  blank(curscr);
  screen_scrub();
  clearok(curscr, TRUE);
}

void screen_leave(void) {
  endwin();
}

void screen_return(void) {
  set_modes();
  clearok(curscr, TRUE);
  refresh();
}

void screen_measure(int descriptor, int *rows, int *columns) {
  struct winsize size = {0};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
    *rows = size.ws_row;
    *columns = size.ws_col;
  } else if (screen != NULL && tigetnum("lines") > 0 && tigetnum("cols") > 0) {
    *rows = tigetnum("lines");
    *columns = tigetnum("cols");
  } else {
    *rows = 24;
    *columns = 80;
  }
}

const char *screen_capability(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 ? NULL : value;
}

int screen_scalar_width(uint32_t scalar) {
  return wcwidth((wchar_t)scalar);
}
