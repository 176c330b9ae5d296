package import Text

/// `[#1042-k7q]`: a ticket's number with a check suffix, as it stands in a subject.
package struct ThreadTag: Hashable, Sendable {
  package let ticketNumber: Int64
  /// Lower-case; says nothing until a `ThreadCodes` has checked it.
  package let check: String

  init(ticketNumber: Int64, check: String) {
    self.ticketNumber = ticketNumber
    self.check = check
  }

  /// Reads `1042-k7q`, with or without `#` and brackets.
  package init?(_ text: some StringProtocol) {
    var bytes = Array(text.utf8)[...]
    if bytes.first == ASCII.openBracket, bytes.last == ASCII.closeBracket {
      bytes = bytes.dropFirst().dropLast()
    }
    if bytes.first == 0x23 { bytes = bytes.dropFirst() }
    let halves = bytes.split(separator: ASCII.hyphen, omittingEmptySubsequences: false)
    guard halves.count == 2, (1...18).contains(halves[0].count), halves[0].allSatisfy(\.isDigit),
      let number = Int64(String(decoding: halves[0], as: UTF8.self)),
      halves[1].count == ThreadCodes.checkCharacterCount,
      halves[1].allSatisfy({ $0.isLetter || $0.isDigit })
    else { return nil }
    ticketNumber = number
    check = halves[1].asciiLowercased
  }

  /// As it stands in a subject.
  package var subjectForm: SanitizedText {
    "[#\(ticketNumber)-\(SanitizedText(sanitizing: check))]"
  }

  /// A subject without its first tag, and the tag.
  static func removed(from subject: SanitizedText) -> (SanitizedText, ThreadTag?) {
    let text = subject.string
    var start = text.startIndex
    while let open = text[start...].firstIndex(of: "[") {
      let candidate = text[open...].prefix(32)
      guard let close = candidate.firstIndex(of: "]"),
        let tag = ThreadTag(text[open...close])
      else {
        start = text.index(after: open)
        continue
      }
      let before = text[..<open]
      let after = text[text.index(after: close)...]
      let rest = SanitizedText(before.trimmed, of: subject)
      let tail = SanitizedText(after.trimmed, of: subject)
      return (rest.isEmpty || tail.isEmpty ? rest + tail : rest + " " + tail, tag)
    }
    return (subject, nil)
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var result = self
    while result.first == " " { result.removeFirst() }
    while result.last == " " { result.removeLast() }
    return result
  }
}
