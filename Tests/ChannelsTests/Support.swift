import SeededRandom
import Foundation
import Testing

@testable import Channels
@testable import Masking
import Text

extension UnmaskedText {
  /// What only the masker reads, outside of tests.
  borrowing func words() -> String { text.string }
}

extension InboundAddress {
  var text: String { address().words() }

  var nameText: String {
    guard let name = displayName() else { return "" }
    return name.words()
  }
}

enum Fixture {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }
}

/// A folder that is gone after the test.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "channels-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func write(_ text: String, to name: String) throws -> URL {
    try write(Array(text.utf8), to: name)
  }

  func write(_ bytes: [UInt8], to name: String) throws -> URL {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return file
  }
}

/// Not a real hash: it only has to differ where its input does.
@Sendable func testDigest(_ bytes: [UInt8]) -> [UInt8] {
  var generator = SeededGenerator(
    seed: bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
  return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}

func makeParser(limits: MailLimits = MailLimits()) -> InboundMailParser {
  InboundMailParser(
    own: OwnAddresses(["support@lanterntea.example"]), limits: limits, digest: testDigest)
}

/// Parses what has to be a message.
func parse(_ bytes: [UInt8], limits: MailLimits = MailLimits()) throws -> InboundMessage {
  guard case .message(let message) = makeParser(limits: limits).parse(bytes) else {
    throw NotAMessage()
  }
  return message
}

func parse(_ text: String) throws -> InboundMessage {
  try parse(Array(text.utf8))
}

struct NotAMessage: Error {}

extension String {
  var bytes: Bytes { Array(utf8)[...] }
}
