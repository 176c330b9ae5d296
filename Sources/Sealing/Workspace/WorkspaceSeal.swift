import Crypto

/// Seals what belongs to the workspace as a whole: names of people and queues, the outbox, drafts
/// that have no customer yet.
package struct WorkspaceSeal<R: Realm>: Sendable {
  /// The seal in the shape in which masked text is sealed; its owner is customer 0, whom nobody is.
  package let asDataKey: DataKey<R>

  init(key: DataKey<R>) {
    asDataKey = key
  }

  package func seal(
    _ plaintext: some Collection<UInt8>, in context: SealContext
  ) throws(SealingError) -> Sealed<R> {
    try asDataKey.seal(plaintext, in: context)
  }

  /// - Throws: `malformed`, `notAuthentic`.
  package func open(_ sealed: Sealed<R>, in context: SealContext) throws(SealingError) -> [UInt8] {
    try asDataKey.open(sealed, in: context)
  }
}

/// Seals one person's own state: the checkpoint they pin, their settings.
package struct ProfileSeal<R: Realm>: Sendable {
  private let key: SymmetricKey
  private let member: MemberID

  init(key: SymmetricKey, member: MemberID) {
    self.key = key
    self.member = member
  }

  /// What is kept, each in a file of its own.
  package enum Matter: String, Sendable {
    case profile
    case keyPin = "key pin"
  }

  package func seal(
    _ plaintext: [UInt8], as matter: Matter = .profile
  ) throws(SealingError) -> Sealed<R> {
    try Sealed(storedBytes: Cipher.seal(plaintext, key: key, context: context(matter)))
  }

  /// - Throws: `malformed`, `notAuthentic`.
  package func open(
    _ sealed: Sealed<R>, as matter: Matter = .profile
  ) throws(SealingError) -> [UInt8] {
    try Cipher.open(sealed.bytes, key: key, context: context(matter))
  }

  private func context(_ matter: Matter) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(text: R.name)
    writer.append(text: matter.rawValue)
    writer.append(member.rawValue)
    return writer.bytes
  }
}
