import Glibc

/// A line typed at the terminal itself, so that a pipe on standard input stays a pipe, and not shown.
///
/// The keys that would end the program are read as keys: whatever is pressed, the terminal is given
/// back as it was.
enum HiddenLine {
  /// In bytes.
  static let limit = 1_024

  /// What was typed up to Enter; whoever takes it wipes it.
  /// - Throws: a failure with the sentence for the person, also where they thought better of it (^C).
  static func read(_ question: String) throws(CommandFailure) -> [UInt8] {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    var shown = termios()
    guard terminal >= 0, tcgetattr(terminal, &shown) == 0 else {
      if terminal >= 0 { close(terminal) }
      throw CommandFailure(.usage, "There is no terminal to ask on. Use --passphrase-file.")
    }
    defer { close(terminal) }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG | IEXTEN)
    tcsetattr(terminal, TCSAFLUSH, &hidden)
    defer { tcsetattr(terminal, TCSAFLUSH, &shown) }
    say(question, on: terminal)
    defer { say("\n", on: terminal) }
    return try line(from: terminal)
  }

  private static func line(from terminal: Int32) throws(CommandFailure) -> [UInt8] {
    // Of its full size from the start: a buffer that grows leaves copies behind.
    var typed: [UInt8] = []
    typed.reserveCapacity(limit)
    var key: UInt8 = 0
    defer { key = 0 }
    while Glibc.read(terminal, &key, 1) == 1 {
      switch key {
      case 0x0A, 0x0D:
        if !typed.isEmpty { return typed }
        throw CommandFailure(.usage, "No passphrase was given. Nothing was changed.")
      case 0x03, 0x04, 0x1C:
        typed.wipe()
        throw CommandFailure(.usage, "No passphrase was given. Nothing was changed.")
      case 0x08, 0x7F: typed.removeLastScalar()
      case 0x15: typed.wipe()
      case 0x20...: if typed.count < limit { typed.append(key) }
      default: break
      }
    }
    typed.wipe()
    throw CommandFailure(.usage, "The terminal is gone. Nothing was changed.")
  }

  private static func say(_ words: String, on terminal: Int32) {
    var words = words
    words.withUTF8 { _ = write(terminal, $0.baseAddress, $0.count) }
  }
}

extension [UInt8] {
  /// Overwrites and empties it; what it was cannot be read from memory.
  mutating func wipe() {
    withUnsafeMutableBytes { bytes in
      if let start = bytes.baseAddress { explicit_bzero(start, bytes.count) }
    }
    removeAll(keepingCapacity: true)
  }

  /// Takes back a letter of UTF-8, whatever its length.
  fileprivate mutating func removeLastScalar() {
    while let last = popLast(), last & 0xC0 == 0x80 {}
  }
}
