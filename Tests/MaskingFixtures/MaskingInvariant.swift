import Masking
import Sealing
import Text

/// What must hold of any text whatever.
package enum MaskingInvariant: String, CaseIterable, Sendable {
  /// Finds neither touch nor change places, are not empty, and begin and end between scalars.
  case findsAreDisjoint
  /// The spans of the filter lie inside the text that it was given.
  case spansLieInside
  /// The wire form is valid UTF-8 and reads back as what was written.
  case outputIsValid
  /// A second pass finds no address in the words that the first one left.
  case maskingIsIdempotent
  /// With each token's value in its place, the masked text is the sanitised one, and one value has
  /// one token.
  case valuesComeBack

  /// The invariants that a text breaks; none, for any text.
  package static func broken(by text: String) throws -> [MaskingInvariant] {
    try allCases.filter { try !$0.holds(of: text) }
  }

  private func holds(of text: String) throws -> Bool {
    switch self {
    case .findsAreDisjoint: Self.areDisjoint(SanitizedText(sanitizing: text))
    case .spansLieInside:
      MaskFilter().mask(text).spans.allSatisfy {
        0 <= $0.start && $0.start < $0.end && $0.end <= text.unicodeScalars.count
      }
    case .outputIsValid:
      String(validating: Array(MaskFilter().mask(text).masked.utf8), as: UTF8.self) != nil
    case .maskingIsIdempotent: Self.isIdempotent(text)
    case .valuesComeBack: try Self.comesBack(SanitizedText(sanitizing: text))
    }
  }

  private static func areDisjoint(_ text: SanitizedText) -> Bool {
    let bytes = Array(text.string.utf8)
    var end = 0
    for find in Masker().detect(in: text) {
      let isAtScalar = [find.range.lowerBound, find.range.upperBound].allSatisfy {
        $0 == bytes.count || $0 < bytes.count && bytes[$0] & 0xC0 != 0x80
      }
      guard find.range.lowerBound >= end, !find.range.isEmpty, isAtScalar,
        (0...1).contains(find.certainty)
      else { return false }
      end = find.range.upperBound
    }
    return true
  }

  private static func isIdempotent(_ text: String) -> Bool {
    let once = MaskFilter().mask(text).masked
    let scalars = Array(once.unicodeScalars)
    return MaskFilter().mask(once).spans.allSatisfy { span in
      !scalars[span.start..<span.end].contains("@") || span.kind != .email
    }
  }

  private static func comesBack(_ text: SanitizedText) throws -> Bool {
    var vault = IdentifierVault<Practice>(
      key: .random(for: CustomerID(rawValue: 1)), lookup: .ephemeral())
    let masked = try Masker().mask(UnmaskedText(received: text), into: &vault)
    let bytes = Array(text.string.utf8)
    var finds = Masker().detect(in: text)[...]
    var tokens: [String: Token] = [:]
    var restored = ""
    for segment in masked.segments {
      switch segment {
      case .text(let words): restored += words.string
      case .token(let token):
        guard let find = finds.popFirst(), find.kind == token.kind else { return false }
        let value = String(decoding: bytes[find.range], as: UTF8.self)
        guard tokens.updateValue(token, forKey: value) ?? token == token else { return false }
        restored += value
      case .placeholder: return false
      }
    }
    return finds.isEmpty && restored.utf8.elementsEqual(bytes)
  }
}
