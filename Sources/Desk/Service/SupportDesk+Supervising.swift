package import Audit
import Text
import Tickets

extension SupportDesk {
  package func auditRecords(
    _ filter: AuditFilter, before: Int64?, limit: Int
  ) async throws(DeskError) -> [AuditRecord] {
    let oversight = try requireOversight()
    let records = try await readingLog {
      try await oversight.records.records(matching: filter, before: before, limit: limit)
    }
    // Looking at the same list again, because something was added, is the same look.
    if filter != lastReadFilter {
      try await record(AuditEvent(.auditRead, count: records.count))
      lastReadFilter = filter
    }
    return records
  }

  package func auditState() async throws(DeskError) -> AuditState {
    let oversight = try requireOversight()
    let head = try await readingLog { try await oversight.journal.head() }
    var state = verified ?? AuditState(entryCount: 0, verifiedCount: 0, verifiedAt: nil)
    state.entryCount = head.seq
    return state
  }

  package func verifyAudit(
    progress: @escaping @Sendable (Int64) -> Void
  ) async throws(DeskError) -> AuditState {
    let oversight = try requireOversight()
    let report = try await readingLog {
      try await oversight.verification.run(at: now(), progress: progress)
    }
    let state = AuditState(
      entryCount: report.entryCount, verifiedCount: report.entryCount, verifiedAt: now(),
      firstBad: report.findings.first(where: \.isFatal).map {
        .init(seq: $0.seq, problem: $0.sentence)
      })
    verified = state
    try await record(.verification(report))
    return state
  }

  /// Agents cannot read the log: the role lacks the capability, and the session the key.
  func requireOversight() throws(DeskError) -> Oversight<R> {
    try require(.readAudit)
    guard let oversight else { throw .notAllowed(.readAudit) }
    return oversight
  }

  /// Says of whatever goes wrong what it means to the desk.
  func readingLog<Answer: Sendable>(
    _ read: () async throws -> Answer
  ) async throws(DeskError) -> Answer {
    do {
      return try await read()
    } catch {
      throw DeskError(readingLog: error)
    }
  }
}

extension DeskError {
  /// What it means that the log could not be read.
  fileprivate init(readingLog error: any Error) {
    switch error {
    case let error as DeskError: self = error
    case let error as AuditError: self.init(error)
    case let error as RepositoryError: self.init(error)
    case is WitnessError:
      self = .storeUnavailable("the log is whole, and its witness could not be told so")
    default: self = .storeUnavailable("the log could not be read")
    }
  }
}
