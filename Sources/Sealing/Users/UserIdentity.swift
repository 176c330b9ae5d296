import Crypto
import Foundation

/// A person's private keys, and whom they trust: what their passphrase opens.
struct UserIdentity<R: Realm>: Sendable {
  let member: MemberID
  let workspace: WorkspaceID
  let unwrapping: UnwrappingKey
  let signing: SigningKey
  /// Seals what is the person's own: pins and settings.
  let profileKey: SymmetricKey
  /// The founder's key as it was when this person was added.
  ///
  /// Whatever the files say later has to lead
  /// back to it, so that nobody can exchange the whole directory.
  let trustAnchor: VerificationKey

  init(member: MemberID, workspace: WorkspaceID, trustAnchor: VerificationKey?) {
    self.member = member
    self.workspace = workspace
    unwrapping = UnwrappingKey()
    signing = SigningKey()
    profileKey = SymmetricKey(size: .bits256)
    self.trustAnchor = trustAnchor ?? signing.verificationKey
  }

  var publicKeys: UserPublicKeys {
    UserPublicKeys(wrapping: unwrapping.wrappingKey, verification: signing.verificationKey)
  }
}

/// The file in which a `UserIdentity` lies sealed.
///
///     "SDUSER" ‖ version (1) ‖ realm ‖ workspace (16) ‖ member (8)
///     ‖ scrypt parameters (3) ‖ salt (16) ‖ key check (16) ‖ sealed keys ‖ SHA-256 of all before
///
/// The header is authenticated with the keys.
enum UserKeyFile<R: Realm> {
  private static var kind: StaticString { "SDUSER" }

  static func encode(
    _ identity: UserIdentity<R>, passphrase: borrowing Passphrase, derivation: KeyDerivation
  ) throws(SealingError) -> [UInt8] {
    guard derivation.isAcceptable(in: R.self) else { throw .unacceptableParameters }
    let salt = randomBytes(KeyDerivation.saltByteCount)
    let userKey = try derivation.deriveKey(from: passphrase, salt: salt)
    var writer = FileFrame.header(kind, realm: R.self)
    writer.append(identity.workspace)
    writer.append(identity.member.rawValue)
    derivation.write(to: &writer)
    writer.append(fixed: salt)
    writer.append(fixed: userKey.check)
    var secret = identity.rawBytes
    defer { secret.withUnsafeMutableBytes { wipe($0) } }
    writer.append(
      bytes: try Cipher.seal(
        secret, key: userKey.derived(for: "sealdesk.user.identity"), context: writer.bytes))
    return FileFrame.closed(writer)
  }

  /// - Throws: `wrongPassphrase`; `malformed` for damage by accident, `notAuthentic` for damage on
  ///   purpose; `unacceptableParameters`, `wrongRealm`, `newerVersion`.
  static func decode(
    _ bytes: [UInt8], passphrase: borrowing Passphrase
  ) throws(SealingError) -> UserIdentity<R> {
    var reader = try FileFrame.open(bytes, kind, realm: R.self)
    let workspace = try WorkspaceID(from: &reader)
    let member = MemberID(rawValue: try reader.integer())
    let derivation = try KeyDerivation(from: &reader)
    guard derivation.isAcceptable(in: R.self) else { throw .unacceptableParameters }
    let salt = try reader.fixed(KeyDerivation.saltByteCount)
    let userKey = try derivation.deriveKey(from: passphrase, salt: salt)
    guard try reader.fixed(16) == userKey.check else { throw .wrongPassphrase }
    let header = Array(bytes[..<reader.offset])
    let sealed = try reader.counted()
    try reader.finish()
    var secret = try Cipher.open(
      sealed, key: userKey.derived(for: "sealdesk.user.identity"), context: header)
    defer { secret.withUnsafeMutableBytes { wipe($0) } }
    return try UserIdentity(member: member, workspace: workspace, rawBytes: secret)
  }
}

extension UserIdentity {
  /// The private keys, 128 bytes, to be sealed; the caller wipes them.
  var rawBytes: [UInt8] {
    unwrapping.raw + Array(signing.key.rawRepresentation) + profileKey.rawBytes
      + trustAnchor.bytes
  }

  init(
    member: MemberID, workspace: WorkspaceID, rawBytes secret: [UInt8]
  ) throws(SealingError) {
    guard secret.count == 128 else { throw .malformed }
    try self.init(
      member: member, workspace: workspace, unwrapping: UnwrappingKey(raw: Array(secret[..<32])),
      signing: SigningKey(seed: Array(secret[32..<64])),
      profileKey: SymmetricKey(data: secret[64..<96]),
      trustAnchor: VerificationKey(bytes: Array(secret[96...])))
  }
}

extension UserIdentity {
  init(
    member: MemberID, workspace: WorkspaceID, unwrapping: UnwrappingKey, signing: SigningKey,
    profileKey: SymmetricKey, trustAnchor: VerificationKey
  ) {
    self.member = member
    self.workspace = workspace
    self.unwrapping = unwrapping
    self.signing = signing
    self.profileKey = profileKey
    self.trustAnchor = trustAnchor
  }
}
