import Glibc

/// Both ends of a pty.
///
/// The test holds the slave open too, so that the mode outlives the program.
final class PseudoTerminal {
  private(set) var master: Int32
  private var slave: Int32
  let path: String

  /// TIOCSPTLCK and TIOCGPTN (ioctl_tty(2)), macros that do not import.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  init(rows: Int, columns: Int) throws {
    // The header that declares posix_openpt does not import; these are the calls behind it.
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var unlocked: Int32 = 0
    var number: Int32 = 0
    guard master >= 0, ioctl(master, Self.setLock, &unlocked) == 0,
      ioctl(master, Self.getNumber, &number) == 0
    else {
      throw TerminalProcessError("no pseudo terminal: error \(errno)")
    }
    path = "/dev/pts/\(number)"
    slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    resize(rows: rows, columns: columns)
  }

  deinit { hangUp() }

  func resize(rows: Int, columns: Int) {
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  var mode: TerminalMode? { TerminalMode(of: slave) }

  /// Closes both ends, as a terminal's window that is closed.
  func hangUp() {
    if slave >= 0 { close(slave) }
    if master >= 0 { close(master) }
    (slave, master) = (-1, -1)
  }

  /// Reads what has come within the time; nil for nothing.
  func read(within milliseconds: Int32) -> [UInt8]? {
    guard master >= 0 else {
      poll(nil, 0, milliseconds)
      return nil
    }
    var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&polled, 1, milliseconds) > 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    let count = Glibc.read(master, &buffer, buffer.count)
    return count > 0 ? Array(buffer[..<count]) : nil
  }

  /// Writes as much as the terminal takes at once.
  func write(_ bytes: ArraySlice<UInt8>) -> Int {
    max(0, bytes.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) })
  }
}
