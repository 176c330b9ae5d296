import Foundation

/// How a supervisor gets in again who forgot their passphrase.
///
/// A supervisor's own private keys lie wrapped for the recovery key, whose public half is part of the
/// signed charter. Nothing else changes when they are used: the keys stay, under a new passphrase.
extension WorkspaceKeyFiles {
  /// Puts a recovery key in force, in place of the one there was.
  ///
  /// Other supervisors are covered by it when they next sign in.
  /// - Throws: `notPermitted`, `keysRenewed`, `untrustedKeys`, `file`.
  package func setRecoveryKey(
    _ key: borrowing RecoveryKey, by supervisor: some SignedIn<R>
  ) throws(SealingError) {
    try supervisor.session.requireSupervisor()
    let recovery = try key.unwrappingKey(in: supervisor.workspace).wrappingKey
    try exclusively { () throws(SealingError) in
      var (file, _) = try currentFile(trustedBy: supervisor)
      file.charter.recoveryKey = recovery
      try file.sign(by: supervisor.session)
      file.wraps.removeAll { $0.secret == .identity }
      file.wraps.append(try identityWrap(of: supervisor.session, for: recovery))
      try directory.replace(Self.workspaceFileName, with: file.encoded())
    }
  }

  /// Lets the recovery key open this supervisor's keys too, where it does not yet.
  /// - Throws: `keysRenewed`, `untrustedKeys`, `file`.
  package func coverByRecoveryKey(_ supervisor: some SignedIn<R>) throws(SealingError) {
    guard supervisor.member.role == .supervisor,
      let recovery = try file(trustedBy: supervisor).file.uncovered(supervisor.member.id)
    else { return }
    let wrap = try identityWrap(of: supervisor.session, for: recovery)
    try exclusively { () throws(SealingError) in
      var (file, _) = try currentFile(trustedBy: supervisor)
      guard file.uncovered(supervisor.member.id) == recovery else { return }
      file.wraps.removeAll { $0.secret == .identity && $0.holder == wrap.holder }
      file.wraps.append(wrap)
      try directory.replace(Self.workspaceFileName, with: file.encoded())
    }
  }

  /// Opens a supervisor's keys by the recovery key.
  /// - Throws: `unknownUser`, `revoked`, `notRecoverable`, `keyNotHeld` for another workspace's or a
  ///   replaced recovery key, `untrustedKeys`, `rolledBack`, `notAuthentic`, `malformed`, `file`.
  package func recover(
    name: String, key: borrowing RecoveryKey
  ) throws(SealingError) -> SessionSecrets<R> {
    let file = try file()
    guard let member = file.members.first(where: { $0.member.name == name })?.member else {
      throw .unknownUser
    }
    guard !member.isRevoked else { throw .revoked }
    let holder = KeyWrap.Holder.recovery(member.id)
    guard file.charter.recoveryKey != nil, let wrap = file.wrapped(.identity, for: holder) else {
      throw .notRecoverable
    }
    let workspace = file.charter.workspace
    var raw = try key.unwrappingKey(in: workspace).unwrap(
      wrap, info: Self.identityInfo(of: member.id, in: workspace))
    defer { raw.withUnsafeMutableBytes { wipe($0) } }
    let session = try session(
      of: UserIdentity(member: member.id, workspace: workspace, rawBytes: raw), in: file)
    try requireNoOlderCharter(than: session)
    return session
  }

  /// Whom the recovery key lets in, by name.
  /// - Throws: `untrustedKeys`, `malformed`, `file`.
  package func recoverableMembers(
    trustedBy secrets: some SignedIn<R>
  ) throws(SealingError) -> [String] {
    let (file, people) = try file(trustedBy: secrets)
    guard file.charter.recoveryKey != nil else { return [] }
    return people.all.filter {
      $0.role == .supervisor && !$0.isRevoked && file.uncovered($0.id) == nil
    }.map(\.name)
  }

  /// Gives a person another passphrase; the keys stay, so nothing else changes.
  /// - Throws: `unacceptableParameters`, `file`.
  package func setPassphrase(
    of person: some SignedIn<R>, to new: borrowing Passphrase,
    derivation: KeyDerivation = .production
  ) throws(SealingError) {
    try exclusively { () throws(SealingError) in
      try directory.replace(
        Self.userFileName(person.member.id),
        with: UserKeyFile.encode(
          person.session.identity, passphrase: new, derivation: derivation))
    }
  }

  private func identityWrap(
    of session: SessionSecrets<R>, for recovery: WrappingKey
  ) throws(SealingError) -> KeyWrap {
    var raw = session.identity.rawBytes
    defer { raw.withUnsafeMutableBytes { wipe($0) } }
    return KeyWrap(
      secret: .identity, holder: .recovery(session.member.id),
      bytes: try recovery.wrap(
        raw, info: Self.identityInfo(of: session.member.id, in: session.workspace)))
  }

  /// Of no epoch: a person's own keys outlast those of the roles.
  private static func identityInfo(of member: MemberID, in workspace: WorkspaceID) -> [UInt8] {
    KeyWrap.info(.identity, for: .recovery(member), of: workspace, epoch: 0, realm: R.self)
  }
}

extension WorkspaceFile {
  /// The recovery key, where it does not open this member's keys.
  fileprivate func uncovered(_ member: MemberID) -> WrappingKey? {
    guard let recovery = charter.recoveryKey else { return nil }
    let wrap = wrapped(.identity, for: .recovery(member))
    return wrap?.starts(with: recovery.check) == true ? nil : recovery
  }
}
