import Foundation
import Glibc
import Sealing

/// Asks for a passphrase without showing it, or reads it from a file.
struct PassphrasePrompt {
  /// The first line of this file instead of a question.
  let file: String?

  /// The passphrase of somebody who has one.
  func ask(_ question: String) throws -> Passphrase {
    if let file { return try read(file) }
    return Passphrase(try typed(question))
  }

  /// A new passphrase, typed twice.
  func askNew(_ question: String) throws -> Passphrase {
    if let file { return try read(file) }
    let first = try typed(question)
    guard first.count >= Self.minimumCharacterCount else {
      throw CommandFailure(
        .usage, "A passphrase has at least \(Self.minimumCharacterCount) characters.")
    }
    guard try typed("Once more: ") == first else {
      throw CommandFailure(.usage, "The two did not match. Nothing was changed.")
    }
    return Passphrase(first)
  }

  static let minimumCharacterCount = 8

  private func read(_ path: String) throws -> Passphrase {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw CommandFailure(.unavailable, "The passphrase file cannot be read.")
    }
    let line = text.split(separator: "\n", omittingEmptySubsequences: false).first ?? ""
    guard !line.isEmpty else {
      throw CommandFailure(.badData, "The passphrase file's first line is empty.")
    }
    return Passphrase(String(line))
  }

  /// Reads a line from the terminal itself, so that a pipe on standard input stays a pipe.
  private func typed(_ question: String) throws -> String {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else {
      throw CommandFailure(
        .usage, "There is no terminal to ask on. Use --passphrase-file.")
    }
    defer { close(terminal) }
    var shown = termios()
    guard tcgetattr(terminal, &shown) == 0 else {
      throw CommandFailure(.usage, "There is no terminal to ask on. Use --passphrase-file.")
    }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(terminal, TCSAFLUSH, &hidden)
    defer { tcsetattr(terminal, TCSAFLUSH, &shown) }
    let handle = FileHandle(fileDescriptor: terminal, closeOnDealloc: false)
    handle.write(Data(question.utf8))
    defer { handle.write(Data("\n".utf8)) }
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while Glibc.read(terminal, &byte, 1) == 1, byte != 0x0A, bytes.count < 1_024 {
      bytes.append(byte)
    }
    guard !bytes.isEmpty else { throw CommandFailure(.usage, "No passphrase was given.") }
    return String(decoding: bytes, as: UTF8.self)
  }
}
