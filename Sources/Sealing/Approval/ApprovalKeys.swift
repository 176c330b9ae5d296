import Crypto
import Foundation

/// What a session holds for values that take a supervisor's approval: the public key to seal them
/// to, and, at a supervisor's desk, the private ones that open them.
public struct ApprovalKeys<R: Realm>: Sendable {
  let workspace: WorkspaceID
  let member: MemberID
  let sealingKey: ApprovalClassKey
  /// By the id of the pair; supervisors only.
  let opening: [UInt32: UnwrappingKey]
  private let own: UnwrappingKey

  init(
    workspace: WorkspaceID, member: MemberID, own: UnwrappingKey, sealingKey: ApprovalClassKey,
    opening: [UInt32: UnwrappingKey]
  ) {
    self.workspace = workspace
    self.member = member
    self.own = own
    self.sealingKey = sealingKey
    self.opening = opening
  }

  /// Whether this session opens protected values without a grant.
  public var isSupervisors: Bool { !opening.isEmpty }

  /// Seals a value so that only supervisors, or whoever they grant it to, can open it: under a key of
  /// its own, which is wrapped for the supervisors, all of it under the customer's key.
  public func sealValue(
    _ plaintext: some Collection<UInt8>, under customer: DataKey<R>, in context: SealContext
  ) throws(SealingError) -> SealedValue<R> {
    let key = SymmetricKey(size: .bits256)
    var raw = key.rawBytes
    defer { raw.withUnsafeMutableBytes { wipe($0) } }
    let info = wrapInfo(sealingKey.id, customer.owner, context)
    var writer = ByteWriter()
    writer.append(sealingKey.id)
    writer.append(bytes: try sealingKey.publicKey.wrap(raw, info: info))
    writer.append(bytes: try Cipher.seal(plaintext, key: key, context: info))
    return SealedValue(
      storedBytes: [SealedValue<R>.protectedVersion]
        + (try customer.sealValue(writer.bytes, in: context)).bytes)
  }

  /// The key of one value, at a supervisor's desk.
  /// - Throws: `notPermitted` where this session is no supervisor's; `keyNotHeld` for a value from
  ///   before this supervisor came; `malformed`, `notAuthentic`.
  public func valueKey(
    of sealed: SealedValue<R>, under customer: DataKey<R>, in context: SealContext
  ) throws(SealingError) -> ValueKey<R> {
    guard isSupervisors else { throw .notPermitted }
    let parts = try ProtectedParts(sealed, under: customer, in: context)
    guard let secret = opening[parts.classKey] else { throw .keyNotHeld }
    var raw = try secret.unwrap(
      parts.wrap, info: wrapInfo(parts.classKey, customer.owner, context))
    defer { raw.withUnsafeMutableBytes { wipe($0) } }
    return try ValueKey(raw: raw, workspace: workspace)
  }

  /// Takes up a grant that was made for this session's person.
  /// - Throws: `keyNotHeld` for somebody else's; `notAuthentic` for another ticket, kind, value,
  ///   expiry or entry than it was made for.
  public func valueKey(
    from grant: [UInt8], for terms: GrantTerms
  ) throws(SealingError) -> ValueKey<R> {
    guard terms.requester == member.rawValue else { throw .keyNotHeld }
    var raw = try own.unwrap(grant, info: terms.info(workspace, realm: R.self))
    defer { raw.withUnsafeMutableBytes { wipe($0) } }
    return try ValueKey(raw: raw, workspace: workspace)
  }

  private func wrapInfo(
    _ id: UInt32, _ customer: CustomerID, _ context: SealContext
  ) -> [UInt8] {
    ProtectedParts<R>.info(workspace, id, customer, context)
  }
}

/// The key of one protected value: in a supervisor's hand, or granted.
///
/// Together with the customer's key, and only so, it opens the value.
public struct ValueKey<R: Realm>: Sendable {
  let key: SymmetricKey
  let workspace: WorkspaceID

  init(raw: [UInt8], workspace: WorkspaceID) throws(SealingError) {
    guard raw.count == 32 else { throw .malformed }
    key = SymmetricKey(data: raw)
    self.workspace = workspace
  }

  /// Hands the key to the person who asked for it, and nobody else (HPKE, RFC 9180).
  package func granted(
    to requester: WorkspaceMember, for terms: GrantTerms
  ) throws(SealingError) -> [UInt8] {
    guard terms.requester == requester.id.rawValue else { throw .notPermitted }
    var raw = key.rawBytes
    defer { raw.withUnsafeMutableBytes { wipe($0) } }
    return try requester.publicKeys.wrapping.wrap(raw, info: terms.info(workspace, realm: R.self))
  }
}

/// What a grant is bound to: used for anything else it opens nothing.
public struct GrantTerms: Hashable, Sendable {
  /// The member who asked.
  public let requester: Int64
  /// Whose value it is.
  public let customer: CustomerID
  /// Names the value.
  public let lookupCode: LookupCode
  /// What sort of value it is.
  public let kind: String
  /// The ticket for which it was asked.
  public let ticket: Int64
  /// Milliseconds since 1970.
  public let expires: Int64
  /// The log's entry of the approval.
  public let entry: Int64

  /// Names what is granted.
  public init(
    requester: Int64, customer: CustomerID, lookupCode: LookupCode, kind: String, ticket: Int64,
    expires: Int64, entry: Int64
  ) {
    self.requester = requester
    self.customer = customer
    self.lookupCode = lookupCode
    self.kind = kind
    self.ticket = ticket
    self.expires = expires
    self.entry = entry
  }

  func info<R: Realm>(_ workspace: WorkspaceID, realm: R.Type) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(text: "sealdesk.approval.grant")
    writer.append(text: R.name)
    writer.append(workspace)
    writer.append(requester)
    writer.append(customer.rawValue)
    writer.append(bytes: lookupCode.bytes)
    writer.append(text: kind)
    writer.append(ticket)
    writer.append(expires)
    writer.append(entry)
    return writer.bytes
  }
}
