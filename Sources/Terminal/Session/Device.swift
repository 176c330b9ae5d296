import Glibc

/// The terminal's own descriptor, apart from the standard ones.
struct Device: ~Copyable {
  let descriptor: Int32

  init() throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    var name = [CChar](repeating: 0, count: 256)
    var opened: Int32 = -1
    if ttyname_r(STDIN_FILENO, &name, name.count) == 0 {
      opened = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    }
    if opened < 0 {
      // In a container the name may lead nowhere; the controlling terminal is still there.
      opened = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    }
    guard opened >= 0 else { throw .cannotOpenTerminal(errno: errno) }
    descriptor = opened
  }

  deinit {
    close(descriptor)
  }

  /// Reads what has come; nil when the terminal is gone.
  func read(into buffer: inout [UInt8]) -> Int? {
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    if count > 0 { return count }
    return count < 0 && (errno == EINTR || errno == EAGAIN) ? 0 : nil
  }

  /// Whether a read would find something, or the end, at once.
  var hasInput: Bool {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, 0) > 0
  }

  /// Writes control strings; a terminal that is gone is noticed by reading.
  func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
