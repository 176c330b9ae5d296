import Foundation

extension WorkspaceKeyFiles {
  /// What this person's session holds for values that take approval.
  ///
  /// `nil` before a supervisor has been here since there is approval: values are then sealed under
  /// the customer's key alone, until they are masked again.
  /// - Throws: `untrustedKeys`, `malformed`, `notAuthentic`, `file`.
  package func approvalKeys(
    for secrets: some SignedIn<R>
  ) throws(SealingError) -> ApprovalKeys<R>? {
    guard let file = try approvalFile(of: secrets.workspace) else { return nil }
    let people = try people(trustedBy: secrets)
    let trusted = file.keys.last { key in
      key.isTrusted(by: people, workspace: secrets.workspace, realm: R.self)
    }
    guard let trusted else { return nil }
    var opening: [UInt32: UnwrappingKey] = [:]
    if secrets.member.role == .supervisor {
      for key in file.keys {
        opening[key.id] = try key.secret(
          of: secrets.member.id, with: secrets.unwrapping, workspace: secrets.workspace,
          realm: R.self)
      }
    }
    return ApprovalKeys(
      workspace: secrets.workspace, member: secrets.member.id, own: secrets.unwrapping,
      sealingKey: trusted, opening: opening)
  }

  /// Brings the supervisors' keys in step with who they are now: a pair where there is none, a wrap
  /// for who came, a new pair where somebody left.
  ///
  /// Run by every supervisor who unlocks, and after the people have changed; others change nothing.
  /// - Throws: as `approvalKeys(for:)`.
  package func tendApprovalKeys(
    by supervisor: some SignedIn<R>
  ) throws(SealingError) {
    guard supervisor.member.role == .supervisor else { return }
    try exclusively { () throws(SealingError) in
      let known = try approvalFile(of: supervisor.workspace)
      var file = known ?? ApprovalFile<R>(workspace: supervisor.workspace)
      let people = try people(trustedBy: supervisor)
      let supervisors = people.all.filter { $0.role == .supervisor && !$0.isRevoked }
      guard supervisors.contains(where: { $0.id == supervisor.member.id }) else { return }
      var isChanged = false
      for index in file.keys.indices {
        let key = file.keys[index]
        let missing = supervisors.filter { key.wraps[$0.id] == nil }
        guard !missing.isEmpty,
          let secret = try key.secret(
            of: supervisor.member.id, with: supervisor.unwrapping,
            workspace: supervisor.workspace, realm: R.self)
        else { continue }
        for member in missing {
          try file.keys[index].wrap(
            secret, for: member, workspace: supervisor.workspace, realm: R.self)
        }
        isChanged = true
      }
      let gone = Set(people.all.filter(\.isRevoked).map(\.id))
      for index in file.keys.indices {
        for member in gone where file.keys[index].wraps.removeValue(forKey: member) != nil {
          isChanged = true
        }
      }
      let newest = file.keys.last { key in
        key.isTrusted(by: people, workspace: supervisor.workspace, realm: R.self)
      }
      if newest == nil || newest?.id != file.keys.last?.id
        || Self.wasHeld(newest, by: gone, in: known)
      {
        let made = try ApprovalClassKey.make(
          id: (file.keys.last?.id ?? 0) + 1, workspace: supervisor.workspace, for: supervisors,
          by: supervisor.member.id, signedWith: supervisor.signer, realm: R.self)
        file.keys.append(made.key)
        isChanged = true
      }
      if isChanged { try directory.replace(ApprovalFile<R>.name, with: file.encoded()) }
    }
  }

  /// Whether somebody who left could open the pair.
  private static func wasHeld(
    _ key: ApprovalClassKey?, by gone: Set<MemberID>, in known: ApprovalFile<R>?
  ) -> Bool {
    guard let before = known?.keys.first(where: { $0.id == key?.id }) else { return false }
    return !gone.isDisjoint(with: before.wraps.keys)
  }

  private func approvalFile(of workspace: WorkspaceID) throws(SealingError) -> ApprovalFile<R>? {
    guard directory.contains(ApprovalFile<R>.name) else { return nil }
    let file = try ApprovalFile<R>(decoding: directory.read(ApprovalFile<R>.name))
    guard file.workspace == workspace else { throw .untrustedKeys }
    return file
  }
}
