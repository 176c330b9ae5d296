import Crypto
import Foundation

/// A keyed check over the clear columns of a row, so that an edit from outside shows.
package struct RowMAC<R: Realm>: Sendable {
  /// The function with its key taken in: that is half of the work for a short row.
  private let keyed: HMAC<SHA256>

  package static var byteCount: Int { 16 }

  init(key: SymmetricKey) {
    keyed = HMAC(key: key)
  }

  /// HMAC-SHA-256, the first 16 bytes (RFC 2104, section 5, allows to truncate to half).
  ///
  /// `columns` holds the clear columns and the digests of the sealed ones, as a `ByteWriter` puts
  /// them together.
  package func code(
    table: StaticString, row: Int64, version: Int64, columns: [UInt8]
  ) -> [UInt8] {
    var check = keyed
    message(table: table, row: row, version: version, columns: columns)
      .withUnsafeBytes { check.update(data: $0) }
    return check.finalize().withUnsafeBytes { Array($0.prefix(Self.byteCount)) }
  }

  /// Compares in constant time.
  package func isValid(
    _ code: [UInt8], table: StaticString, row: Int64, version: Int64, columns: [UInt8]
  ) -> Bool {
    let expected = self.code(table: table, row: row, version: version, columns: columns)
    guard code.count == expected.count else { return false }
    return zip(code, expected).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private func message(
    table: StaticString, row: Int64, version: Int64, columns: [UInt8]
  ) -> [UInt8] {
    var writer = ByteWriter(reserving: 64 + columns.count)
    writer.append(text: R.name)
    table.withUTF8Buffer { writer.append(bytes: $0) }
    writer.append(row)
    writer.append(version)
    writer.append(bytes: columns)
    return writer.bytes
  }
}
