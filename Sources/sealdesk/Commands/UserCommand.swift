import ArgumentParser
import Audit
import Foundation
import Sealing
import Terminal
import Tickets

/// Who works here.
struct UserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Lets people in, lists them, locks them out.",
    subcommands: [Add.self, List.self, Revoke.self], defaultSubcommand: List.self)

  struct Add: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lets somebody in; a supervisor does.")

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "Their name.")
    var name: String

    @Option(help: "agent, supervisor, auditor, trainer or mail.")
    var role = MemberRole.agent

    @Option(help: "Reads their passphrase from a file.", completion: .file())
    var newPassphraseFile: String?

    func execute(on main: MainLoop) async throws {
      let parts = try await SessionParts<Live>.open(options)
      defer { parts.close() }
      try parts.require(.manageUsers)
      let passphrase = try PassphrasePrompt(file: newPassphraseFile)
        .askNew("A passphrase for \(name): ")
      var event = AuditEvent(.keyUserAdd)
      event.detail = "\(name) as \(role.rawValue)"
      try await parts.changeKeys(recording: event) { files throws(SealingError) in
        _ = try files.addMember(
          name: name, role: role, passphrase: passphrase, by: parts.session, now: Date())
        try files.tendApprovalKeys(by: parts.session)
      }
      StandardOutput.print("\(name) is in, as \(role.rawValue).")
    }
  }

  struct List: DeskCommand {
    static let configuration = CommandConfiguration(abstract: "Lists who works here.")

    @OptionGroup var options: WorkspaceOptions

    @Flag(help: "Prints JSON lines.")
    var json = false

    func execute(on main: MainLoop) async throws {
      _ = try WorkspaceConfiguration.load(from: options.directory)
      for member in try WorkspaceKeyFiles<Live>(in: options.directory).members() {
        let row = Row(
          id: member.id.rawValue, name: member.name, role: member.role.rawValue,
          revoked: member.isRevoked)
        try StandardOutput.print(
          json
            ? JSONLine.encode(row)
            : "\(row.id)  \(row.name)  \(row.role)\(row.revoked ? "  revoked" : "")")
      }
    }

    private struct Row: Encodable {
      let id: Int64
      let name: String
      let role: String
      let revoked: Bool
    }
  }

  struct Revoke: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Locks somebody out and renews the keys; a supervisor does.",
      discussion: """
        What they could open is sealed anew for everybody else: consoles that are open have to be \
        unlocked anew. What they have copied before stays readable to them. If it is interrupted, run \
        it again. The founder, and you yourself, cannot be locked out.
        """)

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "Their name.")
    var name: String

    func execute(on main: MainLoop) async throws {
      let parts = try await SessionParts<Live>.open(options)
      defer { parts.close() }
      try parts.require(.manageUsers)
      guard let member = try parts.files.members().first(where: { $0.name == name }) else {
        throw SealingError.unknownUser
      }
      guard member.id != .founder, member.id != parts.session.member.id else {
        throw CommandFailure(
          .notAllowed,
          member.id == .founder
            ? "The founder stays: everybody's keys lead back to theirs."
            : "You cannot lock yourself out. Another supervisor can.")
      }
      var event = AuditEvent(.keyUserRevoke)
      event.member = UserID(rawValue: member.id.rawValue)
      try await parts.renewKeys(recording: event, revoking: member.id)
      StandardOutput.print("\(name) is locked out from now on, and the keys are renewed.")
    }
  }
}

extension MemberRole: ExpressibleByArgument {}

/// One value as a line of JSON, keys in order.
enum JSONLine {
  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
