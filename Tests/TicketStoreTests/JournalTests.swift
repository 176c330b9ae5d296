import Audit
import Desk
import Foundation
import Sealing
import Testing
import Text
import Tickets

@testable import TicketStore

/// The log in the store's file.
struct JournalTests {
  private let workspace: Workspace
  private let store: TicketStore<Practice>
  private static let quiet = StoreConfiguration(searchWindow: 0)

  init() throws {
    workspace = try Workspace()
    store = try workspace.open(Self.quiet)
  }

  private func records() async throws -> [AuditRecord] {
    let reader = try #require(workspace.secrets.auditReader)
    return try await AuditRecordReader(
      reader: reader, people: workspace.secrets.people, journal: store
    ).records(matching: .everything, limit: 100).reversed()
  }

  @Test func `a clock that was set back is on record before what was done by it`() async throws {
    _ = try await store.append(AuditEvent(.sessionOpen))
    workspace.clock.advance(by: -90)
    _ = try await store.append(AuditEvent(.ticketView))
    _ = try await store.append(AuditEvent(.ticketView))
    let records = try await records()
    #expect(records.map(\.action) == [.sessionOpen, .clockJump, .ticketView, .ticketView])
    #expect(records.map(\.clockShift) == [nil, -90_000, nil, nil])
    let verifier = AuditVerifier<Practice>(
      workspace: workspace.secrets.workspace, people: workspace.secrets.people)
    let report = try await verifier.verify(store)
    #expect(report.findings.map(\.seq) == [2])
    #expect(report.findings.map(\.problem) == [.clockWentBack(milliseconds: 90_000)])
    #expect(report.isIntact)
  }

  @Test func `a clock that is corrected by less than a second makes no line`() async throws {
    _ = try await store.append(AuditEvent(.sessionOpen))
    workspace.clock.advance(by: -0.9)
    _ = try await store.append(AuditEvent(.sessionClose))
    #expect(try await records().map(\.action) == [.sessionOpen, .sessionClose])
  }

  @Test(.timeLimit(.minutes(1)))
  func `a store can be closed while others read it`() async throws {
    _ = try await store.ticket("Help", "me")
    for _ in 0..<40 {
      let other = try workspace.open()
      await withTaskGroup { group in
        for _ in 0..<8 {
          group.addTask {
            // Until it is refused: a read either ends or does not begin.
            while (try? await other.head()) != nil { await Task.yield() }
          }
        }
        group.addTask { other.close() }
      }
      await #expect(throws: RepositoryError.cannotWrite) { try await other.head() }
    }
  }
}
