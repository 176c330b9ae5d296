import Desk
import Foundation
import GRDB
import Sealing

/// How far stored texts were examined again, and how often words that were stored have changed.
struct ExaminationRow: MarkedRow {
  static let table: StaticString = "examination"

  let id: Int64 = 1
  var version: Int64 = 1
  /// 0 where no run is under way.
  var lastTicket: Int64 = 0
  var edition: Int64 = 0
  var mac: [UInt8] = []
  /// `ExaminationReport`, sealed under the workspace's key.
  var report: [UInt8]?

  func writeColumns(to writer: inout ByteWriter) {
    writer.append(lastTicket)
    writer.append(edition)
    writer.append(sealTag: report)
  }
}

extension ExaminationRow {
  static let reportContext = SealContext(table: table, column: "report", row: 1)

  static func fetch(_ db: Database) throws -> ExaminationRow? {
    try db.cachedStatement(
      sql: "SELECT version, last_ticket, edition, mac, report FROM examination WHERE id = 1"
    ).first { columns in
      try ExaminationRow(
        version: columns.integer(), lastTicket: columns.integer(), edition: columns.integer(),
        mac: columns.bytes(), report: columns.optionalBytes())
    }
  }

  /// Only the number, for noticing that it grew.
  static func edition(_ db: Database) throws -> Int64 {
    try db.cachedStatement(sql: "SELECT edition FROM examination WHERE id = 1").integer() ?? 0
  }

  func save(_ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO examination (id, version, last_ticket, edition, mac, report)
        VALUES (1, ?, ?, ?, ?, ?)
        """
    ).run(
      .integer(version), .integer(lastTicket), .integer(edition), .bytes(mac), .bytes(report))
  }

  /// What the run under way has found so far; empty where there is none.
  /// - Throws: `damaged`.
  func openReport<R: Realm>(
    _ secrets: WorkspaceSecrets<R>
  ) throws(RepositoryError) -> ExaminationReport {
    guard let report else { return ExaminationReport() }
    do {
      let bytes = try secrets.content.open(Sealed(storedBytes: report), in: Self.reportContext)
      return try JSONDecoder().decode(ExaminationReport.self, from: Data(bytes))
    } catch {
      throw damaged
    }
  }

  mutating func seal<R: Realm>(
    _ report: ExaminationReport?, under secrets: WorkspaceSecrets<R>
  ) throws {
    self.report = try report.map {
      try secrets.content.seal(Array(JSONEncoder().encode($0)), in: Self.reportContext).bytes
    }
  }
}
