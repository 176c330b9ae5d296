package import Foundation
package import Sealing
package import Tickets

/// A statement of how long the log was and what was in it, signed: to be kept outside the file.
///
/// Only a checkpoint that somebody else holds shows that the end of the log was cut off, or that the
/// whole file was replaced by an older one.
package struct AuditCheckpoint: Hashable, Sendable {
  package let workspace: WorkspaceID
  /// How many entries there were.
  package let size: Int64
  package let root: Digest256
  package let time: Date
  package let signer: UserID
  package let signature: [UInt8]

  /// Signs the state of the log.
  /// - Throws: `cipherUnavailable`.
  package init<R: Realm>(
    size: Int64, root: Digest256, time: Date, signedBy secrets: some SignedIn<R>
  ) throws(SealingError) {
    workspace = secrets.workspace
    self.size = size
    self.root = root
    self.time = Date(millisecondsSince1970: time.millisecondsSince1970)
    signer = UserID(rawValue: secrets.member.id.rawValue)
    signature = try secrets.signer.sign(
      Self.message(workspace, size, root, self.time, signer), for: .auditCheckpoint)
  }

  package func isSigned(by people: MemberDirectory) -> Bool {
    guard let member = people[MemberID(rawValue: signer.rawValue)] else { return false }
    return member.publicKeys.verification.isValid(
      signature, of: Self.message(workspace, size, root, time, signer), for: .auditCheckpoint)
  }

  /// Six groups of four letters for reading aloud or printing: `7f3a 02c1 …`, after the size.
  package var words: String {
    let digits = Array(root.hexadecimal.prefix(24))
    let groups = stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<$0 + 4]) }
    return "\(size): " + groups.joined(separator: " ")
  }

  /// As it lies in a profile or at a witness.
  package var encoded: [UInt8] {
    var writer = ByteWriter()
    writer.append(UInt8(1))
    writer.append(bytes: Self.message(workspace, size, root, time, signer))
    writer.append(fixed: signature)
    return writer.bytes
  }

  /// - Throws: `malformed`, `newerVersion`.
  package init(decoding bytes: [UInt8]) throws(SealingError) {
    var outer = ByteReader(bytes)
    guard try outer.integer(UInt8.self) == 1 else { throw .newerVersion }
    var reader = ByteReader(try outer.counted())
    signature = try outer.fixed(VerificationKey.signatureByteCount)
    try outer.finish()
    workspace = try WorkspaceID(from: &reader)
    size = try reader.integer()
    root = try reader.digest()
    time = Date(millisecondsSince1970: try reader.integer())
    signer = UserID(rawValue: try reader.integer())
    try reader.finish()
  }

  private static func message(
    _ workspace: WorkspaceID, _ size: Int64, _ root: Digest256, _ time: Date, _ signer: UserID
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(workspace)
    writer.append(size)
    writer.append(root)
    writer.append(time.millisecondsSince1970)
    writer.append(signer.rawValue)
    return writer.bytes
  }
}
