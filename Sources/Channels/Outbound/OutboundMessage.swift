/// A message ready for a transport; its bytes are overwritten when it goes.
package struct OutboundMessage: ~Copyable, Sendable {
  private let content: WipedBuffer
  /// Each ended by NUL, as a command's arguments are.
  private let recipients: WipedBuffer
  package let recipientCount: Int
  package let messageID: InternetMessageID
  package let returnPath: MailboxAddress

  init(
    content: consuming WipedBuffer, recipients: consuming WipedBuffer, recipientCount: Int,
    header: OutboundHeader
  ) {
    self.content = content
    self.recipients = recipients
    self.recipientCount = recipientCount
    messageID = header.messageID
    returnPath = header.returnPath
  }

  package var byteCount: Int { content.count }

  /// Lends the message, its lines ended by line feeds.
  package borrowing func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try content.withSpan(body)
  }

  /// Lends the envelope's recipients, each ended by NUL.
  borrowing func withRecipients<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try recipients.withSpan(body)
  }
}
