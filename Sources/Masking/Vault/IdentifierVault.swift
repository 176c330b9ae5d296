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
  private let allowed: Set<LookupCode>
  private let protection: ValueProtection<R>?
  /// Codes of protected values that were met since the vault was opened: the same value in one text
  /// gets one token.
  private var protectedCodes: [LookupCode: LookupCode] = [:]
  private var byCode: [LookupCode: SealedIdentifier<R>]
  private var lastOrdinal: [IdentifierKind: Int]
  private var changedCodes: [LookupCode] = []

  /// Starts from what the store holds of the customer.
  ///
  /// `allowed` are the codes of values that the workspace leaves readable: somebody looked at each
  /// and said that it identifies nobody. `protection` says what is sealed to the supervisors.
  public init(
    key: DataKey<R>, lookup: LookupKey<R>, known: [SealedIdentifier<R>] = [],
    allowed: Set<LookupCode> = [], protection: ValueProtection<R>? = nil
  ) {
    self.key = key
    self.protection = protection
    self.lookup = lookup
    self.allowed = allowed
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
    try add(
      value.text.string, kind: kind, as: .profile, because: .known,
      showing: masker.policy.hint(for: kind))
  }

  /// Adds somebody else's identifier, such as an address on CC.
  public mutating func addMention(
    _ value: consuming UnmaskedText, kind: IdentifierKind, by masker: Masker = Masker()
  ) throws(SealingError) -> Token {
    try token(
      for: value.text.string, kind: kind, because: .addressed,
      showing: masker.policy.hint(for: kind))
  }

  /// The token of a value: the one it had, or the next of its kind.
  mutating func token(
    for value: String, kind: IdentifierKind, because reason: MaskReason, showing shape: HintShape
  ) throws(SealingError) -> Token {
    let protection = protection.flatMap { $0.covers(kind) ? $0 : nil }
    return try identifier(
      for: value, kind: kind, because: reason, showing: shape, under: protection
    ).token
  }

  /// Gives a value a standing; one that the customer goes by keeps that.
  mutating func add(
    _ value: String, kind: IdentifierKind, as standing: SealedIdentifier<R>.Standing,
    because reason: MaskReason, showing shape: HintShape
  ) throws(SealingError) -> Token {
    // What every text is compared with stays under the customer's key alone.
    let identifier = try identifier(
      for: value, kind: kind, because: reason, showing: shape, under: nil)
    if !identifier.isProfile, identifier.standing != standing {
      replace(identifier.standing(as: standing, reason: reason))
    }
    return identifier.token
  }

  /// Takes an identifier out of use: what it hid is none.
  mutating func lift(_ code: LookupCode) {
    if let identifier = byCode[code] { replace(identifier.standing(as: .lifted)) }
  }

  /// Whether a find is one of the values that stay readable; what is known of the customer, or was
  /// marked, never is.
  func leavesReadable(_ value: String, kind: IdentifierKind) -> Bool {
    guard !allowed.isEmpty else { return false }
    let code = lookup.code(for: value, kind: kind)
    return allowed.contains(code) && byCode[code]?.isLearned != true
  }

  /// The values that are looked for in every text, for matching.
  ///
  /// They are compared and dropped.
  func profileFacts() throws(SealingError) -> [ProfileFact] {
    var facts: [ProfileFact] = []
    for identifier in byCode.values where identifier.isLearned && !identifier.value.isProtected {
      let value = try key.openValue(identifier.value, in: identifier.valueContext)
      let text = value.withBytes { bytes in
        String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
      }
      facts.append(ProfileFact(kind: identifier.token.kind, value: text))
    }
    return facts
  }

  private mutating func identifier(
    for value: String, kind: IdentifierKind, because reason: MaskReason,
    showing shape: HintShape, under protection: ValueProtection<R>?
  ) throws(SealingError) -> SealedIdentifier<R> {
    let code = lookup.code(for: value, kind: kind)
    let hint = Hint.hint(for: value, kind: kind, as: shape)
    if let known = try known(code, kind: kind, hint: hint, under: protection) {
      guard known.standing == .lifted else { return known }
      replace(known.standing(as: .mentioned))
      return known
    }
    let ordinal = (lastOrdinal[kind] ?? 0) + 1
    // A keyed code of a value with few forms could be found by trying them all.
    let name = protection == nil ? code : .random()
    let (bytes, place) = (Array(value.utf8), SealContext.identifier("value", code: name))
    let sealed =
      if let protection {
        try protection.keys.sealValue(bytes, under: key, in: place)
      } else {
        try key.sealValue(bytes, in: place)
      }
    let identifier = SealedIdentifier<R>(
      owner: key.owner, token: Token(kind: kind, ordinal: ordinal), hint: hint,
      standing: .mentioned, reason: reason, lookupCode: name, value: sealed)
    byCode[name] = identifier
    if protection != nil { protectedCodes[code] = name }
    lastOrdinal[kind] = ordinal
    markChanged(name)
    return identifier
  }

  /// The value's identifier, where there is one that this session can tell it by.
  private mutating func known(
    _ code: LookupCode, kind: IdentifierKind, hint: SanitizedText,
    under protection: ValueProtection<R>?
  ) throws(SealingError) -> SealedIdentifier<R>? {
    if let known = byCode[code] { return known }
    guard let protection else { return nil }
    if let name = protectedCodes[code] { return byCode[name] }
    guard protection.keys.isSupervisors else { return nil }
    for candidate in byCode.values
    where candidate.value.isProtected && candidate.token.kind == kind && candidate.hint == hint {
      // One that was sealed before this supervisor came does not open, and is no match.
      guard
        let valueKey = try? protection.keys.valueKey(
          of: candidate.value, under: key, in: candidate.valueContext)
      else { continue }
      let value = try key.openValue(candidate.value, in: candidate.valueContext, with: valueKey)
      let text = value.withBytes { bytes in
        String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
      }
      if lookup.code(for: text, kind: kind) == code {
        protectedCodes[code] = candidate.lookupCode
        return candidate
      }
    }
    return nil
  }

  private mutating func replace(_ identifier: SealedIdentifier<R>) {
    byCode[identifier.lookupCode] = identifier
    markChanged(identifier.lookupCode)
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
