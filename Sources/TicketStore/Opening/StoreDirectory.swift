import Desk
import Foundation
import Glibc

/// The workspace's directory as far as the store is concerned: which files it makes there, and that
/// nobody else may.
struct StoreDirectory: Sendable {
  let url: URL

  var database: URL { url.appending(path: "tickets.db") }
  /// Writers queue here: see `Turnstile`.
  var turnstile: URL { url.appending(path: "tickets.lock") }
  /// Sockets of open stores: see `Bell`.
  var bells: URL { url.appending(path: "open") }

  /// Checks the directory and makes what is missing, readable by its owner only.
  /// - Throws: `notPrivate`, `cannotWrite`.
  init(_ url: URL) throws(RepositoryError) {
    self.url = url
    try Self.requirePrivate(url)
    try Self.makeDirectory(bells)
    // SQLite gives -wal and -shm the permissions of the database, so that one is made first.
    for file in [database, turnstile] { try Self.makeFile(file) }
  }

  /// Checks a directory that must hold a store.
  /// - Throws: `notFound`, `notPrivate`, `cannotWrite`.
  init(existing url: URL) throws(RepositoryError) {
    let database = url.appending(path: "tickets.db")
    var status = stat()
    guard stat(database.path, &status) == 0, status.st_size > 0 else { throw .notFound }
    try self.init(url)
  }

  private static func requirePrivate(_ url: URL) throws(RepositoryError) {
    var status = stat()
    guard stat(url.path, &status) == 0 else { throw .cannotWrite }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw .cannotWrite }
    // Whoever may write in the directory may put other files in the place of ours.
    guard status.st_uid == geteuid() || geteuid() == 0, status.st_mode & 0o022 == 0 else {
      throw .notPrivate
    }
  }

  private static func makeDirectory(_ url: URL) throws(RepositoryError) {
    guard mkdir(url.path, 0o700) == 0 || errno == EEXIST else { throw .cannotWrite }
  }

  private static func makeFile(_ url: URL) throws(RepositoryError) {
    let descriptor = Glibc.open(url.path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .cannotWrite }
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    Glibc.close(descriptor)
    guard isKnown, status.st_mode & 0o077 == 0 else { throw .notPrivate }
  }
}
