extension ManualPage {
  /// What no command says by itself.
  static var appendix: String {
    """
    .SH EXIT STATUS
    \(entries([("0", "Done.")] + ExitStatus.allCases.map { ("\($0.rawValue)", $0.meaning) }))
    .SH ENVIRONMENT
    \(entries(variables))
    .SH FILES
    \(entries(files))
    .SH EXAMPLES
    \(entries(examples))
    .SH SHELL COMPLETION
    .nf
    \(Roff.literal("sealdesk --generate-completion-script bash   # or zsh, fish"))
    .fi
    """
  }

  private static let variables = [
    ("SEALDESK_WORKSPACE", "The workspace's directory, where no --workspace names one."),
    ("XDG_DATA_HOME", "Its parent, where neither does; ~/.local/share otherwise."),
    ("EXTENSION", "For deliver: what stood behind the plus sign of the address."),
    ("NO_COLOR", "Where it is not empty, the console draws without colour."),
    ("COLORTERM", "truecolor or 24bit: 24-bit colour, where terminfo has an entry for it."),
    ("TERM", "Has to name a terminal that can place a cursor."),
  ]

  private static let files = [
    ("sealdesk.yaml", "The workspace's settings, without any secret."),
    ("policy.yaml", "What is masked, what shows of it, and what it takes to see the rest."),
    ("policy.seen", "Which policy counted last, so that a change is recorded."),
    ("rules/, knowledge/", "The assistant's rules and articles."),
    ("keys/", "Everybody's keys, sealed, and the customers' keys."),
    ("intake.pub", "The public key that delivered mail is sealed to."),
    ("tickets.db", "Tickets and the log, sealed row by row."),
    ("console.log", "Stray output while the console was up."),
  ]

  private static let examples = [
    ("sealdesk sandbox", "Invented customers, no set-up."),
    ("sealdesk import mail ~/Maildir --user ines", "What was imported before is passed over."),
    ("sealdesk deliver < message.eml", "Needs no passphrase."),
    ("sealdesk audit list --action reveal.open --json", "Who looked, at what, when and why."),
    ("sealdesk approvals approve 48190 --note 'the bank waits'", "Hands over the key of a value."),
    ("sealdesk access-review > rights.md", "Who may do what, to be signed each quarter."),
    ("sealdesk mask < letter.txt", "A filter: identifiers become tokens."),
    ("sealdesk remask", "Seals in stored tickets what the recognisers have learned to find."),
    ("sealdesk mask evaluate samples.jsonl", "How well that does on samples of your own."),
    ("sealdesk policy check", "What is wrong in the policy, and where."),
  ]

  private static func entries(_ entries: [(term: String, meaning: String)]) -> String {
    entries.map { ".TP\n.B \(Roff.escaped($0.term))\n\(Roff.escaped($0.meaning))" }
      .joined(separator: "\n")
  }
}

extension ExitStatus {
  /// As the manual says it.
  fileprivate var meaning: String {
    switch self {
    case .noTerminal: "No usable terminal."
    case .usage: "Wrong usage."
    case .badData: "Bad data: a broken file, a log that was changed."
    case .unavailable: "Unavailable: no workspace, nothing configured, a newer version's file."
    case .cannotWrite: "Cannot write: a full or read-only disk."
    case .tryAgain: "Try again later."
    case .notAllowed: "Not allowed: a wrong passphrase, a missing role."
    }
  }
}
