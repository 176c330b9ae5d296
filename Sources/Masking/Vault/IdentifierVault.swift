@_spi(Identifiers) public import Sealing
import Text

/// Everything that is known of one customer's identifiers while their text is masked.
///
/// The masker asks it for tokens; a value it has met before gets the token it had. What is new is in
/// `changed` afterwards, for the store to keep in the same transaction as the text.
public struct IdentifierVault<R: Realm>: Sendable {
  /// Under what the values are sealed.
  public let key: DataKey<R>
  private let lookup: LookupKey<R>
  private var byCode: [LookupCode: SealedIdentifier<R>]
  private var lastOrdinal: [IdentifierKind: Int]
  private var changedCodes: [LookupCode] = []

  /// Starts from what the store holds of the customer.
  public init(key: DataKey<R>, lookup: LookupKey<R>, known: [SealedIdentifier<R>] = []) {
    self.key = key
    self.lookup = lookup
    byCode = Dictionary(known.map { ($0.lookupCode, $0) }, uniquingKeysWith: { first, _ in first })
    lastOrdinal = known.reduce(into: [:]) {
      $0[$1.token.kind] = max($0[$1.token.kind] ?? 0, $1.token.ordinal)
    }
  }

  /// All identifiers, by kind and ordinal.
  public var identifiers: [SealedIdentifier<R>] {
    byCode.values.sorted {
      ($0.token.kind.rawValue, $0.token.ordinal) < ($1.token.kind.rawValue, $1.token.ordinal)
    }
  }

  /// What is new or became part of the profile since the vault was opened.
  public var changed: [SealedIdentifier<R>] { changedCodes.compactMap { byCode[$0] } }

  /// Whether the customer has this token.
  public func contains(_ token: Token) -> Bool {
    byCode.values.contains { $0.token == token }
  }

  /// Adds what is known of the customer: the name and address they wrote from.
  ///
  /// From now on the value is masked in every text of theirs, exactly and leniently.
  public mutating func addProfile(
    _ value: consuming UnmaskedText, kind: IdentifierKind, by masker: Masker = Masker()
  ) throws(SealingError) -> Token {
    let identifier = try identifier(
      for: value.text.string, kind: kind, showing: masker.policy.hint(for: kind))
    if !identifier.isProfile {
      byCode[identifier.lookupCode] = identifier.asProfile()
      markChanged(identifier.lookupCode)
    }
    return identifier.token
  }

  /// Adds somebody else's identifier, such as an address on CC.
  public mutating func addMention(
    _ value: consuming UnmaskedText, kind: IdentifierKind, by masker: Masker = Masker()
  ) throws(SealingError) -> Token {
    try token(for: value.text.string, kind: kind, showing: masker.policy.hint(for: kind))
  }

  /// The token of a value: the one it had, or the next of its kind.
  mutating func token(
    for value: String, kind: IdentifierKind, showing shape: HintShape
  ) throws(SealingError) -> Token {
    try identifier(for: value, kind: kind, showing: shape).token
  }

  /// The values of the profile, for matching.
  ///
  /// They are compared and dropped.
  func profileFacts() throws(SealingError) -> [ProfileFact] {
    var facts: [ProfileFact] = []
    for identifier in byCode.values where identifier.isProfile {
      let value = try key.openValue(identifier.value, in: identifier.valueContext)
      let text = value.withBytes { bytes in
        String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
      }
      facts.append(ProfileFact(kind: identifier.token.kind, value: text))
    }
    return facts
  }

  private mutating func identifier(
    for value: String, kind: IdentifierKind, showing shape: HintShape
  ) throws(SealingError) -> SealedIdentifier<R> {
    let code = lookup.code(for: value, kind: kind)
    if let known = byCode[code] { return known }
    let ordinal = (lastOrdinal[kind] ?? 0) + 1
    let identifier = try SealedIdentifier<R>(
      owner: key.owner, token: Token(kind: kind, ordinal: ordinal),
      hint: Hint.hint(for: value, kind: kind, as: shape), isProfile: false, lookupCode: code,
      value: key.sealValue(Array(value.utf8), in: .identifier("value", code: code)))
    byCode[code] = identifier
    lastOrdinal[kind] = ordinal
    markChanged(code)
    return identifier
  }

  private mutating func markChanged(_ code: LookupCode) {
    if !changedCodes.contains(code) { changedCodes.append(code) }
  }
}

extension LookupKey {
  /// The code of an identifier: equal for all ways of writing the same value.
  func code(for value: String, kind: IdentifierKind) -> LookupCode {
    code(domain: kind.rawValue, value: Array(Normalizer.normalize(value, kind: kind).utf8))
  }
}

/// Something known of a customer, to be masked wherever they write it.
public struct ProfileFact: Hashable, Sendable {
  /// What it is.
  public let kind: IdentifierKind
  /// How the customer or the desk wrote it.
  public let value: String

  /// States a fact.
  public init(kind: IdentifierKind, value: String) {
    self.kind = kind
    self.value = value
  }
}
