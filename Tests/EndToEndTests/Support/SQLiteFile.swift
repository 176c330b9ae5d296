import Glibc

/// Reaches into a database as somebody with the file and the usual tools can.
///
/// The library is looked up by name: the tests do not link what they check.
enum SQLiteFile {
  private typealias Open =
    @convention(c) (UnsafePointer<CChar>, UnsafeMutablePointer<OpaquePointer?>) -> Int32
  private typealias Close = @convention(c) (OpaquePointer?) -> Int32
  private typealias BlobOpen =
    @convention(c) (
      OpaquePointer?, UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafePointer<CChar>, Int64,
      Int32,
      UnsafeMutablePointer<OpaquePointer?>
    ) -> Int32
  private typealias BlobRead =
    @convention(c) (
      OpaquePointer?, UnsafeMutableRawPointer, Int32, Int32
    ) -> Int32
  private typealias BlobWrite =
    @convention(c) (
      OpaquePointer?, UnsafeRawPointer, Int32, Int32
    ) -> Int32

  private typealias Execute =
    @convention(c) (
      OpaquePointer?, UnsafePointer<CChar>, OpaquePointer?, OpaquePointer?, OpaquePointer?
    ) -> Int32

  /// Runs statements, without the checks that keep tables consistent.
  static func execute(_ sql: String, in file: String) throws {
    guard let library = dlopen("libsqlite3.so.0", RTLD_NOW) else {
      throw TerminalProcessError("no SQLite library")
    }
    defer { dlclose(library) }
    var database: OpaquePointer?
    try check(call("sqlite3_open", Open.self, library)(file, &database))
    defer { _ = try? call("sqlite3_close", Close.self, library)(database) }
    try check(call("sqlite3_exec", Execute.self, library)(database, sql, nil, nil, nil))
  }

  /// Changes one byte of a column's value.
  static func flipByte(
    at offset: Int32, of column: String, row: Int64, in table: String, of file: String
  ) throws {
    guard let library = dlopen("libsqlite3.so.0", RTLD_NOW) else {
      throw TerminalProcessError("no SQLite library")
    }
    defer { dlclose(library) }
    var database: OpaquePointer?
    var blob: OpaquePointer?
    try check(call("sqlite3_open", Open.self, library)(file, &database))
    defer { _ = try? call("sqlite3_close", Close.self, library)(database) }
    try check(
      call("sqlite3_blob_open", BlobOpen.self, library)(
        database, "main", table, column, row, 1, &blob))
    var byte: UInt8 = 0
    try check(call("sqlite3_blob_read", BlobRead.self, library)(blob, &byte, 1, offset))
    byte ^= 0x01
    try check(call("sqlite3_blob_write", BlobWrite.self, library)(blob, &byte, 1, offset))
    try check(call("sqlite3_blob_close", Close.self, library)(blob))
  }

  private static func call<Function>(
    _ name: String, _ type: Function.Type, _ library: UnsafeMutableRawPointer
  ) throws -> Function {
    guard let symbol = dlsym(library, name) else { throw TerminalProcessError("no \(name)") }
    return unsafeBitCast(symbol, to: type)
  }

  private static func check(_ code: Int32) throws {
    guard code == 0 else { throw TerminalProcessError("SQLite answers \(code)") }
  }
}
