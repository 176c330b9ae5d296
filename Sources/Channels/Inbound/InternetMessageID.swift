/// A `Message-ID` (RFC 5322, section 3.6.4), without its angle brackets.
///
/// It may hold its sender's name, so it is sealed like what people write; `bytes` is for a keyed
/// hash, for sealing and for the `References` of an answer.
package struct InternetMessageID: Hashable, Sendable {
  /// Printable ASCII without spaces and angle brackets; at most 998 of them.
  package let bytes: [UInt8]

  /// Accepts what can stand between angle brackets; `nil` for anything else.
  package init?(bytes: some Collection<UInt8>) {
    guard !bytes.isEmpty, bytes.count <= 900,
      bytes.allSatisfy({
        (0x21...0x7E).contains($0) && $0 != ASCII.less && $0 != ASCII.greater
      })
    else { return nil }
    self.bytes = Array(bytes)
  }

  /// Every id of a header, in order: what stands between angle brackets, or failing that, words
  /// with an `@`.
  static func parseList(_ header: Bytes, limit: Int = 200) -> [InternetMessageID] {
    var ids: [InternetMessageID] = []
    for word in header.split(whereSeparator: { $0.isWhitespace || $0 == ASCII.less }) {
      guard ids.count < limit else { break }
      let isClosed = word.contains(ASCII.greater)
      let candidate = word.prefix { $0 != ASCII.greater }
      guard isClosed || candidate.contains(ASCII.at) else { continue }
      if let id = InternetMessageID(bytes: candidate) { ids.append(id) }
    }
    return ids
  }
}
