public import Text

/// Text in which every identifier that was found is a token.
///
/// There are two ways to come by one: the masker makes it, or it is opened from where it was sealed
/// (`SealedText`). No other module can make one, so whoever holds a `MaskedText` knows that it went
/// through the masker.
public struct MaskedText: Hashable, Sendable {
  /// A run of plain words, or a token.
  public enum Segment: Hashable, Sendable {
    /// Words that hold no identifier the masker knows of.
    case text(SanitizedText)
    /// An identifier's token.
    case token(Token)
    /// A placeholder which is resolved at the moment of sending: `{{customer.first_name}}`. Only
    /// text that was composed here has any; a customer's braces stay words.
    case placeholder(Placeholder)
  }

  /// The text in order; no two runs of words stand side by side.
  public let segments: [Segment]

  init(segments: [Segment]) {
    self.segments = Self.merged(segments)
  }

  /// No text.
  public static let empty = MaskedText(segments: [])

  /// Words of the program itself, which never held an identifier.
  public init(literal: StaticString) {
    self.init(segments: [.text(SanitizedText(sanitizing: literal.description))])
  }

  /// Whether there is nothing to read.
  public var isEmpty: Bool { segments.isEmpty }

  /// The tokens, in order of appearance, each once.
  public var tokens: [Token] {
    var seen: Set<Token> = []
    return segments.compactMap {
      guard case .token(let token) = $0, seen.insert(token).inserted else { return nil }
      return token
    }
  }

  /// The placeholders, in order of appearance, each once.
  public var placeholders: [Placeholder] {
    var seen: Set<Placeholder> = []
    return segments.compactMap {
      guard case .placeholder(let placeholder) = $0, seen.insert(placeholder).inserted else {
        return nil
      }
      return placeholder
    }
  }

  /// What a person reads: tokens as `‹card 1›`.
  ///
  /// What somebody typed to look like a token or a placeholder shows changed, `<card 1>`, so that
  /// only what is one looks like one.
  public var screenForm: SanitizedText {
    segments.reduce(.empty) { text, segment in
      switch segment {
      case .text(let words): text + Self.withoutLookAlikes(words)
      case .token(let token): text + token.screenForm
      case .placeholder(let placeholder): text + placeholder.screenForm
      }
    }
  }

  /// What the assistant ranks by: tokens as `#card`, placeholders left out.
  public var rankingForm: String {
    segments.reduce(into: "") { text, segment in
      switch segment {
      case .text(let words): text += words.string
      case .token(let token): text += " \(token.rankingForm) "
      case .placeholder: text += " "
      }
    }
  }

  /// One text after the other.
  public static func + (left: MaskedText, right: MaskedText) -> MaskedText {
    MaskedText(segments: left.segments + right.segments)
  }

  /// Masked texts with line feeds between them.
  public static func joined(_ texts: [MaskedText]) -> MaskedText {
    MaskedText(segments: Array(texts.map(\.segments).joined(separator: [.text("\n")])))
  }

  private static func withoutLookAlikes(_ words: SanitizedText) -> SanitizedText {
    // E2 80 B9 and BA are the marks of a token.
    guard words.string.utf8.contains(where: { $0 == 0xE2 || $0 == 0x7B }) else { return words }
    var shown = String.UnicodeScalarView()
    for scalar in words.string.unicodeScalars {
      switch scalar {
      case "‹": shown.append("<")
      case "›": shown.append(">")
      case "{" where shown.last == "{":
        shown.append(" ")
        shown.append(scalar)
      default: shown.append(scalar)
      }
    }
    return SanitizedText(sanitizing: String(shown))
  }

  private static func merged(_ segments: [Segment]) -> [Segment] {
    segments.reduce(into: []) { result, segment in
      if case .text(let words) = segment {
        if words.isEmpty { return }
        if case .text(let before)? = result.last {
          result[result.count - 1] = .text(before + words)
          return
        }
      }
      result.append(segment)
    }
  }
}

/// A value that is filled in when a reply is handed over, and not before: `{{order_ref!}}`.
public struct Placeholder: Hashable, Sendable, Codable {
  /// Dotted lower-case name: `customer.first_name`.
  public let name: String
  /// What stands there when the value is unknown (`{{name|there}}`).
  public let fallback: String?
  /// A reply does not leave while this one is unresolved (`{{name!}}`).
  public let isRequired: Bool

  /// Names a value to fill in.
  public init(name: String, fallback: String? = nil, isRequired: Bool = false) {
    self.name = name
    self.fallback = fallback
    self.isRequired = isRequired
  }

  /// How it is written in a template.
  public var sourceForm: String {
    "{{" + name + (fallback.map { "|" + $0 } ?? "") + (isRequired ? "!" : "") + "}}"
  }

  /// How it shows on a screen.
  public var screenForm: SanitizedText { SanitizedText(sanitizing: sourceForm) }
}

extension MaskedText {
  /// A token on its own.
  ///
  /// A token holds no value, so anybody may write one down.
  public init(_ token: Token) {
    self.init(segments: [.token(token)])
  }

  /// The text with placeholders replaced by what `value` gives for them.
  public func filling(_ value: (Placeholder) -> MaskedText?) -> MaskedText {
    MaskedText(
      segments: segments.flatMap { segment in
        guard case .placeholder(let placeholder) = segment, let filled = value(placeholder) else {
          return [segment]
        }
        return filled.segments
      })
  }
}
