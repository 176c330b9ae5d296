import ArgumentParser
import Assistant
import Foundation
import Text

/// Makes and tests rules.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Makes rules from examples, and runs rules' own tests.",
    subcommands: [FromExamples.self, Test.self])

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
      abstract: "Runs the tests that stand in the rules.")

    @Argument(help: "The directory of the rules.", completion: .directory)
    var directory: String

    @OptionGroup var policy: PolicyOption

    func run() throws {
      let pack = try RulePack.load(
        directory: URL(filePath: directory, directoryHint: .isDirectory), masker: policy.masker())
      let results = pack.runTests()
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
}
