import ArgumentParser
import Assistant
import Foundation
import Masking

/// Suggests rules for what it reads.
struct SuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest", abstract: "Suggests the rules that fit a text.",
    discussion: """
      A line {"text": …} gives a line {"top": [{"label": rule id, "score", "evidence"}]}, empty where \
      the assistant would stay silent.
      """)

  @Option(help: "The directory of the rules.", completion: .directory)
  var rules: String

  @OptionGroup var policy: PolicyOption

  @Flag(name: .customLong("jsonl"), help: "Reads and prints JSON lines.")
  var readsJSONLines = false

  @Flag(name: .customLong("all"), help: "Ranks without abstaining.")
  var ranksAll = false

  func run() throws {
    let masker = try policy.masker()
    let pack = try RulePack.load(
      directory: URL(filePath: rules, directoryHint: .isDirectory), masker: masker)
    let filter = SuggestFilter(
      assistant: Assistant(rules: pack, masker: masker),
      scope: ranksAll ? .all(limit: 20) : .suggestions, masker: masker)
    guard readsJSONLines else {
      let text = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
      StandardOutput.print(try filter.answer(line: JSONLine.encode(["text": text]), number: 1))
      return
    }
    try InputLines.forEach { line, number in
      StandardOutput.print(try filter.answer(line: line, number: number))
    }
  }
}
