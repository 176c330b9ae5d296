import ArgumentParser
import Canvas
import Foundation
import Screens

/// How the console looks: the same options for the live one and the sandbox.
struct ConsoleOptions: ParsableArguments, Sendable {
  @Option(help: "The theme: a name from Themes/, or a file.", completion: .file())
  var theme: String?

  @Flag(help: "Draws with ASCII only.")
  var ascii = false

  @Flag(help: "For screen readers: no boxes, no bars, the cursor on the focus.")
  var accessible = false

  /// The themes to choose from, the wanted one first.
  func themes(preferring configured: String) throws -> [Theme] {
    var themes = try SampleData.themes().sorted { $0.key < $1.key }
      .map { try ThemeFile.read($0.value, file: $0.key) }
    let wanted = theme ?? configured
    if wanted.contains("/") || wanted.hasSuffix(".yaml") {
      themes.insert(try ThemeFile.load(file: URL(filePath: wanted)), at: 0)
    } else if let index = themes.firstIndex(where: { $0.name == wanted }) {
      themes.insert(themes.remove(at: index), at: 0)
    } else {
      let names = themes.map(\.name).joined(separator: ", ")
      throw CommandFailure(.usage, "There is no theme \(wanted); there are \(names).")
    }
    return themes
  }
}
