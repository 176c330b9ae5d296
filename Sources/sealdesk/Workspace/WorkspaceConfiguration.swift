import Audit
import Channels
import Foundation
import Masking
import Text
import Tickets
import Yams

/// What a workspace's settings file says.
///
/// It holds no secrets.
struct WorkspaceConfiguration {
  var name: SanitizedText = "Support"
  var mail = Mail()
  var undoWindow: Duration = .seconds(5)
  var idleTimeout: Duration = .seconds(900)
  var theme = "sealdesk-dark"
  var policy = EscalationPolicy.standard
  var masking = MaskingPolicy.standard
  /// The text of the policy file, for the assistant's process; `nil` where there is none.
  var policySource: String?
  var serviceLevel = ServiceLevel.standard
  /// Who is told how long the log is and what is in it.
  var witnesses: [any CheckpointWitness] = []

  /// How mail leaves.
  struct Mail {
    /// The desk's own address; `nil` where none is set.
    var address: String?
    /// Where bounces go, if not to the desk's own address.
    var bounceAddress: MailboxAddress?
    /// How our mail server names itself in what it says of senders (RFC 8601).
    var authenticationServer: MailDomain?
    /// The command that takes a message on standard input, with its first arguments.
    var sendmail: [String]?
    /// The field that a reply carries which was begun with a suggestion; `nil` for none.
    var suggestionField: MailFieldName?
    /// Writes messages to a folder instead: for tests, and only where it is asked for.
    var folder: String?
  }

  static let fileName = "sealdesk.yaml"

  /// Reads the files of a workspace: the settings, and the policy, which counts where both speak of
  /// escalating.
  static func load(from directory: URL) throws -> WorkspaceConfiguration {
    let file = directory.appending(path: fileName)
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw CommandFailure(
        .unavailable,
        "There is no workspace here. `sealdesk init` makes one; --workspace names another.")
    }
    var configuration = try WorkspaceConfiguration(yaml: text)
    let policy = try PolicyFile.load(from: directory, over: configuration.policy)
    configuration.policy = policy.escalation
    configuration.masking = policy.masking
    configuration.policySource = policy.source
    return configuration
  }

  init() {}

  init(yaml text: String) throws {
    let reader = try ConfigurationReader(yaml: text, file: Self.fileName)
    try reader.readKeys(of: reader.root) { key, node throws(CommandFailure) in
      switch key {
      case "schema": try reader.expectSchema("sealdesk.workspace/1", node)
      case "name": name = SanitizedText(sanitizing: try reader.string(node))
      case "mail": try readMail(node, reader)
      case "undo_window_seconds": undoWindow = .seconds(try reader.number(node, in: 0...60))
      case "idle_timeout_seconds": idleTimeout = .seconds(try reader.number(node, in: 30...86_400))
      case "theme": theme = try reader.string(node)
      case "escalation": try readEscalation(node, reader)
      case "witness": try readWitnesses(node, reader)
      case "first_reply_hours": try readServiceLevel(node, reader)
      default: throw reader.unknownKey(key, node, known: Self.keys)
      }
    }
  }

  private static let keys = [
    "schema", "name", "mail", "undo_window_seconds", "idle_timeout_seconds", "theme", "escalation",
    "first_reply_hours", "witness",
  ]

  private static let mailKeys = [
    "address", "bounce_address", "authentication_server", "sendmail", "folder", "suggestion_header",
  ]

  private mutating func readMail(
    _ node: Node, _ reader: ConfigurationReader
  ) throws(CommandFailure) {
    try reader.readKeys(of: node) { key, value throws(CommandFailure) in
      switch key {
      case "address": mail.address = try reader.string(value)
      case "bounce_address":
        mail.bounceAddress = try reader.value(value, "an e-mail address", MailboxAddress.init)
      case "authentication_server":
        mail.authenticationServer = try reader.value(
          value, "a domain name, as in mx.example.com,", MailDomain.init)
      case "sendmail": mail.sendmail = try reader.strings(value)
      case "folder": mail.folder = try reader.string(value)
      case "suggestion_header":
        mail.suggestionField = try reader.value(
          value, "the name of a field, as in X-Suggested-Reply,", MailFieldName.init)
      default: throw reader.unknownKey(key, value, known: Self.mailKeys)
      }
    }
  }

  private mutating func readWitnesses(
    _ node: Node, _ reader: ConfigurationReader
  ) throws(CommandFailure) {
    try reader.readKeys(of: node) { key, value throws(CommandFailure) in
      switch key {
      case "file": witnesses.append(WitnessFile(URL(filePath: try reader.string(value))))
      case "command":
        let words = try reader.strings(value)
        guard let command = words.first, command.hasPrefix("/") else {
          throw reader.fault(value, "write a list that begins with the command's absolute path")
        }
        witnesses.append(WitnessCommand(command: command, arguments: Array(words.dropFirst())))
      case "syslog": if try reader.flag(value) { witnesses.append(WitnessSyslog()) }
      default: throw reader.unknownKey(key, value, known: ["file", "command", "syslog"])
      }
    }
  }

  private mutating func readEscalation(
    _ node: Node, _ reader: ConfigurationReader
  ) throws(CommandFailure) {
    let known = [
      "default_minutes", "longest_minutes", "reveals_per_shift", "remask_on_focus_loss", "kinds",
      "reasons",
    ]
    try reader.readKeys(of: node) { key, value throws(CommandFailure) in
      switch key {
      case "default_minutes":
        policy.defaultDuration = .seconds(60 * (try reader.number(value, in: 1...120)))
      case "longest_minutes":
        policy.longestDuration = .seconds(60 * (try reader.number(value, in: 1...120)))
      case "reveals_per_shift":
        policy.revealsPerShift = .same(try reader.number(value, in: 0...10_000))
      case "remask_on_focus_loss": policy.remasksOnFocusLoss = try reader.flag(value)
      case "kinds": try readKinds(value, reader)
      case "reasons":
        policy.reasons = []
        try reader.readKeys(of: value) { code, wording throws(CommandFailure) in
          policy.reasons.append(
            .init(code: code, wording: SanitizedText(sanitizing: try reader.string(wording))))
        }
      default: throw reader.unknownKey(key, value, known: known)
      }
    }
  }

  private mutating func readKinds(
    _ node: Node, _ reader: ConfigurationReader
  ) throws(CommandFailure) {
    try reader.readKeys(of: node) { key, value throws(CommandFailure) in
      guard let kind = IdentifierKind(rawValue: key) else {
        throw reader.fault(value, "\(key) is no kind; write it in capitals, as in EMAIL")
      }
      let word = try reader.string(value)
      guard let escalation = EscalationClass(rawValue: word) else {
        throw reader.fault(value, "write self, approval, break-glass or never instead of \(word)")
      }
      policy.classes[kind] = .same(escalation)
    }
  }

  private mutating func readServiceLevel(
    _ node: Node, _ reader: ConfigurationReader
  ) throws(CommandFailure) {
    try reader.readKeys(of: node) { key, value throws(CommandFailure) in
      guard let priority = Priority(rawValue: key) else {
        throw reader.unknownKey(key, value, known: Priority.allCases.map(\.rawValue))
      }
      serviceLevel.firstReply[priority] = .seconds(
        3_600 * (try reader.number(value, in: 1...1_000)))
    }
  }

  /// What `sealdesk init` writes.
  static func template(name: String) -> String {
    """
    # This workspace. Nothing in here is secret. What is masked, and who may see it, is in policy.yaml.
    schema: sealdesk.workspace/1
    name: \(quoted(name))

    mail:
      # The desk's own address, and the command that sends. Without a command, replies wait, sealed,
      # in the outbox.
      # address: support@example.com
      # sendmail: [/usr/sbin/sendmail]
      # A reply that was begun with a suggestion says so in this field.
      # suggestion_header: X-Suggested-Reply

    undo_window_seconds: 5
    idle_timeout_seconds: 900
    theme: sealdesk-dark

    first_reply_hours: {urgent: 1, high: 4, normal: 8, low: 24}

    # Who is told, after each verification, how long the log is and what is in it. An end that was cut
    # off, or a whole file put back to an earlier day, shows only against what somebody else knows.
    # witness:
    #   file: /mnt/elsewhere/sealdesk.witness
    #   command: [/usr/local/bin/tell-the-auditor]
    #   syslog: true

    """
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
