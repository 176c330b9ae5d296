public import Sealing
public import Text

/// One identifier of one customer: its token and hint for everyone, its value for whoever spends a
/// receipt.
public struct SealedIdentifier<R: Realm>: Hashable, Sendable {
  /// The customer it belongs to.
  public let owner: CustomerID
  /// What stands for it in text.
  public let token: Token
  /// What may be seen of it without escalation; secrets have none.
  public let hint: SanitizedText
  /// Whether it is part of what is known of the customer (an address they wrote from), and not only
  /// mentioned somewhere.
  public let isProfile: Bool
  /// Finds it again by its exact value.
  public let lookupCode: LookupCode
  /// The value.
  public let value: SealedValue<R>

  init(
    owner: CustomerID, token: Token, hint: SanitizedText, isProfile: Bool, lookupCode: LookupCode,
    value: SealedValue<R>
  ) {
    self.owner = owner
    self.token = token
    self.hint = hint
    self.isProfile = isProfile
    self.lookupCode = lookupCode
    self.value = value
  }

  /// The place of the value: bound to its lookup code, so that two rows cannot be swapped.
  public var valueContext: SealContext { .identifier("value", code: lookupCode) }

  /// The same identifier, now part of the customer's profile.
  func asProfile() -> SealedIdentifier {
    SealedIdentifier(
      owner: owner, token: token, hint: hint, isProfile: true, lookupCode: lookupCode, value: value)
  }
}

extension SealContext {
  static func identifier(_ column: StaticString, code: LookupCode) -> SealContext {
    let row = code.bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return SealContext(table: "identifier", column: column, row: Int64(bitPattern: row))
  }
}

/// How an identifier lies in the store: nothing of it can be read without the customer's key.
public struct StoredIdentifier<R: Realm>: Hashable, Sendable {
  /// The customer it belongs to.
  public let owner: CustomerID
  /// Finds it by its exact value.
  public let lookupCode: LookupCode
  /// Token, hint and role, sealed.
  public let descriptor: Sealed<R>
  /// The value, sealed.
  public let value: SealedValue<R>

  /// Takes the columns of a row.
  public init(
    owner: CustomerID, lookupCode: LookupCode, descriptor: Sealed<R>, value: SealedValue<R>
  ) {
    self.owner = owner
    self.lookupCode = lookupCode
    self.descriptor = descriptor
    self.value = value
  }
}

extension SealedIdentifier {
  /// Opens token and hint; the value stays sealed.
  /// - Throws: `notAuthentic`, `malformed`.
  public init(_ stored: StoredIdentifier<R>, under key: DataKey<R>) throws(SealingError) {
    let bytes = try key.open(
      stored.descriptor, in: .identifier("descriptor", code: stored.lookupCode))
    let fields = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
    guard fields.count == 3,
      let token = Token(wireName: String(decoding: fields[1], as: UTF8.self))
    else { throw .malformed }
    self.init(
      owner: stored.owner, token: token, hint: SanitizedText(sanitizing: fields[2]),
      isProfile: fields[0].first == UInt8(ascii: "p"), lookupCode: stored.lookupCode,
      value: stored.value)
  }

  /// Seals token and hint for storing.
  public func stored(under key: DataKey<R>) throws(SealingError) -> StoredIdentifier<R> {
    let wireName = "\(token.kind.rawValue)_\(token.ordinal)"
    let descriptor = "\(isProfile ? "p" : "m")\0\(wireName)\0\(hint)"
    return try StoredIdentifier(
      owner: owner, lookupCode: lookupCode,
      descriptor: key.seal(Array(descriptor.utf8), in: .identifier("descriptor", code: lookupCode)),
      value: value)
  }
}
