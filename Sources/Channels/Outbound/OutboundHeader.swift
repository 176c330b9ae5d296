package import Foundation
package import Text

/// What a message of ours says about itself, all of it the desk's own.
package struct OutboundHeader: Sendable {
  package var from: MailboxAddress
  /// `Lantern Tea`; may be empty.
  package var fromName: SanitizedText
  package var replyTo: MailboxAddress?
  /// Where bounces go: the envelope's sender.
  package var returnPath: MailboxAddress
  package var date: Date
  package var messageID: InternetMessageID
  package var inReplyTo: InternetMessageID?
  /// Oldest first; trimmed when the message is built.
  package var references: [InternetMessageID] = []
  /// Stands behind the subject.
  package var tag: ThreadTag?
  /// A field that says that the reply was begun with a suggestion: its name, and the value `yes`.
  package var suggestionField: MailFieldName?
  package var origin: Origin = .person

  /// Who caused the message (RFC 3834, section 5).
  package enum Origin: Hashable, Sendable {
    case person
    /// An automatic answer to a message.
    case automaticReply
    /// Anything else that nobody typed.
    case automatic
  }

  /// A header with the fields that are never missing.
  package init(
    from: MailboxAddress, fromName: SanitizedText = .empty, returnPath: MailboxAddress,
    date: Date, messageID: InternetMessageID
  ) {
    self.from = from
    self.fromName = fromName
    self.returnPath = returnPath
    self.date = date
    self.messageID = messageID
  }

  /// The first four and the last six: the roots of the thread and its newest end.
  var trimmedReferences: [InternetMessageID] {
    var ids = references
    if let inReplyTo, !ids.contains(inReplyTo) { ids.append(inReplyTo) }
    return ids.count <= 10 ? ids : Array(ids.prefix(4) + ids.suffix(6))
  }

  /// The fields up to the recipients.
  func write(into writer: inout HeaderWriter) {
    writer.field("Date", MailDate.format(date))
    writer.raw("From: ")
    if !fromName.isEmpty {
      writer.phrase(Array(fromName.string.utf8).span)
      writer.raw("\n ")
    }
    writer.raw("<\(from.text)>\n")
    if let replyTo { writer.field("Reply-To", "<\(replyTo.text)>") }
    writer.field("Message-ID", ids: [messageID])
    writer.field("In-Reply-To", ids: inReplyTo.map { [$0] } ?? [])
    writer.field("References", ids: trimmedReferences)
    switch origin {
    case .person: break
    case .automaticReply: writer.field("Auto-Submitted", "auto-replied")
    case .automatic: writer.field("Auto-Submitted", "auto-generated")
    }
    if origin != .person { writer.field("X-Auto-Response-Suppress", "All") }
    if let suggestionField { writer.raw("\(suggestionField.text): yes\n") }
    writer.field("MIME-Version", "1.0")
  }
}
