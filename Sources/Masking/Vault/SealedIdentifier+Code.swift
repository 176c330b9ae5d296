@_spi(Identifiers) public import Sealing

extension SealedIdentifier {
  /// The keyed code of the value, which is not what names it where it is protected.
  ///
  /// The value is opened, hashed and dropped.
  /// - Throws: `notPermitted` for a protected value without its key; `malformed`, `notAuthentic`.
  public func valueCode(
    under key: DataKey<R>, with valueKey: ValueKey<R>?, lookup: LookupKey<R>
  ) throws(SealingError) -> LookupCode {
    let value = try key.openValue(self.value, in: valueContext, with: valueKey)
    let text = value.withBytes { bytes in
      String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
    return lookup.code(for: text, kind: token.kind)
  }
}
