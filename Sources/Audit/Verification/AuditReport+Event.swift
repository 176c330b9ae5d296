extension AuditEvent {
  /// What a verification found, for the log itself: how far it went, and what broke first.
  package static func verification(_ report: AuditReport) -> AuditEvent {
    var event = AuditEvent(.auditVerify, outcome: report.isIntact ? .success : .failed)
    event.count = Int(report.entryCount)
    if let first = report.findings.first(where: \.isFatal) {
      event.earlierEntry = first.seq
      event.error = first.problem.code
    }
    return event
  }
}

extension AuditFinding.Problem {
  /// The finding's name, for records and for programs.
  package var code: String {
    switch self {
    case .edited: "edited"
    case .signedByStranger: "signed_by_stranger"
    case .dropped: "dropped"
    case .inserted: "inserted"
    case .swapped: "swapped"
    case .forked: "forked"
    case .chainBroken: "chain_broken"
    case .foreign: "foreign"
    case .clockWentBack: "clock_went_back"
    case .truncated: "truncated"
    case .rewritten: "rewritten"
    case .checkpointNotGenuine: "checkpoint_not_genuine"
    }
  }
}
