package import Text

/// Hands a message over to whatever carries it on.
package protocol MailTransport: Sendable {
  /// Returns once the message is the mail system's.
  func send(_ message: borrowing OutboundMessage) async throws(MailTransportError)
}

/// Why a message was not handed over; nothing in it names anybody.
package enum MailTransportError: Error, Hashable, Sendable {
  /// The command is not there, or may not be run.
  case commandUnavailable
  /// The mail system said: try again (`EX_TEMPFAIL`).
  case temporary
  /// The mail system said no; an exit status as in `sysexits.h`.
  case refused(exitStatus: Int32)
  /// A signal ended the command.
  case killed(signal: Int32)
  /// The command took too long. Whether the message left is not known.
  case timedOut
  /// The folder could not be written to.
  case folderUnwritable
  /// The system gave no process or no pipe.
  case systemRefused

  /// Whether the same message may be accepted later without anybody's help.
  package var isTemporary: Bool {
    switch self {
    case .temporary, .timedOut, .killed, .systemRefused, .folderUnwritable: true
    case .commandUnavailable, .refused: false
    }
  }

  /// For the message in the outbox.
  package var reason: SanitizedText {
    switch self {
    case .commandUnavailable: "the mail command cannot be run"
    case .temporary: "the mail system asks to try again later"
    case .refused(let status): Self.sentence(forExitStatus: status)
    case .killed(let signal): "the mail command was ended by signal \(signal)"
    case .timedOut: "the mail command took too long; it may have sent the message"
    case .folderUnwritable: "the mail folder cannot be written"
    case .systemRefused: "no process could be started for the mail command"
    }
  }

  /// In the order of `sysexits.h`.
  private static func sentence(forExitStatus status: Int32) -> SanitizedText {
    switch status {
    case 64: "the mail command does not understand its arguments"
    case 65: "the mail system finds the message malformed"
    case 67: "the mail system does not know the recipient"
    case 68: "the mail system does not know the recipient's host"
    case 69: "the mail system is not available"
    case 70, 71, 72, 74: "the mail system has a fault of its own (\(status))"
    case 76: "the mail systems do not understand each other"
    case 77: "the mail system does not let this user send"
    case 78: "the mail system is not configured"
    default: "the mail command failed with status \(status)"
    }
  }
}
