import Foundation
import Testing

@testable import Sealing

@Suite struct IntakeTests {
  let intake = IntakePrivateKey<Practice>(workspace: .random(), key: UnwrappingKey(), earlier: [])

  @Test(arguments: [0, 1, 31, 32, 1 << 20, 1 << 20 + 1, 3 << 20])
  func `a message of any length comes out as it went in`(byteCount: Int) throws {
    let message = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let sealed = try intake.publicKey.seal(message)
    #expect(try intake.open(sealed) == message)
  }

  @Test func `short messages are equally long when sealed`() throws {
    let one = try intake.publicKey.seal(Array("yes".utf8))
    let other = try intake.publicKey.seal(Array("no, never again".utf8))
    #expect(one.count == other.count)
  }

  @Test func `a message for another workspace is not ours`() throws {
    let other = IntakePrivateKey<Practice>(
      workspace: intake.workspace, key: UnwrappingKey(), earlier: [])
    let sealed = try other.publicKey.seal([1])
    #expect(throws: SealingError.keyNotHeld) { try intake.open(sealed) }
    let moved = IntakePrivateKey<Practice>(workspace: .random(), key: intake.key, earlier: [])
    let own = try intake.publicKey.seal([1])
    #expect(throws: SealingError.notAuthentic) { try moved.open(own) }
  }

  @Test func `every byte of a sealed message counts`() throws {
    let sealed = try intake.publicKey.seal(Array("Subject: order".utf8))
    for index in sealed.indices {
      var changed = sealed
      changed[index] ^= 0x04
      #expect(throws: SealingError.self, "byte \(index)") { try intake.open(changed) }
    }
  }

  @Test func `a message that was cut short does not open, not even between two pieces`() throws {
    let sealed = try intake.publicKey.seal([UInt8](repeating: 7, count: 3 << 20))
    let piece = 4 + (1 << 20) + 16
    let head = 4 + 1 + 8 + 32
    for length in [0, 3, head, head + 10, head + piece, head + 2 * piece, sealed.count - 1] {
      #expect(throws: SealingError.self, "\(length) bytes") {
        try intake.open(Array(sealed[..<length]))
      }
    }
  }

  @Test func `pieces in another order do not open`() throws {
    var sealed = try intake.publicKey.seal([UInt8](repeating: 7, count: 3 << 20))
    let head = 4 + 1 + 8 + 32
    let piece = 4 + (1 << 20) + 16
    let first = Array(sealed[head..<head + piece])
    let second = Array(sealed[head + piece..<head + 2 * piece])
    sealed.replaceSubrange(head..<head + 2 * piece, with: second + first)
    #expect(throws: SealingError.notAuthentic) { try intake.open(sealed) }
  }
}
