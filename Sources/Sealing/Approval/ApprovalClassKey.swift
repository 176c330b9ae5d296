import Foundation

/// A key pair to which values are sealed that only supervisors open.
///
/// Its private half is wrapped for each supervisor's own key, so that it outlives the renewal of the
/// roles' keys. Where a supervisor leaves, a new pair takes its place for all values to come.
struct ApprovalClassKey: Hashable, Sendable {
  let id: UInt32
  let publicKey: WrappingKey
  /// The supervisor who made it.
  let signer: MemberID
  /// Theirs, over realm, workspace, id and public key.
  let signature: [UInt8]
  /// The private key, for each supervisor.
  var wraps: [MemberID: [UInt8]]

  /// Makes a fresh pair for those who are supervisors now.
  static func make<R: Realm>(
    id: UInt32, workspace: WorkspaceID, for supervisors: [WorkspaceMember], by signer: MemberID,
    signedWith key: SigningKey, realm: R.Type
  ) throws(SealingError) -> (key: ApprovalClassKey, secret: UnwrappingKey) {
    let pair = UnwrappingKey()
    var made = ApprovalClassKey(
      id: id, publicKey: pair.wrappingKey, signer: signer,
      signature: try key.sign(
        message(id, pair.wrappingKey, workspace, realm), for: .approvalKey), wraps: [:])
    for supervisor in supervisors {
      try made.wrap(pair, for: supervisor, workspace: workspace, realm: realm)
    }
    return (made, pair)
  }

  mutating func wrap<R: Realm>(
    _ secret: UnwrappingKey, for member: WorkspaceMember, workspace: WorkspaceID, realm: R.Type
  ) throws(SealingError) {
    var raw = secret.raw
    defer { raw.withUnsafeMutableBytes { wipe($0) } }
    wraps[member.id] = try member.publicKeys.wrapping.wrap(
      raw, info: Self.info(id, member.id, workspace, realm))
  }

  /// The private half, where there is a wrap for the member.
  func secret<R: Realm>(
    of member: MemberID, with key: UnwrappingKey, workspace: WorkspaceID, realm: R.Type
  ) throws(SealingError) -> UnwrappingKey? {
    guard let wrap = wraps[member] else { return nil }
    var raw = try key.unwrap(wrap, info: Self.info(id, member, workspace, realm))
    defer { raw.withUnsafeMutableBytes { wipe($0) } }
    let secret = try UnwrappingKey(raw: raw)
    guard secret.wrappingKey == publicKey else { throw .notAuthentic }
    return secret
  }

  /// Whether a supervisor of the directory made it who has not been sent away.
  func isTrusted<R: Realm>(
    by people: MemberDirectory, workspace: WorkspaceID, realm: R.Type
  ) -> Bool {
    guard let member = people[signer], member.role == .supervisor, !member.isRevoked else {
      return false
    }
    return member.publicKeys.verification.isValid(
      signature, of: Self.message(id, publicKey, workspace, realm), for: .approvalKey)
  }

  private static func message<R: Realm>(
    _ id: UInt32, _ key: WrappingKey, _ workspace: WorkspaceID, _ realm: R.Type
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(text: R.name)
    writer.append(workspace)
    writer.append(id)
    writer.append(fixed: key.bytes)
    return writer.bytes
  }

  private static func info<R: Realm>(
    _ id: UInt32, _ member: MemberID, _ workspace: WorkspaceID, _ realm: R.Type
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(text: "sealdesk.approval.class")
    writer.append(text: R.name)
    writer.append(workspace)
    writer.append(id)
    writer.append(member.rawValue)
    return writer.bytes
  }
}

/// The file of these keys, `keys/approval`, the newest last.
///
///     "SDAPPR" ‖ version (1) ‖ realm ‖ workspace (16) ‖ count (2)
///     ‖ for each: id (4) ‖ public key (32) ‖ signer (8) ‖ signature (64) ‖ count (2)
///       ‖ for each supervisor: member (8) ‖ wrap
///     ‖ SHA-256 of all before
struct ApprovalFile<R: Realm>: Sendable {
  static var name: String { "approval" }
  private static var kind: StaticString { "SDAPPR" }

  let workspace: WorkspaceID
  var keys: [ApprovalClassKey]

  func encoded() -> [UInt8] {
    var writer = FileFrame.header(Self.kind, realm: R.self)
    writer.append(workspace)
    writer.append(UInt16(keys.count))
    for key in keys {
      writer.append(key.id)
      writer.append(fixed: key.publicKey.bytes)
      writer.append(key.signer.rawValue)
      writer.append(fixed: key.signature)
      writer.append(UInt16(key.wraps.count))
      for (member, wrap) in key.wraps.sorted(by: { $0.key < $1.key }) {
        writer.append(member.rawValue)
        writer.append(bytes: wrap)
      }
    }
    return FileFrame.closed(writer)
  }

  init(workspace: WorkspaceID, keys: [ApprovalClassKey] = []) {
    self.workspace = workspace
    self.keys = keys
  }

  init(decoding bytes: [UInt8]) throws(SealingError) {
    var reader = try FileFrame.open(bytes, Self.kind, realm: R.self)
    workspace = try WorkspaceID(from: &reader)
    keys = []
    for _ in 0..<(try reader.integer(UInt16.self)) {
      let id = try reader.integer(UInt32.self)
      let publicKey = WrappingKey(bytes: try reader.fixed(WrappingKey.byteCount))
      let signer = MemberID(rawValue: try reader.integer())
      let signature = try reader.fixed(VerificationKey.signatureByteCount)
      var wraps: [MemberID: [UInt8]] = [:]
      for _ in 0..<(try reader.integer(UInt16.self)) {
        let member = MemberID(rawValue: try reader.integer())
        wraps[member] = try reader.counted()
      }
      keys.append(
        ApprovalClassKey(
          id: id, publicKey: publicKey, signer: signer, signature: signature, wraps: wraps))
    }
    try reader.finish()
  }
}
