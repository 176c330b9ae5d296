import Foundation

/// A running mail command, its standard input at hand.
///
/// It is polled and never waited for in a blocking call, so that it holds up no thread. Its input is
/// a socket and not a pipe: a command that exits early must not end us by SIGPIPE.
struct MailProcess: Sendable {
  private let identifier: pid_t
  private let input: Int32

  /// - Throws: `commandUnavailable`, `systemRefused`.
  init(
    path: String, arguments: [UnsafeMutablePointer<CChar>?],
    environment: [UnsafeMutablePointer<CChar>?]
  ) throws(MailTransportError) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .systemRefused }
    let (ours, theirs) = (ends[0], ends[1])
    defer { close(theirs) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, theirs, STDIN_FILENO)
    // What it prints may name people, and the terminal is ours.
    for output in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0)
    }
    var attributes = posix_spawnattr_t()
    Self.prepare(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var child: pid_t = 0
    let result = posix_spawn(
      &child, path, &actions, &attributes, arguments + [nil], environment + [nil])
    guard result == 0 else {
      close(ours)
      // ETXTBSY: it is being replaced at this moment.
      let isPassing = [EAGAIN, ENOMEM, ETXTBSY].contains(result)
      throw isPassing ? .systemRefused : .commandUnavailable
    }
    identifier = child
    input = ours
  }

  /// A group of its own, so that the terminal's signals pass it by and a time limit ends all of it;
  /// no signal ignored or blocked.
  private static func prepare(_ attributes: inout posix_spawnattr_t) {
    posix_spawnattr_init(&attributes)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
  }

  /// Writes the whole message and ends the input.
  ///
  /// A command that stops reading is judged by its exit status.
  func write(
    _ message: borrowing OutboundMessage, until deadline: ContinuousClock.Instant
  ) async throws(MailTransportError) {
    var offset = 0
    while offset < message.byteCount {
      let count = message.withBytes { bytes in
        bytes.extracting(offset...).withUnsafeBufferPointer {
          send(input, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
        }
      }
      if count > 0 {
        offset += count
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        try await pause(.milliseconds(2), until: deadline)
      } else if errno != EINTR {
        break
      }
    }
    shutdown(input, Int32(SHUT_WR))
  }

  /// Polls until the command is done.
  func waitForSuccess(until deadline: ContinuousClock.Instant) async throws(MailTransportError) {
    var interval = Duration.milliseconds(1)
    var status: Int32 = 0
    while waitpid(identifier, &status, WNOHANG) == 0 {
      try await pause(interval, until: deadline)
      interval = min(interval * 2, .milliseconds(50))
    }
    close(input)
    let signal = status & 0x7F
    if signal != 0 { throw .killed(signal: signal) }
    let exitStatus = status >> 8 & 0xFF
    switch exitStatus {
    case 0: return
    case 75: throw .temporary
    case 126, 127: throw .commandUnavailable
    default: throw .refused(exitStatus: exitStatus)
    }
  }

  private func pause(
    _ interval: Duration, until deadline: ContinuousClock.Instant
  ) async throws(MailTransportError) {
    guard ContinuousClock.now < deadline else { throw .timedOut }
    do {
      try await Task.sleep(for: interval)
    } catch {
      throw .timedOut
    }
  }

  /// Ends the whole group and collects the command, which must not have been collected yet.
  func kill() {
    var status: Int32 = 0
    Foundation.kill(-identifier, SIGKILL)
    waitpid(identifier, &status, 0)
    close(input)
  }
}
