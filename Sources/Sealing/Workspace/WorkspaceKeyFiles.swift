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
  package func people(trustedBy secrets: some SignedIn<R>) throws(SealingError)
    -> MemberDirectory
  {
    try file(trustedBy: secrets).people
  }

  /// Whether the keys that a session holds are still those in force.
  /// - Throws: `malformed`, `file`.
  package func areInForce(_ secrets: some SignedIn<R>) throws(SealingError) -> Bool {
    try WorkspaceFile<R>.epoch(of: directory.read(Self.workspaceFileName)) == secrets.session.epoch
  }

  /// The file as it is now, with its signatures checked.
  func file(
    trustedBy secrets: some SignedIn<R>
  ) throws(SealingError) -> (file: WorkspaceFile<R>, people: MemberDirectory) {
    let file = try file()
    guard file.charter.workspace == secrets.workspace else { throw .untrustedKeys }
    return (file, try file.trustedDirectory(anchor: secrets.trustAnchor))
  }

  /// The file as a session may change it: with the keys in force that it holds.
  /// - Throws: `keysRenewed`, `untrustedKeys`, `malformed`, `file`.
  func currentFile(
    trustedBy secrets: some SignedIn<R>
  ) throws(SealingError) -> (file: WorkspaceFile<R>, people: MemberDirectory) {
    let current = try file(trustedBy: secrets)
    guard current.file.charter.epoch == secrets.session.epoch else { throw .keysRenewed }
    return current
  }

  /// Runs `body` while no other process changes the key files.
  func exclusively<Value>(
    named lock: String = lockFileName, _ body: () throws(SealingError) -> Value
  ) throws(SealingError) -> Value {
    try directory.openFile(lock, flags: O_RDWR | O_CREAT).locked(body)
  }
}
