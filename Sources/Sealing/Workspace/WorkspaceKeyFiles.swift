package import Foundation

/// The key files of a workspace: who works there, and what their passphrase opens.
///
/// Under the workspace's directory lie `keys/` (0700), with `workspace` (public keys and wraps),
/// `user-N` (one person's private keys, sealed under their passphrase), `keyring` (the customers'
/// data keys) and `lock`; and beside it `intake.pub`, which the mail user reads.
package struct WorkspaceKeyFiles<R: Realm>: Sendable {
  let root: URL
  let directory: KeyDirectory

  static var directoryName: String { "keys" }
  static var workspaceFileName: String { "workspace" }
  static var lockFileName: String { "lock" }
  static func userFileName(_ id: MemberID) -> String { "user-\(id.rawValue)" }
  static func profileFileName(_ id: MemberID) -> String { "profile-\(id.rawValue)" }

  /// Finds the key files of a workspace.
  /// - Throws: `wrongRealm`, `newerVersion`, `malformed`, `unsafePermissions`, `file`.
  package init(in root: URL) throws(SealingError) {
    self.root = root
    directory = try KeyDirectory(Self.directoryPath(in: root))
    _ = try file()
  }

  init(root: URL, directory: KeyDirectory) {
    self.root = root
    self.directory = directory
  }

  static func directoryPath(in root: URL) -> String {
    root.appendingPathComponent(directoryName).path
  }

  /// `live` or `practice`: asked before it is known which of the two to open.
  /// - Throws: `newerVersion`, `malformed`, `unsafePermissions`, `file`.
  package static func realmName(in root: URL) throws(SealingError) -> String {
    let directory = try KeyDirectory(directoryPath(in: root))
    return try WorkspaceFile<R>.realmName(of: directory.read(workspaceFileName))
  }

  func file() throws(SealingError) -> WorkspaceFile<R> {
    try WorkspaceFile(decoding: directory.read(Self.workspaceFileName))
  }

  /// Whom the files name.
  ///
  /// Whether they were vouched for shows at unlock, against the pinned key of the
  /// founder.
  package func members() throws(SealingError) -> [WorkspaceMember] {
    try file().members.map(\.member).sorted { $0.id < $1.id }
  }

  /// The people of the workspace as they are now, whom the person of `secrets` may trust: others are
  /// added and revoked while a session lasts.
  /// - Throws: `untrustedKeys`, `malformed`, `file`.
  package func people(trustedBy secrets: WorkspaceSecrets<R>) throws(SealingError)
    -> MemberDirectory
  {
    let file = try file()
    guard file.charter.workspace == secrets.workspace else { throw .untrustedKeys }
    return try file.trustedDirectory(anchor: secrets.trustAnchor)
  }

  /// Opens everything that a person's role holds; a refusal is noted for the log.
  /// - Throws: `unknownUser`, `revoked`, `wrongPassphrase`, `untrustedKeys`, `keyNotHeld`,
  ///   `notAuthentic`, `malformed`, `unacceptableParameters`, `file`.
  package func unlock(
    name: String, passphrase: borrowing Passphrase, now: Date = .now
  ) throws(SealingError) -> WorkspaceSecrets<R> {
    let file = try file()
    let named = file.members.first { $0.member.name == name }?.member
    do throws(SealingError) {
      guard let named else { throw .unknownUser }
      guard !named.isRevoked else { throw .revoked }
      return try secrets(of: named, passphrase: passphrase, in: file)
    } catch {
      switch error {
      case .unknownUser, .revoked, .wrongPassphrase:
        // That it cannot be noted must not change the answer.
        try? note(SignInRefusal(time: now, member: named?.id))
      default: break
      }
      throw error
    }
  }

  private func secrets(
    of named: WorkspaceMember, passphrase: borrowing Passphrase, in file: WorkspaceFile<R>
  ) throws(SealingError) -> WorkspaceSecrets<R> {
    let identity = try identity(of: named, passphrase: passphrase)
    guard identity.workspace == file.charter.workspace else { throw .untrustedKeys }
    let people = try file.trustedDirectory(anchor: identity.trustAnchor)
    guard let member = people[named.id], member.publicKeys == identity.publicKeys else {
      throw .untrustedKeys
    }
    let roles = try RoleSecrets(for: member, key: identity.unwrapping, in: file)
    let keyring = try Keyring<R>(
      in: directory, workspace: file.charter.workspace, workspaceKey: roles.workspaceKey)
    return WorkspaceSecrets(
      identity: identity, member: member, people: people, charter: file.charter, roles: roles,
      keyring: keyring)
  }

  func identity(
    of member: WorkspaceMember, passphrase: borrowing Passphrase
  ) throws(SealingError) -> UserIdentity<R> {
    let bytes = try directory.read(Self.userFileName(member.id))
    let identity = try UserKeyFile<R>.decode(bytes, passphrase: passphrase)
    guard identity.member == member.id else { throw .untrustedKeys }
    return identity
  }

  /// Runs `body` while no other process changes the key files.
  func exclusively<Value>(_ body: () throws(SealingError) -> Value) throws(SealingError) -> Value {
    try directory.openFile(Self.lockFileName, flags: O_RDWR | O_CREAT).locked(body)
  }
}
