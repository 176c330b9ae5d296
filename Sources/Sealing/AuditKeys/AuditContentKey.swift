import Crypto

/// Seals the bodies of one person's entries in one session.
///
/// It is wrapped for the audit role, so that those who read the log need one unwrapping a session and
/// those who write it cannot read what others wrote.
package struct AuditContentKey<R: Realm>: Sendable {
  private let key: SymmetricKey
  private let workspace: WorkspaceID

  init(key: SymmetricKey, workspace: WorkspaceID) {
    self.key = key.derived(for: "sealdesk.audit.body")
    self.workspace = workspace
  }

  /// Seals a body for its place in the log.
  package func seal(_ body: [UInt8], seq: Int64) throws(SealingError) -> [UInt8] {
    try Cipher.seal(body, key: key, context: context(seq))
  }

  /// - Throws: `malformed`, `notAuthentic`.
  package func open(_ sealed: [UInt8], seq: Int64) throws(SealingError) -> [UInt8] {
    try Cipher.open(sealed, key: key, context: context(seq))
  }

  private func context(_ seq: Int64) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(text: R.name)
    writer.append(workspace)
    writer.append(seq)
    return writer.bytes
  }
}

/// Makes content keys for the audit role: what everybody has.
package struct AuditSealer<R: Realm>: Sendable {
  let workspace: WorkspaceID
  let key: WrappingKey

  /// A fresh key, and its wrap for those who read the log.
  package func makeContentKey(
    for actor: MemberID
  ) throws(SealingError) -> (key: AuditContentKey<R>, wrap: [UInt8]) {
    let content = SymmetricKey(size: .bits256)
    let wrap = try key.wrap(
      content.rawBytes, info: AuditReader<R>.info(workspace, actor: actor))
    return (AuditContentKey(key: content, workspace: workspace), wrap)
  }
}

/// Opens content keys: what only the audit role has.
package struct AuditReader<R: Realm>: Sendable {
  let workspace: WorkspaceID
  let keys: AuditKeys

  /// - Throws: `malformed`; `keyNotHeld` for a wrap that is for none of the workspace's audit keys;
  ///   `notAuthentic`, also for another person's wrap.
  package func contentKey(
    from wrap: [UInt8], actor: MemberID
  ) throws(SealingError) -> AuditContentKey<R> {
    var raw = try keys.opening(wrap).unwrap(wrap, info: Self.info(workspace, actor: actor))
    defer { raw.withUnsafeMutableBytes { wipe($0) } }
    guard raw.count == 32 else { throw .malformed }
    return AuditContentKey(key: SymmetricKey(data: raw), workspace: workspace)
  }

  static func info(_ workspace: WorkspaceID, actor: MemberID) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(text: "sealdesk.audit.content")
    writer.append(text: R.name)
    writer.append(workspace)
    writer.append(actor.rawValue)
    return writer.bytes
  }
}
