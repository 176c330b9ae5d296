public import Text

/// Stands for one identifier of one customer, wherever it is mentioned: `‹card 1›`.
///
/// The same value is the same token within a customer's data, so that an agent sees that two
/// mentions are one.
public struct Token: Hashable, Sendable, Codable {
  /// What sort of identifier it stands for.
  public let kind: IdentifierKind
  /// Counts from 1 within the customer and the kind.
  public let ordinal: Int

  init(kind: IdentifierKind, ordinal: Int) {
    self.kind = kind
    self.ordinal = ordinal
  }

  /// How it shows on a screen: `‹card 1›`.
  public var screenForm: SanitizedText { "‹\(kind.word) \(ordinal)›" }

  /// How it is written in files and on the wire: `[[CREDIT_CARD_1]]`.
  public var wireForm: String { "[[\(kind.rawValue)_\(ordinal)]]" }

  /// How the assistant sees it: `#credit_card`, the same for every value.
  public var rankingForm: String { "#\(kind.rawValue.lowercased())" }

  /// Reads the wire form without its brackets: `CREDIT_CARD_1`.
  init?(wireName: some StringProtocol) {
    guard let mark = wireName.lastIndex(of: "_"),
      let ordinal = Int(wireName[wireName.index(after: mark)...]), ordinal > 0,
      let kind = IdentifierKind(rawValue: String(wireName[..<mark]))
    else { return nil }
    self.init(kind: kind, ordinal: ordinal)
  }
}
