import Foundation

/// How far a renewal of the keys has come.
package enum RenewalStep: Hashable, Sendable {
  /// The new keys are made and kept; nothing is changed yet.
  case planned
  /// So many of the customers' keys are wrapped anew.
  case wrapped(Int, of: Int)
  /// All is ready, and the next step puts it in force.
  case prepared
  /// The new keys are in force; what the old ones opened is there yet.
  case switched
  /// Nothing of the old keys is left.
  case finished
}

/// A new epoch: new keys for every role, and the customers' keys wrapped anew.
///
/// The new charter and its keyring are made beside the old ones, and one rename puts both in force. An
/// interrupted renewal is gone on with by the next; until the rename it has changed nothing, and
/// afterwards whoever unlocks next takes away what is left of the old keys.
extension WorkspaceKeyFiles {
  static var nextFileName: String { "workspace.next" }

  /// Renews the keys; with `revoking` for everybody but one, who is in no more.
  ///
  /// Sessions that are unlocked meanwhile go on reading, and have to be unlocked anew before they can
  /// give a customer a key. `reached` is told of each step.
  /// - Returns: what the supervisor holds from now on.
  /// - Throws: `notPermitted`, also for who may not be revoked; `unknownUser`, `keysRenewed`,
  ///   `malformed` while a record of the keyring is damaged, `untrustedKeys`, `file`.
  package func renewKeys(
    by supervisor: WorkspaceSecrets<R>, revoking leaver: MemberID? = nil,
    reached: (RenewalStep) -> Void = { _ in }
  ) throws(SealingError) -> WorkspaceSecrets<R> {
    try supervisor.session.requireSupervisor()
    try exclusively(named: "renewal.lock") { () throws(SealingError) in
      let roles = try exclusively { () throws(SealingError) in
        try plannedRoles(by: supervisor, revoking: leaver)
      }
      guard let desk = roles.desk else { throw .notPermitted }
      reached(.planned)
      var next = try NextKeyring<R>(
        at: KeyringPlace(
          in: directory, workspace: supervisor.workspace, workspaceKey: desk.workspaceKey,
          epoch: supervisor.session.epoch + 1),
        after: supervisor.keyring.survey())
      try next.wrap(from: supervisor.keyring, reached: reached)
      reached(.prepared)
      try supervisor.keyring.exclusively { current throws(SealingError) in
        // What was added or erased since; nobody does either from here on.
        try next.settle(with: &current)
        try exclusively { () throws(SealingError) in
          try putInForce(roles, by: supervisor, revoking: leaver)
        }
      }
      reached(.switched)
      removeKeys(before: supervisor.session.epoch + 1)
      try writeIntakeKey(file(trustedBy: supervisor).file.charter)
      reached(.finished)
    }
    return try open(session(of: supervisor.session.identity, in: file()))
  }

  /// The keys of a renewal that was begun and can be gone on with; fresh ones otherwise.
  private func plannedRoles(
    by supervisor: WorkspaceSecrets<R>, revoking leaver: MemberID?
  ) throws(SealingError) -> RoleSecrets {
    let (file, people) = try currentFile(trustedBy: supervisor)
    try requireRevocable(leaver, by: supervisor.member.id, among: people)
    if let begun = begunRoles(by: supervisor) { return begun }
    let roles = try supervisor.roles.renewed()
    // For the supervisor alone: whoever is about to be revoked must not find the new keys here.
    let next = try nextFile(after: file, roles, by: supervisor) { $0.id == supervisor.member.id }
    try directory.replace(Self.nextFileName, with: next.encoded())
    directory.remove(KeyringPlace.fileName(in: next.charter.epoch))
    return roles
  }

  private func begunRoles(by supervisor: WorkspaceSecrets<R>) -> RoleSecrets? {
    guard let bytes = try? directory.read(Self.nextFileName),
      let next = try? WorkspaceFile<R>(decoding: bytes),
      next.charter.workspace == supervisor.workspace,
      next.charter.epoch == supervisor.session.epoch + 1,
      let people = try? next.trustedDirectory(anchor: supervisor.trustAnchor),
      let me = people[supervisor.member.id]
    else { return nil }
    return try? RoleSecrets(for: me, key: supervisor.session.identity.unwrapping, in: next)
  }

  /// The step that counts: one rename.
  private func putInForce(
    _ roles: RoleSecrets, by supervisor: WorkspaceSecrets<R>, revoking leaver: MemberID?
  ) throws(SealingError) {
    var (file, people) = try currentFile(trustedBy: supervisor)
    // Asked again: people may have come or gone while the keys were wrapped.
    try requireRevocable(leaver, by: supervisor.member.id, among: people)
    if let leaver { try file.revoke(leaver, by: supervisor.session) }
    let next = try nextFile(after: file, roles, by: supervisor) { !$0.isRevoked }
    try directory.replace(Self.workspaceFileName, with: next.encoded())
  }

  private func nextFile(
    after file: WorkspaceFile<R>, _ roles: RoleSecrets, by supervisor: WorkspaceSecrets<R>,
    wrappedFor isHolder: (WorkspaceMember) -> Bool
  ) throws(SealingError) -> WorkspaceFile<R> {
    let charter = try roles.charter(
      of: file.charter.workspace, epoch: file.charter.epoch + 1,
      recovery: file.charter.recoveryKey)
    var next = WorkspaceFile<R>(
      charter: charter, signer: supervisor.member.id, signature: [],
      wraps: try roles.sharedWraps(of: charter, realm: R.self)
        + file.wraps.filter { $0.secret == .identity },
      members: file.members)
    try next.sign(by: supervisor.session)
    for entry in next.members where isHolder(entry.member) {
      let wrap = try roles.memberWrap(for: entry.member, charter: charter, realm: R.self)
      if let wrap { next.wraps.append(wrap) }
    }
    return next
  }

  // MARK: What is left over

  /// Takes away what a renewal that was interrupted after its switch has left; what cannot be taken
  /// away now is at the next unlock.
  func finishRenewal(of session: SessionSecrets<R>) {
    guard session.epoch > 1 else { return }
    let earlier = KeyringPlace.fileName(in: session.epoch - 1)
    let isLeftOver = directory.contains(earlier)
    guard isLeftOver || directory.contains(Self.nextFileName) else { return }
    do throws(SealingError) {
      try exclusively { () throws(SealingError) in
        let charter = try currentFile(trustedBy: session).file.charter
        removeKeys(before: session.epoch)
        if isLeftOver { try writeIntakeKey(charter) }
      }
    } catch {}
  }

  /// What is there of keys that are no longer in force, and of a renewal that was not finished.
  package func leftovers(after session: some SignedIn<R>) throws(SealingError) -> [String] {
    let current = KeyringPlace.fileName(in: session.session.epoch)
    return try directory.names().filter { name in
      name == Self.nextFileName
        || (name.hasPrefix("keyring") && name != current
          && name != KeyringPlace.lockName)
        || name.hasPrefix(".")
    }.sorted()
  }

  private func removeKeys(before epoch: UInt32) {
    directory.remove(KeyringPlace.fileName(in: epoch - 1))
    if let bytes = try? directory.read(Self.nextFileName),
      let next = try? WorkspaceFile<R>.epoch(of: bytes), next <= epoch
    {
      directory.remove(Self.nextFileName)
    }
  }

  private func writeIntakeKey(_ charter: Charter) throws(SealingError) {
    try IntakePublicKey<R>(workspace: charter.workspace, key: charter.intakeKey).write(in: root)
  }
}
