import Foundation
import Sealing
import Testing
import Tickets

@testable import Audit

@Suite struct CheckpointPinTests {
  @Test func `a log that was cut since the last look shows at the next`() async throws {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("pin-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    let secrets = try WorkspaceKeyFiles<Practice>.create(
      in: root, firstSupervisor: "otto", passphrase: Passphrase("o"), derivation: .practice,
      now: .now)
    let pin = CheckpointPin(files: try WorkspaceKeyFiles(in: root), secrets: secrets)
    let writer = try Workplace.shared.get().writer(secrets)
    let journal = MemoryJournal(writer: writer)
    for number in 0..<5 {
      _ = try await journal.append(
        AuditEvent(.ticketView, ticket: TicketID(rawValue: Int64(number))))
    }
    func verify() async throws -> AuditReport {
      let pinned = try pin.checkpoint().map { [$0] } ?? []
      return try await AuditVerifier<Practice>(
        workspace: secrets.workspace, people: secrets.people, checkpoints: pinned
      ).verify(journal)
    }
    #expect(try pin.checkpoint() == nil)
    #expect(try pin.pin(try await verify(), at: .now))
    #expect(try pin.checkpoint()?.size == 5)

    _ = try await journal.append(AuditEvent(.sessionClose))
    #expect(try pin.pin(try await verify(), at: .now))
    let rows = await journal.stored
    await journal.setRows(Array(rows.prefix(4)))
    let cut = try await verify()
    #expect(cut.findings == [AuditFinding(seq: 4, problem: .truncated(pinnedSize: 6))])
    #expect(try !pin.pin(cut, at: .now), "what is wrong is not pinned")

    // Neither is what looks whole without the pin, but is shorter.
    let blind = try await AuditVerifier<Practice>(
      workspace: secrets.workspace, people: secrets.people
    ).verify(journal)
    #expect(blind.isIntact)
    #expect(try !pin.pin(blind, at: .now))
    #expect(try pin.checkpoint()?.size == 6)
  }
}
