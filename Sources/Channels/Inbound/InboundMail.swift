/// What came in: a message, or bytes that are none.
package enum InboundMail: Sendable {
  case message(InboundMessage)
  /// Kept whole, to be sealed and shown as such.
  case unparsed([UInt8], reason: UnparsedReason)

  /// Why bytes are no message.
  package enum UnparsedReason: Hashable, Sendable {
    case empty
    /// Longer than `MailLimits.messageByteCount`.
    case tooLarge
    /// Not one field of a header.
    case noHeader
  }
}
