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
    commandName: "audit", abstract: "Lists, verifies, proves and exports the log of every look.",
    subcommands: [
      List.self, Show.self, Verify.self, Prove.self, Export.self, Statement.self,
    ], defaultSubcommand: List.self)

  struct List: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists entries, newest first; supervisors and auditors may.")

    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var filter: FilterOptions

    @Option(help: "How many entries at most.")
    var limit = 100

    @Flag(help: "Prints JSON lines.")
    var json = false

    func execute(on main: MainLoop) async throws {
      let parts = try await SessionParts<Live>.open(options)
      defer { parts.close() }
      let reader = try parts.recordReader()
      let records = try await reader.records(
        matching: try filter.auditFilter(among: parts.colleagues), before: nil, limit: limit)
      var event = AuditEvent(.auditRead)
      event.count = records.count
      _ = try await parts.log.record(event)
      let table = AuditTable(colleagues: parts.colleagues)
      for record in records {
        StandardOutput.print(json ? AuditFormat.jsonLines.line(for: record) : table.row(record))
      }
    }
  }

  struct Show: DeskCommand {
    static let configuration = CommandConfiguration(abstract: "Shows one entry whole.")

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "The entry's number.")
    var entry: Int64

    func execute(on main: MainLoop) async throws {
      let parts = try await SessionParts<Live>.open(options)
      defer { parts.close() }
      let reader = try parts.recordReader()
      guard let stored = try await parts.journal.entry(entry) else {
        throw CommandFailure(.badData, "There is no entry \(entry).")
      }
      var event = AuditEvent(.auditRead)
      event.count = 1
      _ = try await parts.log.record(event)
      StandardOutput.print(AuditFormat.jsonLines.line(for: try await reader.record(stored)))
    }
  }

  struct Verify: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks that nobody rewrote the log.")

    @OptionGroup var options: WorkspaceOptions

    @Flag(help: "Prints a line of JSON.")
    var json = false

    func execute(on main: MainLoop) async throws {
      let parts = try SessionParts<Live>.signedIn(options)
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
