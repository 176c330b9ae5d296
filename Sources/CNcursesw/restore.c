#include "restore.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <termios.h>
#include <unistd.h>

enum { CAPACITY = 1000, STACK_BYTES = 64 * 1024 };

static const int fatal_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
enum { FATAL_COUNT = sizeof fatal_signals / sizeof fatal_signals[0] };

static struct sigaction previous[FATAL_COUNT];
static struct termios saved_mode;
static int terminal = -1;
static char restoring[CAPACITY];
static volatile size_t restoring_count;
static volatile sig_atomic_t is_armed;
static char handler_stack[STACK_BYTES];

static void write_all(const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(terminal, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

void restore_mode(void) {
  if (terminal < 0) return;
  // In the background tcsetattr would stop us by SIGTTOU.
  sigset_t background, before;
  sigemptyset(&background);
  sigaddset(&background, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &background, &before);
  while (tcsetattr(terminal, TCSANOW, &saved_mode) < 0 && errno == EINTR) {
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void restore_now(void) {
  if (!is_armed) return;
  is_armed = 0;
  int error = errno;
  write_all(restoring, restoring_count);
  restore_mode();
  errno = error;
}

static void handle_fatal(int signal, siginfo_t *info, void *context) {
  (void)context;
  restore_now();
  for (int i = 0; i < FATAL_COUNT; i++) {
    if (fatal_signals[i] == signal) sigaction(signal, &previous[i], NULL);
  }
  // A fault happens again when we return, with its own address and registers for the next handler.
  if (info->si_code > 0) return;
  // A signal that somebody sent does not: it is sent again, to the next handler and then to the
  // kernel. Swift's own handler counts on a fault, and would return into a program that lives on.
  sigset_t own;
  sigemptyset(&own);
  sigaddset(&own, signal);
  raise(signal);
  pthread_sigmask(SIG_UNBLOCK, &own, NULL);
  struct sigaction standard = {.sa_handler = SIG_DFL};
  sigemptyset(&standard.sa_mask);
  sigaction(signal, &standard, NULL);
  raise(signal);
}

static void restore_at_exit(void) {
  restore_now();
}

int restore_prepare(int descriptor) {
  if (tcgetattr(descriptor, &saved_mode) < 0) return errno;
  terminal = descriptor;

  stack_t stack = {.ss_sp = handler_stack, .ss_size = STACK_BYTES};
  sigaltstack(&stack, NULL);
  struct sigaction action = {.sa_sigaction = handle_fatal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < FATAL_COUNT; i++) sigaction(fatal_signals[i], &action, &previous[i]);

  static bool registered;
  if (!registered) registered = atexit(restore_at_exit) == 0;
  return 0;
}

void restore_set_string(const char *bytes, size_t count) {
  restoring_count = 0;
  if (count > CAPACITY) count = CAPACITY;
  memcpy(restoring, bytes, count);
  restoring_count = count;
}

void restore_arm(bool armed) {
  is_armed = armed;
}

void restore_finish(void) {
  is_armed = 0;
  terminal = -1;
  for (int i = 0; i < FATAL_COUNT; i++) {
    struct sigaction current;
    sigaction(fatal_signals[i], NULL, &current);
    if (current.sa_sigaction == handle_fatal) sigaction(fatal_signals[i], &previous[i], NULL);
  }
}

void process_forbid_dumps(void) {
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
