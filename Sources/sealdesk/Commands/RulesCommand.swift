import ArgumentParser
import Assistant
import Foundation
import Masking
import Text

/// Makes and tests rules.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Makes rules from examples, checks rules and runs their own tests.",
    subcommands: [FromExamples.self, Test.self, Check.self])

  struct FromExamples: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "from-examples",
      abstract: "Writes rule files from lines {\"text\", \"label\"}.")

    @Argument(help: "The examples.", completion: .file())
    var file: String

    @Option(help: "Where the rule files go.", completion: .directory)
    var output: String

    func run() throws {
      guard let lines = try? String(contentsOfFile: file, encoding: .utf8) else {
        throw CommandFailure(.unavailable, "The examples cannot be read.")
      }
      let directory = URL(filePath: output, directoryHint: .isDirectory)
      let files = try RuleWriter().fromExamples(lines)
      try WorkspaceFiles.makeDirectory(directory)
      for (name, text) in files {
        try WorkspaceFiles.write(text, to: directory.appending(path: name))
      }
      StandardOutput.print("\(files.count) files in \(directory.path)")
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Runs the tests that stand in the rules.",
      discussion: """
        Prints each sentence that is not answered as its test says, and what was suggested instead.
        """)

    @OptionGroup var source: RulesSource

    @OptionGroup var policy: PolicyOption

    func run() throws {
      let results = try source.load(masker: policy.masker()).runTests()
      for result in results where !result.passed {
        StandardOutput.print(result.sentence.string)
      }
      let failures = results.count { !$0.passed }
      StandardOutput.print("\(results.count - failures) passed, \(failures) failed")
      guard failures == 0 else {
        throw CommandFailure(.badData, "Some rules do not do what their tests say.")
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Looks for faults, conflicts and rules that never come first.",
      discussion: """
        A fault is one that keeps the rules from being taken. A conflict is an example which two \
        rules share, or which another rule would answer.
        """)

    @OptionGroup var source: RulesSource

    func run() throws {
      let pack = try source.load()
      let conflicts = pack.lint()
      for conflict in conflicts { StandardOutput.print(conflict.sentence.string) }
      StandardOutput.print("\(pack.rules.count) rules, \(conflicts.count) conflicts")
      guard conflicts.isEmpty else {
        throw CommandFailure(.badData, "Some rules stand in each other's way.")
      }
    }
  }
}

/// Which rules a command is about.
struct RulesSource: ParsableArguments {
  @Argument(
    help: "The directory of the rules; those that ship with the program where none is named.",
    completion: .directory)
  var directory: String?

  func load(masker: Masker = Masker()) throws -> RulePack {
    guard let directory else {
      return try RulePack.load(
        files: SampleData.files(in: "rules", extension: "yaml"), masker: masker)
    }
    return try RulePack.load(
      directory: URL(filePath: directory, directoryHint: .isDirectory), masker: masker)
  }
}
