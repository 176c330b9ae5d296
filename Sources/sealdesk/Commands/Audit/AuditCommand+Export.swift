import ArgumentParser
import Audit
import Foundation
import Sealing
import Terminal
import Text
import Tickets

extension AuditCommand {
  /// Hands records to another program.
  struct Export: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes entries for another program, oldest first; supervisors and auditors may.",
      discussion: """
        The last line is a manifest, signed by who exports: how many entries there are, the first and \
        the last, a digest over the lines, and how far the log went. The export is on record before \
        its first line is written.
        """)

    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var filter: FilterOptions

    @Option(help: "jsonl, csv, cef, ocsf or syslog.")
    var format = AuditFormat.jsonLines

    func execute(on main: MainLoop) async throws {
      let parts = try await SessionParts<Live>.open(options)
      defer { parts.close() }
      let reader = try parts.recordReader()
      let filter = try filter.auditFilter(among: parts.colleagues)
      let recorded = try await parts.log.record(
        AuditEvent(.auditExport, detail: format.rawValue))
      let end = format.lineEnd
      if let heading = format.heading { StandardOutput.write(heading + end) }
      let export = try await reader.reduce(
        into: AuditExport(as: format, signedBy: parts.session), matching: filter
      ) { export, record in
        StandardOutput.write(export.line(record) + end)
      }
      StandardOutput.write(try export.closingLine(head: recorded.head, at: Date()) + end)
    }
  }

  /// Shows that an entry is in the log, to whoever has a root.
  struct Prove: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Proves that the log holds an entry, by the Merkle tree's path (RFC 6962).",
      discussion: """
        Whoever has the root, from a witness or from a printed line, can check the path with nothing \
        else in hand.
        """)

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "The entry's number.")
    var entry: Int64

    func execute(on main: MainLoop) async throws {
      let parts = try await SessionParts<Live>.open(options)
      defer { parts.close() }
      guard let proof = try await EntryProof(of: entry, in: parts.journal) else {
        throw CommandFailure(.badData, "There is no entry \(entry).")
      }
      StandardOutput.print(proof.json)
    }
  }

  /// Answers a customer who asks who looked at their data.
  struct Statement: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says when, what for and at what somebody looked at a customer's data.",
      discussion: """
        The people who looked are left out: a customer has a right to their names only where nothing \
        else answers the question. A statement is on record as access by the subject.
        """)

    @OptionGroup var options: WorkspaceOptions

    @Option(help: "The customer, as in c-88.")
    var customer: String

    @Flag(help: "Names the people who looked.")
    var names = false

    func execute(on main: MainLoop) async throws {
      let parts = try await SessionParts<Live>.open(options)
      defer { parts.close() }
      let reader = try parts.recordReader()
      var filter = AuditFilter()
      filter.customer = try FilterOptions.customer(customer)
      filter.actions = DataStatement.actions
      let purposes = Dictionary(
        parts.configuration.policy.reasons.map { ($0.code, $0.wording.string) },
        uniquingKeysWith: { first, _ in first })
      let statement = try await reader.reduce(
        into: DataStatement(purposes: purposes), matching: filter
      ) { statement, record in statement.count(record) }
      var event = AuditEvent(.subjectAccess, customer: filter.customer)
      event.count = statement.looks.count
      event.detail = names ? "statement.names" : "statement"
      _ = try await parts.log.record(event)
      StandardOutput.write(statement.markdown(naming: names ? .shown : .leftOut))
    }
  }
}

extension AuditFormat: ExpressibleByArgument {}
