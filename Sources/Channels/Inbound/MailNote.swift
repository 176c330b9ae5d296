package import Text

/// Something a reader should know about how a message was read.
package enum MailNote: Hashable, Sendable, CaseIterable {
  /// The HTML held text that a mail program would not have shown; it was left out.
  case hiddenText
  /// The text was too long; all of it is attached.
  case textCut
  /// The header was too long; its end is missing.
  case headerCut
  /// It says it has parts, and they could not be told apart.
  case brokenParts
  /// It is encrypted to somebody; only the files are here.
  case encrypted

  /// For the head of a message.
  package var sentence: SanitizedText {
    switch self {
    case .hiddenText: "hidden text in the HTML was left out"
    case .textCut: "the text is cut; all of it is attached"
    case .headerCut: "the header was too long and is cut"
    case .brokenParts: "the parts of this message are broken"
    case .encrypted: "the message is encrypted"
    }
  }
}
