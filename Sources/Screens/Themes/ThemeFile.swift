package import Canvas
package import Foundation
package import Text
import Yams

/// Reads themes that people write: YAML with a palette, and looks for roles and surfaces over it.
///
/// What a file leaves out of `roles` and `surfaces` is as in the dark theme, so that a palette alone
/// is a theme.
package enum ThemeFile {
  /// What is wrong in a file, all of it, each with the line and what to write instead.
  package struct Failure: Error, Hashable, Sendable {
    package let file: SanitizedText
    package let faults: [Fault]

    /// The first fault, and how many more there are.
    package var sentence: SanitizedText {
      guard let first = faults.first else { return file }
      let more: SanitizedText = faults.count > 1 ? " (and \(faults.count - 1) more)" : ""
      return "\(file):\(first.line): \(first.problem). \(first.advice)\(more)"
    }
  }

  package struct Fault: Hashable, Sendable {
    /// Counted from 1.
    package let line: Int
    package let problem: SanitizedText
    /// What to write instead.
    package let advice: SanitizedText
  }

  /// Every theme of a folder by name, and what is wrong with the others.
  package static func load(directory: URL) -> (themes: [Theme], failures: [Failure]) {
    guard
      let files = try? FileManager.default.contentsOfDirectory(
        at: directory.resolvingSymlinksInPath(), includingPropertiesForKeys: nil)
    else { return ([], [unreadable(directory, "the folder cannot be read")]) }
    var themes: [Theme] = []
    var failures: [Failure] = []
    for file in files.sorted(by: { $0.lastPathComponent < $1.lastPathComponent })
    where file.pathExtension == "yaml" {
      do {
        themes.append(try load(file: file))
      } catch {
        failures.append(error)
      }
    }
    return (themes, failures)
  }

  package static func load(file: URL) throws(Failure) -> Theme {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw unreadable(file, "the file cannot be read")
    }
    return try read(text, file: file.lastPathComponent)
  }

  private static func unreadable(_ file: URL, _ problem: SanitizedText) -> Failure {
    Failure(
      file: SanitizedText(sanitizing: file.lastPathComponent),
      faults: [
        Fault(line: 1, problem: problem, advice: "It has to be there, readable, and UTF-8 text.")
      ])
  }

  /// Reads a theme from the text of a file.
  package static func read(_ yaml: String, file: String) throws(Failure) -> Theme {
    var reader = ThemeFileReader()
    let theme = reader.read(yaml, defaultName: String(file.prefix { $0 != "." }))
    guard let theme, reader.faults.isEmpty else {
      throw Failure(
        file: SanitizedText(sanitizing: file), faults: reader.faults.sorted { $0.line < $1.line })
    }
    return theme
  }
}
