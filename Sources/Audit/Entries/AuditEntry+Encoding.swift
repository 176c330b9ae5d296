import Foundation
package import Sealing
import Tickets

/// The bytes that are hashed, and the bytes that are stored; the catalogue's page on the log's
/// format describes both.
extension AuditEntry {
  static let version: UInt8 = 1
  static let maximumBodyByteCount = 1 << 20

  /// The canonical header.
  struct Header {
    let seq: Int64
    let time: Date
    let actor: UserID
    let workspace: WorkspaceID
    let realm: String
    let previous: Digest256
    let contentKey: ContentKey
    let bodyDigest: Digest256

    func encoded() -> [UInt8] {
      var writer = ByteWriter()
      writer.append(AuditEntry.version)
      writer.append(text: realm)
      writer.append(fixed: workspace.bytes)
      writer.append(seq)
      writer.append(time.millisecondsSince1970)
      writer.append(actor.rawValue)
      writer.append(fixed: previous.bytes)
      switch contentKey {
      case .wrapped(let wrap):
        writer.append(UInt8(1))
        writer.append(bytes: wrap)
      case .inEntry(let seq):
        writer.append(UInt8(2))
        writer.append(seq)
      }
      writer.append(fixed: bodyDigest.bytes)
      return writer.bytes
    }

    var hash: Digest256 { Digest256.of(prefix: 0, encoded()) }
  }

  var header: Header {
    Header(
      seq: seq, time: time, actor: actor, workspace: workspace, realm: realm, previous: previous,
      contentKey: contentKey, bodyDigest: bodyDigest)
  }

  /// Closes a header with its body and signature.
  init(header: Header, sealedBody: [UInt8], signature: [UInt8]) {
    self.init(
      seq: header.seq, time: header.time, actor: header.actor, workspace: header.workspace,
      realm: header.realm, previous: header.previous, contentKey: header.contentKey,
      sealedBody: sealedBody, signature: signature, bodyDigest: header.bodyDigest,
      hash: header.hash)
  }

  /// What is stored: `counted header ‖ signature (64) ‖ counted sealed body`.
  package var storedBytes: [UInt8] {
    var writer = ByteWriter()
    writer.append(bytes: header.encoded())
    writer.append(fixed: signature)
    writer.append(bytes: sealedBody)
    return writer.bytes
  }

  /// Reads an entry as it was stored; whether it is genuine shows when it is verified.
  /// - Throws: `malformed`, `newerVersion`.
  package init(storedBytes bytes: [UInt8]) throws(SealingError) {
    var reader = ByteReader(bytes)
    let encodedHeader = try reader.counted()
    let signature = try reader.fixed(VerificationKey.signatureByteCount)
    let sealedBody = try reader.counted()
    try reader.finish()
    guard sealedBody.count <= Self.maximumBodyByteCount else { throw .malformed }
    let header = try Header(decoding: encodedHeader)
    self.init(header: header, sealedBody: sealedBody, signature: signature)
  }
}

extension AuditEntry.Header {
  init(decoding bytes: [UInt8]) throws(SealingError) {
    var reader = ByteReader(bytes)
    guard try reader.integer(UInt8.self) == AuditEntry.version else { throw .newerVersion }
    realm = try reader.text()
    workspace = WorkspaceID(bytes: try reader.fixed(WorkspaceID.byteCount))
    seq = try reader.integer()
    time = Date(millisecondsSince1970: try reader.integer())
    actor = UserID(rawValue: try reader.integer())
    previous = try reader.digest()
    switch try reader.integer(UInt8.self) {
    case 1: contentKey = .wrapped(try reader.counted())
    case 2: contentKey = .inEntry(try reader.integer())
    default: throw .malformed
    }
    bodyDigest = try reader.digest()
    try reader.finish()
    // One entry has one encoding: a time beyond what a `Date` holds exactly would have two.
    guard encoded() == bytes else { throw .malformed }
  }
}

extension ByteReader {
  mutating func digest() throws(SealingError) -> Digest256 {
    guard let digest = Digest256(bytes: try fixed(Digest256.byteCount)) else { throw .malformed }
    return digest
  }
}
