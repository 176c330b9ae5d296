import ArgumentParser

/// A command and its subcommands as a page in man(7).
///
/// Everything about a command is what its own `--help` says; only what no command says by itself,
/// such as the environment, stands here.
struct ManualPage {
  let root: any ParsableCommand.Type
  let version: String

  init(of root: any ParsableCommand.Type, version: String) {
    self.root = root
    self.version = version
  }

  /// The page, in lines that roff reads as they are meant.
  var source: String {
    let name = root.configuration.commandName ?? ""
    return """
      .TH \(name.uppercased()) 1 "" "\(name) \(version)" "User Commands"
      .SH NAME
      \(name) \\- \(Roff.title(root.configuration.abstract))
      .SH SYNOPSIS
      .B \(name)
      .RI [ command ]\\~[ options ]
      .SH DESCRIPTION
      \(Roff.paragraphs(root.configuration.discussion))
      .SH COMMANDS
      \(sections(of: root, path: [name]).joined(separator: "\n"))
      \(ManualPage.appendix)

      """
  }

  private func sections(
    of command: any ParsableCommand.Type, path: [String]
  ) -> [String] {
    command.configuration.subcommands.filter { $0.configuration.shouldDisplay }.flatMap {
      subcommand in
      let path = path + [subcommand.configuration.commandName ?? "\(subcommand)".lowercased()]
      let help = HelpText(root.helpMessage(for: subcommand, columns: 72))
      let section = """
        .SS \(path.joined(separator: " "))
        \(Roff.paragraphs(help.overview))
        .PP
        \(Roff.escaped(help.usage))
        .PP
        .nf
        \(Roff.literal(help.lists))
        .fi
        """
      return [section] + sections(of: subcommand, path: path)
    }
  }
}

/// The parts of what a command prints for `--help`.
struct HelpText {
  let overview: String
  let usage: String
  /// Arguments, options and subcommands, in columns.
  let lists: String

  init(_ message: String) {
    var paragraphs = message.split(separator: "\n\n").map(String.init)
    let usageIndex = paragraphs.firstIndex { $0.hasPrefix("USAGE: ") } ?? paragraphs.endIndex
    overview = paragraphs[..<usageIndex].joined(separator: "\n\n")
      .replacing("OVERVIEW: ", with: "", maxReplacements: 1)
    paragraphs.removeSubrange(..<usageIndex)
    usage = (paragraphs.first ?? "").replacing("USAGE: ", with: "", maxReplacements: 1)
    // The last one says where else there is help.
    lists = paragraphs.dropFirst().filter { !$0.hasPrefix("  See '") }
      .map { $0.hasSuffix("\n") ? String($0.dropLast()) : $0 }.joined(separator: "\n\n")
  }
}
