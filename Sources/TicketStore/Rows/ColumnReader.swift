import Desk
import Foundation
import GRDB

/// Reads a row's columns in order.
///
/// Each throws on a value of another type, which a damaged file can hold; subscripts of `Row` would
/// end the process and print the row.
struct ColumnReader {
  private let row: Row
  private var index = 0

  init(_ row: Row) {
    self.row = row
  }

  mutating func integer() throws -> Int64 {
    defer { index += 1 }
    return try row.decode(Int64.self, atIndex: index)
  }

  mutating func optionalInteger() throws -> Int64? {
    defer { index += 1 }
    return try row.decode(Int64?.self, atIndex: index)
  }

  mutating func bytes() throws -> [UInt8] {
    defer { index += 1 }
    return try Array(row.decode(Data.self, atIndex: index))
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
    defer { index += 1 }
    return try row.decode(Data?.self, atIndex: index).map(Array.init)
  }
}

extension Statement {
  /// Reads the first row, if there is one.
  ///
  /// The row is gone with its cursor, so nothing of it leaves `read` but values.
  func first<Value>(
    _ arguments: StatementArguments = StatementArguments(),
    _ read: (inout ColumnReader) throws -> Value
  ) throws -> Value? {
    let rows = try Row.fetchCursor(self, arguments: arguments)
    return try withExtendedLifetime(rows) {
      try rows.next().map { row in
        var columns = ColumnReader(row)
        return try read(&columns)
      }
    }
  }

  /// Binds and runs; the values are numbers and bytes and nothing else.
  func run(_ values: Bindable...) throws {
    try execute(arguments: StatementArguments(values.map(\.databaseValue)))
  }
}

/// What is ever bound to a statement.
enum Bindable: ExpressibleByNilLiteral {
  case integer(Int64?)
  case bytes([UInt8]?)

  init(nilLiteral: ()) {
    self = .integer(nil)
  }

  var databaseValue: DatabaseValue {
    switch self {
    case .integer(let value): value.databaseValue
    case .bytes(let value): value.map { Data($0) }.databaseValue
    }
  }
}

extension Date {
  /// Milliseconds since 1970, as times lie in the file.
  var milliseconds: Int64 {
    let value = (timeIntervalSince1970 * 1000).rounded()
    guard value.isFinite else { return value > 0 ? Self.lastMillisecond : -Self.lastMillisecond }
    return Int64(min(max(value, -Double(Self.lastMillisecond)), Double(Self.lastMillisecond)))
  }

  init(milliseconds: Int64) {
    self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
  }

  /// Less than what stands for "never" in the indexes.
  private static var lastMillisecond: Int64 { 9_007_199_254_740_990 }
}

extension Duration {
  var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
