import Foundation

/// The lines of standard input, one at a time, in bounded memory.
enum InputLines {
  static func forEach(_ body: (String, Int) throws -> Void) throws {
    var number = 0
    while let line = readLine(strippingNewline: true) {
      number += 1
      if line.allSatisfy(\.isWhitespace) { continue }
      try body(line, number)
    }
  }

  /// The same for a body that waits.
  static func forEach(_ body: (String, Int) async throws -> Void) async throws {
    var number = 0
    while let line = readLine(strippingNewline: true) {
      number += 1
      if line.allSatisfy(\.isWhitespace) { continue }
      try await body(line, number)
    }
  }
}
