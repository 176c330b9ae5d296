/// How much of a message is looked at; what lies beyond is kept, not read.
package struct MailLimits: Sendable {
  /// A longer message is not parsed.
  package var messageByteCount = 64 << 20
  /// A longer header is cut.
  package var headerByteCount = 1 << 20
  /// Parts within parts within parts.
  package var depth = 16
  /// Parts of one message, at all depths.
  package var partCount = 1000
  /// A longer text is cut, and kept whole as an attachment.
  package var textByteCount = 1 << 20

  /// Limits that real mail does not meet.
  package init() {}
}
