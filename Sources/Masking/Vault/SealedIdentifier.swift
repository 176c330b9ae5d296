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
  /// What it is to the customer.
  public let standing: Standing
  /// Why it was masked; `nil` for what the first version of the file kept.
  public let reason: MaskReason?
  /// Finds it again by its exact value.
  public let lookupCode: LookupCode
  /// The value.
  public let value: SealedValue<R>

  /// What an identifier is to its customer; the raw value lies in the descriptor.
  public enum Standing: String, Hashable, Sendable {
    /// Part of what is known of them: an address they wrote from.
    case profile = "p"
    /// Stood somewhere in a text.
    case mentioned = "m"
    /// Marked by an agent: looked for in all that comes, but nothing the customer goes by.
    case marked = "k"
    /// Its mask was lifted; the number of its token is never given to another value.
    case lifted = "x"
  }

  init(
    owner: CustomerID, token: Token, hint: SanitizedText, standing: Standing, reason: MaskReason?,
    lookupCode: LookupCode, value: SealedValue<R>
  ) {
    self.owner = owner
    self.token = token
    self.hint = hint
    self.standing = standing
    self.reason = reason
    self.lookupCode = lookupCode
    self.value = value
  }

  /// The place of the value: bound to its lookup code, so that two rows cannot be swapped.
  public var valueContext: SealContext { .identifier("value", code: lookupCode) }

  /// Whether it is part of what is known of the customer, and not only mentioned somewhere.
  public var isProfile: Bool { standing == .profile }

  /// Whether it is looked for in every text of the customer, with no pattern needed.
  var isLearned: Bool { standing == .profile || standing == .marked }

  /// The same identifier, standing otherwise; why it was masked is kept.
  func standing(as standing: Standing, reason: MaskReason? = nil) -> SealedIdentifier {
    SealedIdentifier(
      owner: owner, token: token, hint: hint, standing: standing, reason: self.reason ?? reason,
      lookupCode: lookupCode, value: value)
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
  /// Token, hint, standing and reason, sealed.
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
  /// Opens all but the value, which stays sealed.
  /// - Throws: `notAuthentic`, `malformed`.
  public init(_ stored: StoredIdentifier<R>, under key: DataKey<R>) throws(SealingError) {
    let bytes = try key.open(
      stored.descriptor, in: .identifier("descriptor", code: stored.lookupCode))
    let fields = bytes.split(separator: 0, maxSplits: 4, omittingEmptySubsequences: false)
    guard fields.count == 3 || fields.count == 5,
      let standing = Standing(rawValue: String(decoding: fields[0], as: UTF8.self)),
      let token = Token(wireName: String(decoding: fields[1], as: UTF8.self))
    else { throw .malformed }
    self.init(
      owner: stored.owner, token: token, hint: SanitizedText(sanitizing: fields[2]),
      standing: standing,
      reason: fields.count == 5
        ? MaskReason(certainty: fields[3], evidence: fields[4]) : nil,
      lookupCode: stored.lookupCode, value: stored.value)
  }

  /// Seals all but the value, which is sealed already, for storing.
  public func stored(under key: DataKey<R>) throws(SealingError) -> StoredIdentifier<R> {
    let wireName = "\(token.kind.rawValue)_\(token.ordinal)"
    let why = reason.map { "\0\($0.fields)" } ?? ""
    let descriptor = "\(standing.rawValue)\0\(wireName)\0\(hint)\(why)"
    return try StoredIdentifier(
      owner: owner, lookupCode: lookupCode,
      descriptor: key.seal(Array(descriptor.utf8), in: .identifier("descriptor", code: lookupCode)),
      value: value)
  }
}
