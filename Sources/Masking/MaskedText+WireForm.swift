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
    var reader = WireReader(bytes: Array(wireForm.utf8))
    self.init(segments: reader.segments())
  }

  /// Works on bytes: a mark that joins the bracket before it must not hide the bracket.
  private static func escaped(_ words: String) -> String {
    let backslash = UInt8(ascii: "\\")
    guard words.utf8.contains(where: WireReader.isSpecial) else { return words }
    var bytes: [UInt8] = []
    for byte in words.utf8 {
      if WireReader.isSpecial(byte) { bytes.append(backslash) }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Reads bytes of the wire form from left to right.
private struct WireReader {
  let bytes: [UInt8]
  private var position = 0
  private var words: [UInt8] = []

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// A backslash, an opening bracket, an opening brace.
  static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
  }

  mutating func segments() -> [MaskedText.Segment] {
    var segments: [MaskedText.Segment] = []
    while position < bytes.count {
      if let segment = special() {
        flush(into: &segments)
        segments.append(segment)
        continue
      }
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count,
        Self.isSpecial(bytes[position + 1])
      {
        position += 1
      }
      words.append(bytes[position])
      position += 1
    }
    flush(into: &segments)
    return segments
  }

  private mutating func flush(into segments: inout [MaskedText.Segment]) {
    segments.append(.text(SanitizedText(sanitizing: words)))
    words = []
  }

  /// A token or placeholder at the position.
  private mutating func special() -> MaskedText.Segment? {
    guard position + 1 < bytes.count, bytes[position] == bytes[position + 1] else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "["):
      guard let name = enclosed(by: UInt8(ascii: "]"), limit: 64),
        let token = Token(wireName: String(decoding: name, as: UTF8.self))
      else { return nil }
      position = name.endIndex + 2
      return .token(token)
    case UInt8(ascii: "{"):
      guard let source = enclosed(by: UInt8(ascii: "}"), limit: 512),
        let placeholder = Placeholder(source: String(decoding: source, as: UTF8.self))
      else { return nil }
      position = source.endIndex + 2
      return .placeholder(placeholder)
    default:
      return nil
    }
  }

  private func enclosed(by mark: UInt8, limit: Int) -> ArraySlice<UInt8>? {
    var end = position + 2
    while end + 1 < bytes.count, end - position < limit {
      if bytes[end] == mark, bytes[end + 1] == mark { return bytes[(position + 2)..<end] }
      end += 1
    }
    return nil
  }
}

extension Placeholder {
  /// Reads a placeholder at the start of `text`.
  static func parse(_ text: Substring) -> (Placeholder, end: Substring.Index)? {
    guard text.hasPrefix("{{"), let end = text.firstRange(of: "}}"),
      let placeholder = Placeholder(
        source: String(text[text.index(text.startIndex, offsetBy: 2)..<end.lowerBound]))
    else { return nil }
    return (placeholder, end.upperBound)
  }

  /// Reads what stands between the braces: `name`, `name|fallback`, `name!`.
  init?(source: String) {
    var inner = Substring(source)
    let isRequired = inner.last == "!"
    if isRequired { inner.removeLast() }
    let parts = inner.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, !name.isEmpty, name.utf8.count <= 64,
      name.utf8.allSatisfy({
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x5F
      })
    else { return nil }
    self.init(
      name: String(name), fallback: parts.count > 1 ? String(parts[1]) : nil,
      isRequired: isRequired)
  }
}
