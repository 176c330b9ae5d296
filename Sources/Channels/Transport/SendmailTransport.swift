import Foundation

/// Hands messages to a `sendmail`-compatible command: `sendmail -oi -f bounce@… -- recipients`.
///
/// No shell is involved. The recipients are arguments, as the interface wants it, and so stand in
/// the system's process list while the command runs; `-t` keeps them out of it where the command
/// supports that.
package struct SendmailTransport: MailTransport {
  /// How the command learns of the recipients.
  package enum RecipientPassing: Sendable {
    case arguments
    /// `-t`: it reads the message's header.
    case header
  }

  private let command: String
  private let leadingArguments: [String]
  private let environment: [String: String]
  private let recipientPassing: RecipientPassing
  private let timeLimit: Duration

  /// Runs the command at an absolute path, with arguments of its own before ours.
  package init(
    command: String, leadingArguments: [String] = [], environment: [String: String],
    recipientPassing: RecipientPassing = .arguments, timeLimit: Duration = .seconds(60)
  ) {
    self.command = command
    self.leadingArguments = leadingArguments
    self.environment = environment
    self.recipientPassing = recipientPassing
    self.timeLimit = timeLimit
  }

  package func send(_ message: borrowing OutboundMessage) async throws(MailTransportError) {
    let deadline = ContinuousClock.now + timeLimit
    let process = try message.withRecipients { recipients throws(MailTransportError) in
      try spawn(message.returnPath, recipients: recipients)
    }
    do {
      try await process.write(message, until: deadline)
      try await process.waitForSuccess(until: deadline)
    } catch {
      // In every other case the command has ended, and its number may be somebody else's by now.
      if error == .timedOut { process.kill() }
      throw error
    }
  }

  private func spawn(
    _ returnPath: MailboxAddress, recipients: Span<UInt8>
  ) throws(MailTransportError) -> MailProcess {
    var arguments = [command] + leadingArguments + ["-oi", "-f", returnPath.text]
    arguments += recipientPassing == .header ? ["-t"] : ["--"]
    let variables = environment.map { "\($0.key)=\($0.value)" }
    return try CStrings.with(arguments) { (words) throws(MailTransportError) in
      try CStrings.with(variables) { (variables) throws(MailTransportError) in
        try recipients.withUnsafeBufferPointer { buffer throws(MailTransportError) in
          let all = words + (recipientPassing == .header ? [] : CStrings.pointers(in: buffer))
          return try MailProcess(path: command, arguments: all, environment: variables)
        }
      }
    }
  }
}

/// NUL-terminated strings for the length of a call.
private enum CStrings {
  static func with<Result>(
    _ strings: [String],
    _ body: ([UnsafeMutablePointer<CChar>?]) throws(MailTransportError) -> Result
  ) throws(MailTransportError) -> Result {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return try body(copies)
  }

  /// Where each string of a buffer of NUL-terminated strings starts; they are not copied.
  static func pointers(
    in buffer: UnsafeBufferPointer<UInt8>
  ) -> [UnsafeMutablePointer<CChar>?] {
    guard let base = buffer.baseAddress else { return [] }
    var pointers: [UnsafeMutablePointer<CChar>?] = []
    var start = 0
    for (index, byte) in buffer.enumerated() where byte == 0 {
      // posix_spawn takes mutable pointers and does not write through them.
      let string = UnsafeMutableRawPointer(mutating: base + start)
      pointers.append(string.assumingMemoryBound(to: CChar.self))
      start = index + 1
    }
    return pointers
  }
}
