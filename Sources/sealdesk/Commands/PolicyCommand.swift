import ArgumentParser
import Foundation
import Masking
import Tickets

/// What is masked, what shows of it, and what it takes to see the rest.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Checks and shows what is masked and what it takes to see it.",
    subcommands: [Check.self, Show.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says what is wrong in a policy file, with place and advice.",
      discussion:
        "Without FILE, it is the workspace's policy.yaml. Exit code 65 where there are faults.")

    @Argument(help: "A policy file.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String?

    @OptionGroup var workspace: PolicyWorkspace

    func run() throws {
      let policy = try workspace.policy(in: file)
      let masking = policy.masking
      StandardOutput.print(
        """
        In order: \(masking.customKinds.count) kinds of your own, \(masking.offKinds.count) left readable, \
        \(masking.allowed.values.count) values and \(masking.allowed.patterns.count) shapes allowed.
        """)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints the policy that counts, every setting said.",
      discussion: """
        The digest, which also stands in the log when a policy changes, is the SHA-256 of what --json \
        prints.
        """)

    @Argument(help: "A policy file.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String?

    @OptionGroup var workspace: PolicyWorkspace

    @Flag(help: "Prints a line of JSON.")
    var json = false

    func run() throws {
      let summary = PolicySummary(try workspace.policy(in: file))
      StandardOutput.write(json ? try summary.json + "\n" : try summary.text)
    }
  }
}

/// Which policy: a file's, or a workspace's.
struct PolicyWorkspace: ParsableArguments {
  @Option(name: .long, help: "The workspace's directory.", completion: .directory)
  var workspace: String?

  func policy(in file: String?) throws -> PolicyFile {
    if let file { return try PolicyFile.load(URL(filePath: file)) }
    var options = WorkspaceOptions()
    options.workspace = workspace
    let configuration = try WorkspaceConfiguration.load(from: options.directory)
    var policy = PolicyFile()
    policy.masking = configuration.masking
    policy.escalation = configuration.policy
    return policy
  }
}

/// A policy for what has no workspace: filters, practice.
struct PolicyOption: ParsableArguments, Sendable {
  @Option(
    name: .long, help: "Masks by this policy file instead of the usual policy.",
    completion: .file(extensions: ["yaml", "yml"]))
  var policy: String?

  func file() throws -> PolicyFile {
    try policy.map { try PolicyFile.load(URL(filePath: $0)) } ?? PolicyFile()
  }

  func masker() throws -> Masker {
    Masker(policy: try file().masking)
  }
}
