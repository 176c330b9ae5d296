import Glibc

/// Keeps the three standard descriptors away from the screen while it is up.
///
/// A stray print and the last words of a fatal error go to a log instead; and reading from standard
/// input meets the end of a file, so that no library can take the keys.
struct StandardStreams {
  private var kept: [Int32] = []

  /// Turns output to a log of mode 0600, or to nowhere where no path is given.
  init(logPath: String?) throws(TerminalError) {
    let log = Self.open(logPath ?? "/dev/null")
    guard log >= 0 else { throw .cannotOpenLog(errno: errno) }
    let nothing = Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
    fflush(nil)
    for descriptor in Int32(0)...2 {
      kept.append(fcntl(descriptor, F_DUPFD_CLOEXEC, 3))
      dup2(descriptor == 0 ? nothing : log, descriptor)
    }
    close(log)
    close(nothing)
  }

  /// Gives them back; only the first call does.
  mutating func restore() {
    fflush(nil)
    for (descriptor, original) in zip(Int32(0)..., kept) where original >= 0 {
      dup2(original, descriptor)
      close(original)
    }
    kept = []
  }

  private static func open(_ path: String) -> Int32 {
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW
    let log = Glibc.open(path, flags, 0o600)
    // A log that was there before may have been made with other rights.
    if log >= 0, path != "/dev/null" { fchmod(log, 0o600) }
    return log
  }
}
