import Sealing

extension PlaceholderValues {
  /// How much of an identifier.
  package enum Part: Hashable, Sendable {
    case whole
    /// The given name of a person's name.
    case givenName

    /// Which bytes of a value, in UTF-8, are meant.
    ///
    /// A given name is the first word, or what follows the comma of "Lastname, Firstname". A name
    /// in a script that puts the family name first or no spaces between words is given whole, and
    /// so is one that begins with an initial or a title.
    package func range(in value: Span<UInt8>) -> Range<Int> {
      guard self == .givenName, !Self.isEastAsian(value) else { return value.indices }
      let name = Self.trimmed(value, value.indices)
      guard let comma = name.first(where: { value[$0] == UInt8(ascii: ",") }) else {
        return Self.firstWord(of: value, in: name) ?? name
      }
      let given = Self.trimmed(value, (comma + 1)..<name.upperBound)
      return Self.firstWord(of: value, in: given) ?? name
    }

    private static func firstWord(of value: Span<UInt8>, in range: Range<Int>) -> Range<Int>? {
      let end = range.first { isSpace(value[$0]) } ?? range.upperBound
      guard end > range.lowerBound, value[end - 1] != UInt8(ascii: ".") else { return nil }
      return range.lowerBound..<end
    }

    private static func trimmed(_ value: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
      guard let start = range.first(where: { !isSpace(value[$0]) }),
        let last = range.last(where: { !isSpace(value[$0]) })
      else { return range.lowerBound..<range.lowerBound }
      return start..<(last + 1)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
      byte == 0x20 || byte == 0x09
    }

    /// Han, kana and Hangul, by the first bytes of their UTF-8 forms.
    private static func isEastAsian(_ value: Span<UInt8>) -> Bool {
      value.indices.dropLast().contains { index in
        switch (value[index], value[index + 1]) {
        case (0xE3, 0x81...), (0xE4...0xE9, _), (0xEA, 0xB0...), (0xEB...0xEC, _),
          (0xED, ...0x9E), (0xF0, 0xA0...0xB3):
          true
        default: false
        }
      }
    }
  }
}
