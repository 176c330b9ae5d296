import Crypto
import Foundation

/// How the keys of the roles are put into the workspace's file.
extension RoleSecrets {
  /// - Throws: `notPermitted` for whoever does not hold all keys.
  func charter(
    of workspace: WorkspaceID, epoch: UInt32, recovery: WrappingKey? = nil
  ) throws(SealingError) -> Charter {
    guard let supervisor, let audit, let desk else { throw .notPermitted }
    return Charter(
      workspace: workspace, epoch: epoch,
      roleKeys: [
        .agent: desk.agent.wrappingKey, .supervisor: supervisor.wrappingKey,
        .audit: audit.current.wrappingKey,
      ],
      intakeKey: desk.intake.wrappingKey, workspaceKeyCheck: desk.workspaceKey.check,
      recoveryKey: recovery)
  }

  /// The wraps that do not depend on who the members are.
  func sharedWraps<R: Realm>(of charter: Charter, realm: R.Type) throws(SealingError) -> [KeyWrap] {
    guard let audit, let desk else { throw .notPermitted }
    func wrap(
      _ secret: KeyWrap.Secret, _ raw: [UInt8], for role: Charter.RoleKey
    ) throws(SealingError) -> KeyWrap {
      KeyWrap(
        secret: secret, holder: .role(role),
        bytes: try charter.wrappingKey(of: role).wrap(
          raw, info: charter.info(secret, for: .role(role), realm: realm)))
    }
    func seal(_ secret: KeyWrap.Secret, _ raw: [UInt8]) throws(SealingError) -> KeyWrap {
      KeyWrap(
        secret: secret, holder: .workspace,
        bytes: try Cipher.seal(
          raw, key: secret.sealingKey(under: desk.workspaceKey),
          context: charter.info(secret, for: .workspace, realm: realm)))
    }
    var wraps = [
      try wrap(.agentRole, desk.agent.raw, for: .supervisor),
      try wrap(.auditRole, audit.current.raw, for: .supervisor),
      try wrap(.workspaceKey, desk.workspaceKey.rawBytes, for: .agent),
      try seal(.intakeKey, ([desk.intake] + desk.earlierIntake).flatMap(\.raw)),
    ]
    if !audit.earlier.isEmpty {
      wraps.append(try wrap(.earlierAudit, audit.earlier.flatMap(\.raw), for: .audit))
    }
    if charter.epoch > 1 { wraps.append(try seal(.rootKey, desk.rootKey.rawBytes)) }
    return wraps
  }

  /// The wrap that lets a member in; `nil` for a role that holds no key.
  /// - Throws: `notPermitted` for whoever does not hold the role's key.
  func memberWrap<R: Realm>(
    for member: WorkspaceMember, charter: Charter, realm: R.Type
  ) throws(SealingError) -> KeyWrap? {
    let secret: KeyWrap.Secret
    let key: UnwrappingKey?
    switch member.role {
    case .agent: (secret, key) = (.agentRole, desk?.agent)
    case .supervisor: (secret, key) = (.supervisorRole, supervisor)
    case .auditor: (secret, key) = (.auditRole, audit?.current)
    case .trainer, .mail: return nil
    }
    guard let key else { throw .notPermitted }
    let holder = KeyWrap.Holder.member(member.id)
    return KeyWrap(
      secret: secret, holder: holder,
      bytes: try member.publicKeys.wrapping.wrap(
        key.raw, info: charter.info(secret, for: holder, realm: realm)))
  }
}

extension Charter {
  func info<R: Realm>(
    _ secret: KeyWrap.Secret, for holder: KeyWrap.Holder, realm: R.Type
  ) -> [UInt8] {
    KeyWrap.info(secret, for: holder, of: workspace, epoch: epoch, realm: realm)
  }
}

extension KeyWrap.Secret {
  /// The subkey under which a secret of the workspace's own lies sealed.
  func sealingKey(under workspaceKey: SymmetricKey) -> SymmetricKey {
    workspaceKey.derived(for: self == .rootKey ? "sealdesk.root" : "sealdesk.intake")
  }
}
