import Crypto
import Foundation

extension SealedValue {
  static var protectedVersion: UInt8 { 2 }

  /// Whether the customer's key alone does not open it.
  public var isProtected: Bool { bytes.first == Self.protectedVersion }
}

/// What lies under the customer's key: the value's own key, wrapped, and the value.
struct ProtectedParts<R: Realm> {
  let classKey: UInt32
  let wrap: [UInt8]
  let body: [UInt8]

  /// - Throws: `malformed`, `notAuthentic`.
  init(
    _ sealed: SealedValue<R>, under customer: DataKey<R>, in context: SealContext
  ) throws(SealingError) {
    guard sealed.isProtected else { throw .malformed }
    let inner = try customer.openValue(
      SealedValue(storedBytes: Array(sealed.bytes.dropFirst())), in: context)
    var reader = ByteReader(inner.withBytes { bytes in bytes.indices.map { bytes[$0] } })
    classKey = try reader.integer()
    wrap = try reader.counted()
    body = try reader.counted()
    try reader.finish()
  }

  /// Binds a wrap, and the value beside it, to where they belong.
  static func info(
    _ workspace: WorkspaceID, _ id: UInt32, _ customer: CustomerID, _ context: SealContext
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(text: "sealdesk.approval.value")
    writer.append(text: R.name)
    writer.append(workspace)
    writer.append(id)
    writer.append(customer.rawValue)
    writer.append(bytes: context.bytes)
    return writer.bytes
  }
}

extension DataKey {
  /// Opens a value, protected or not; a protected one takes its own key besides.
  /// - Throws: `notPermitted` for a protected value without its key; `malformed`, `notAuthentic`.
  @_spi(Identifiers)
  public func openValue(
    _ sealed: SealedValue<R>, in context: SealContext, with valueKey: ValueKey<R>?
  ) throws(SealingError) -> SecretBytes {
    guard sealed.isProtected else { return try openValue(sealed, in: context) }
    guard let valueKey else { throw .notPermitted }
    let parts = try ProtectedParts(sealed, under: self, in: context)
    var bytes = try Cipher.open(
      parts.body, key: valueKey.key,
      context: ProtectedParts<R>.info(valueKey.workspace, parts.classKey, owner, context))
    defer { bytes.withUnsafeMutableBytes { wipe($0) } }
    return SecretBytes(copying: bytes.span)
  }
}

extension LookupCode {
  /// A code that names a value and says nothing of it, not even to who can hash guesses.
  public static func random() -> LookupCode {
    LookupCode(bytes: randomBytes(32))
  }
}
