import Foundation
import Masking
import Sealing
import Testing
import Text
import Tickets

@testable import Audit

@Suite struct AuditEntryTests {
  let workplace: Workplace

  init() throws {
    workplace = try Workplace.shared.get()
  }

  /// The header of the format's page, byte for byte: the bytes were put together by hand.
  @Test func `a header has the bytes that the format says`() throws {
    let header = AuditEntry.Header(
      seq: 3, milliseconds: 1_772_443_241_007, actor: UserID(rawValue: 2),
      workspace: try workspaceID([UInt8](0..<16)), realm: "live",
      previous: try #require(Digest256(bytes: [UInt8](repeating: 0xAA, count: 32))),
      contentKey: .inEntry(1),
      bodyDigest: try #require(Digest256(bytes: [UInt8](repeating: 0xBB, count: 32))))
    let expected =
      "01" + "00000004" + "6c697665" + "000102030405060708090a0b0c0d0e0f" + "0000000000000003"
      + "0000019cadd98a2f" + "0000000000000002" + String(repeating: "aa", count: 32) + "02"
      + "0000000000000001" + String(repeating: "bb", count: 32)
    #expect(header.encoded().hexadecimal == expected)
    #expect(try AuditEntry.Header(decoding: header.encoded()) == header)
    #expect(header.hash.hexadecimal == Self.goldenHash)
  }

  static let goldenHash = "1e627087b474b4d7e41506920355eb17069d60e8743b486dafd4568c69e2e9fd"

  @Test func `an entry is read as it was stored`() throws {
    let writer = try workplace.writer(workplace.ines)
    let entry = try writer.entry(
      for: AuditEvent(.ticketView, ticket: TicketID(rawValue: 1)), after: .empty, at: .now)
    #expect(try AuditEntry(storedBytes: entry.storedBytes) == entry)
  }

  @Test func `every bit of a stored entry counts`() throws {
    let writer = try workplace.writer(workplace.ines)
    let entry = try writer.entry(
      for: AuditEvent(.ticketView, ticket: TicketID(rawValue: 1)), after: .empty, at: .now)
    let judge = EntryJudge<Practice>(
      workspace: workplace.supervisor.workspace, people: workplace.supervisor.people,
      signedThrough: 0)
    #expect(judge.verdict(on: entry) == .genuine)
    let intact = entry.storedBytes
    for index in intact.indices {
      var bytes = intact
      bytes[index] ^= UInt8(1 << (index % 8))
      guard let changed = try? AuditEntry(storedBytes: bytes) else { continue }
      #expect(judge.verdict(on: changed) != .genuine, "byte \(index)")
    }
    for length in 0..<intact.count {
      #expect(throws: SealingError.self) { try AuditEntry(storedBytes: Array(intact[..<length])) }
    }
    #expect(throws: SealingError.malformed) { try AuditEntry(storedBytes: intact + [0]) }
  }

  @Test func `a session wraps its key once, when that is known to be on disk`() throws {
    let writer = try workplace.writer(workplace.ines)
    let event = AuditEvent(.ticketView)
    let first = try writer.entry(for: event, after: .empty, at: .now)
    // Not committed: the next one still brings the key.
    let retried = try writer.entry(for: event, after: .empty, at: .now)
    #expect(first.contentKey == retried.contentKey)
    writer.didCommit(retried)
    let second = try writer.entry(for: event, after: retried.head, at: .now)
    #expect(second.contentKey == .inEntry(1))
  }

  @Test func `nothing of what was done can be read in an entry`() throws {
    let writer = try workplace.writer(workplace.ines, session: "s-canary")
    let identifier = try workplace.identifiers(
      of: workplace.customer, [(.email, "canary@example.org")])[0]
    let event = AuditEvent.reveal(
      of: identifier, on: TicketID(rawValue: 4102), reasonCode: "canarycode",
      reason: MaskedText(literal: "canary words"), expires: .now)
    let bytes = try writer.entry(for: event, after: .empty, at: .now).storedBytes
    for canary in ["canary", "desk-04", "198.51", "reveal", "EMAIL", "contact"] {
      #expect(bytes.firstRange(of: Array(canary.utf8)) == nil, "\(canary)")
    }
    #expect(bytes.firstRange(of: identifier.lookupCode.bytes) == nil)
  }

  @Test func `entries of a long and a short reason are equally long, within the padding`() throws {
    let writer = try workplace.writer(workplace.ines)
    func length(_ reason: MaskedText) throws -> Int {
      try writer.entry(
        for: AuditEvent(.revealRequest, reason: reason), after: .empty, at: .now
      ).storedBytes.count
    }
    #expect(try length(MaskedText(literal: "a")) == length(MaskedText(literal: "ab")))
  }
}
