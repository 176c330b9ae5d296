import Crypto
import Foundation
import Testing

@testable import Sealing

@Suite struct SealTests {
  let key = DataKey<Practice>.random(for: CustomerID(rawValue: 7))
  let place = SealContext(table: "message", column: "body", row: 42)

  @Test func `a seal opens in its place and nowhere else`() throws {
    let sealed = try key.seal(Array("hello".utf8), in: place)
    #expect(try key.open(sealed, in: place) == Array("hello".utf8))
    let elsewhere = [
      SealContext(table: "message", column: "body", row: 43),
      SealContext(table: "message", column: "subject", row: 42),
      SealContext(table: "note", column: "body", row: 42),
      // The same letters, divided in another place.
      SealContext(table: "messageb", column: "ody", row: 42),
    ]
    for other in elsewhere {
      #expect(throws: SealingError.notAuthentic) { try key.open(sealed, in: other) }
    }
  }

  @Test func `a seal belongs to its customer, its key version and its realm`() throws {
    let root = SymmetricKey(size: .bits256)
    let original = DataKey<Practice>(owner: CustomerID(rawValue: 1), version: 1, root: root)
    let sealed = try original.seal([1], in: place)
    let customer = DataKey<Practice>(owner: CustomerID(rawValue: 2), version: 1, root: root)
    let version = DataKey<Practice>(owner: CustomerID(rawValue: 1), version: 2, root: root)
    let live = DataKey<Live>(owner: CustomerID(rawValue: 1), version: 1, root: root)
    #expect(throws: SealingError.notAuthentic) { try customer.open(sealed, in: place) }
    #expect(throws: SealingError.notAuthentic) { try version.open(sealed, in: place) }
    #expect(throws: SealingError.notAuthentic) {
      try live.open(Sealed(storedBytes: sealed.bytes), in: place)
    }
  }

  @Test func `every bit of a seal counts`() throws {
    let sealed = try key.seal(Array("hello".utf8), in: place)
    for index in sealed.bytes.indices {
      for bit in 0..<8 {
        var bytes = sealed.bytes
        bytes[index] ^= 1 << bit
        #expect(throws: SealingError.self) {
          try key.open(Sealed(storedBytes: bytes), in: place)
        }
      }
    }
  }

  @Test func `content and identifiers have keys of their own`() throws {
    let value = try key.sealValue(Array("4111".utf8), in: place)
    #expect(throws: SealingError.notAuthentic) {
      try key.open(Sealed(storedBytes: value.bytes), in: place)
    }
  }

  @Test(arguments: 0...200)
  func `padding comes off again, and adds at most an eighth`(byteCount: Int) throws {
    let text = [UInt8](repeating: 0, count: byteCount)
    let padded = Padding.pad(text)
    #expect(try Padding.unpad(padded) == text)
    #expect(padded.count >= 32)
    if byteCount > 64 { #expect(padded.count <= (byteCount + 1) * 9 / 8) }
  }

  @Test func `nonces do not repeat`() throws {
    var seen: Set<[UInt8]> = []
    for _ in 0..<2_000 {
      let sealed = try key.seal([1], in: place)
      #expect(seen.insert(Array(sealed.bytes[1..<13])).inserted)
    }
  }

  @Test func `a row's check tells every column`() {
    let check = RowMAC<Practice>(key: SymmetricKey(size: .bits256))
    let code = check.code(table: "ticket", row: 1, version: 1, columns: [1, 2])
    #expect(check.isValid(code, table: "ticket", row: 1, version: 1, columns: [1, 2]))
    #expect(!check.isValid(code, table: "ticket", row: 2, version: 1, columns: [1, 2]))
    #expect(!check.isValid(code, table: "ticket", row: 1, version: 2, columns: [1, 2]))
    #expect(!check.isValid(code, table: "ticket", row: 1, version: 1, columns: [1, 3]))
    #expect(!check.isValid(code, table: "note", row: 1, version: 1, columns: [1, 2]))
    #expect(!check.isValid([], table: "ticket", row: 1, version: 1, columns: [1, 2]))
  }

  @Test func `one person's profile is sealed for them alone`() throws {
    let key = SymmetricKey(size: .bits256)
    let own = ProfileSeal<Practice>(key: key, member: MemberID(rawValue: 1))
    let sealed = try own.seal([1, 2])
    #expect(try own.open(sealed) == [1, 2])
    let other = ProfileSeal<Practice>(key: key, member: MemberID(rawValue: 2))
    #expect(throws: SealingError.notAuthentic) { try other.open(sealed) }
  }

  @Test func `a content key of the log is for the audit role and one person`() throws {
    let role = UnwrappingKey()
    let workspace = WorkspaceID.random()
    let sealer = AuditSealer<Practice>(workspace: workspace, key: role.wrappingKey)
    let reader = AuditReader<Practice>(
      workspace: workspace, keys: AuditKeys(current: role, earlier: []))
    let (content, wrap) = try sealer.makeContentKey(for: MemberID(rawValue: 2))
    let body = try content.seal([1, 2, 3], seq: 9)
    let opened = try reader.contentKey(from: wrap, actor: MemberID(rawValue: 2))
    #expect(try opened.open(body, seq: 9) == [1, 2, 3])
    #expect(throws: SealingError.notAuthentic) { try opened.open(body, seq: 10) }
    #expect(throws: SealingError.notAuthentic) {
      try reader.contentKey(from: wrap, actor: MemberID(rawValue: 3))
    }
    let stranger = AuditReader<Practice>(
      workspace: workspace, keys: AuditKeys(current: UnwrappingKey(), earlier: []))
    #expect(throws: SealingError.keyNotHeld) {
      try stranger.contentKey(from: wrap, actor: MemberID(rawValue: 2))
    }
  }
}
