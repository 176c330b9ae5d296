package import Text

/// What another mail system says became of a message of ours (RFC 3464).
package struct DeliveryReport: Hashable, Sendable {
  package let action: Action
  /// RFC 3463: `5.1.1`; empty where it is none.
  package let status: SanitizedText
  /// Of the message it is about, where that is enclosed.
  package let originalMessageID: InternetMessageID?

  /// What was done for the recipient.
  package enum Action: String, Hashable, Sendable {
    case failed, delayed, delivered, relayed, expanded

    /// How much the sender ought to know of it; the worst of several recipients counts.
    fileprivate var severity: Int {
      switch self {
      case .failed: 2
      case .delayed: 1
      case .delivered, .relayed, .expanded: 0
      }
    }
  }

  /// For the message in the conversation.
  package var sentence: SanitizedText {
    let code: SanitizedText = status.isEmpty ? "" : " (\(status))"
    return switch action {
    case .failed: "could not be delivered\(code)"
    case .delayed: "is delayed on its way\(code)"
    case .delivered, .relayed, .expanded: "was delivered\(code)"
    }
  }
}

extension DeliveryReport {
  /// Reads the parts of a `multipart/report`; `nil` where none of them is a delivery status.
  init?(of report: MIMEPart, limits: MailLimits) {
    guard
      let part = report.children.first(where: { $0.mediaType == "message/delivery-status" }),
      let worst = Self.recipients(in: part, limits: limits)
        .max(by: { $0.action.severity < $1.action.severity })
    else { return nil }
    action = worst.action
    status = worst.status
    originalMessageID =
      report.children.lazy
      .compactMap { Self.enclosedHeader(in: $0, limits: limits)?["message-id"] }
      .compactMap { InternetMessageID.parseList($0).first }.first
  }

  /// One block of fields for the message, then one for each recipient.
  private static func recipients(
    in part: MIMEPart, limits: MailLimits
  ) -> [(action: Action, status: SanitizedText)] {
    var rest = part.encoding.decode(part.body)[...]
    var recipients: [(action: Action, status: SanitizedText)] = []
    while !rest.isEmpty, recipients.count < maximumRecipientCount {
      let (block, end) = HeaderFields.parse(rest, byteLimit: limits.headerByteCount)
      rest = end > rest.startIndex ? rest[end...] : []
      let word = block["action"]?.prefix(while: \.isLetter)
      guard let action = word.flatMap({ Action(rawValue: $0.asciiLowercased) }) else { continue }
      recipients.append((action, status(block["status"] ?? [])))
    }
    return recipients
  }

  private static let maximumRecipientCount = 100

  /// Three numbers and nothing else: it is shown unmasked.
  private static func status(_ value: Bytes) -> SanitizedText {
    let word = value.prefix { $0.isDigit || $0 == ASCII.dot }
    let numbers = word.split(separator: ASCII.dot, omittingEmptySubsequences: false)
    guard numbers.count == 3, numbers.allSatisfy({ (1...3).contains($0.count) }) else {
      return .empty
    }
    return SanitizedText(sanitizing: word)
  }

  private static func enclosedHeader(in part: MIMEPart, limits: MailLimits) -> HeaderFields? {
    if let message = part.children.first { return message.header }
    guard part.mediaType == "text/rfc822-headers" else { return nil }
    return HeaderFields.parse(
      part.encoding.decode(part.body)[...], byteLimit: limits.headerByteCount
    ).header
  }
}
