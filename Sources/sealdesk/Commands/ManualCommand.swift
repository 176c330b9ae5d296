import ArgumentParser
import Foundation

/// Prints the manual page, made from the commands themselves.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Prints the manual page, for `man -l -`.")

  func run() throws {
    StandardOutput.write(ManualPage(of: Sealdesk.self).source)
  }
}

/// A command and its subcommands as an mdoc(7) page.
struct ManualPage {
  let root: any ParsableCommand.Type

  init(of root: any ParsableCommand.Type) {
    self.root = root
  }

  var source: String {
    let configuration = root.configuration
    return """
      .Dd $Mdocdate$
      .Dt SEALDESK 1
      .Os
      .Sh NAME
      .Nm sealdesk
      .Nd \(escaped(configuration.abstract))
      .Sh SYNOPSIS
      .Nm
      .Op Ar command
      .Op Ar options
      .Sh DESCRIPTION
      \(paragraphs(configuration.discussion))
      .Sh COMMANDS
      \(commands(of: root, path: []))
      """
  }

  private func commands(of command: any ParsableCommand.Type, path: [String]) -> String {
    command.configuration.subcommands.map { subcommand in
      let name = path + [subcommand.configuration.commandName ?? "\(subcommand)".lowercased()]
      let help = subcommand.helpMessage(columns: 76)
      return """
        .Ss \(name.joined(separator: " "))
        .Bd -literal
        \(escaped(help))
        .Ed
        \(commands(of: subcommand, path: name))
        """
    }.joined(separator: "\n")
  }

  private func paragraphs(_ text: String) -> String {
    text.split(separator: "\n\n").map { escaped(String($0)) }.joined(separator: "\n.Pp\n")
  }

  /// Keeps roff from reading words as requests.
  private func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" + $0 : $0 }
      .joined(separator: "\n")
  }
}
