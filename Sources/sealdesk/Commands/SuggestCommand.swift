import ArgumentParser
import Assistant
import Foundation
import Masking
import Text

/// Suggests rules for what it reads.
struct SuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest", abstract: "Suggests the rules that fit a text.",
    discussion: """
      A line {"text": …} gives a line {"top": [{"label": rule id, "score", "evidence"}]}, empty where \
      the assistant would stay silent. With --explain it prints for people instead: the rules in the \
      running with their words, conditions, score and runner-up, and why the others are out of it.
      """)

  @Option(help: "The directory of the rules.", completion: .directory)
  var rules: String

  @OptionGroup var policy: PolicyOption

  @Flag(name: .customLong("jsonl"), help: "Reads and prints JSON lines.")
  var readsJSONLines = false

  @Flag(name: .customLong("all"), help: "Ranks without abstaining.")
  var ranksAll = false

  @Flag(help: "Prints for people why, and why not.")
  var explain = false

  func validate() throws {
    guard !explain || !(readsJSONLines || ranksAll) else {
      throw ValidationError("--explain reads one text and ranks all; leave out --jsonl and --all.")
    }
  }

  func run() throws {
    let masker = try policy.masker()
    let pack = try RulePack.load(
      directory: URL(filePath: rules, directoryHint: .isDirectory), masker: masker)
    let filter = SuggestFilter(
      assistant: Assistant(rules: pack, masker: masker),
      scope: ranksAll ? .all(limit: 20) : .suggestions, masker: masker)
    if explain {
      let text = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
      for line in filter.explanation(of: text).lines { StandardOutput.print(line.string) }
      return
    }
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
