import ArgumentParser
import Audit
import Foundation
import Masking
import Sealing
import Terminal
import Text
import TicketStore
import Tickets

/// Who may do what, for a supervisor to look at and sign.
struct AccessReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "access-review",
    abstract: "Shows who may do what, and has a supervisor sign it each quarter.",
    discussion: """
      It is made from the policy, the roles and the people here, with each one's last session from the \
      log. What is signed is the digest of all but those sessions.
      """,
    subcommands: [Show.self, Sign.self], defaultSubcommand: Show.self)

  struct Show: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints it as Markdown; supervisors and auditors may.")

    @OptionGroup var options: WorkspaceOptions

    @Flag(help: "Prints a line of JSON.")
    var json = false

    func execute(on main: MainLoop) async throws {
      let parts = try await SessionParts<Live>.open(options)
      defer { parts.close() }
      let review = try await parts.accessReview()
      let schedule = try await parts.accessSchedule()
      _ = try await parts.log.record(AuditEvent(.auditRead, detail: "access-review"))
      if json {
        StandardOutput.print(try JSONLine.encode(Line(review, schedule)))
      } else {
        StandardOutput.write(review.markdown + "\n" + Self.words(for: schedule, review) + "\n")
      }
    }

    private static func words(
      for schedule: AccessReviewSchedule, _ review: AccessReview
    ) -> String {
      let due = schedule.due.map {
        (schedule.isOverdue(at: Date()) ? "OVERDUE since " : "Due ") + $0.formatted(.iso8601) + "."
      }
      guard let signed = schedule.signed else {
        return "Nobody has signed it yet. \(due ?? "")"
      }
      let same = signed.digest.string == review.digest
      return "Signed by \(signed.name) on \(signed.at.formatted(.iso8601)), entry \(signed.entry); "
        + (same ? "nothing has changed since. " : "it has CHANGED since. ") + (due ?? "")
    }

    private struct Line: Encodable {
      let rights: AccessReview.Rights
      let digest: String
      let lastSessions: [String: Date]
      let signedBy: String?
      let signedAt: Date?
      let signedDigest: String?
      let due: Date?
      let overdue: Bool

      init(_ review: AccessReview, _ schedule: AccessReviewSchedule) {
        rights = review.rights
        digest = review.digest
        lastSessions = review.lastSessions
        signedBy = schedule.signed?.name.string
        signedAt = schedule.signed?.at
        signedDigest = schedule.signed?.digest.string
        due = schedule.due
        overdue = schedule.isOverdue(at: Date())
      }
    }
  }

  struct Sign: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Signs it, in the log; a supervisor does.")

    @OptionGroup var options: WorkspaceOptions

    @Option(help: "What was found; identifiers in it are masked.")
    var note: String

    @Option(help: "The digest of what was read: signs nothing else.")
    var digest: String?

    func execute(on main: MainLoop) async throws {
      let parts = try await SessionParts<Live>.open(options)
      defer { parts.close() }
      try parts.require(.manageUsers)
      let review = try await parts.accessReview()
      guard note.contains(where: \.isLetter) else {
        throw CommandFailure(.usage, "Say what was found, in a sentence: the note is logged.")
      }
      guard digest == nil || digest == review.digest else {
        throw CommandFailure(
          .badData, "It has changed since you read it. Nothing was signed; read it again.")
      }
      var event = AuditEvent(.accessReview, detail: review.digest)
      event.reason = parts.redacted(note)
      let entry = try await parts.log.record(event)
      StandardOutput.print("Signed, entry \(entry.seq): \(review.digest)")
    }
  }
}

extension SessionParts {
  /// What is to be signed, as it is now.
  func accessReview() async throws -> AccessReview {
    var filter = AuditFilter()
    filter.actions = [.sessionOpen]
    let sessions = try await recordReader().reduce(into: [UserID: Date](), matching: filter) {
      sessions, record in sessions[record.actor] = record.time
    }
    return try AccessReview(
      policy: configuration.policySummary, members: colleagues, lastSessions: sessions)
  }

  /// When it was signed last, and until when it has to be again.
  func accessSchedule() async throws -> AccessReviewSchedule {
    var filter = AuditFilter()
    filter.actions = [.accessReview]
    filter.outcome = .success
    let newest = try await recordReader().records(matching: filter, limit: 1).first
    return AccessReviewSchedule(began: try await journal.entry(1)?.time, signed: newest)
  }
}
