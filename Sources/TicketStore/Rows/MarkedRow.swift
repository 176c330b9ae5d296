import Desk
import Sealing

/// A row whose clear columns carry a mark: a keyed MAC by which an edit from outside shows.
///
/// The mark also covers the tags of the row's sealed columns, so that an older seal put back under
/// newer columns shows too.
protocol MarkedRow {
  static var table: StaticString { get }
  var id: Int64 { get }
  var version: Int64 { get }
  /// 16 bytes as they were read, or as `mark(under:)` made them.
  var mac: [UInt8] { get set }
  /// Writes everything the mark covers, besides table, id and version.
  func writeColumns(to writer: inout ByteWriter)
}

extension MarkedRow {
  /// What the mark covers.
  var columns: [UInt8] {
    var writer = ByteWriter()
    writeColumns(to: &writer)
    return writer.bytes
  }

  /// Makes the mark.
  mutating func mark<R: Realm>(under key: RowMAC<R>) {
    mac = key.code(table: Self.table, row: id, version: version, columns: columns)
  }

  /// - Throws: `damaged` where the mark does not hold.
  func verify<R: Realm>(under key: RowMAC<R>) throws(RepositoryError) {
    guard
      key.isValid(mac, table: Self.table, row: id, version: version, columns: columns)
    else { throw damaged }
  }

  /// Names the row in an error.
  var damaged: RepositoryError { .damaged(table: "\(Self.table)", row: id) }
}

extension ByteWriter {
  /// A zero byte for `nil`; otherwise a one and the number.
  mutating func append(_ value: Int64?) {
    append(optional: value) { $0.append($1) }
  }

  /// The tag of a seal: what tells it from every other seal.
  mutating func append(sealTag sealed: [UInt8]?) {
    append(optional: sealed) { $0.append(bytes: $1.suffix(16)) }
  }
}
