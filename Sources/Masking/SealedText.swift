public import Sealing

/// A masked text, sealed.
///
/// Opening one is the only way besides the masker to come by a `MaskedText`:
/// what authenticates under the customer's key was masked before it was sealed.
public struct SealedText<R: Realm>: Hashable, Sendable {
  private let sealed: Sealed<R>

  /// What is stored.
  public var bytes: [UInt8] { sealed.bytes }

  /// Takes bytes as they were stored; whether they are genuine shows when they are opened.
  public init(storedBytes bytes: [UInt8]) {
    sealed = Sealed(storedBytes: bytes)
  }

  /// Seals a masked text for its place.
  public init(
    _ text: MaskedText, under key: DataKey<R>, in context: SealContext
  ) throws(SealingError) {
    sealed = try key.seal([Self.mark] + Array(text.wireForm.utf8), in: context)
  }

  /// Opens it from its place.
  /// - Throws: `malformed`, `notAuthentic`.
  public func open(
    under key: DataKey<R>, in context: SealContext
  ) throws(SealingError) -> MaskedText {
    let bytes = try key.open(sealed, in: context)
    guard bytes.first == Self.mark else { throw .malformed }
    return MaskedText(wireForm: String(decoding: bytes.dropFirst(), as: UTF8.self))
  }

  /// Tells a sealed masked text from any other sealed content.
  private static var mark: UInt8 { 0x4D }
}
