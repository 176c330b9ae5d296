import ArgumentParser
import Assistant
import Desk
import Foundation
import Masking
import Sealing
import Terminal
import Text
import Tickets
import ViewModels

/// Requests to see what takes a supervisor: the same calls as the console's.
struct ApprovalsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approvals",
    abstract: "Lists requests to see what takes a supervisor, and decides them.",
    discussion: """
      What was approved is opened in the console, by who asked: a command shows no identifier.
      """,
    subcommands: [List.self, Approve.self, Deny.self], defaultSubcommand: List.self)

  struct List: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists what waits, and what was decided within a day.",
      discussion: "A supervisor sees everybody's requests, others their own.")

    @OptionGroup var options: WorkspaceOptions

    @Flag(help: "Only those that wait for a decision.")
    var pending = false

    @Flag(help: "Prints JSON lines.")
    var json = false

    func execute(on main: MainLoop) async throws {
      let parts = try await DeskParts<Live>.open(options)
      defer { parts.close() }
      let approvals = try await parts.desk(assistant: Assistant.silent).approvals()
        .filter { !pending || $0.state == .pending }
      for approval in approvals {
        let line = ApprovalLine(approval)
        StandardOutput.print(json ? try JSONLine.encode(line) : line.text)
      }
      if approvals.isEmpty, !json { StandardOutput.print("Nothing was asked for.") }
    }
  }

  struct Approve: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says yes: who asked gets the keys of these values, for a while.")

    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var request: Request

    func execute(on main: MainLoop) async throws {
      try await request.decide(.approve, options)
    }
  }

  struct Deny: DeskCommand {
    static let configuration = CommandConfiguration(abstract: "Says no; who asked is told why.")

    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var request: Request

    func execute(on main: MainLoop) async throws {
      try await request.decide(.deny, options)
    }
  }

  /// Which request, and what is said to it.
  struct Request: ParsableArguments {
    @Argument(help: "The request's number, as the list has it.")
    var id: Int64

    @Option(help: "Why; it is logged, and identifiers in it are masked.")
    var note: String

    @Flag(help: "Prints a line of JSON.")
    var json = false

    func decide(_ verdict: ApprovalVerdict, _ options: WorkspaceOptions) async throws {
      let parts = try await DeskParts<Live>.open(options)
      defer { parts.close() }
      let desk = parts.desk(assistant: Assistant.silent)
      let id = ApprovalID(rawValue: id)
      do throws(DeskError) {
        try await desk.decide(id, verdict, note: SanitizedText(sanitizing: note))
      } catch {
        guard error == .notFound else { throw error }
        throw CommandFailure(.badData, "There is no request \(self.id).")
      }
      guard let decided = try await desk.approvals().first(where: { $0.id == id }) else { return }
      let line = ApprovalLine(decided)
      StandardOutput.print(json ? try JSONLine.encode(line) : line.text)
    }
  }
}

/// A request as a line.
private struct ApprovalLine: Encodable {
  let id: Int64
  let state: String
  let ticket: Int64
  let requester: String
  /// `‹card 1›`.
  let tokens: [String]
  let reason: String
  let sentence: String
  let seconds: Int64
  let requested: Date
  /// When the request, or what was granted on it, runs out.
  let expires: Date
  let decider: String?
  let decided: Date?
  let note: String?

  init(_ approval: Approval) {
    id = approval.id.rawValue
    state = "\(approval.state)"
    ticket = approval.ticket.rawValue
    requester = approval.requesterName.string
    tokens = approval.identifiers.map(\.token.screenForm.string)
    reason = approval.reasonWording.string
    sentence = approval.reason.string
    seconds = approval.duration.components.seconds
    requested = approval.requestedAt
    expires = approval.expiresAt
    decider = approval.decision?.name.string
    decided = approval.decision?.at
    note = approval.decision?.note.string
  }

  var text: String {
    let fields = [
      "\(id)", state, requested.formatted(.iso8601), requester, tokens.joined(separator: " "),
      "#\(ticket)", "\(seconds / 60) min", "\(reason): \(sentence)",
      "until \(expires.formatted(.iso8601))",
    ]
    let answer = decider.map { ["\($0): \(note ?? "")"] } ?? []
    return (fields + answer).joined(separator: "  ")
  }
}
