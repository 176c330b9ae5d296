import Foundation
import Glibc
import Terminal

/// Where sentences for people go.
enum StandardError {
  static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}

/// Where results go; a reader that closed the pipe ends the program quietly.
enum StandardOutput {
  static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        Glibc.exit(errno == EPIPE ? 0 : ExitStatus.cannotWrite.rawValue)
      }
      bytes = bytes.dropFirst(written)
    }
  }

  static func print(_ line: String) {
    write(line + "\n")
  }
}

/// What has to hold before anything else runs.
enum SystemSetUp {
  static func apply() {
    // A full disk under RLIMIT_FSIZE raises SIGXFSZ, a closed pipe SIGPIPE: both are errors of a
    // call here, not the end of the program.
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    // Files made here are for this person alone.
    umask(0o077)
    // Crash reports would dump registers and memory, and with them an identifier.
    setenv("SWIFT_BACKTRACE", "enable=no", 1)
    TerminalSession.forbidDumps()
  }
}
