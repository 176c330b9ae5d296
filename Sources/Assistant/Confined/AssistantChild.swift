import Foundation
import Synchronization

/// The assistant's process, as the console holds it.
package final class AssistantChild: Sendable {
  package let process: Int32?
  private let socket: Int32
  private let isOpen = Mutex(true)

  /// What a whole knowledge base could be quoted in.
  private static let answerByteLimit = 16_000_000

  /// Takes over this end of the pipe, and the process at the other.
  package init(socket: Int32, process: Int32?) {
    self.socket = socket
    self.process = process
  }

  /// Starts a program with one end of a pipe as its standard input, and nothing else.
  ///
  /// It gets no output, and no environment but what finds its libraries. It closes whatever else it may inherit.
  /// - Throws: `unavailable`.
  package static func launch(
    _ executable: String, _ arguments: [String]
  ) throws(AssistantError) -> AssistantChild {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .unavailable }
    defer { close(ends[1]) }
    // A process that no longer reads must not hold the console.
    var patience = timeval(tv_sec: 2, tv_usec: 0)
    setsockopt(ends[0], SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    guard let process = spawn(executable, arguments, input: ends[1]) else {
      close(ends[0])
      throw .unavailable
    }
    return AssistantChild(socket: ends[0], process: process)
  }

  private static func spawn(
    _ executable: String, _ arguments: [String], input: Int32
  ) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    // Its last words could be a customer's.
    for output in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own: the terminal's signals are for the console.
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    let path = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
    var words = arguments.map { strdup($0) } + [nil]
    var variables = [path.flatMap { strdup("LD_LIBRARY_PATH=\($0)") }, nil]
    defer { for word in words + variables { free(word) } }
    var process: pid_t = 0
    return posix_spawn(&process, executable, &actions, &attributes, &words, &variables) == 0
      ? process : nil
  }

  /// - Returns: whether it went.
  func send(_ frame: Frame) -> Bool {
    isOpen.withLock { isOpen in
      isOpen && frame.write { Glibc.send(socket, $0, $1, Int32(MSG_NOSIGNAL)) }
    }
  }

  /// Hands on whatever comes, on a thread of its own, until the process has ended and is collected.
  func listen(_ take: @escaping @Sendable (Frame) -> Void) async {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { [self] in
        while let frame = Frame.read(from: socket, limit: Self.answerByteLimit) { take(frame) }
        collect()
        continuation.resume()
      }
    }
  }

  /// Ends it, whatever it is doing.
  package func end() {
    isOpen.withLock { isOpen in
      guard isOpen else { return }
      shutdown(socket, Int32(SHUT_RDWR))
      if let process { kill(process, SIGKILL) }
    }
  }

  private func collect() {
    isOpen.withLock { isOpen in
      isOpen = false
      close(socket)
      guard let process else { return }
      // It may have closed its end and still run.
      kill(process, SIGKILL)
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }
  }
}
