import Crypto
import Foundation

/// The private keys that a member's role gives them; what it does not give is `nil`.
struct RoleSecrets: Sendable {
  /// Supervisors only.
  let supervisor: UnwrappingKey?
  /// Supervisors and auditors.
  let audit: AuditKeys?
  /// Supervisors and agents.
  let desk: DeskKeys?
}

/// What opens the log: the key of today, and those from before each renewal.
struct AuditKeys: Sendable {
  let current: UnwrappingKey
  let earlier: [UnwrappingKey]

  var all: [UnwrappingKey] { [current] + earlier }

  /// The key that a wrap is for, by the check before it; today's where none is.
  func opening(_ wrap: [UInt8]) -> UnwrappingKey {
    guard !earlier.isEmpty else { return current }
    let check = Array(wrap.prefix(WrappingKey.checkByteCount))
    return all.first { $0.wrappingKey.check == check } ?? current
  }
}

/// What opens tickets.
struct DeskKeys: Sendable {
  let agent: UnwrappingKey
  /// Opens the keyring and the intake key; renewed with every epoch.
  let workspaceKey: SymmetricKey
  /// What lookup codes, row checks and the workspace's own seals are made with.
  ///
  /// It stays when the keys are renewed, since every row of the store is bound to it; in the first
  /// epoch it is the workspace key.
  let rootKey: SymmetricKey
  let intake: UnwrappingKey
  /// For mail that was sealed before the keys were renewed.
  let earlierIntake: [UnwrappingKey]
}

extension RoleSecrets {
  /// Fresh keys for a new workspace.
  static func random() -> RoleSecrets {
    let workspaceKey = SymmetricKey(size: .bits256)
    return RoleSecrets(
      supervisor: UnwrappingKey(), audit: AuditKeys(current: UnwrappingKey(), earlier: []),
      desk: DeskKeys(
        agent: UnwrappingKey(), workspaceKey: workspaceKey, rootKey: workspaceKey,
        intake: UnwrappingKey(), earlierIntake: []))
  }

  /// Fresh keys for the next epoch, which still open what was sealed in those before.
  /// - Throws: `notPermitted` for whoever does not hold them all.
  func renewed() throws(SealingError) -> RoleSecrets {
    guard supervisor != nil, let audit, let desk else { throw .notPermitted }
    return RoleSecrets(
      supervisor: UnwrappingKey(),
      audit: AuditKeys(current: UnwrappingKey(), earlier: audit.all),
      desk: DeskKeys(
        agent: UnwrappingKey(), workspaceKey: SymmetricKey(size: .bits256), rootKey: desk.rootKey,
        intake: UnwrappingKey(), earlierIntake: [desk.intake] + desk.earlierIntake))
  }

  /// Follows the wraps from a member's own key to everything their role holds.
  /// - Throws: `keyNotHeld`, `notAuthentic`, `malformed`.
  init<R: Realm>(
    for member: WorkspaceMember, key: UnwrappingKey, in file: WorkspaceFile<R>
  ) throws(SealingError) {
    let own = KeyWrap.Holder.member(member.id)
    switch member.role {
    case .agent:
      supervisor = nil
      audit = nil
      desk = try DeskKeys(file.unwrapRole(.agentRole, .agent, for: own, with: key), in: file)
    case .supervisor:
      let held = try file.unwrapRole(.supervisorRole, .supervisor, for: own, with: key)
      supervisor = held
      audit = try AuditKeys(
        file.unwrapRole(.auditRole, .audit, for: .role(.supervisor), with: held), in: file)
      desk = try DeskKeys(
        file.unwrapRole(.agentRole, .agent, for: .role(.supervisor), with: held), in: file)
    case .auditor:
      supervisor = nil
      audit = try AuditKeys(file.unwrapRole(.auditRole, .audit, for: own, with: key), in: file)
      desk = nil
    case .trainer, .mail:
      supervisor = nil
      audit = nil
      desk = nil
    }
  }
}

extension AuditKeys {
  /// - Throws: `keyNotHeld`, `notAuthentic`, `malformed`.
  init<R: Realm>(_ current: UnwrappingKey, in file: WorkspaceFile<R>) throws(SealingError) {
    self.current = current
    guard file.wrapped(.earlierAudit, for: .role(.audit)) != nil else {
      earlier = []
      return
    }
    var raw = try file.unwrap(.earlierAudit, for: .role(.audit), with: current)
    defer { raw.withUnsafeMutableBytes { wipe($0) } }
    earlier = try UnwrappingKey.list(raw[...])
  }
}

extension DeskKeys {
  /// - Throws: `keyNotHeld`, `notAuthentic`, `malformed`.
  init<R: Realm>(_ agent: UnwrappingKey, in file: WorkspaceFile<R>) throws(SealingError) {
    self.agent = agent
    var raw = try file.unwrap(.workspaceKey, for: .role(.agent), with: agent)
    defer { raw.withUnsafeMutableBytes { wipe($0) } }
    workspaceKey = SymmetricKey(data: raw)
    guard raw.count == 32, workspaceKey.check == file.charter.workspaceKeyCheck else {
      throw .notAuthentic
    }
    var keys = try file.openSealed(.intakeKey, under: workspaceKey)
    defer { keys.withUnsafeMutableBytes { wipe($0) } }
    let intakes = try UnwrappingKey.list(keys[...])
    guard let newest = intakes.first, newest.wrappingKey == file.charter.intakeKey else {
      throw .notAuthentic
    }
    intake = newest
    earlierIntake = Array(intakes.dropFirst())
    // The first epoch's workspace key is the root; without it in a later one every row would look
    // forged.
    guard file.charter.epoch > 1 else {
      rootKey = workspaceKey
      return
    }
    var root = try file.openSealed(.rootKey, under: workspaceKey)
    defer { root.withUnsafeMutableBytes { wipe($0) } }
    guard root.count == 32 else { throw .malformed }
    rootKey = SymmetricKey(data: root)
  }
}

extension WorkspaceFile {
  fileprivate func unwrap(
    _ secret: KeyWrap.Secret, for holder: KeyWrap.Holder, with key: UnwrappingKey
  ) throws(SealingError) -> [UInt8] {
    guard let wrap = wrapped(secret, for: holder) else { throw .keyNotHeld }
    return try key.unwrap(wrap, info: info(secret, for: holder))
  }

  /// A role's private key, compared with the public key in the signed charter: that is the check
  /// value which tells a forged wrap.
  fileprivate func unwrapRole(
    _ secret: KeyWrap.Secret, _ role: Charter.RoleKey, for holder: KeyWrap.Holder,
    with key: UnwrappingKey
  ) throws(SealingError) -> UnwrappingKey {
    var raw = try unwrap(secret, for: holder, with: key)
    defer { raw.withUnsafeMutableBytes { wipe($0) } }
    let roleKey = try UnwrappingKey(raw: raw)
    guard roleKey.wrappingKey == charter.wrappingKey(of: role) else { throw .notAuthentic }
    return roleKey
  }

  fileprivate func openSealed(
    _ secret: KeyWrap.Secret, under workspaceKey: SymmetricKey
  ) throws(SealingError) -> [UInt8] {
    guard let sealed = wrapped(secret, for: .workspace) else { throw .keyNotHeld }
    return try Cipher.open(
      sealed, key: secret.sealingKey(under: workspaceKey), context: info(secret, for: .workspace))
  }
}

extension UnwrappingKey {
  /// Private keys of 32 bytes each, end to end.
  fileprivate static func list(_ raw: ArraySlice<UInt8>) throws(SealingError) -> [UnwrappingKey] {
    guard raw.count % WrappingKey.byteCount == 0 else { throw .malformed }
    var keys: [UnwrappingKey] = []
    var rest = raw
    while !rest.isEmpty {
      keys.append(try UnwrappingKey(raw: Array(rest.prefix(WrappingKey.byteCount))))
      rest = rest.dropFirst(WrappingKey.byteCount)
    }
    return keys
  }
}
