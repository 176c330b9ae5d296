import Glibc

/// The mode of a terminal (termios), to be compared before and after.
struct TerminalMode: Equatable, CustomStringConvertible {
  let flags: [UInt32]
  let characters: [UInt8]

  init?(of descriptor: Int32) {
    var mode = termios()
    guard tcgetattr(descriptor, &mode) == 0 else { return nil }
    flags = [mode.c_iflag, mode.c_oflag, mode.c_cflag, mode.c_lflag]
    characters = withUnsafeBytes(of: mode.c_cc) { Array($0) }
  }

  /// Whether lines are edited and echoed, as a shell's user expects.
  var isCooked: Bool {
    flags[3] & UInt32(ICANON) != 0 && flags[3] & UInt32(ECHO) != 0
      && flags[3] & UInt32(ISIG) != 0 && flags[1] & UInt32(OPOST) != 0
  }

  var description: String {
    "i\(flags[0]) o\(flags[1]) c\(flags[2]) l\(flags[3]) \(characters)"
  }
}
