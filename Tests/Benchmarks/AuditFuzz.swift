import Audit
import Foundation
import Sealing
import Tickets
import Training

/// Changes a log in every way that comes to mind, and looks whether the verifier sees it.
struct AuditFuzz {
  let seed: UInt64
  let mutations: Int

  private static let entryCount = 12

  /// Ends the program where a change goes unseen: with the round, to be run again.
  func figures() async throws -> [Figure] {
    let place = try TemporaryWorkspace()
    defer { place.remove() }
    let rows = try rows(place)
    let verifier = AuditVerifier<Practice>(
      workspace: place.secrets.workspace, people: place.secrets.people,
      checkpoints: [try await checkpoint(of: rows, place)])
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let time = try await Stopwatch.wall {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for core in 0..<cores {
          group.addTask {
            for round in stride(from: core, to: mutations, by: cores) {
              try await attack(rows, round: round, verifier)
            }
          }
        }
        try await group.waitForAll()
      }
    }
    return [
      Figure(name: "mutated logs, each found", value: Double(mutations), unit: "logs"),
      Figure(name: "mutated logs", value: Double(mutations) * 1e6 / max(time, 1), unit: "/s"),
    ]
  }

  private func rows(_ place: TemporaryWorkspace) throws -> [[UInt8]] {
    let writer = try place.writer(place.secrets)
    var head = AuditHead.empty
    return try (0..<Self.entryCount).map { number in
      let entry = try writer.entry(
        for: AuditEvent(.ticketView, ticket: TicketID(rawValue: Int64(number))), after: head,
        at: Date(timeIntervalSince1970: 1_800_000_000 + Double(number)))
      writer.didCommit(entry)
      head = entry.head
      return entry.storedBytes
    }
  }

  private func checkpoint(
    of rows: [[UInt8]], _ place: TemporaryWorkspace
  ) async throws -> AuditCheckpoint {
    let report = try await AuditVerifier<Practice>(
      workspace: place.secrets.workspace, people: place.secrets.people
    ).verify(RowJournal(rows: rows))
    return try AuditCheckpoint(
      size: report.entryCount, root: report.root, time: Date(), signedBy: place.secrets)
  }

  private func attack(
    _ intact: [[UInt8]], round: Int, _ verifier: AuditVerifier<Practice>
  ) async throws {
    var random = SeededGenerator(seed: seed &+ UInt64(round))
    var rows = intact
    for _ in 0..<Int.random(in: 1...3, using: &random) { Self.mutate(&rows, using: &random) }
    guard rows != intact else { return }
    let report = try await verifier.verify(RowJournal(rows: rows))
    precondition(!report.isIntact, "round \(round) of seed \(seed) goes unseen")
  }

  /// A row is changed in a byte, a bit, a stretch or its length; it goes, comes twice, or elsewhere.
  private static func mutate(_ rows: inout [[UInt8]], using random: inout SeededGenerator) {
    guard !rows.isEmpty else { return }
    let index = Int.random(in: 0..<rows.count, using: &random)
    let other = Int.random(in: 0..<rows.count, using: &random)
    let place = Int.random(in: 0..<max(rows[index].count, 1), using: &random)
    switch Int.random(in: 0..<10, using: &random) {
    case 0 where !rows[index].isEmpty:
      rows[index][place] ^= UInt8.random(in: 1...255, using: &random)
    case 1 where !rows[index].isEmpty:
      rows[index][place] ^= 1 << UInt8.random(in: 0...7, using: &random)
    case 2: rows[index].insert(UInt8.random(in: 0...255, using: &random), at: place)
    case 3: rows[index].append(contentsOf: rows[other].suffix(place))
    case 4: rows[index] = Array(rows[index].prefix(place))
    case 5: rows.remove(at: index)
    case 6: rows.insert(rows[index], at: other)
    case 7: rows.swapAt(index, other)
    case 8: rows[index] = rows[other]
    default: rows.removeSubrange(index...)
    }
  }
}

/// A log in memory, as somebody left it.
private struct RowJournal: AuditJournal {
  typealias R = Practice
  let rows: [[UInt8]]

  func append(_ event: AuditEvent) async throws -> AuditEntry {
    preconditionFailure("nothing is written to a log under attack")
  }

  func append(_ looks: [AuditEvent], within limit: LookLimit?) async throws -> [AuditEntry] {
    preconditionFailure("nothing is written to a log under attack")
  }

  func head() async throws -> AuditHead {
    AuditHead(seq: Int64(rows.count), hash: .zero, time: Date(timeIntervalSince1970: 0))
  }

  func entry(_ seq: Int64) async throws -> AuditEntry? {
    guard rows.indices.contains(Int(seq) - 1) else { return nil }
    do {
      return try AuditEntry(storedBytes: rows[Int(seq) - 1])
    } catch {
      throw AuditError.malformed(seq: seq)
    }
  }

  func entries(_ range: ClosedRange<Int64>) async throws -> [AuditEntry] {
    var entries: [AuditEntry] = []
    for seq in range {
      if let entry = try await entry(seq) { entries.append(entry) }
    }
    return entries
  }
}
