import GRDB
import GRDBSQLite

/// What is ever bound to a statement.
enum Bindable {
  case integer(Int64?)
  case bytes([UInt8]?)
}

/// Statements are prepared and kept by GRDB and stepped here: numbers and bytes go in and come out
/// without a box for each.
///
/// A statement is reset before any of these returns, so that none keeps an old state of the file
/// from being checkpointed. While its rows are read it is not used for anything else.
extension Statement {
  /// Binds and runs; what rows it has are passed over.
  func run(_ values: Bindable...) throws {
    try stepping(values) { _ in false }
  }

  /// Reads all rows.
  func forEach(
    _ values: Bindable..., body: (inout ColumnReader) throws -> Void
  ) throws {
    try stepping(values) { columns in
      try body(&columns)
      return true
    }
  }

  /// Reads all rows; for a statement that is put together from parts.
  func forEach(
    _ values: [Bindable], body: (inout ColumnReader) throws -> Void
  ) throws {
    try stepping(values) { columns in
      try body(&columns)
      return true
    }
  }

  /// Reads all rows, one value from each.
  func all<Value>(
    _ values: Bindable..., read: (inout ColumnReader) throws -> Value
  ) throws -> [Value] {
    var results: [Value] = []
    try stepping(values) { columns in
      results.append(try read(&columns))
      return true
    }
    return results
  }

  /// Reads the first row, if there is one.
  func first<Value>(
    _ values: Bindable..., read: (inout ColumnReader) throws -> Value
  ) throws -> Value? {
    var result: Value?
    try stepping(values) { columns in
      result = try read(&columns)
      return false
    }
    return result
  }

  /// The number in the first row; `nil` where there is no row, or no number in it.
  func integer(_ values: Bindable...) throws -> Int64? {
    var result: Int64?
    try stepping(values) { columns in
      result = try columns.optionalInteger()
      return false
    }
    return result
  }

  /// The numbers in all rows.
  func integers(_ values: Bindable...) throws -> [Int64] {
    var results: [Int64] = []
    try stepping(values) { columns in
      results.append(try columns.integer())
      return true
    }
    return results
  }

  /// Steps as long as `body` wants more rows.
  @inline(__always)
  private func stepping(
    _ values: [Bindable], _ body: (inout ColumnReader) throws -> Bool
  ) throws {
    let statement = sqliteStatement
    precondition(sqlite3_stmt_busy(statement) == 0, "a statement runs once at a time")
    try bind(values)
    defer { sqlite3_reset(statement) }
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        var columns = ColumnReader(statement)
        guard try body(&columns) else { return }
      case SQLITE_DONE:
        return
      case let code:
        throw DatabaseError(resultCode: ResultCode(rawValue: code))
      }
    }
  }

  private func bind(_ values: [Bindable]) throws {
    let statement = sqliteStatement
    precondition(
      Int(sqlite3_bind_parameter_count(statement)) == values.count,
      "a statement is given a value for each of its question marks")
    var index: Int32 = 0
    for value in values {
      index += 1
      let code =
        switch value {
        case .integer(let number?): sqlite3_bind_int64(statement, index, number)
        case .bytes(let bytes?): Self.bind(bytes, statement, index)
        case .integer(nil), .bytes(nil): sqlite3_bind_null(statement, index)
        }
      guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
  }

  private static func bind(_ bytes: [UInt8], _ statement: OpaquePointer, _ index: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      // No bytes are not nothing: without an address SQLite would bind NULL.
      guard let start = buffer.baseAddress, !buffer.isEmpty else {
        return sqlite3_bind_zeroblob(statement, index, 0)
      }
      return sqlite3_bind_blob64(statement, index, start, UInt64(buffer.count), copied)
    }
  }

  /// `SQLITE_TRANSIENT`, a cast that the importer does not know: SQLite takes a copy.
  private static var copied: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }
}
