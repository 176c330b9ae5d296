package import Foundation
package import Sealing
package import Tickets

/// One link of the log, as it is stored.
///
/// In the clear are only its place in the chain and who signed it; what was done is in the body,
/// sealed for the audit role. The header holds the body's digest, so that the chain can be verified
/// without any key.
package struct AuditEntry: Hashable, Sendable {
  let header: Header
  /// The header as it was stored: what is hashed.
  let encodedHeader: [UInt8]
  /// SHA-256 over a zero byte and the header: a leaf of the Merkle tree (RFC 6962, section 2.1).
  ///
  /// It is stored too, so that an entry which was edited is told from one that somebody else signed.
  package let hash: Digest256
  /// The actor's, over `hash` (Ed25519).
  package let signature: [UInt8]
  package let sealedBody: [UInt8]

  /// Counts from 1 without gaps; the order of the log, whatever the clock says.
  package var seq: Int64 { header.seq }
  /// By the writer's clock, in whole milliseconds.
  package var time: Date { Date(millisecondsSince1970: header.milliseconds) }
  package var actor: UserID { header.actor }
  package var workspace: WorkspaceID { header.workspace }
  /// `live` or `practice`.
  package var realm: String { header.realm }
  /// The hash of the entry before; zero before the first.
  package var previous: Digest256 { header.previous }
  package var bodyDigest: Digest256 { header.bodyDigest }
  package var contentKey: ContentKey { header.contentKey }

  /// Where the key of the body is.
  package enum ContentKey: Hashable, Sendable {
    /// Here, wrapped for the audit role.
    case wrapped([UInt8])
    /// In an earlier entry of the same session.
    case inEntry(Int64)
  }

  /// What the next entry follows.
  package var head: AuditHead { AuditHead(seq: seq, hash: hash, time: time) }

  /// Whether header, hash and body belong together; who signed them is another question.
  var isWhole: Bool {
    Header.hash(of: encodedHeader) == hash && Digest256.of(sealedBody) == bodyDigest
  }

  func isSigned(by key: VerificationKey) -> Bool {
    key.isValid(signature, of: hash.bytes, for: .auditEntry)
  }
}

/// The end of the log.
package struct AuditHead: Hashable, Sendable {
  /// 0 where the log is empty.
  package let seq: Int64
  package let hash: Digest256
  package let time: Date

  package init(seq: Int64, hash: Digest256, time: Date) {
    self.seq = seq
    self.hash = hash
    self.time = time
  }

  /// Before the first entry.
  package static let empty = AuditHead(
    seq: 0, hash: .zero, time: Date(timeIntervalSince1970: 0))
}
