import Audit
import Desk
import Foundation
import GRDB
import Sealing
import Testing
import Text
import Tickets

@testable import TicketStore

/// The log of somebody who holds no key to a ticket, in the file that others keep tickets in.
struct LogStoreTests {
  private let workspace: Workspace
  private let store: TicketStore<Practice>

  init() throws {
    workspace = try Workspace()
    store = try workspace.open(StoreConfiguration(searchWindow: 0))
  }

  /// An auditor's log, as another process would open it.
  private func auditor() throws -> LogStore<Practice> {
    let files = try WorkspaceKeyFiles<Practice>(in: workspace.directory)
    _ = try files.addMember(
      name: "paul", role: .auditor, passphrase: Passphrase("battery staple"),
      derivation: .practice, by: workspace.secrets, now: workspace.clock.now)
    let session = try files.signIn(name: "paul", passphrase: Passphrase("battery staple"))
    let origin = AuditOrigin(
      actor: UserID(rawValue: session.member.id.rawValue), role: .auditor, session: "s-2",
      host: "here", tty: nil, sshFrom: nil, app: "tests")
    return try LogStore(
      in: workspace.directory, audit: AuditWriter(secrets: session, origin: origin),
      now: { [clock = workspace.clock] in clock.now })
  }

  private func findings() async throws -> [AuditFinding] {
    let people = try WorkspaceKeyFiles<Practice>(in: workspace.directory)
      .people(trustedBy: workspace.secrets.session)
    return try await AuditVerifier<Practice>(
      workspace: workspace.secrets.workspace, people: people
    ).verify(store).findings
  }

  @Test func `what an auditor adds and what the store adds are one chain`() async throws {
    _ = try await store.append(AuditEvent(.sessionOpen))
    let log = try auditor()
    #expect(try await log.append(AuditEvent(.auditRead)).seq == 2)
    try await store.ticket("Help", "me")
    #expect(try await log.append(AuditEvent(.auditVerify)).seq == store.head().seq)
    #expect(try await findings() == [])
    #expect(try await store.verify() == [])
  }

  @Test func `entries that were cut off leave a gap, whoever writes next`() async throws {
    for _ in 0..<3 { _ = try await store.append(AuditEvent(.sessionOpen)) }
    let log = try auditor()
    let queue = try DatabaseQueue(path: workspace.database.path)
    try await queue.write { db in try db.execute(sql: "DELETE FROM audit WHERE seq > 1") }
    try queue.close()
    #expect(try await log.append(AuditEvent(.auditRead)).seq == 4)
    #expect(try await !findings().isEmpty)
  }

  @Test func `a clock that was set back is on record here too`() async throws {
    _ = try await store.append(AuditEvent(.sessionOpen))
    let log = try auditor()
    workspace.clock.advance(by: -90)
    #expect(try await log.append(AuditEvent(.auditRead)).seq == 3)
    #expect(try await findings().map(\.problem) == [.clockWentBack(milliseconds: 90_000)])
  }

  @Test func `nothing is looked at by who holds no key`() async throws {
    let log = try auditor()
    await #expect(throws: AuditError.recordNotDurable) {
      try await log.append([AuditEvent(.revealOpen)], within: nil)
    }
    #expect(try await log.head() == .empty)
  }
}
