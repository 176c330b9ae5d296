import Crypto
import Foundation

/// The private keys that a member's role gives them.
struct RoleSecrets: Sendable {
  let agent: UnwrappingKey
  /// Supervisors only.
  let supervisor: UnwrappingKey?
  /// Supervisors only.
  let audit: UnwrappingKey?
  let workspaceKey: SymmetricKey
  let intake: UnwrappingKey
}

extension RoleSecrets {
  /// Fresh keys for a new workspace.
  static func random() -> RoleSecrets {
    RoleSecrets(
      agent: UnwrappingKey(), supervisor: UnwrappingKey(), audit: UnwrappingKey(),
      workspaceKey: SymmetricKey(size: .bits256), intake: UnwrappingKey())
  }

  /// Follows the wraps from a member's own key to everything their role holds.
  ///
  /// Each private key is compared with the public key in the signed charter: that is the check value
  /// which tells a forged wrap.
  /// - Throws: `keyNotHeld`, `notAuthentic`, `malformed`.
  init<R: Realm>(
    for member: WorkspaceMember, key: UnwrappingKey, in file: WorkspaceFile<R>
  ) throws(SealingError) {
    func unwrap(
      _ secret: KeyWrap.Secret, for holder: KeyWrap.Holder, with key: UnwrappingKey
    ) throws(SealingError) -> [UInt8] {
      guard let wrap = file.wrapped(secret, for: holder) else { throw .keyNotHeld }
      return try key.unwrap(wrap, info: file.info(secret, for: holder))
    }
    func unwrapRole(
      _ secret: KeyWrap.Secret, _ role: Charter.RoleKey, for holder: KeyWrap.Holder,
      with key: UnwrappingKey
    ) throws(SealingError) -> UnwrappingKey {
      var raw = try unwrap(secret, for: holder, with: key)
      defer { raw.withUnsafeMutableBytes { wipe($0) } }
      let roleKey = try UnwrappingKey(raw: raw)
      guard roleKey.wrappingKey == file.charter.wrappingKey(of: role) else { throw .notAuthentic }
      return roleKey
    }
    switch member.role {
    case .agent:
      supervisor = nil
      audit = nil
      agent = try unwrapRole(.agentRole, .agent, for: .member(member.id), with: key)
    case .supervisor:
      let held = try unwrapRole(.supervisorRole, .supervisor, for: .member(member.id), with: key)
      supervisor = held
      audit = try unwrapRole(.auditRole, .audit, for: .role(.supervisor), with: held)
      agent = try unwrapRole(.agentRole, .agent, for: .role(.supervisor), with: held)
    }
    var raw = try unwrap(.workspaceKey, for: .role(.agent), with: agent)
    defer { raw.withUnsafeMutableBytes { wipe($0) } }
    workspaceKey = SymmetricKey(data: raw)
    guard raw.count == 32, workspaceKey.check == file.charter.workspaceKeyCheck else {
      throw .notAuthentic
    }
    guard let sealed = file.wrapped(.intakeKey, for: .workspace) else { throw .keyNotHeld }
    intake = try UnwrappingKey(
      raw: Cipher.open(
        sealed, key: workspaceKey.derived(for: "sealdesk.intake"),
        context: file.info(.intakeKey, for: .workspace)))
    guard intake.wrappingKey == file.charter.intakeKey else { throw .notAuthentic }
  }

  func charter(of workspace: WorkspaceID, epoch: UInt32) throws(SealingError) -> Charter {
    guard let supervisor, let audit else { throw .notPermitted }
    return Charter(
      workspace: workspace, epoch: epoch,
      roleKeys: [
        .agent: agent.wrappingKey, .supervisor: supervisor.wrappingKey, .audit: audit.wrappingKey,
      ],
      intakeKey: intake.wrappingKey, workspaceKeyCheck: workspaceKey.check)
  }

  /// The wraps that do not depend on who the members are.
  func sharedWraps<R: Realm>(of charter: Charter, realm: R.Type) throws(SealingError) -> [KeyWrap] {
    guard let audit else { throw .notPermitted }
    func info(_ secret: KeyWrap.Secret, _ holder: KeyWrap.Holder) -> [UInt8] {
      KeyWrap.info(
        secret, for: holder, of: charter.workspace, epoch: charter.epoch, realm: realm)
    }
    func wrap(
      _ secret: KeyWrap.Secret, _ raw: [UInt8], for role: Charter.RoleKey
    ) throws(SealingError) -> KeyWrap {
      KeyWrap(
        secret: secret, holder: .role(role),
        bytes: try charter.wrappingKey(of: role).wrap(raw, info: info(secret, .role(role))))
    }
    return [
      try wrap(.agentRole, agent.raw, for: .supervisor),
      try wrap(.auditRole, audit.raw, for: .supervisor),
      try wrap(.workspaceKey, workspaceKey.rawBytes, for: .agent),
      KeyWrap(
        secret: .intakeKey, holder: .workspace,
        bytes: try Cipher.seal(
          intake.raw, key: workspaceKey.derived(for: "sealdesk.intake"),
          context: info(.intakeKey, .workspace))),
    ]
  }

  /// The wrap that lets a member in.
  func memberWrap<R: Realm>(
    for member: WorkspaceMember, charter: Charter, realm: R.Type
  ) throws(SealingError) -> KeyWrap {
    let secret: KeyWrap.Secret
    let raw: [UInt8]
    switch member.role {
    case .agent: (secret, raw) = (.agentRole, agent.raw)
    case .supervisor:
      guard let supervisor else { throw .notPermitted }
      (secret, raw) = (.supervisorRole, supervisor.raw)
    }
    let holder = KeyWrap.Holder.member(member.id)
    return KeyWrap(
      secret: secret, holder: holder,
      bytes: try member.publicKeys.wrapping.wrap(
        raw,
        info: KeyWrap.info(
          secret, for: holder, of: charter.workspace, epoch: charter.epoch, realm: realm)))
  }
}
