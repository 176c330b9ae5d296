#define _GNU_SOURCE
#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "restore.h"

static const int taken[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGPIPE};
enum { TAKEN_COUNT = sizeof taken / sizeof taken[0] };

static struct sigaction previous[TAKEN_COUNT];
static int pipe_ends[2] = {-1, -1};
static volatile sig_atomic_t continued;
static volatile sig_atomic_t asked_to_end;
static volatile time_t first_asked;

static bool is_end(int signal) {
  return signal == SIGTERM || signal == SIGHUP || signal == SIGINT || signal == SIGQUIT;
}

static void end_if_hanging(int number) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (!asked_to_end) {
    asked_to_end = 1;
    first_asked = now.tv_sec;
  } else if (now.tv_sec - first_asked >= 2) {
    restore_now();
    signal(number, SIG_DFL);
    raise(number);
  }
}

static void handle(int signal) {
  int error = errno;
  if (signal == SIGCONT) continued = 1;
  if (is_end(signal)) end_if_hanging(signal);
  unsigned char byte = (unsigned char)signal;
  if (write(pipe_ends[1], &byte, 1) < 0) {
    // The pipe is full of signals that nobody has read yet: one more tells nothing new.
  }
  errno = error;
}

int signals_open(void) {
  if (pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) < 0) return -1;
  asked_to_end = 0;
  struct sigaction action = {.sa_handler = handle, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < TAKEN_COUNT; i++) {
    struct sigaction own = action;
    if (taken[i] == SIGPIPE) own.sa_handler = SIG_IGN;
    sigaction(taken[i], &own, &previous[i]);
  }
  return pipe_ends[0];
}

void signals_close(void) {
  if (pipe_ends[0] < 0) return;
  for (int i = 0; i < TAKEN_COUNT; i++) sigaction(taken[i], &previous[i], NULL);
  close(pipe_ends[0]);
  close(pipe_ends[1]);
  pipe_ends[0] = pipe_ends[1] = -1;
}

bool signals_stop_group(void) {
  struct sigaction standard = {.sa_handler = SIG_DFL}, own;
  sigemptyset(&standard.sa_mask);
  sigaction(SIGTSTP, &standard, &own);
  continued = 0;
  kill(0, SIGTSTP);
  // The stop may reach another thread first, a moment after kill(2) has returned. Time does not
  // pass for us while stopped, so a short wait tells a stop from a group that cannot be stopped.
  for (int turn = 0; turn < 20 && !continued; turn++) poll(NULL, 0, 5);
  sigaction(SIGTSTP, &own, NULL);
  return continued;
}
