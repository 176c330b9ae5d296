import Audit
import Desk
import DeskFixtures
import Foundation
import Masking
import Sealing
import Synchronization
import Testing
import Text
import TicketStore
import Tickets

struct SupervisingTests {
  private let workspace: Workspace<Practice>
  private let place: Place<Practice>

  init() throws {
    workspace = try Workspace()
    place = try workspace.place(of: "ada")
  }

  @Test func `reading the log is itself logged, once for one list`() async throws {
    let ticket = try await place.ticket(saying: "Hello")
    let desk = place.desk()
    try await desk.markSeen(ticket)
    #expect(
      try await desk.auditRecords(.everything, before: nil, limit: 10).map(\.action)
        == [.ticketView])
    var filter = AuditFilter.everything
    filter.ticket = ticket
    for _ in 0..<2 {
      #expect(
        try await desk.auditRecords(filter, before: nil, limit: 10).map(\.action) == [.ticketView])
    }
    #expect(try await place.records().map(\.action) == [.ticketView, .auditRead, .auditRead])
  }

  @Test func `a reading that cannot be logged shows nothing, the second time too`() async throws {
    let desk = place.desk(log: place.failingLog())
    for _ in 0..<2 {
      await #expect(throws: DeskError.notRecorded("the entry could not be written")) {
        _ = try await desk.auditRecords(.everything, before: nil, limit: 10)
      }
    }
  }

  @Test func `verification says how far it got, and is logged`() async throws {
    let ticket = try await place.ticket(saying: "Hello")
    let desk = place.desk()
    try await desk.markSeen(ticket)
    #expect(try await desk.auditState().verifiedCount == 0)
    let state = try await desk.verifyAudit { _ in }
    #expect(state.verifiedCount == 1 && state.firstBad == nil)
    #expect(state.verifiedAt == place.clock.now)
    let after = try await desk.auditState()
    #expect(after.entryCount == 2 && after.verifiedCount == 1)
    #expect(try await place.records().last?.action == .auditVerify)
  }

  @Test func `an entry of a colleague who came after the sign-in is no stranger's`() async throws {
    let ticket = try await place.ticket(saying: "Hello")
    let passphrase = Passphrase("another horse")
    let files = try WorkspaceKeyFiles<Practice>(in: workspace.directory)
    _ = try files.addMember(
      name: "dora", role: .agent, passphrase: passphrase, derivation: .practice, by: place.secrets,
      now: place.clock.now)
    let dora = try Place(
      in: workspace, secrets: files.unlock(name: "dora", passphrase: passphrase),
      members: files.members())
    try await dora.desk().markSeen(ticket)
    let state = try await place.desk().verifyAudit { _ in }
    #expect(state.verifiedCount == 1)
    #expect(state.firstBad == nil)
  }
}
