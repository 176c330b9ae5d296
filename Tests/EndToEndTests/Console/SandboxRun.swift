import Glibc

/// A sandbox on a terminal, its files in a folder of the test's own.
struct SandboxRun {
  let process: TerminalProcess
  let folder: TemporaryFolder

  init(
    _ arguments: [String] = [], environment: [String: String] = [:], rows: Int = 30,
    columns: Int = 120
  ) throws {
    folder = try TemporaryFolder()
    process = try TerminalProcess(
      BuildProducts.sealdesk, ["sandbox"] + arguments,
      environment: ["TMPDIR": folder.path, "HOME": folder.path].merging(environment) { $1 },
      rows: rows, columns: columns)
  }

  /// Starts, and waits until the queue is on the screen.
  static func opened(
    _ arguments: [String] = [], environment: [String: String] = [:], rows: Int = 30,
    columns: Int = 120
  ) throws -> SandboxRun {
    let run = try SandboxRun(arguments, environment: environment, rows: rows, columns: columns)
    try run.process.wait(for: "the sandbox") {
      $0.contains("SANDBOX") && $0.contains("My open") && $0.contains("#6")
    }
    return run
  }

  /// Leaves as a person does.
  func leave() throws -> TerminalProcess.End {
    process.send("q")
    try process.wait(forText: "Leave Sealdesk?")
    // A dialog takes no key for a moment, so that none that was on its way confirms it.
    try process.wait(for: "the dialog to be left") { _ in
      process.send("y")
      return process.end != nil || !process.screen.isAlternate
    }
    return try process.waitForEnd()
  }
}

/// A folder that goes with this object.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/sealdesk-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw TerminalProcessError("no temporary folder") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  init(at path: String) throws {
    guard mkdir(path, 0o700) == 0 else { throw TerminalProcessError("no folder \(path)") }
    self.path = path
  }

  /// The names of what lies in it.
  var entries: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  deinit {
    _ = try? TerminalProcess("/bin/rm", ["-rf", path]).waitForEnd()
  }
}
