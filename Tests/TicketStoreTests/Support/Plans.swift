import GRDB

extension String {
  /// The plan's words, as SQLite explains them.
  static func fetchAllColumns(
    _ db: Database, _ sql: String, _ arguments: [Int64]
  ) throws -> [String] {
    try Row.fetchAll(db, sql: sql, arguments: StatementArguments(arguments)).map {
      try $0.decode(String.self, forColumn: "detail")
    }
  }
}
