import ArgumentParser
import Audit
import Desk
import Foundation
import Masking
import Sealing
import Terminal
import Text
import TicketStore
import Tickets

/// Who looked at what.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Lists and verifies the log of every look.",
    subcommands: [List.self, Show.self, Verify.self], defaultSubcommand: List.self)

  struct List: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists entries, newest first; a supervisor may.")

    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var filter: FilterOptions

    @Option(help: "How many entries at most.")
    var limit = 100

    @Flag(help: "Prints JSON lines.")
    var json = false

    func execute(on main: MainLoop) async throws {
      let parts = try await DeskParts<Live>.open(options)
      defer { parts.close() }
      let reader = try parts.recordReader()
      let records = try await reader.records(
        matching: try filter.auditFilter(among: parts.colleagues), before: nil, limit: limit)
      var event = AuditEvent(.auditRead)
      event.count = records.count
      _ = try await parts.log.record(event)
      let table = AuditTable(colleagues: parts.colleagues)
      for record in records {
        StandardOutput.print(json ? AuditExport<Live>.jsonLine(record) : table.row(record))
      }
    }
  }

  struct Show: DeskCommand {
    static let configuration = CommandConfiguration(abstract: "Shows one entry whole.")

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "The entry's number.")
    var entry: Int64

    func execute(on main: MainLoop) async throws {
      let parts = try await DeskParts<Live>.open(options)
      defer { parts.close() }
      let reader = try parts.recordReader()
      guard let stored = try await parts.store.entry(entry) else {
        throw CommandFailure(.badData, "There is no entry \(entry).")
      }
      var event = AuditEvent(.auditRead)
      event.count = 1
      _ = try await parts.log.record(event)
      StandardOutput.print(AuditExport<Live>.jsonLine(try await reader.record(stored)))
    }
  }

  struct Verify: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks that nobody rewrote the log.")

    @OptionGroup var options: WorkspaceOptions

    @Flag(help: "Prints a line of JSON.")
    var json = false

    func execute(on main: MainLoop) async throws {
      let parts = try await DeskParts<Live>.unlocked(options)
      defer { parts.close() }
      let report = try await parts.verification.run(at: Date())
      _ = try? await parts.log.record(.verification(report))
      StandardOutput.write(json ? try JSONLine.encode(Summary(report)) + "\n" : words(for: report))
      guard report.isIntact else {
        throw CommandFailure(
          .badData, "The log was changed. Keep the file as it is, and compare it with a backup.")
      }
    }

    private func words(for report: AuditReport) -> String {
      let findings = report.findings.map { "entry \($0.seq): \($0.sentence)\n" }.joined()
      let verdict =
        report.isIntact
        ? "intact: \(report.entryCount) entries, chained and signed\n"
        : "NOT intact: \(report.entryCount) entries read\n"
      return findings + verdict
    }

    private struct Summary: Encodable {
      let entries: Int64
      let intact: Bool
      let findings: [Finding]

      struct Finding: Encodable {
        let entry: Int64
        let problem: String
      }

      init(_ report: AuditReport) {
        entries = Int64(report.entryCount)
        intact = report.isIntact
        findings = report.findings.map { Finding(entry: $0.seq, problem: "\($0.sentence)") }
      }
    }
  }
}

/// What narrows a list of entries.
struct FilterOptions: ParsableArguments, Sendable {
  @Option(help: "Entries of this person.")
  var by: String?

  @Option(help: "Entries about this ticket's number.")
  var ticket: Int64?

  @Option(help: "Entries with this reason's code.")
  var reason: String?

  @Option(help: "Entries of this action, as in reveal.open.")
  var action: String?

  func auditFilter(among colleagues: [User]) throws -> AuditFilter {
    var filter = AuditFilter()
    if let by {
      guard let person = colleagues.first(where: { $0.name.string == by }) else {
        throw SealingError.unknownUser
      }
      filter.actor = person.id
    }
    if let action {
      let known = AuditAction.known.map(\.rawValue)
      guard known.contains(action) else {
        throw CommandFailure(
          .usage, "There is no such action; there are \(known.joined(separator: ", ")).")
      }
      filter.actions = [AuditAction(rawValue: action)]
    }
    filter.ticket = ticket.map(TicketID.init(rawValue:))
    filter.reasonCode = reason
    return filter
  }
}

/// Records as lines of text.
struct AuditTable {
  let colleagues: [User]

  func row(_ record: AuditRecord) -> String {
    let name = colleagues.first { $0.id == record.actor }?.name.string ?? "\(record.actor.rawValue)"
    let ticket = record.ticket.map { "#\($0.rawValue)" }
    let customer = record.customer.map { "c-\($0.rawValue)" }
    let identifier = record.token?.string ?? record.kind?.rawValue
    let fields: [String?] = [
      "\(record.seq)", record.time.formatted(.iso8601), name, record.action.rawValue, ticket,
      customer, identifier, record.reasonCode?.string, record.outcome?.rawValue,
    ]
    let columns = fields.map { $0 ?? "-" }.joined(separator: "  ")
    return record.reason.map { "\(columns)  \($0.string)" } ?? columns
  }
}

extension DeskParts {
  /// What reads the log, for those who may.
  func recordReader() throws -> AuditRecordReader<R> {
    guard let reader = secrets.auditReader else {
      throw CommandFailure(
        .notAllowed, "Only a supervisor reads the log, their own entries included.")
    }
    return AuditRecordReader(reader: reader, people: secrets.people, journal: store)
  }
}
