import Glibc
import Sealing

/// Asks for a passphrase without showing it, or reads it from a file.
struct PassphrasePrompt {
  /// The first line of this file instead of a question.
  let file: String?

  /// The passphrase of somebody who has one.
  func ask(_ question: String) throws -> Passphrase {
    var bytes = try file.map(read) ?? HiddenLine.read(question)
    defer { bytes.wipe() }
    return Passphrase(utf8: bytes.span)
  }

  /// A new passphrase, typed twice.
  func askNew(_ question: String) throws -> Passphrase {
    if file != nil { return try ask(question) }
    var first = try HiddenLine.read(question)
    defer { first.wipe() }
    // What counts is what a person typed, and that is letters and not bytes.
    guard first.count(where: { $0 & 0xC0 != 0x80 }) >= Self.minimumCharacterCount else {
      throw CommandFailure(
        .usage, "A passphrase has at least \(Self.minimumCharacterCount) characters.")
    }
    var second = try HiddenLine.read("Once more: ")
    defer { second.wipe() }
    guard first == second else {
      throw CommandFailure(.usage, "The two did not match. Nothing was changed.")
    }
    return Passphrase(utf8: first.span)
  }

  static let minimumCharacterCount = 8

  private func read(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw CommandFailure(.unavailable, "The passphrase file cannot be read.")
    }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: HiddenLine.limit + 1)
    defer { buffer.wipe() }
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    guard count >= 0 else {
      throw CommandFailure(.unavailable, "The passphrase file cannot be read.")
    }
    let line = Array(buffer[..<count].prefix { $0 != 0x0A && $0 != 0x0D })
    guard !line.isEmpty else {
      throw CommandFailure(.badData, "The passphrase file's first line is empty.")
    }
    guard line.count <= HiddenLine.limit else {
      throw CommandFailure(
        .badData, "A passphrase has at most \(HiddenLine.limit) bytes; the file's line has more.")
    }
    return line
  }
}
