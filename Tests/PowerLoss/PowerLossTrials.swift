import Desk
package import Foundation
import Audit
import Masking
package import Sealing
import SeededRandom
package import TicketStore
import Text
import Tickets

/// Work that was recorded as it reached the disk, to be broken off at any place of it again and again.
///
/// After each loss of power the store is opened on what the disk would hold. It must be whole, hold
/// everything that was acknowledged before, and at most the one thing that was under way.
package struct PowerLossTrials: Sendable {
  /// What a number of trials gave.
  package struct Outcome: Sendable {
    package var trialCount = 0
    /// Trials in which something acknowledged was gone.
    package var lostCount = 0
    /// Trials after which the store stood between two states, or did not open.
    package var brokenCount = 0
  }

  package typealias Opening = @Sendable (URL) throws -> TicketStore<Practice>

  /// How far the store had come.
  private struct State: Hashable {
    var tickets = 0
    var messages = 0
    var entries: Int64 = 0
  }

  private let disk: RecordedDisk
  /// The states in order, each with the event after which it was acknowledged.
  private let acknowledged: [(position: Int, state: State)]
  private let open: Opening

  /// Does some work in a directory that holds an empty workspace, and records it.
  ///
  /// Each round takes in a ticket, answers it and looks at an identifier; between rounds the store is
  /// closed, so that what the log holds is brought into the file.
  package init(
    recording rounds: Int, in directory: URL, open: @escaping Opening
  ) async throws {
    let store = try open(directory)
    let customers = try await store.addCustomers(3)
    store.close()
    var state = State()
    let base = try RecordedDisk.files(in: directory)
    RecordedDisk.begin(below: directory)
    var acknowledged = [(position: 0, state: state)]
    for round in 0..<rounds {
      let store = try open(directory)
      for customer in customers {
        for step in Step.allCases {
          try await step.carryOut(for: customer, ticket: state.tickets, in: store)
          step.advance(&state)
          acknowledged.append((RecordedDisk.position, state))
        }
      }
      // The last one is broken off while the file is in use.
      if round < rounds - 1 { store.close() }
    }
    disk = RecordedDisk(on: base)
    self.acknowledged = acknowledged
    self.open = open
  }

  package var eventCount: Int { disk.eventCount }

  /// Breaks the work off at places taken at random.
  package func run(
    _ count: Int, seed: UInt64, syncs: RecordedDisk.Syncs = .kept, below parent: URL
  ) async throws -> Outcome {
    var random = SeededGenerator(seed: seed)
    var outcome = Outcome()
    for _ in 0..<count {
      let position = Int.random(in: 0...disk.eventCount, using: &random)
      let files = disk.files(afterLossAt: position, syncs: syncs, using: &random)
      outcome.trialCount += 1
      let state = try? await state(of: files, below: parent)
      let last = acknowledged.lastIndex { $0.position <= position } ?? 0
      guard let state, let found = acknowledged.firstIndex(where: { $0.state == state }) else {
        outcome.brokenCount += 1
        continue
      }
      if found < last { outcome.lostCount += 1 }
      if found > last + 1 { outcome.brokenCount += 1 }
    }
    return outcome
  }

  /// Opens the store on files, and reads how far it had come; `nil` where it is not whole.
  private func state(of files: [String: [UInt8]], below parent: URL) async throws -> State? {
    let directory = parent.appending(path: "loss-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: directory) }
    for (name, bytes) in files {
      let file = directory.appending(path: name)
      try Data(bytes).write(to: file)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o600], ofItemAtPath: file.path)
    }
    let store = try open(directory)
    defer { store.close() }
    guard try await store.verify().isEmpty else { return nil }
    let page = try await store.queue(QueueQuery(view: .team, limit: 10_000), for: Step.user)
    var state = State(tickets: page.total, entries: try await store.head().seq)
    for row in page.rows { state.messages += try await store.messages(of: row.ticket.id).count }
    return state
  }

  /// What somebody does.
  private enum Step: CaseIterable {
    case takeIn, answer, look

    static let user = UserID(rawValue: 1)

    func carryOut(
      for customer: CustomerID, ticket: Int, in store: TicketStore<Practice>
    ) async throws {
      let time = Date(timeIntervalSince1970: 1_800_000_000)
      let addition = VaultAddition<Practice>(
        customer: customer, identifiers: [], expectedVersion: 1)
      // Row ids count from 1 in an empty store.
      let id = TicketID(rawValue: Int64(ticket))
      switch self {
      case .takeIn:
        let body = MaskedText(literal: "The lamp that I ordered has not come, please look.")
        try await store.perform(
          .open(
            NewTicket(
              customer: customer, subject: MaskedText(literal: "Where is it?"), createdAt: time),
            NewMessage(
              author: .customer, kind: .incoming, body: body, sentAt: time, vault: addition)))
      case .answer:
        let body = MaskedText(literal: "It is on its way and will be there tomorrow.")
        try await store.perform(
          .add(
            NewMessage(
              author: .agent(Self.user, name: "Ada"), kind: .reply, body: body, sentAt: time,
              vault: addition), to: id),
          recording: [AuditEvent(.ticketSend, ticket: id, customer: customer)], finishing: nil)
      case .look:
        _ = try await store.append(
          AuditEvent(.revealOpen, ticket: id, customer: customer, reasonCode: "verify"))
      }
    }

    func advance(_ state: inout State) {
      switch self {
      case .takeIn:
        state.tickets += 1
        state.messages += 1
      case .answer:
        state.messages += 1
        state.entries += 1
      case .look: state.entries += 1
      }
    }
  }
}
