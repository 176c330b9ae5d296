import SeededRandom
import Foundation
import Testing

@testable import Channels

struct FuzzTests {
  static let names = ["messages/msg1.eml", "messages/msg2.eml", "messages/msg3_autoreply.eml"]

  @Test(arguments: names)
  func `every truncation is a message or kept whole`(name: String) throws {
    let bytes = try Fixture.bytes(name)
    for count in 0...bytes.count { check(Array(bytes.prefix(count))) }
  }

  @Test(arguments: 0..<8)
  func `mutations never trap and lose nothing`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let originals = try Self.names.map(Fixture.bytes)
    let pieces = [
      "=?utf-8?q?", "?=", "\n\n", "--=_m1", "--=_m1--", "\r", "\0", "base64", "; charset=utf-16",
      "Content-Type: message/rfc822\n", "multipart/", "boundary=", "<!--", "<a href=", "\u{1B}[",
      ": ", "From ", "filename*1*=", "''", "%", "=", "\n ", "(((", "\"", "<", ">", "&#x",
      "format=flowed; delsp=yes", "Content-Transfer-Encoding: base64\n", "iso-2022-jp", "utf-16",
    ]
    for _ in 0..<150 {
      var bytes = originals[Int.random(in: 0..<originals.count, using: &generator)]
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        mutate(&bytes, pieces: pieces, using: &generator)
      }
      check(bytes)
    }
  }

  @Test func `noise is kept whole or read`() {
    var generator = SeededGenerator(seed: 99)
    for _ in 0..<200 {
      let count = Int.random(in: 0..<600, using: &generator)
      let noise = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      check(noise)
      check(Array("From: a\nContent-Type: text/html\n\n".utf8) + noise)
    }
  }

  private func check(_ bytes: [UInt8]) {
    switch makeParser().parse(bytes) {
    case .unparsed(let kept, _):
      #expect(kept == bytes)
    case .message(let message):
      // The sections are the body, cut and nothing else.
      let lines = message.body().words().split(separator: "\n", omittingEmptySubsequences: false)
      #expect(message.sections.last?.lines.upperBound == lines.count)
      #expect(
        message.sections.map { $0.text().words() }.joined(separator: "\n")
          == message.body().words())
    }
  }

  private func mutate(
    _ bytes: inout [UInt8], pieces: [String], using generator: inout SeededGenerator
  ) {
    guard !bytes.isEmpty else { return }
    let index = Int.random(in: 0..<bytes.count, using: &generator)
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: bytes[index] = UInt8.random(in: .min ... .max, using: &generator)
    case 1: bytes.removeSubrange(index..<min(bytes.count, index + 20))
    case 2:
      let piece = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      bytes.insert(contentsOf: Array(piece.utf8), at: index)
    case 3: bytes.insert(contentsOf: bytes[index..<min(bytes.count, index + 40)], at: index)
    default:
      let other = Int.random(in: 0..<bytes.count, using: &generator)
      bytes.swapAt(index, other)
    }
  }
}
