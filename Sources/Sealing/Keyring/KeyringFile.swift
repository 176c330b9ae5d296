import Crypto
import Foundation

/// How data keys lie on disk: a header of 512 bytes, then a record of 128 for each key.
///
///     header: counted header ‖ zeros ‖ SHA-256 (32)
///       "SDRING" ‖ version (1) ‖ realm ‖ workspace (16) ‖ epoch (4) ‖ wrapped epoch key
///     record: customer (8) ‖ key version (4) ‖ nonce (12) ‖ key (32) ‖ tag (16) ‖ zeros ‖ sum (8)
///
/// A record never straddles a disk sector. After a power loss one that was not yet acknowledged is
/// therefore missing or zero: a hole, which is passed over. Any other record whose sum is wrong was
/// damaged.
enum KeyringFile<R: Realm> {
  static var headerByteCount: Int { 512 }
  static var recordByteCount: Int { 128 }
  static var kind: StaticString { "SDRING" }
  static var wrapOffset: Int { 12 }
  static var wrapByteCount: Int { 60 }
  static var sumOffset: Int { 120 }

  struct Header {
    let workspace: WorkspaceID
    let epoch: UInt32
    let epochKey: SymmetricKey
    /// Binds every record to its realm, workspace and epoch; what it stands beside is added.
    let context: [UInt8]

    init(workspace: WorkspaceID, epoch: UInt32, epochKey: SymmetricKey) {
      self.workspace = workspace
      self.epoch = epoch
      self.epochKey = epochKey
      var writer = ByteWriter()
      writer.append(text: R.name)
      writer.append(workspace)
      writer.append(epoch)
      context = writer.bytes
    }
  }

  static func encode(_ header: Header, workspaceKey: SymmetricKey) throws(SealingError) -> [UInt8] {
    var writer = FileFrame.header(kind, realm: R.self)
    writer.append(header.workspace)
    writer.append(header.epoch)
    let wrapping = workspaceKey.derived(for: "sealdesk.keyring")
    writer.append(fixed: wrapping.check)
    writer.append(
      bytes: try Cipher.seal(
        header.epochKey.rawBytes, key: wrapping, context: writer.bytes))
    var framed = ByteWriter()
    framed.append(bytes: writer.bytes)
    let padding = headerByteCount - Digest256.byteCount - framed.bytes.count
    precondition(padding >= 0, "the names of the realms are short")
    framed.append(fixed: [UInt8](repeating: 0, count: padding))
    return FileFrame.closed(framed)
  }

  /// - Throws: `malformed`, `newerVersion`, `wrongRealm`, `keyNotHeld` where the ring belongs to
  ///   another workspace key, `notAuthentic`.
  static func decodeHeader(
    _ bytes: [UInt8], workspace: WorkspaceID, workspaceKey: SymmetricKey
  ) throws(SealingError) -> Header {
    guard bytes.count == headerByteCount else { throw .malformed }
    var framed = ByteReader(Array(bytes.dropLast(Digest256.byteCount)))
    let content = try framed.counted()
    guard
      Digest256.of(bytes.dropLast(Digest256.byteCount)).bytes
        == Array(bytes.suffix(Digest256.byteCount))
    else { throw .malformed }
    var reader = ByteReader(content)
    guard try reader.text() == kind.description else { throw .malformed }
    guard try reader.integer(UInt8.self) == FileFrame.version else { throw .newerVersion }
    guard try reader.text() == R.name else { throw .wrongRealm }
    let owner = try WorkspaceID(from: &reader)
    let epoch: UInt32 = try reader.integer()
    let wrapping = workspaceKey.derived(for: "sealdesk.keyring")
    guard owner == workspace, try reader.fixed(16) == wrapping.check else { throw .keyNotHeld }
    let context = Array(content[..<reader.offset])
    var raw = try Cipher.open(reader.counted(), key: wrapping, context: context)
    defer { raw.withUnsafeMutableBytes { wipe($0) } }
    return Header(workspace: owner, epoch: epoch, epochKey: SymmetricKey(data: raw))
  }

  static func encode(_ key: DataKey<R>, header: Header) throws(SealingError) -> [UInt8] {
    var writer = ByteWriter(reserving: recordByteCount)
    writer.append(key.owner.rawValue)
    writer.append(key.version)
    writer.append(
      fixed: try key.wrapped(under: header.epochKey, context: header.context + writer.bytes))
    writer.append(fixed: [UInt8](repeating: 0, count: sumOffset - writer.bytes.count))
    writer.append(writer.bytes.withUnsafeBytes { sum($0) })
    return writer.bytes
  }

  static func decode(
    _ record: ArraySlice<UInt8>, header: Header, nonces: NonceSource
  ) throws(SealingError) -> DataKey<R> {
    let start = record.startIndex
    let fields = record[start..<start + wrapOffset]
    var reader = ByteReader(Array(fields))
    let owner = CustomerID(rawValue: try reader.integer())
    let version: UInt32 = try reader.integer()
    return try DataKey(
      unwrapping: record[start + wrapOffset..<start + wrapOffset + wrapByteCount],
      under: header.epochKey, context: header.context + fields, owner: owner, version: version,
      nonces: nonces)
  }

  /// FNV-1a over 64-bit words, most significant byte first: it finds every change of a single word.
  static func sum(_ record: UnsafeRawBufferPointer) -> UInt64 {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    for offset in stride(from: 0, to: sumOffset, by: 8) {
      let word = UInt64(bigEndian: record.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      sum = (sum ^ word) &* 0x100_0000_01b3
      sum ^= sum >> 29
    }
    return sum
  }
}
