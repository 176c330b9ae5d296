import Audit
package import Desk
import GRDB
import Masking
import Sealing
import Tickets

extension TicketStore {
  package func examineNext(
    _ ticketCount: Int, with revision: TextRevision<R>
  ) async throws(RepositoryError) -> ExaminationStep {
    let (step, entry) = try await writing { [audit] context in
      let (step, sealedCount) = try context.examineNext(ticketCount, with: revision)
      let entry = try context.record(
        AuditEvent(.maskExamine, count: sealedCount, rows: context.touched), with: audit)
      return (step, entry)
    }
    audit.didCommit(entry)
    return step
  }

  package func restartExamination() async throws(RepositoryError) {
    try await writing { context in
      let (old, next) = try context.examination()
      guard let old else { return }
      var fresh = next
      fresh.lastTicket = 0
      fresh.report = nil
      try context.save(fresh, over: old)
    }
  }
}

extension WriteContext {
  /// Examines the next tickets and notes how far that is.
  /// - Returns: the run so far, and how many places these tickets gave.
  func examineNext(
    _ ticketCount: Int, with revision: TextRevision<R>
  ) throws -> (step: ExaminationStep, sealedCount: Int) {
    let (old, next) = try examination()
    var row = next
    var report = try row.openReport(secrets)
    let before = report.sealedCount
    let tickets = try db.cachedStatement(
      sql: "SELECT id FROM ticket WHERE id > ? ORDER BY id LIMIT ?"
    ).integers(.integer(row.lastTicket), .integer(Int64(ticketCount)))
    for ticket in tickets { try examine(ticket, with: revision, into: &report) }
    let isFinished = tickets.count < ticketCount
    row.lastTicket = isFinished ? 0 : tickets.last ?? 0
    // Searches are built anew once a run, and not with each of its steps.
    if isFinished, report.sealedCount > 0 { row.edition += 1 }
    try row.seal(isFinished ? nil : report, under: secrets)
    try save(row, over: old)
    let total = try Int.fetchOne(db, sql: "SELECT count(*) FROM ticket") ?? 0
    return (
      ExaminationStep(report: report, isFinished: isFinished, totalCount: total),
      report.sealedCount - before
    )
  }

  private func examine(
    _ ticket: Int64, with revision: TextRevision<R>, into report: inout ExaminationReport
  ) throws {
    var texts = StoredTexts<R>()
    try texts.read(ticket, of: self)
    report.ticketCount += 1
    report.unreadableCount += texts.unreadableCount
    guard !texts.places.isEmpty else { return }
    let customer = try CustomerID(rawValue: ticketRow(TicketID(rawValue: ticket)).customer)
    do {
      for (kind, count) in try apply(revision, to: texts, of: customer) {
        report.sealed[kind.rawValue, default: 0] += count
      }
    } catch RepositoryError.damaged, RepositoryError.erased {
      // The vault does not open: nothing of this customer can be read or sealed.
      report.unreadableCount += texts.places.count
    }
  }
}
