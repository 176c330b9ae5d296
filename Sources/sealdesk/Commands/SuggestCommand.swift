import ArgumentParser
import Assistant
import Foundation
import Masking
import Terminal
import Text

/// Suggests rules for what it reads.
struct SuggestCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest", abstract: "Suggests the rules that fit a text.",
    discussion: """
      A line {"text": …} gives a line {"top": [{"label": rule id, "score", "evidence"}]}, empty where \
      the assistant would stay silent. With --explain it prints for people instead: the rules in the \
      running with their words, conditions, score and runner-up, and why the others are out of it.

      The text is masked here, and read by a process to which the system allows no file, no network \
      and no program; where it cannot confine it, that is said on standard error.
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

  func execute(on main: MainLoop) async throws {
    let policy = try policy.file()
    let masker = Masker(policy: policy.masking)
    let bundle = try AssistantBundle(
      rulesIn: URL(filePath: rules, directoryHint: .isDirectory), policy: policy.source)
    let assistant = ConfinedAssistant(bundle, masker: masker)
    let keeping = Task { await assistant.run() }
    do {
      try await assistant.untilReady()
      if case .unconfined(let error) = await assistant.standing.keeping {
        StandardError.write(
          "sealdesk: this system does not confine the assistant (error \(error)).\n")
      }
      try await answer(
        SuggestFilter(
          assistant: assistant, scope: ranksAll ? .all(limit: 20) : .suggestions, masker: masker))
      await end(keeping)
    } catch {
      await end(keeping)
      throw error
    }
  }

  private func end(_ keeping: Task<Void, Never>) async {
    keeping.cancel()
    await keeping.value
  }

  private func answer(_ filter: SuggestFilter) async throws {
    if explain {
      for line in try await filter.explanation(of: Self.wholeInput) {
        StandardOutput.print(line.string)
      }
      return
    }
    guard readsJSONLines else {
      let line = try JSONLine.encode(["text": Self.wholeInput])
      StandardOutput.print(try await filter.answer(line: line, number: 1))
      return
    }
    try await InputLines.forEach { line, number in
      StandardOutput.print(try await filter.answer(line: line, number: number))
    }
  }

  private static var wholeInput: String {
    String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
  }
}
