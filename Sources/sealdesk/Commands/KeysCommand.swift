import ArgumentParser
import Audit
import Foundation
import Sealing
import Terminal
import Tickets

/// The workspace's keys.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Shows and renews the workspace's keys.",
    subcommands: [Status.self, Rotate.self, Recovery.self], defaultSubcommand: Status.self)

  struct Status: DeskCommand {
    static let configuration = CommandConfiguration(abstract: "Says how the keys stand.")

    @OptionGroup var options: WorkspaceOptions

    @Flag(help: "Prints a line of JSON.")
    var json = false

    func execute(on main: MainLoop) async throws {
      let parts = try await SessionParts<Live>.open(options)
      defer { parts.close() }
      let secrets = try parts.files.open(parts.session)
      let ring = try secrets.keyring.survey()
      let status = Report(
        epoch: parts.session.epoch, customers: ring.customers.count,
        damaged: ring.damagedRecordCount,
        recoverable: try parts.files.recoverableMembers(trustedBy: parts.session),
        leftovers: try parts.files.leftovers(after: parts.session))
      StandardOutput.write(json ? try JSONLine.encode(status) + "\n" : status.words)
    }

    private struct Report: Encodable {
      let epoch: UInt32
      let customers: Int
      let damaged: Int
      let recoverable: [String]
      let leftovers: [String]

      var words: String {
        let names = recoverable.isEmpty ? "nobody" : recoverable.joined(separator: ", ")
        var lines = [
          "epoch \(epoch): the keys were renewed \(epoch - 1) times",
          "\(customers) customers have a key",
          "the recovery key lets in: \(names)",
        ]
        if damaged > 0 { lines.append("\(damaged) records of the keyring are DAMAGED") }
        if !leftovers.isEmpty {
          lines.append("left over in keys/: \(leftovers.joined(separator: ", "))")
        }
        return lines.map { $0 + "\n" }.joined()
      }
    }
  }

  struct Rotate: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Renews the keys of all roles; a supervisor does.",
      discussion: """
        Passphrases and the recovery key stay as they are. Consoles that are open have to be unlocked \
        anew. If it is interrupted, nothing is changed; run it again and it goes on.
        """)

    @OptionGroup var options: WorkspaceOptions

    func execute(on main: MainLoop) async throws {
      let parts = try await SessionParts<Live>.open(options)
      defer { parts.close() }
      try parts.require(.manageKeys)
      let secrets = try await parts.renewKeys(recording: AuditEvent(.keyRotate))
      StandardOutput.print("The keys are renewed: this is epoch \(secrets.session.epoch).")
    }
  }

  struct Recovery: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints a new recovery key; the one before opens nothing any more.")

    @OptionGroup var options: WorkspaceOptions

    func execute(on main: MainLoop) async throws {
      let parts = try await SessionParts<Live>.open(options)
      defer { parts.close() }
      try parts.require(.manageKeys)
      let key = RecoveryKey()
      StandardOutput.write(RecoverySheet(key, of: parts.session.workspace).text)
      try await parts.changeKeys(recording: AuditEvent(.keyRecoveryChange)) {
        files throws(SealingError) in
        try files.setRecoveryKey(key, by: parts.session)
      }
      StandardOutput.print(
        "It lets you in from now on, and other supervisors once they have signed in.")
    }
  }
}

/// What a person is to write down, or to print and lock away.
struct RecoverySheet {
  let text: String

  init(_ key: borrowing RecoveryKey, of workspace: WorkspaceID) {
    let groups = key.groups
    text = """

      Recovery key of workspace \(workspace.shortForm)

          \(groups[..<4].joined(separator: "-"))
          \(groups[4...].joined(separator: "-"))

      Write it down and lock it away: it is not shown again. Whoever has it and this directory can set a
      supervisor's passphrase, by `sealdesk recover`. Without it and without the passphrase nobody opens
      the workspace again.


      """
  }
}

extension SessionParts {
  /// Renews the keys, once that is on record, and shows how far it is.
  @discardableResult
  func renewKeys(
    recording event: AuditEvent, revoking leaver: MemberID? = nil
  ) async throws -> WorkspaceSecrets<R> {
    var renewed: WorkspaceSecrets<R>?
    try await changeKeys(recording: event) { files throws(SealingError) in
      let secrets = try files.renewKeys(by: files.open(session), revoking: leaver) { step in
        RenewalProgress.show(step)
        RenewalProgress.reach(step)
      }
      // Where a supervisor left, what takes approval is sealed to another key from now on.
      try files.tendApprovalKeys(by: secrets)
      renewed = secrets
    }
    guard let renewed else { preconditionFailure("a change that did not throw was made") }
    return renewed
  }
}

/// A line on standard error, where that is a terminal.
private enum RenewalProgress {
  static func show(_ step: RenewalStep) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    switch step {
    case .wrapped(let count, let all):
      StandardError.write("\r\u{1B}[K\(count) of \(all) customers' keys wrapped anew ")
    case .prepared: StandardError.write("\r\u{1B}[K")
    case .planned, .switched, .finished: break
    }
  }

  /// The places where a test kills the process.
  static func reach(_ step: RenewalStep) {
    switch step {
    case .planned: Failpoint.reach(.renewalPlanned)
    case .wrapped: Failpoint.reach(.renewalWrapping)
    case .prepared: Failpoint.reach(.renewalPrepared)
    case .switched: Failpoint.reach(.renewalSwitched)
    case .finished: break
    }
  }
}
