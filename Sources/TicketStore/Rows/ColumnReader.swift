import Desk
import GRDBSQLite

/// Reads the columns of the row on which a statement stands, in order.
///
/// Each throws on a value of another type, which a damaged file can hold. It reads SQLite's own
/// memory: a row of GRDB knows its columns by name, which costs more than to read it.
struct ColumnReader {
  private let statement: OpaquePointer
  private var index: Int32 = 0

  /// A column holds what the schema does not allow.
  struct Mismatch: Error {}

  init(_ statement: OpaquePointer) {
    self.statement = statement
  }

  mutating func integer() throws -> Int64 {
    guard sqlite3_column_type(statement, index) == SQLITE_INTEGER else { throw Mismatch() }
    defer { index += 1 }
    return sqlite3_column_int64(statement, index)
  }

  mutating func optionalInteger() throws -> Int64? {
    guard sqlite3_column_type(statement, index) == SQLITE_NULL else { return try integer() }
    index += 1
    return nil
  }

  mutating func bytes() throws -> [UInt8] {
    guard sqlite3_column_type(statement, index) == SQLITE_BLOB else { throw Mismatch() }
    defer { index += 1 }
    // The blob first, then its count: SQLite asks for this order.
    let start = sqlite3_column_blob(statement, index)
    let count = sqlite3_column_bytes(statement, index)
    return Array(UnsafeRawBufferPointer(start: start, count: Int(count)))
  }

  /// Passes over the column where it is not wanted.
  mutating func bytes(if isWanted: Bool) throws -> [UInt8] {
    guard isWanted else {
      index += 1
      return []
    }
    return try bytes()
  }

  mutating func optionalBytes() throws -> [UInt8]? {
    guard sqlite3_column_type(statement, index) == SQLITE_NULL else { return try bytes() }
    index += 1
    return nil
  }
}
