/// Text from outside that can no longer drive a terminal.
///
/// Customers write whatever they like; a terminal obeys whatever it is sent. Between the two stands
/// this type: the canvas draws nothing else, and the masker reads nothing else. What is removed are
/// control characters (C0 but line feed and tab, DEL, C1), whole escape sequences, and the marks
/// that reorder text (Unicode Standard Annex 9); CR LF and the Unicode line separators become line
/// feeds. Everything else, emoji and joiners included, stays as it was written.
///
/// Program text is written as a literal. Interpolation takes sanitised text and integers only, so
/// that a raw `String` cannot slip in between two literals.
public struct SanitizedText: Hashable, Sendable {
  /// The characters, safe to draw.
  public let string: String

  /// Sanitises text of any origin.
  public init(sanitizing raw: String) {
    self = Sanitizer.sanitize(raw)
  }

  /// Decodes UTF-8, each malformed sequence becoming U+FFFD, then sanitises.
  public init(sanitizing bytes: some Collection<UInt8>) {
    self = Sanitizer.sanitize(String(decoding: bytes, as: UTF8.self))
  }

  init(trusted string: String) {
    self.string = string
  }

  /// No character at all.
  public static let empty = SanitizedText(trusted: "")

  /// Whether there is nothing to draw.
  public var isEmpty: Bool { string.isEmpty }
}

extension SanitizedText {
  /// One text after the other.
  public static func + (left: SanitizedText, right: SanitizedText) -> SanitizedText {
    SanitizedText(trusted: left.string + right.string)
  }

  /// Appends in place.
  public static func += (left: inout SanitizedText, right: SanitizedText) {
    left = left + right
  }

  /// A piece of sanitised text is sanitised.
  public init(_ piece: Substring, of whole: SanitizedText) {
    precondition(
      piece.base.utf8.count == whole.string.utf8.count, "a piece of another text proves nothing")
    self.init(trusted: String(piece))
  }

  /// The lines, without their line feeds.
  public var lines: [SanitizedText] {
    string.split(separator: "\n", omittingEmptySubsequences: false)
      .map { SanitizedText(trusted: String($0)) }
  }
}

extension SanitizedText: ExpressibleByStringInterpolation {
  /// Collects literals, sanitised text and integers.
  public struct StringInterpolation: StringInterpolationProtocol {
    var text = ""

    /// Starts empty.
    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity)
    }

    /// The program's own words.
    public mutating func appendLiteral(_ literal: String) {
      text += literal
    }

    /// Words that were sanitised before.
    public mutating func appendInterpolation(_ value: SanitizedText) {
      text += value.string
    }

    /// A number.
    public mutating func appendInterpolation(_ value: some BinaryInteger) {
      text += String(value)
    }
  }

  /// Program text.
  public init(stringLiteral value: String) {
    self.init(trusted: value)
  }

  /// Program text with values in it.
  public init(stringInterpolation: StringInterpolation) {
    self.init(trusted: stringInterpolation.text)
  }
}

extension SanitizedText: CustomStringConvertible {
  /// The characters.
  public var description: String { string }
}
