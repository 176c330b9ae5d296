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
    let themes: [Theme] = [.dark]
    return themes
  }
}
