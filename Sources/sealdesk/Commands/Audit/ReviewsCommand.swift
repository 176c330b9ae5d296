import ArgumentParser
import Audit
import Desk
import Foundation
import Masking
import Sealing
import Terminal
import Text
import Tickets

/// Going over what others looked at.
struct ReviewsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reviews", abstract: "Lists looks to be reviewed, and notes what was found.",
    discussion: """
      To be reviewed is every look by break-glass, every outlier, and one in twenty of the others. An \
      outlier is a look of a day on which one person had at least ten, and three times the median of \
      all people's days, or the third look of a person at the same value in one day. Break-glass has to \
      be reviewed within a time that the policy names; what is overdue says so.
      """,
    subcommands: [List.self, Done.self], defaultSubcommand: List.self)

  struct List: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists what is to be reviewed, oldest first; supervisors and auditors may.")

    @OptionGroup var options: WorkspaceOptions

    @Option(help: "How many days back.")
    var days = 90

    func execute(on main: MainLoop) async throws {
      let parts = try await SessionParts<Live>.open(options)
      defer { parts.close() }
      let queue = try await parts.requireOversight().reviews(at: Date(), days: days)
      _ = try await parts.log.record(AuditEvent(.auditRead, count: queue.items.count))
      let table = AuditTable(colleagues: parts.colleagues)
      for item in queue.items {
        StandardOutput.print("\(table.row(item.record))  [\(item.cause.sentence)\(Self.due(item))]")
      }
      let access = try await parts.accessSchedule()
      if let due = access.due, access.isOverdue(at: Date()) {
        StandardOutput.print(
          "access review  OVERDUE since \(due.formatted(.iso8601)); see `sealdesk access-review`")
      } else if queue.items.isEmpty {
        StandardOutput.print("Nothing is waiting for a review.")
      }
    }

    private static func due(_ item: ReviewQueue.Item) -> String {
      guard let due = item.due else { return "" }
      let word = item.isOverdue(at: Date()) ? "OVERDUE since" : "due"
      return "; \(word) \(due.formatted(.iso8601))"
    }
  }

  struct Done: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Notes that a look was reviewed; nobody reviews their own.")

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "The entry's number.")
    var entry: Int64

    @Option(help: "justified or unjustified.")
    var finding: ReviewFinding

    @Option(help: "Why; identifiers in it are masked.")
    var note: String

    func execute(on main: MainLoop) async throws {
      let parts = try await SessionParts<Live>.open(options)
      defer { parts.close() }
      var event: AuditEvent
      do {
        event = try await parts.requireOversight().review(
          of: entry, as: finding, by: parts.user.id)
      } catch DeskError.notFound {
        throw CommandFailure(.badData, "Entry \(entry) is no look.")
      } catch DeskError.ownLook {
        throw CommandFailure(.notAllowed, "Nobody reviews their own looks.")
      }
      event.reason = parts.redacted(note)
      _ = try await parts.log.record(event)
      StandardOutput.print("Entry \(entry) is reviewed: \(finding.rawValue).")
    }
  }
}

extension ReviewFinding: ExpressibleByArgument {}

/// The figures of a month.
struct ReportCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Says how data was handled in a month; supervisors and auditors may.",
    discussion: "Groups of fewer than five are not shown.")

  @OptionGroup var options: WorkspaceOptions

  @Option(help: "The month, as in 2026-11.")
  var month: String

  @Flag(help: "Prints a table of CSV instead of Markdown.")
  var csv = false

  func execute(on main: MainLoop) async throws {
    let parts = try await SessionParts<Live>.open(options)
    defer { parts.close() }
    var report = try await parts.requireOversight().report(
      ofMonth: month, in: .current, against: parts.configuration.policy.targets, at: Date())
    report?.rules = parts.ruleNames()
    guard let report else {
      throw CommandFailure(.usage, "\(month) is no month; write it as in 2026-11.")
    }
    _ = try await parts.log.record(AuditEvent(.auditRead, detail: "report \(month)"))
    StandardOutput.write(csv ? report.csv : report.markdown)
  }
}
