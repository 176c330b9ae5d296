package import Sealing
import Tickets

/// The bytes that are hashed, and the bytes that are stored; the catalogue's page on the log's
/// format describes both.
extension AuditEntry {
  static let version: UInt8 = 1
  static let maximumBodyByteCount = 1 << 20

  /// What is hashed and signed.
  ///
  /// Two headers that differ never share their bytes, and one header has one encoding.
  struct Header: Hashable, Sendable {
    let seq: Int64
    let milliseconds: Int64
    let actor: UserID
    let workspace: WorkspaceID
    let realm: String
    let previous: Digest256
    let contentKey: ContentKey
    let bodyDigest: Digest256

    var hash: Digest256 { Self.hash(of: encoded()) }

    static func hash(of encoded: [UInt8]) -> Digest256 { .of(prefix: 0, encoded) }
  }

  /// Closes a header with its hash, its signature and its body.
  init(header: Header, hash: Digest256, signature: [UInt8], sealedBody: [UInt8]) {
    self.header = header
    encodedHeader = header.encoded()
    self.hash = hash
    self.signature = signature
    self.sealedBody = sealedBody
  }

  /// What is stored: `counted header ‖ hash (32) ‖ signature (64) ‖ counted sealed body`.
  package var storedBytes: [UInt8] {
    var writer = ByteWriter(reserving: encodedHeader.count + sealedBody.count + 104)
    writer.append(bytes: encodedHeader)
    writer.append(hash)
    writer.append(fixed: signature)
    writer.append(bytes: sealedBody)
    return writer.bytes
  }

  /// Reads an entry as it was stored; whether it is genuine shows when it is verified.
  /// - Throws: `malformed`, `newerVersion`.
  package init(storedBytes bytes: [UInt8]) throws(SealingError) {
    var reader = ByteReader(bytes)
    encodedHeader = try reader.counted()
    header = try Header(decoding: encodedHeader)
    hash = try reader.digest()
    signature = try reader.fixed(VerificationKey.signatureByteCount)
    sealedBody = try reader.counted()
    try reader.finish()
    guard sealedBody.count <= Self.maximumBodyByteCount else { throw .malformed }
  }
}

extension AuditEntry.Header {
  func encoded() -> [UInt8] {
    var writer = ByteWriter(reserving: 256)
    writer.append(AuditEntry.version)
    writer.append(text: realm)
    writer.append(workspace)
    writer.append(seq)
    writer.append(milliseconds)
    writer.append(actor.rawValue)
    writer.append(previous)
    switch contentKey {
    case .wrapped(let wrap):
      writer.append(UInt8(1))
      writer.append(bytes: wrap)
    case .inEntry(let seq):
      writer.append(UInt8(2))
      writer.append(seq)
    }
    writer.append(bodyDigest)
    return writer.bytes
  }

  init(decoding bytes: [UInt8]) throws(SealingError) {
    var reader = ByteReader(bytes)
    let version = try reader.integer(UInt8.self)
    guard version <= AuditEntry.version else { throw .newerVersion }
    guard version == AuditEntry.version else { throw .malformed }
    realm = try reader.text()
    workspace = try WorkspaceID(from: &reader)
    seq = try reader.integer()
    milliseconds = try reader.integer()
    actor = UserID(rawValue: try reader.integer())
    previous = try reader.digest()
    switch try reader.integer(UInt8.self) {
    case 1: contentKey = .wrapped(try reader.counted())
    case 2: contentKey = .inEntry(try reader.integer())
    default: throw .malformed
    }
    bodyDigest = try reader.digest()
    try reader.finish()
  }
}
