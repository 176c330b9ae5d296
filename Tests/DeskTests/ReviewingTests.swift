import Audit
import Desk
import DeskFixtures
import Foundation
import Masking
import Sealing
import Testing
import Text
import TicketStore
import Tickets

/// Going over looks, and the figures of a month.
struct ReviewingTests {
  private let workspace: Workspace<Practice>
  private let ada: Place<Practice>
  private let ben: Place<Practice>

  init() throws {
    workspace = try Workspace()
    ada = try workspace.place(of: "ada")
    ben = try workspace.place(of: "ben")
  }

  /// Three looks of Ben at one value on one day, which is an outlier.
  private func looked() async throws -> SupportDesk<Practice> {
    let ticket = try await ada.ticket(saying: "Call me on +44 20 7946 0018")
    let desk = ben.desk()
    let token = try #require(
      try await desk.conversation(ticket).requester.identifiers
        .first { $0.token.kind == .phone }?.token)
    for _ in 0..<3 {
      _ = try await desk.reveal(
        RevealRequest(
          ticket: ticket, tokens: [token], reasonCode: "contact", reason: "asked to be called",
          duration: .seconds(60)))
    }
    return desk
  }

  @Test func `a look waits until somebody else has gone over it`() async throws {
    _ = try await looked()
    let desk = ada.desk()
    let items = try await desk.reviews()
    #expect(items.count == 3)
    #expect(items.allSatisfy { $0.cause == .sameValue(count: 3) })
    let entry = try #require(items.first?.id)
    try await desk.review(entry, as: .unjustified, note: "he rang +44 20 7946 0018 thrice")
    #expect(try await desk.reviews().count == 2)
    let record = try #require(try await ada.records().last { $0.action == .revealReview })
    #expect(record.earlierEntry == entry && record.detail == "unjustified")
    #expect(record.memberName == "ben")
    // What the reviewer wrote is masked like everything else.
    #expect(record.reason?.string.contains("7946") == false)
  }

  @Test func `a note without words, a foreign entry and one's own look are refused`() async throws {
    _ = try await looked()
    let desk = ada.desk()
    let entry = try #require(try await desk.reviews().first?.id)
    await #expect(throws: DeskError.reasonMissing) {
      try await desk.review(entry, as: .justified, note: " - ")
    }
    await #expect(throws: DeskError.notFound) {
      try await desk.review(1_000_000, as: .justified, note: "it was right")
    }
    let ticket = try await ada.ticket(saying: "I am at rose@example.org")
    let token = try #require(
      try await desk.conversation(ticket).requester.identifiers
        .first { $0.token.kind == .email }?.token)
    _ = try await desk.reveal(
      RevealRequest(
        ticket: ticket, tokens: [token], reasonCode: "contact", reason: "to write to her",
        duration: .seconds(60)))
    let own = try #require(
      try await ada.records().last { $0.action == .revealOpen && $0.actorName == "ada" })
    await #expect(throws: DeskError.ownLook) {
      try await desk.review(own.seq, as: .justified, note: "it was right")
    }
    #expect(try await ada.records().filter { $0.action == .revealReview }.isEmpty)
  }

  @Test func `who may not read the log sees neither reviews nor figures`() async throws {
    let desk = try await looked()
    await #expect(throws: DeskError.notAllowed(.readAudit)) { _ = try await desk.reviews() }
    await #expect(throws: DeskError.notAllowed(.readAudit)) {
      _ = try await desk.figures(ofMonth: "2026-11")
    }
    await #expect(throws: DeskError.notAllowed(.readAudit)) {
      try await desk.review(1, as: .justified, note: "it was right")
    }
  }

  @Test func `figures are of that month, and reading them is logged once`() async throws {
    _ = try await looked()
    let desk = ada.desk()
    let month = String(ada.clock.now.formatted(.iso8601).prefix(7))
    let report = try await desk.figures(ofMonth: month)
    #expect(report.figures.looks == 3 && report.figures.overdueReviews == 0)
    _ = try await desk.figures(ofMonth: month)
    #expect(try await ada.records().filter { $0.detail?.string == "report \(month)" }.count == 1)
    #expect(try await desk.figures(ofMonth: "1999-01").figures.looks == 0)
    await #expect(throws: DeskError.notFound) { _ = try await desk.figures(ofMonth: "soon") }
  }

  @Test func `a look that nobody went over in time is overdue`() async throws {
    _ = try await looked()
    let desk = ada.desk()
    ada.clock.advance(by: .seconds(8 * 86_400))
    let month = String(ada.clock.now.formatted(.iso8601).prefix(7))
    #expect(try await desk.figures(ofMonth: month).figures.overdueReviews == 3)
    let entry = try #require(try await desk.reviews().first?.id)
    try await desk.review(entry, as: .justified, note: "it was right")
    #expect(try await desk.figures(ofMonth: month).figures.overdueReviews == 2)
  }
}
