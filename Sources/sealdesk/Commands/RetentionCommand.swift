import ArgumentParser
import Audit
import Desk
import Foundation
import Sealing
import Terminal
import Tickets
import Yams

/// Carries out how long what is kept.
struct RetentionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention",
    abstract: "Erases what the schedule in retention.yaml says; a supervisor may.",
    subcommands: [Run.self], defaultSubcommand: Run.self)

  struct Run: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Erases what is due.",
      discussion: """
        A customer all of whose tickets are due goes with their key, as by `sealdesk erase`. Who is \
        held is left out. The dry run makes the same steps and takes them back. Mail that waits is \
        filed first: who writes again is not due.
        """)

    @OptionGroup var options: WorkspaceOptions

    @Flag(help: "Says what would be erased, and erases nothing.")
    var dryRun = false

    @Flag(help: "Does not ask.")
    var yes = false

    @Flag(help: "Prints a line of JSON.")
    var json = false

    func execute(on main: MainLoop) async throws {
      let schedule = try RetentionSchedule.load(from: options.directory)
      let parts = try await DeskParts<Live>.open(options)
      defer { parts.close() }
      try await parts.fileWaitingMail()
      let selection = try await parts.erasure.selection(by: schedule)
      let count = try await parts.erasure.rehearse(selection)
      if dryRun || selection.isEmpty {
        return try show(ErasureReport(count, selection))
      }
      if !yes { try Confirmation.ask("\(count.words) will be gone for good.") }
      let certificate = try await parts.erasure.erase(selection, action: .retentionRun)
      try show(ErasureReport(certificate.count, selection, certificate))
    }

    private func show(_ report: ErasureReport) throws {
      StandardOutput.write(json ? try JSONLine.encode(report) + "\n" : report.words)
    }
  }
}

/// The workspace's `retention.yaml`.
///
///     schema: sealdesk.retention/1
///     rules:
///       - {status: [solved, closed], older_than_days: 730, erase: tickets}
enum RetentionSchedule {
  static let fileName = "retention.yaml"

  static func load(from directory: URL) throws -> [RetentionRule] {
    let file = directory.appending(path: fileName)
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw CommandFailure(
        .unavailable, "There is no \(fileName) in the workspace: nothing is erased by age.")
    }
    return try read(text)
  }

  static func read(_ text: String) throws(CommandFailure) -> [RetentionRule] {
    let reader = try ConfigurationReader(yaml: text, file: fileName)
    var rules: [RetentionRule] = []
    try reader.readKeys(of: reader.root) { key, node throws(CommandFailure) in
      switch key {
      case "schema": try reader.expectSchema("sealdesk.retention/1", node)
      case "rules":
        guard let sequence = node.sequence else {
          throw reader.fault(node, "rules is a list, each line with a dash before it")
        }
        for line in sequence { rules.append(try rule(line, reader)) }
      default: throw reader.unknownKey(key, node, known: ["schema", "rules"])
      }
    }
    return rules
  }

  private static func rule(
    _ node: Node, _ reader: ConfigurationReader
  ) throws(CommandFailure) -> RetentionRule {
    var statuses: Set<TicketStatus> = []
    var days: Int?
    var matter: RetentionRule.Matter?
    try reader.readKeys(of: node) { key, value throws(CommandFailure) in
      switch key {
      case "status":
        for word in try reader.strings(value) {
          guard let status = TicketStatus(rawValue: word) else {
            throw reader.fault(
              value, "\(word) is no status; write \(words(of: TicketStatus.allCases))")
          }
          statuses.insert(status)
        }
      case "older_than_days": days = try reader.number(value, in: 1...36_500)
      case "erase":
        let word = try reader.string(value)
        guard let known = RetentionRule.Matter(rawValue: word) else {
          throw reader.fault(value, "write tickets or attachments instead of \(word)")
        }
        matter = known
      default:
        throw reader.unknownKey(key, value, known: ["status", "older_than_days", "erase"])
      }
    }
    guard !statuses.isEmpty, let days, let matter else {
      throw reader.fault(node, "a rule needs status, older_than_days and erase")
    }
    return RetentionRule(statuses: statuses, age: .seconds(days * 86_400), matter: matter)
  }

  private static func words(of statuses: [TicketStatus]) -> String {
    statuses.map(\.rawValue).joined(separator: ", ")
  }
}
