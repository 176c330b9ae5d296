import Foundation

/// A directory entry with the signature of who vouches for it.
struct SignedMember: Hashable, Sendable {
  let member: WorkspaceMember
  let signature: [UInt8]

  /// What is signed: realm and workspace besides the entry, so that it counts nowhere else.
  static func message<R: Realm>(
    _ member: WorkspaceMember, workspace: WorkspaceID, realm: R.Type
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(text: R.name)
    writer.append(workspace)
    writer.append(fixed: encoded(member))
    return writer.bytes
  }

  init<R: Realm>(
    _ member: WorkspaceMember, workspace: WorkspaceID, realm: R.Type, signedWith key: SigningKey
  ) throws(SealingError) {
    self.member = member
    signature = try key.sign(
      Self.message(member, workspace: workspace, realm: realm), for: .member)
  }

  func write(to writer: inout ByteWriter) {
    writer.append(bytes: Self.encoded(member))
    writer.append(fixed: signature)
  }

  init(from reader: inout ByteReader) throws(SealingError) {
    var entry = ByteReader(try reader.counted())
    member = try Self.decoded(&entry)
    try entry.finish()
    signature = try reader.fixed(VerificationKey.signatureByteCount)
  }

  private static func encoded(_ member: WorkspaceMember) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(member.id.rawValue)
    writer.append(text: member.name)
    writer.append(text: member.role.rawValue)
    writer.append(fixed: member.publicKeys.wrapping.bytes)
    writer.append(fixed: member.publicKeys.verification.bytes)
    writer.append(member.voucher.rawValue)
    writer.append(member.addedAt.millisecondsSince1970)
    writer.append(UInt8(member.isRevoked ? 1 : 0))
    return writer.bytes
  }

  private static func decoded(_ reader: inout ByteReader) throws(SealingError) -> WorkspaceMember {
    let id = MemberID(rawValue: try reader.integer())
    let name = try reader.text()
    guard let role = MemberRole(rawValue: try reader.text()) else { throw .malformed }
    let keys = UserPublicKeys(
      wrapping: WrappingKey(bytes: try reader.fixed(WrappingKey.byteCount)),
      verification: VerificationKey(bytes: try reader.fixed(VerificationKey.byteCount)))
    return WorkspaceMember(
      id: id, name: name, role: role, publicKeys: keys,
      voucher: MemberID(rawValue: try reader.integer()),
      addedAt: Date(millisecondsSince1970: try reader.integer()),
      isRevoked: try reader.integer(UInt8.self) == 1)
  }
}

extension MemberDirectory {
  /// Takes the entries that lead back to the founder by signatures of supervisors.
  /// - Throws: `untrustedKeys` where one does not, or where the founder's key is not the anchor.
  /// - Complexity: O(n × longest chain).
  init<R: Realm>(
    _ entries: [SignedMember], anchor: VerificationKey, workspace: WorkspaceID, realm: R.Type
  ) throws(SealingError) {
    guard let founder = entries.first(where: { $0.member.id == .founder }),
      founder.member.publicKeys.verification == anchor, founder.member.role == .supervisor
    else { throw .untrustedKeys }
    var vouchers: [MemberID: VerificationKey] = [.founder: anchor]
    var vouched: [WorkspaceMember] = []
    var pending = entries
    while !pending.isEmpty {
      let before = pending.count
      pending.removeAll { entry in
        guard let voucher = vouchers[entry.member.voucher],
          voucher.isValid(
            entry.signature,
            of: SignedMember.message(entry.member, workspace: workspace, realm: realm),
            for: .member)
        else { return false }
        vouched.append(entry.member)
        if entry.member.role == .supervisor, !entry.member.isRevoked {
          vouchers[entry.member.id] = entry.member.publicKeys.verification
        }
        return true
      }
      guard pending.count < before else { throw .untrustedKeys }
    }
    guard Set(vouched.map(\.id)).count == vouched.count else { throw .untrustedKeys }
    self.init(vouched: vouched)
  }
}

extension Date {
  /// Whole milliseconds of UTC since 1970: the resolution of everything that is stored.
  package var millisecondsSince1970: Int64 {
    Int64((timeIntervalSince1970 * 1_000).rounded())
  }

  package init(millisecondsSince1970 milliseconds: Int64) {
    self.init(timeIntervalSince1970: Double(milliseconds) / 1_000)
  }
}
