// A filter for system calls (seccomp(2)): a list of what is allowed, everything else fails.

#include "confinement.h"

#include <errno.h>

#ifdef __linux__

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef OWN_ARCHITECTURE

// Both processors are little-endian: the low half of an argument comes first, and is all that the
// system reads of a descriptor or of flags.
#define LOW_HALF(index) (offsetof(struct seccomp_data, args[index]))

#define LOAD(offset) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset)
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define FAIL(error) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))
#define KILL BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)
#define IF_EQUAL(value, then, otherwise) \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, then, otherwise)
#define IF_ANY_BIT(bits, then, otherwise) \
  BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, then, otherwise)

#define ALLOW_CALL(name) IF_EQUAL(SYS_##name, 0, 1), ALLOW

// A call on the one descriptor, and no other.
#define ALLOW_ON_DESCRIPTOR(name, descriptor) \
  IF_EQUAL(SYS_##name, 0, 4), LOAD(LOW_HALF(0)), IF_EQUAL(descriptor, 0, 1), ALLOW, FAIL(EPERM)

// A call whose argument has none of these bits.
#define ALLOW_WITHOUT_BITS(name, index, bits) \
  IF_EQUAL(SYS_##name, 0, 4), LOAD(LOW_HALF(index)), IF_ANY_BIT(bits, 1, 0), ALLOW, FAIL(EPERM)

static int install(struct sock_filter *filter, unsigned short length) {
  struct sock_fprog program = {.len = length, .filter = filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
  // All threads there are, not this one alone.
  long result = syscall(
      SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
  if (result == 0) return 0;
  return result > 0 ? EAGAIN : errno;
}

int confine_to_descriptor(int descriptor) {
  const struct rlimit nothing = {0, 0};
  setrlimit(RLIMIT_FSIZE, &nothing);
  setrlimit(RLIMIT_CORE, &nothing);
  if (descriptor > 0) syscall(SYS_close_range, 0u, (unsigned)descriptor - 1, 0u);
  syscall(SYS_close_range, (unsigned)descriptor + 1, ~0u, 0u);

  struct sock_filter filter[] = {
      LOAD(offsetof(struct seccomp_data, arch)),
      IF_EQUAL(OWN_ARCHITECTURE, 1, 0),
      KILL,
      LOAD(offsetof(struct seccomp_data, nr)),

      ALLOW_ON_DESCRIPTOR(read, (unsigned)descriptor),
      ALLOW_ON_DESCRIPTOR(write, (unsigned)descriptor),

      // Memory, but none to run code from, and none of a file.
      ALLOW_CALL(brk),
      ALLOW_CALL(munmap),
      ALLOW_CALL(mremap),
      ALLOW_CALL(madvise),
      ALLOW_WITHOUT_BITS(mprotect, 2, PROT_EXEC),
      IF_EQUAL(SYS_mmap, 0, 6),
      LOAD(LOW_HALF(2)),
      IF_ANY_BIT(PROT_EXEC, 3, 0),
      LOAD(LOW_HALF(3)),
      IF_ANY_BIT(MAP_ANONYMOUS, 0, 1),
      ALLOW,
      FAIL(EPERM),

      // Threads of its own, but no process. What clone3 asks for lies in memory, where a filter
      // does not look: the C library falls back to clone.
      IF_EQUAL(SYS_clone3, 0, 1),
      FAIL(ENOSYS),
      IF_EQUAL(SYS_clone, 0, 4),
      LOAD(LOW_HALF(0)),
      IF_ANY_BIT(CLONE_THREAD, 0, 1),
      ALLOW,
      FAIL(EPERM),
      ALLOW_CALL(futex),
      ALLOW_CALL(set_robust_list),
      ALLOW_CALL(rseq),
      ALLOW_CALL(gettid),
      ALLOW_CALL(getpid),
      ALLOW_CALL(sched_yield),
      ALLOW_CALL(sched_getaffinity),
      ALLOW_CALL(sigaltstack),
      ALLOW_CALL(rt_sigprocmask),
      ALLOW_CALL(rt_sigaction),
      ALLOW_CALL(rt_sigreturn),
      ALLOW_CALL(restart_syscall),
      ALLOW_CALL(exit),
      ALLOW_CALL(exit_group),

      // Time, and numbers nobody can guess.
      ALLOW_CALL(clock_gettime),
      ALLOW_CALL(clock_nanosleep),
      ALLOW_CALL(nanosleep),
      ALLOW_CALL(getrandom),

      FAIL(EPERM),
  };
  return install(filter, sizeof(filter) / sizeof(filter[0]));
}

#else

int confine_to_descriptor(int descriptor) {
  (void)descriptor;
  return ENOSYS;
}

#endif

#else

int confine_to_descriptor(int descriptor) {
  (void)descriptor;
  return ENOSYS;
}

#endif
