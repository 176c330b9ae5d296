import SeededRandom
import Foundation
import Masking
import Sealing
import Testing
import Tickets

@testable import Audit

/// What can be done to a log of twelve entries, and what the verifier says to it.
@Suite struct TamperingTests {
  /// An attack by its name, and the findings it leads to.
  struct Attack: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let expected: [AuditFinding]
    let change: @Sendable (inout [[UInt8]], Workplace) throws -> Void

    init(
      _ name: String, _ expected: [(Int64, AuditFinding.Problem)],
      _ change: @escaping @Sendable (inout [[UInt8]], Workplace) throws -> Void
    ) {
      testDescription = name
      self.expected = expected.map { AuditFinding(seq: $0.0, problem: $0.1) }
      self.change = change
    }
  }

  static let attacks: [Attack] = [
    Attack("nothing at all", []) { _, _ in },
    Attack("a byte of a body is changed", [(5, .edited)]) { rows, _ in
      rows[4][rows[4].count - 3] ^= 1
    },
    Attack("a time is changed", [(5, .edited)]) { rows, _ in
      rows[4][4 + 1 + 4 + 8 + 16 + 8 + 7] ^= 1
    },
    Attack("a signature is changed", [(5, .signedByStranger)]) { rows, _ in
      let entry = try AuditEntry(storedBytes: rows[4])
      var signature = entry.signature
      signature[10] ^= 1
      rows[4] =
        AuditEntry(
          header: entry.header, hash: entry.hash, signature: signature,
          sealedBody: entry.sealedBody
        ).storedBytes
    },
    Attack("an entry is cut in half", [(5, .edited)]) { rows, _ in
      rows[4] = Array(rows[4].prefix(rows[4].count / 2))
    },
    Attack("an entry becomes noise", [(5, .edited)]) { rows, _ in rows[4] = [1, 2, 3] },
    Attack("the last entry becomes noise", [(12, .edited)]) { rows, _ in rows[11] = [] },
    Attack("an entry is dropped", [(5, .dropped(through: 5))]) { rows, _ in rows.remove(at: 4) },
    Attack("three entries are dropped", [(5, .dropped(through: 7))]) { rows, _ in
      rows.removeSubrange(4...6)
    },
    Attack("the first entry is dropped", [(1, .dropped(through: 1))]) { rows, _ in
      rows.remove(at: 0)
    },
    Attack("two neighbours are swapped", [(5, .swapped(with: 6))]) { rows, _ in
      rows.swapAt(4, 5)
    },
    Attack("two distant entries are swapped", [(3, .swapped(with: 9))]) { rows, _ in
      rows.swapAt(2, 8)
    },
    Attack("the last two are swapped", [(11, .swapped(with: 12))]) { rows, _ in
      rows.swapAt(10, 11)
    },
    Attack("an old entry is put in again", [(2, .inserted)]) { rows, _ in
      rows.insert(rows[1], at: 7)
    },
    Attack("an entry is put in that a stranger signed", [(5, .inserted)]) { rows, workplace in
      rows.insert(try forged(after: rows[3], as: 2, in: workplace), at: 4)
    },
    Attack("an entry is rewritten and signed by a stranger", [(5, .signedByStranger)]) {
      rows, workplace in
      rows[4] = try forged(after: rows[3], as: 2, in: workplace)
    },
    Attack("an entry names somebody who does not work here", [(5, .signedByStranger)]) {
      rows, workplace in
      rows[4] = try forged(after: rows[3], as: 77, in: workplace)
    },
    Attack("a colleague signs in another's name", [(5, .signedByStranger)]) { rows, workplace in
      rows[4] = try forged(
        after: rows[3], as: 2, signing: workplace.ada.signer, in: workplace)
    },
    Attack("everything from one entry on is rewritten", (5...12).map { ($0, .signedByStranger) }) {
      rows, workplace in
      for index in 4..<12 {
        rows[index] = try forged(after: rows[index - 1], as: 2, in: workplace)
      }
    },
    Attack("an actor continues the chain twice", [(5, .forked)]) { rows, workplace in
      rows.insert(
        try forged(after: rows[3], as: 3, signing: workplace.ada.signer, in: workplace), at: 5)
    },
    Attack("an actor rewrites their own entry", [(6, .chainBroken)]) { rows, workplace in
      rows[4] = try forged(
        after: rows[3], as: 3, signing: workplace.ada.signer, in: workplace)
    },
    Attack("an entry of another workspace is put in its place", [(5, .foreign)]) {
      rows, workplace in
      rows[4] = try forged(
        after: rows[3], as: 2, workspaceID: try workspaceID([UInt8](repeating: 7, count: 16)),
        signing: workplace.ines.signer, in: workplace)
    },
    Attack("an entry of the other realm is put in its place", [(5, .foreign)]) {
      rows, workplace in
      rows[4] = try forged(
        after: rows[3], as: 2, realm: Live.name, signing: workplace.ines.signer, in: workplace)
    },
    Attack("two attacks at once", [(3, .edited), (8, .dropped(through: 8))]) { rows, _ in
      rows[2][rows[2].count - 3] ^= 1
      rows.remove(at: 7)
    },
    Attack("the log is emptied", []) { rows, _ in rows = [] },
  ]

  /// An entry that follows `row` and is not what its actor signed, unless they sign it.
  static func forged(
    after row: [UInt8], as actor: Int64, workspaceID: WorkspaceID? = nil,
    realm: String = Practice.name, signing: SigningKey = SigningKey(), in workplace: Workplace
  ) throws -> [UInt8] {
    let before = try AuditEntry(storedBytes: row)
    let body = [UInt8](repeating: 9, count: 64)
    let header = AuditEntry.Header(
      seq: before.seq + 1, milliseconds: before.header.milliseconds + 1,
      actor: UserID(rawValue: actor), workspace: workspaceID ?? before.workspace, realm: realm,
      previous: before.hash, contentKey: .inEntry(1), bodyDigest: Digest256.of(body))
    return AuditEntry(
      header: header, hash: header.hash,
      signature: try signing.sign(header.hash.bytes, for: .auditEntry), sealedBody: body
    ).storedBytes
  }

  /// Twelve entries, by two agents in turn.
  static func twelve(in workplace: Workplace) async throws -> MemoryJournal {
    let writers = [try workplace.writer(workplace.ines), try workplace.writer(workplace.ada)]
    let journal = MemoryJournal(writer: writers[0])
    for number in 0..<12 {
      _ = try await journal.append(
        AuditEvent(.ticketView, ticket: TicketID(rawValue: Int64(number))), by: writers[number % 2])
    }
    return journal
  }

  @Test(arguments: attacks)
  func `the verifier names what was done, and where`(attack: Attack) async throws {
    let workplace = try Workplace.shared.get()
    let journal = try await Self.twelve(in: workplace)
    var rows = await journal.stored
    try attack.change(&rows, workplace)
    await journal.setRows(rows)
    let report = try await workplace.verifier().verify(journal)
    #expect(report.findings == attack.expected)
    #expect(report.isIntact == attack.expected.isEmpty)
    #expect(report.entryCount == rows.count)
  }

  @Test func `a log that is whole has the root of its entries`() async throws {
    let workplace = try Workplace.shared.get()
    let journal = try await Self.twelve(in: workplace)
    let report = try await workplace.verifier().verify(journal)
    let entries = try await journal.entries(1...12)
    #expect(report.root == MerkleTree(leaves: entries.map(\.hash)).root)
    #expect(report.head == entries.last?.head)
  }

  @Test func `what is cut off shows against a checkpoint, and only there`() async throws {
    let workplace = try Workplace.shared.get()
    let journal = try await Self.twelve(in: workplace)
    let whole = try await workplace.verifier().verify(journal)
    let pinned = try AuditCheckpoint(
      size: 12, root: whole.root, time: .now, signedBy: workplace.supervisor)
    await journal.setRows(Array(await journal.stored.prefix(9)))
    #expect(try await workplace.verifier().verify(journal).isIntact)
    let report = try await workplace.verifier(checkpoints: [pinned]).verify(journal)
    #expect(
      report.findings == [AuditFinding(seq: 9, problem: .truncated(pinnedSize: 12))])
  }

  @Test func `a rewritten log shows against a checkpoint, though every entry is genuine`()
    async throws
  {
    let workplace = try Workplace.shared.get()
    let pinnedJournal = try await Self.twelve(in: workplace)
    let whole = try await workplace.verifier().verify(pinnedJournal)
    let pinned = try AuditCheckpoint(
      size: 12, root: whole.root, time: .now, signedBy: workplace.supervisor)
    let rewritten = try await Self.twelve(in: workplace)
    _ = try await rewritten.append(AuditEvent(.sessionClose))
    let report = try await workplace.verifier(checkpoints: [pinned]).verify(rewritten)
    #expect(
      report.findings == [AuditFinding(seq: 12, problem: .rewritten(pinnedSize: 12))])
  }

  @Test func `the log may grow after a checkpoint`() async throws {
    let workplace = try Workplace.shared.get()
    let journal = try await Self.twelve(in: workplace)
    let before = try await workplace.verifier().verify(journal)
    let pinned = try AuditCheckpoint(
      size: 12, root: before.root, time: .now, signedBy: workplace.ines)
    _ = try await journal.append(AuditEvent(.sessionClose))
    for signatures in [AuditVerifier<Practice>.SignatureCheck.all, .sinceCheckpoint] {
      let report = try await workplace.verifier(checkpoints: [pinned], signatures: signatures)
        .verify(journal)
      #expect(report.isIntact)
      #expect(report.entryCount == 13)
    }
  }

  @Test func `a checkpoint that nobody here signed is named, and proves nothing`() async throws {
    let workplace = try Workplace.shared.get()
    let journal = try await Self.twelve(in: workplace)
    let genuine = try AuditCheckpoint(
      size: 99, root: .zero, time: .now, signedBy: workplace.supervisor)
    var bytes = genuine.encoded
    #expect(try AuditCheckpoint(decoding: bytes) == genuine)
    bytes[bytes.count - 1] ^= 1
    let report = try await workplace.verifier(checkpoints: [AuditCheckpoint(decoding: bytes)])
      .verify(journal)
    #expect(report.findings == [AuditFinding(seq: 99, problem: .checkpointNotGenuine)])
  }

  @Test func `a clock that goes back is reported, and is no crime`() async throws {
    let workplace = try Workplace.shared.get()
    let journal = try await Self.twelve(in: workplace)
    await journal.setTime(Date(millisecondsSince1970: 1_772_443_211_402))
    _ = try await journal.append(AuditEvent(.sessionClose))
    let report = try await workplace.verifier().verify(journal)
    #expect(
      report.findings == [
        AuditFinding(seq: 13, problem: .clockWentBack(milliseconds: 11_000))
      ])
    #expect(report.isIntact)
  }

  @Test func `a verification can be cancelled, and tells how far it is`() async throws {
    let workplace = try Workplace.shared.get()
    let journal = try await Self.twelve(in: workplace)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await workplace.verifier().verify(journal)
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    try await confirmation { told in
      _ = try await workplace.verifier().verify(journal) { count in
        if count == 12 { told() }
      }
    }
  }

  @Test func `no change to the rows goes unseen, whatever it is`() async throws {
    let workplace = try Workplace.shared.get()
    let journal = try await Self.twelve(in: workplace)
    let intact = await journal.stored
    let pinned = try AuditCheckpoint(
      size: 12, root: try await workplace.verifier().verify(journal).root, time: .now,
      signedBy: workplace.supervisor)
    let verifier = workplace.verifier(checkpoints: [pinned])
    var random = SeededGenerator(seed: 4_102)
    for round in 0..<150 {
      var rows = intact
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        Self.mutate(&rows, using: &random)
      }
      guard rows != intact else { continue }
      await journal.setRows(rows)
      let report = try await verifier.verify(journal)
      #expect(!report.isIntact, "round \(round)")
    }
  }

  static func mutate(_ rows: inout [[UInt8]], using random: inout SeededGenerator) {
    guard !rows.isEmpty else { return }
    let index = Int.random(in: 0..<rows.count, using: &random)
    let other = Int.random(in: 0..<rows.count, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0 where !rows[index].isEmpty:
      let byte = Int.random(in: 0..<rows[index].count, using: &random)
      rows[index][byte] ^= UInt8.random(in: 1...255, using: &random)
    case 1: rows.remove(at: index)
    case 2: rows.insert(rows[index], at: other)
    case 3: rows.swapAt(index, other)
    case 4: rows[index] = rows[other]
    case 5: rows.removeSubrange(index...)
    default: rows[index] = Array(rows[index].prefix(other * 20))
    }
  }
}
