import Desk
import Masking
import DeskFixtures
import Foundation
import Masking
import Sealing
import Synchronization
import Testing
import Text
import TicketStore
import Tickets

@testable import Channels

struct IntakeTests {
  private let desk: MailDesk<Practice>
  private let notices = Notices()

  /// What was said to the person at the console.
  private final class Notices: Sendable {
    let all = Mutex<[Notice]>([])
  }

  init() throws {
    desk = try MailDesk()
  }

  private var service: IntakeService<Practice> {
    IntakeService(
      repository: desk.place.store, filer: desk.filer, opener: desk.place.secrets.intake,
      report: { [notices] notice in notices.all.withLock { $0.append(notice) } })
  }

  private func deliver(_ message: String, deliveredTo value: String? = nil) throws {
    let envelope = IntakeEnvelope(message: Array(message.utf8), environment: value)
    let key = try IntakePublicKey<Practice>(in: desk.workspace.directory)
    try deliver(sealed: key.seal(envelope.bytes))
  }

  private func deliver(sealed: [UInt8]) throws {
    try IntakeWriter(in: desk.workspace.directory).append(
      sealed: sealed, receivedAt: desk.place.clock.now)
  }

  private func subjects() async throws -> [String] {
    try await desk.place.store
      .queue(QueueQuery(view: .team, sort: .oldest), for: desk.place.user.id)
      .rows.map(\.ticket.subject.screenForm.string)
  }

  @Test func `what was delivered is filed, in the queue its address names`() async throws {
    try deliver("From: mara@example.net\nSubject: One\n\nHello", deliveredTo: "billing")
    try deliver("From: mara@example.net\nSubject: Two\n\nHello")
    await service.fileAll()
    let rows = try await desk.place.store
      .queue(QueueQuery(view: .team, sort: .oldest), for: desk.place.user.id).rows
    #expect(Set(rows.map(\.ticket.queue.string)) == ["billing", "inbox"])
    #expect(try await desk.place.store.intakeCount() == 0)
    #expect(notices.all.withLock { $0 }.isEmpty)
  }

  @Test func `one that does not open stays, is said once, and holds up no other`() async throws {
    try deliver(sealed: [UInt8](repeating: 7, count: 300))
    try deliver("From: mara@example.net\nSubject: Good\n\nHello")
    await service.fileAll()
    #expect(try await subjects() == ["Good"])
    #expect(try await desk.place.store.intakeCount() == 1)
    desk.place.clock.advance(by: .seconds(61))
    await service.fileAll()
    #expect(try await desk.place.store.intakeCount() == 1)
    #expect(notices.all.withLock { $0 }.map(\.severity) == [.failure])
  }

  @Test func `a duplicate ends its delivery`() async throws {
    for _ in 0..<2 {
      try deliver("From: mara@example.net\nMessage-ID: <a@example.net>\nSubject: One\n\nHello")
    }
    await service.fileAll()
    #expect(try await subjects() == ["One"])
    #expect(try await desk.place.store.intakeCount() == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a running service files what comes while it runs`() async throws {
    let run = Task { await service.run() }
    try deliver("From: mara@example.net\nSubject: Late\n\nHello")
    while try await subjects() != ["Late"] { try await Task.sleep(for: .milliseconds(5)) }
    run.cancel()
    await run.value
  }

  @Test(arguments: [nil, "billing", "1042-k7q"])
  func `an envelope comes back as it was`(value: String?) {
    let envelope = IntakeEnvelope(message: Array("\nFrom: a\n\nb\n".utf8), environment: value)
    #expect(IntakeEnvelope(bytes: envelope.bytes) == envelope)
    #expect(IntakeEnvelope(message: [], environment: "a\nb").bytes == Array("ab\n".utf8))
  }
}
