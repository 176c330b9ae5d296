/// Why a container or one message of it cannot be read.
package enum MailContainerError: Error, Hashable, Sendable {
  /// Nothing is there, or it may not be read; `code` is `errno`.
  case unreadable(code: Int32)
  /// Neither a mailbox, nor a Maildir, nor messages.
  case notMail
  /// One message longer than the limit.
  case messageTooLarge(byteCount: Int)
  /// The input ended before a message did, or grew while it was read.
  case changedMeanwhile
}
