import ArgumentParser
import Canvas
import Foundation
import Screens

/// How the console looks: the same options for the live one and the sandbox.
struct ConsoleOptions: ParsableArguments, Sendable {
  @Option(help: "The theme: a name from Themes/, or a file.", completion: .file())
  var theme: String?

  @Option(
    help: "A file of keys of one's own; without it, sealdesk/keys.yaml among your settings.",
    completion: .file())
  var keys: String?

  @Flag(help: "Draws with ASCII only.")
  var ascii = false

  @Flag(help: "For screen readers: no boxes, no bars, the cursor on the focus.")
  var accessible = false

  /// The wanted theme; the one that is built in is not read at all, so that nobody waits for it.
  func theme(preferring configured: String) throws -> Theme {
    let wanted = theme ?? configured
    if wanted == Self.builtIn { return .dark }
    if wanted.contains("/") || wanted.hasSuffix(".yaml") {
      return try ThemeFile.load(file: URL(filePath: wanted))
    }
    let files = try SampleData.themes()
    guard let text = files["\(wanted).yaml"] else {
      let names = files.keys.sorted().map { String($0.dropLast(5)) }.joined(separator: ", ")
      throw CommandFailure(.usage, "There is no theme \(wanted); there are \(names).")
    }
    return try ThemeFile.read(text, file: "\(wanted).yaml")
  }

  /// These options with the configured theme where none was asked for.
  func preferring(theme configured: String) -> ConsoleOptions {
    var options = self
    options.theme = theme ?? configured
    return options
  }

  /// A theme as its file says now: the file that was asked for, or one of Themes/.
  func reread(_ current: Theme) throws -> Theme {
    let name = current == .dark ? Self.builtIn : current.name
    if let theme, theme.contains("/") || theme.hasSuffix(".yaml") {
      let own = URL(filePath: theme)
      let fresh = try ThemeFile.load(file: own)
      if fresh.name == name { return fresh }
    }
    guard let text = try SampleData.themes()["\(name).yaml"] else {
      throw CommandFailure(.badData, "There is no \(name).yaml in Themes/ any more.")
    }
    return try ThemeFile.read(text, file: "\(name).yaml")
  }

  /// What `Theme.dark` is called among the files.
  static let builtIn = "sealdesk-dark"

  /// The theme behind this one, in the order of their names.
  func theme(after current: Theme) throws -> Theme {
    let themes = try SampleData.themes().sorted { $0.key < $1.key }
      .map { try ThemeFile.read($0.value, file: $0.key) }
    let name = current == .dark ? Self.builtIn : current.name
    let place = themes.firstIndex { $0.name == name }.map { $0 + 1 } ?? 0
    return themes.isEmpty ? current : themes[place % themes.count]
  }
}
