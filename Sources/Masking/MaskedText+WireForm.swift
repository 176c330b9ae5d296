import Text

extension MaskedText {
  /// How it is written in files: tokens as `[[CREDIT_CARD_1]]`, placeholders in braces, and whatever
  /// somebody typed that looks like either with a backslash before it.
  public var wireForm: String {
    segments.reduce(into: "") { wire, segment in
      switch segment {
      case .text(let words): wire += Self.escaped(words.string)
      case .token(let token): wire += token.wireForm
      case .placeholder(let placeholder): wire += placeholder.sourceForm
      }
    }
  }

  /// Reads the wire form.
  ///
  /// Only Masking may: anyone else could otherwise call any text masked.
  init(wireForm: String) {
    var segments: [Segment] = []
    var words = ""
    var rest = Substring(wireForm)
    func flush(_ segment: Segment) {
      segments.append(.text(SanitizedText(sanitizing: words)))
      segments.append(segment)
      words = ""
    }
    while let first = rest.first {
      if first == "\\", let next = rest.dropFirst().first, "\\[{".contains(next) {
        words.append(next)
        rest = rest.dropFirst(2)
      } else if rest.hasPrefix("[["), let end = rest.firstRange(of: "]]"),
        let token = Token(wireName: rest[rest.index(rest.startIndex, offsetBy: 2)..<end.lowerBound])
      {
        flush(.token(token))
        rest = rest[end.upperBound...]
      } else if let (placeholder, end) = Placeholder.parse(rest) {
        flush(.placeholder(placeholder))
        rest = rest[end...]
      } else {
        words.append(first)
        rest = rest.dropFirst()
      }
    }
    segments.append(.text(SanitizedText(sanitizing: words)))
    self.init(segments: segments)
  }

  private static func escaped(_ words: String) -> String {
    guard words.utf8.contains(where: { $0 == 0x5C || $0 == 0x5B || $0 == 0x7B }) else {
      return words
    }
    return words.replacing("\\", with: "\\\\").replacing("[[", with: "\\[\\[")
      .replacing("{{", with: "\\{\\{")
  }
}

extension Placeholder {
  /// Reads a placeholder at the start of `text`.
  static func parse(_ text: Substring) -> (Placeholder, end: Substring.Index)? {
    guard text.hasPrefix("{{"), let end = text.firstRange(of: "}}") else { return nil }
    var inner = text[text.index(text.startIndex, offsetBy: 2)..<end.lowerBound]
    let isRequired = inner.last == "!"
    if isRequired { inner.removeLast() }
    let parts = inner.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, !name.isEmpty, name.utf8.count <= 64,
      name.utf8.allSatisfy({
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x5F
      })
    else { return nil }
    let placeholder = Placeholder(
      name: String(name), fallback: parts.count > 1 ? String(parts[1]) : nil,
      isRequired: isRequired)
    return (placeholder, end.upperBound)
  }
}
