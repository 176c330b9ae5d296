package import Foundation
import Sealing
import Text

/// A format that other programs read records in.
package enum AuditFormat: String, CaseIterable, Sendable {
  /// JSON Lines: one object a record, with the names of the format's page.
  case jsonLines = "jsonl"
  /// RFC 4180, with a heading.
  case csv
  /// ArcSight's Common Event Format, version 0.
  case cef
  /// The Open Cybersecurity Schema Framework, class 6005 (Datastore Activity), one object a line.
  case ocsf
  /// RFC 5424, facility 13 (log audit).
  case syslog

  /// What stands before the first record.
  package var heading: String? {
    self == .csv ? CSVLine.heading : nil
  }

  package var lineEnd: String { self == .csv ? "\r\n" : "\n" }

  /// A record as one line; only a CSV cell may hold line feeds, in quotes.
  package func line(for record: AuditRecord) -> String {
    switch self {
    case .jsonLines: RecordJSON.line(for: record)
    case .csv: CSVLine.line(for: record)
    case .cef: CEFLine.line(for: record)
    case .ocsf: OCSFEvent.line(for: record)
    case .syslog: SyslogLine.line(for: record)
    }
  }

  /// The manifest, in a form which a reader of the format can pass over.
  func closingLine(holding manifest: String, at time: Date) -> String {
    switch self {
    case .jsonLines, .ocsf: manifest
    case .csv: CSVLine.closingLine(holding: manifest)
    case .cef: CEFLine.closingLine(holding: manifest)
    case .syslog: SyslogLine.closingLine(holding: manifest, at: time)
    }
  }
}

extension AuditRecord {
  /// `customer:c-88/‹phone 1›`, or `u:ben` for what was done to one of the people here.
  var exportedObject: String? {
    if let memberName { return "u:" + memberName.string }
    guard let customerPseudonym else { return nil }
    return "customer:" + customerPseudonym.string
      + ((token ?? tokens).map { "/" + $0.string } ?? "")
  }

  var exportedActor: String { "u:" + actorName.string }
  var exportedApprover: String? { approverName.map { "u:" + $0.string } }
  var exportedHash: String { "sha256:" + hash.hexadecimal }
  var exportedPrevious: String { "sha256:" + previous.hexadecimal }

  /// How loud it is for a program that watches: 0 for work, 3 for a refusal, 6 for a look, 9 for one
  /// that nobody had approved.
  var loudness: Int {
    if action == .revealBreakGlass { return 9 }
    if action.isLook || action == .attachmentOpen { return 6 }
    return outcome == .denied || outcome == .failed ? 3 : 0
  }

  /// The program's name and its version apart.
  var exportedApp: (name: String, version: String) {
    let parts = app.string.split(separator: "/", maxSplits: 1).map(String.init)
    return (parts.first ?? "sealdesk", parts.count == 2 ? parts[1] : "0")
  }
}

extension Date {
  /// ISO 8601 in UTC with milliseconds, counted in whole numbers: a `Date` formats 7 ms as 6.
  package var exported: String {
    let total = millisecondsSince1970
    let milliseconds = (total % 1_000 + 1_000) % 1_000
    let seconds = (total - milliseconds) / 1_000
    let digits = String(milliseconds)
    let whole = Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
    return whole.dropLast() + "." + String(repeating: "0", count: 3 - digits.count) + digits + "Z"
  }
}
