import Foundation
import Glibc

/// A workspace of a test's own, with a supervisor, an agent and two customers' mail; made by the
/// built program.
struct DeskWorkspace: Sendable {
  /// What else the test needs lies beside the workspace.
  let folder: TemporaryFolder

  var path: String { folder.path + "/desk" }
  /// Where a fake mail command puts what it was given.
  var sentMail: String { folder.path + "/sent.eml" }
  /// Where the folder mode puts messages.
  var outgoing: String { folder.path + "/outgoing" }

  enum Person: String {
    case otto, anna
    /// Whom a test lets in, in whatever role.
    case paul

    var passphrase: String { "the long passphrase of \(rawValue)" }
  }

  /// A copy of the one that is made once a run: every person who unlocks costs a second of key
  /// derivation.
  init() throws {
    let template = try Self.template.get()
    folder = try TemporaryFolder()
    let copied = try CommandRun("/bin/cp", ["-a", template.folder.path + "/.", folder.path])
    guard copied.end == .exited(0) else { throw TerminalProcessError(copied.errors) }
  }

  private static let template = Result {
    try DeskWorkspace(making: TemporaryFolder(at: templatePath))
  }
  private static var templatePath: String { "/tmp/sealdesk-test-template-\(getpid())" }

  private init(making folder: TemporaryFolder) throws {
    self.folder = folder
    // This one outlives every test: nobody frees its folder.
    atexit { _ = try? CommandRun("/bin/rm", ["-rf", DeskWorkspace.templatePath]) }
    for person in [Person.otto, .anna] {
      try write(person.passphrase + "\n", to: passphraseFile(of: person))
    }
    try succeed(["init", "--name", "Acme Tea", "--supervisor", "otto"], as: .otto, named: false)
    try succeed(
      ["user", "add", "anna", "--new-passphrase-file", passphraseFile(of: .anna)], as: .otto)
    try configure()
    let mail = CustomerMail.mbox([
      CustomerMail.message(id: "first"), CustomerMail.withAttachment(id: "second"),
      CustomerMail.fromAnother,
    ])
    let mailbox = folder.path + "/inbox.mbox"
    try write(mail, to: mailbox)
    try succeed(["import", "mail", mailbox], as: .otto)
    unlink(mailbox)
  }

  // MARK: Files

  func passphraseFile(of person: Person) -> String {
    folder.path + "/\(person.rawValue).passphrase"
  }

  func write(_ text: String, to file: String) throws {
    try Data(text.utf8).write(to: URL(filePath: file))
  }

  /// Every file of the workspace, with its bytes.
  var files: [(name: String, bytes: [UInt8])] {
    let root = URL(filePath: path)
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
    return (paths ?? []).map { name in
      (name, (try? Data(contentsOf: root.appending(path: name))).map { [UInt8]($0) } ?? [])
    }
  }

  func byteCount(of name: String) -> Int {
    var status = stat()
    return stat(path + "/" + name, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Which of the words stand somewhere in the workspace's files or their names.
  func leaks(of words: [String] = Canary.all) -> [String] {
    files.flatMap { file in
      words.filter { file.name.contains($0) || ByteSearch.contains($0, in: file.bytes) }
        .map { "\($0) in \(file.name)" }
    }
  }

  /// Writes the configuration anew.
  func configure(mail: String = "", undoWindowSeconds: Int = 1, escalation: String = "") throws {
    try write(
      """
      schema: sealdesk.workspace/1
      name: "Acme Tea"
      mail: {address: support@desk.example\(mail.isEmpty ? "" : ", " + mail)}
      undo_window_seconds: \(undoWindowSeconds)
      escalation: {\(escalation)}

      """, to: path + "/sealdesk.yaml")
  }

  /// Sends by a command that keeps what it is given: the message and its own arguments.
  func configureSendmail(undoWindowSeconds: Int = 1, exitCode: Int = 0) throws {
    let script = folder.path + "/sendmail"
    try write(
      """
      #!/bin/sh
      echo "$@" > '\(folder.path)/arguments'
      /bin/cat >> '\(sentMail)'
      exit \(exitCode)

      """, to: script)
    chmod(script, 0o755)
    try configure(mail: "sendmail: [\(script)]", undoWindowSeconds: undoWindowSeconds)
  }

  // MARK: The program

  /// Runs a command on this workspace without a terminal.
  func run(
    _ arguments: [String], as person: Person? = nil, named: Bool = true, input: String = "",
    environment: [String: String] = [:]
  ) throws -> CommandRun {
    var options: [String] = []
    if let person {
      options += ["--passphrase-file", passphraseFile(of: person)]
      if named { options += ["--user", person.rawValue] }
    }
    return try CommandRun(
      BuildProducts.sealdesk, arguments + options,
      environment: variables.merging(environment) { $1 }, input: Array(input.utf8))
  }

  /// The same, for a command that must succeed.
  @discardableResult
  func succeed(
    _ arguments: [String], as person: Person? = nil, named: Bool = true, input: String = ""
  ) throws -> CommandRun {
    let run = try run(arguments, as: person, named: named, input: input)
    guard run.end == .exited(0) else {
      throw TerminalProcessError("\(arguments) ended with \(run.end): \(run.everything)")
    }
    return run
  }

  /// Delivers as the mail system does.
  @discardableResult
  func deliver(_ message: String) throws -> CommandRun {
    try succeed(["deliver"], input: message)
  }

  /// Opens the console and waits until it is live.
  ///
  /// Canary identifiers are forbidden on it.
  func console(
    as person: Person = .anna, _ arguments: [String] = [], environment: [String: String] = [:],
    rows: Int = 40, columns: Int = 140
  ) throws -> TerminalProcess {
    let console = try starting(
      as: person, arguments, environment: environment, rows: rows, columns: columns)
    try console.wait(for: "the console") { $0.contains("● live") && $0.contains("My open") }
    return console
  }

  /// Starts the console without waiting for anything.
  func starting(
    as person: Person = .anna, _ arguments: [String] = [], environment: [String: String] = [:],
    rows: Int = 40, columns: Int = 140
  ) throws -> TerminalProcess {
    let console = try TerminalProcess(
      BuildProducts.sealdesk,
      ["console", "--user", person.rawValue, "--passphrase-file", passphraseFile(of: person)]
        + arguments,
      environment: variables.merging(environment) { $1 }, rows: rows, columns: columns)
    console.forbiddenWords = Canary.identifiers
    return console
  }

  /// A terminal on which a command asks for what it needs.
  func terminal(_ arguments: [String]) throws -> TerminalProcess {
    try TerminalProcess(
      BuildProducts.sealdesk, arguments, environment: variables, rows: 30, columns: 120)
  }

  private var variables: [String: String] {
    ["HOME": folder.path, "SEALDESK_WORKSPACE": path, "TZ": "UTC"]
  }
}
