import Glibc

/// A program under a real pseudo terminal, with the screen that its output has drawn.
///
/// Nothing here sleeps: every wait polls the terminal until a condition holds or a deadline has
/// passed, and then fails with the screen in the message.
final class TerminalProcess {
  enum End: Equatable {
    case exited(Int32)
    case killed(signal: Int32)

    /// As waitpid(2) reports it.
    init(status: Int32) {
      let signal = status & 0x7F
      self = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
    }
  }

  private(set) var screen: ScreenEmulator
  /// Every byte that the program has written to the terminal.
  private(set) var output: [UInt8] = []
  /// The terminal's mode before the program started.
  let modeBefore: TerminalMode?
  let processID: pid_t
  private let terminal: PseudoTerminal
  private(set) var end: End?
  /// Words that no screen may show, not even for a moment, and those that one did.
  var forbiddenWords: [String] = []
  private(set) var sightings: Set<String> = []

  /// How long a wait lasts at most, unless told otherwise; a loaded machine is slow.
  static let patience = Duration.seconds(20)

  init(
    _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:],
    rows: Int = 24, columns: Int = 80
  ) throws {
    terminal = try PseudoTerminal(rows: rows, columns: columns)
    screen = ScreenEmulator(rows: rows, columns: columns)
    modeBefore = terminal.mode
    let variables = Self.baseEnvironment.merging(environment) { $1 }
    processID = try Spawn.process(
      executable, arguments, environment: variables, terminalPath: terminal.path)
  }

  deinit {
    if end == nil {
      kill(-processID, SIGKILL)
      kill(processID, SIGKILL)
      waitpid(processID, nil, 0)
    }
  }

  static var baseEnvironment: [String: String] {
    [
      "TERM": "xterm-256color", "LANG": "C.UTF-8",
      "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin",
    ]
  }

  /// The terminal's mode now.
  var mode: TerminalMode? { terminal.mode }
}

// What a person does.
extension TerminalProcess {
  func send(_ keys: String) {
    var rest = Array(keys.utf8)[...]
    while !rest.isEmpty, end == nil {
      rest = rest.dropFirst(terminal.write(rest))
      read(within: 1)
    }
  }

  func paste(_ text: String) {
    send("\u{1B}[200~" + text + "\u{1B}[201~")
  }

  func resize(rows: Int, columns: Int) {
    screen.resize(rows: rows, columns: columns)
    terminal.resize(rows: rows, columns: columns)
  }

  func send(signal: Int32) {
    kill(processID, signal)
  }

  /// Draws on the emulated screen behind the program's back, as another program's output does.
  func scribble(_ text: String) {
    screen.feed(text.utf8)
  }

  /// Closes the terminal's window.
  func hangUp() {
    terminal.hangUp()
  }
}

// What a test waits for.
extension TerminalProcess {
  func wait(
    for what: String, within limit: Duration = patience, until isTrue: (ScreenEmulator) -> Bool
  ) throws {
    let deadline = ContinuousClock.now.advanced(by: limit)
    while true {
      let hadEnded = end != nil
      read(within: hadEnded ? 0 : 20)
      if isTrue(screen) { return }
      if hadEnded || ContinuousClock.now > deadline {
        throw TerminalProcessError("waited in vain for \(what)\n\(report)")
      }
      collectEnd()
    }
  }

  func wait(forText text: String, within limit: Duration = patience) throws {
    try wait(for: "“\(text)”", within: limit) { $0.contains(text) }
  }

  func wait(forNoText text: String, within limit: Duration = patience) throws {
    try wait(for: "“\(text)” to go", within: limit) { !$0.contains(text) }
  }

  /// Waits for the program to end, and returns how it did.
  @discardableResult
  func waitForEnd(within limit: Duration = patience) throws -> End {
    let deadline = ContinuousClock.now.advanced(by: limit)
    while end == nil, ContinuousClock.now < deadline {
      read(within: 10)
      collectEnd()
    }
    guard let end else { throw TerminalProcessError("it did not end\n\(report)") }
    while read(within: 0) {}
    return end
  }

  /// Whether the bytes have ever been written to the terminal.
  func hasWritten(_ text: String) -> Bool {
    ByteSearch.contains(text, in: output)
  }

  /// The screen and the process, for a message.
  var report: String {
    "process \(end.map { String(describing: $0) } ?? "runs"), \(output.count) bytes written\n"
      + screen.lines.enumerated().map { "\($0.offset)|\($0.element)" }.joined(separator: "\n")
  }

  @discardableResult
  private func read(within milliseconds: Int32) -> Bool {
    guard let bytes = terminal.read(within: milliseconds) else { return false }
    output += bytes
    screen.feed(bytes)
    lookForForbiddenWords()
    return true
  }

  private func lookForForbiddenWords() {
    guard !forbiddenWords.isEmpty else { return }
    let text = screen.text
    for word in forbiddenWords where text.contains(word) { sightings.insert(word) }
  }

  private func collectEnd() {
    var status: Int32 = 0
    guard end == nil, waitpid(processID, &status, WNOHANG) == processID else { return }
    end = End(status: status)
  }
}

/// Why a test's program could not be driven on.
struct TerminalProcessError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
