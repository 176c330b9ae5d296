import Desk
import GRDB
import Sealing

extension RepositoryError {
  /// What an error of SQLite, of a row or of a seal means to the caller.
  init(_ error: any Error) {
    switch error {
    case let error as RepositoryError: self = error
    case let error as DatabaseError: self.init(error)
    // A column holds what the schema does not allow.
    case is RowDecodingError, is ColumnReader.Mismatch: self = .damaged(table: "", row: 0)
    case let error as SealingError: self.init(error, table: "workspace", row: 1)
    default: self = .cannotWrite
    }
  }

  /// What a seal that does not open means.
  init(_ error: SealingError, table: StaticString, row: Int64) {
    switch error {
    case .keyNotHeld: self = .erased
    case .cipherUnavailable: self = .cannotWrite
    case .newerVersion: self = .newerVersion
    case .keysRenewed: self = .keysRenewed
    default: self = .damaged(table: "\(table)", row: row)
    }
  }

  private init(_ error: DatabaseError) {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_SCHEMA, .SQLITE_ERROR,
      .SQLITE_MISMATCH, .SQLITE_RANGE, .SQLITE_CONSTRAINT, .SQLITE_TOOBIG:
      // Our statements are right for our schema: where one does not fit, the schema is not ours.
      self = .damaged(table: "sqlite", row: Int64(error.extendedResultCode.rawValue))
    default: self = .cannotWrite
    }
  }
}
