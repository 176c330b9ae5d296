import Crypto
import Foundation

/// What all key files have in common: a kind, a version and a realm before, a digest after.
///
/// The digest finds damage by accident; damage on purpose is found by what is sealed inside.
enum FileFrame {
  static let version: UInt8 = 1

  static func header<R: Realm>(_ kind: StaticString, realm: R.Type) -> ByteWriter {
    var writer = ByteWriter()
    writer.append(text: kind.description)
    writer.append(version)
    writer.append(text: R.name)
    return writer
  }

  static func closed(_ writer: ByteWriter) -> [UInt8] {
    writer.bytes + Digest256.of(writer.bytes).bytes
  }

  /// - Throws: `malformed`, `newerVersion`, `wrongRealm`.
  static func open<R: Realm>(
    _ bytes: [UInt8], _ kind: StaticString, realm: R.Type
  ) throws(SealingError) -> ByteReader {
    let (name, reader) = try open(bytes, kind)
    guard name == R.name else { throw .wrongRealm }
    return reader
  }

  /// The name of the realm, and a reader that stands behind it.
  static func open(
    _ bytes: [UInt8], _ kind: StaticString
  ) throws(SealingError) -> (realm: String, ByteReader) {
    guard bytes.count > Digest256.byteCount else { throw .malformed }
    let content = Array(bytes.dropLast(Digest256.byteCount))
    var reader = ByteReader(content)
    guard try reader.text() == kind.description else { throw .malformed }
    // Asked before the digest: a newer version may end differently.
    let written = try reader.integer(UInt8.self)
    guard written <= version else { throw .newerVersion }
    guard written == version,
      Digest256.of(content).bytes == Array(bytes.suffix(Digest256.byteCount))
    else {
      throw .malformed
    }
    return (try reader.text(), reader)
  }
}

/// Bytes of the system's random source.
func randomBytes(_ count: Int) -> [UInt8] {
  var generator = SystemRandomNumberGenerator()
  return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
}
