import Foundation

/// The public keys of a workspace, signed by a supervisor: for whom anything is wrapped.
struct Charter: Hashable, Sendable {
  let workspace: WorkspaceID
  /// Counts the renewals of the keys.
  let epoch: UInt32
  let roleKeys: [RoleKey: WrappingKey]
  let intakeKey: WrappingKey
  let workspaceKeyCheck: [UInt8]
  /// For whom supervisors' own keys are wrapped: whoever has the printed recovery key.
  var recoveryKey: WrappingKey?

  /// A role's key pair.
  enum RoleKey: UInt8, CaseIterable, Sendable {
    case agent = 1
    case supervisor = 2
    case audit = 3
  }

  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.append(workspace)
    writer.append(epoch)
    for role in RoleKey.allCases {
      writer.append(fixed: wrappingKey(of: role).bytes)
    }
    writer.append(fixed: intakeKey.bytes)
    writer.append(fixed: workspaceKeyCheck)
    if let recoveryKey { writer.append(fixed: recoveryKey.bytes) }
    return writer.bytes
  }

  func wrappingKey(of role: RoleKey) -> WrappingKey {
    guard let key = roleKeys[role] else {
      preconditionFailure("a charter is made, and read, with a key for every role")
    }
    return key
  }
}

extension Charter {
  init(decoding bytes: [UInt8]) throws(SealingError) {
    var reader = ByteReader(bytes)
    workspace = try WorkspaceID(from: &reader)
    epoch = try reader.integer()
    var keys: [RoleKey: WrappingKey] = [:]
    for role in RoleKey.allCases {
      keys[role] = WrappingKey(bytes: try reader.fixed(WrappingKey.byteCount))
    }
    roleKeys = keys
    intakeKey = WrappingKey(bytes: try reader.fixed(WrappingKey.byteCount))
    workspaceKeyCheck = try reader.fixed(16)
    // Workspaces that were made without one end here.
    if reader.remainingByteCount > 0 {
      recoveryKey = WrappingKey(bytes: try reader.fixed(WrappingKey.byteCount))
    }
    try reader.finish()
  }
}

/// One key, wrapped for one holder.
struct KeyWrap: Hashable, Sendable {
  let secret: Secret
  let holder: Holder
  let bytes: [UInt8]

  /// What is wrapped.
  enum Secret: UInt8, Sendable {
    case agentRole = 1
    case supervisorRole = 2
    case auditRole = 3
    case workspaceKey = 4
    case intakeKey = 5
    /// The audit role's keys of earlier epochs.
    case earlierAudit = 6
    /// What rows are bound to, from the second epoch on.
    case rootKey = 7
    /// A supervisor's own private keys.
    case identity = 8
  }

  /// Who can unwrap it.
  enum Holder: Hashable, Sendable {
    case member(MemberID)
    case role(Charter.RoleKey)
    /// Whoever has the workspace key.
    case workspace
    /// Whoever has the recovery key; it is this member's that is wrapped.
    case recovery(MemberID)
  }

  func write(to writer: inout ByteWriter) {
    writer.append(secret.rawValue)
    writer.append(fixed: holder.encoded)
    writer.append(bytes: bytes)
  }

  init(secret: Secret, holder: Holder, bytes: [UInt8]) {
    self.secret = secret
    self.holder = holder
    self.bytes = bytes
  }

  init(from reader: inout ByteReader) throws(SealingError) {
    guard let secret = Secret(rawValue: try reader.integer()) else { throw .malformed }
    self.secret = secret
    holder = try Holder(from: &reader)
    bytes = try reader.counted()
  }

  /// Binds a wrap to its workspace, its epoch and its two ends: a wrap moved elsewhere opens nothing.
  static func info<R: Realm>(
    _ secret: Secret, for holder: Holder, of workspace: WorkspaceID, epoch: UInt32, realm: R.Type
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(text: "sealdesk.wrap")
    writer.append(text: R.name)
    writer.append(workspace)
    writer.append(epoch)
    writer.append(secret.rawValue)
    writer.append(fixed: holder.encoded)
    return writer.bytes
  }
}

extension KeyWrap.Holder {
  var encoded: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .member(let id):
      writer.append(UInt8(1))
      writer.append(id.rawValue)
    case .role(let role):
      writer.append(UInt8(2))
      writer.append(Int64(role.rawValue))
    case .workspace:
      writer.append(UInt8(3))
      writer.append(Int64(0))
    case .recovery(let id):
      writer.append(UInt8(4))
      writer.append(id.rawValue)
    }
    return writer.bytes
  }

  init(from reader: inout ByteReader) throws(SealingError) {
    let kind = try reader.integer(UInt8.self)
    let number = try reader.integer(Int64.self)
    switch kind {
    case 1: self = .member(MemberID(rawValue: number))
    case 2:
      guard let raw = UInt8(exactly: number), let role = Charter.RoleKey(rawValue: raw) else {
        throw .malformed
      }
      self = .role(role)
    case 3 where number == 0: self = .workspace
    case 4: self = .recovery(MemberID(rawValue: number))
    default: throw .malformed
    }
  }
}
