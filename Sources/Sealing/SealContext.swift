/// The place a sealed value belongs to: bound to it as additional authenticated data, so that a
/// value moved to another row, column or customer no longer opens.
public struct SealContext: Hashable, Sendable {
  /// The table.
  public let table: StaticString
  /// The column.
  public let column: StaticString
  /// The row id.
  public let row: Int64

  /// Names a place.
  public init(table: StaticString, column: StaticString, row: Int64) {
    self.table = table
    self.column = column
    self.row = row
  }

  /// By place.
  public static func == (left: SealContext, right: SealContext) -> Bool {
    left.bytes == right.bytes
  }

  /// By place.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(bytes)
  }

  /// Each field with its length before it, so that no two places share their bytes.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  /// Appends `bytes`.
  func append(to bytes: inout [UInt8]) {
    bytes.reserveCapacity(
      bytes.count + 10 + table.utf8CodeUnitCount + column.utf8CodeUnitCount)
    Self.append(table, to: &bytes)
    Self.append(column, to: &bytes)
    bytes.append(bigEndian: row)
  }

  private static func append(_ field: StaticString, to bytes: inout [UInt8]) {
    bytes.append(UInt8(field.utf8CodeUnitCount))
    field.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }
}

extension [UInt8] {
  /// Appends an integer, most significant byte first.
  mutating func append(bigEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
  }
}
