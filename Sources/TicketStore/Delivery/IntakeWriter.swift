package import Desk
import Dispatch
package import Foundation
import GRDB
import Sealing
import Tickets

/// Takes delivered mail into the file without holding a key.
///
/// The mail system's user runs it: it can add what is sealed to the intake key, and read nothing.
package struct IntakeWriter: Sendable {
  private let queue: DatabaseQueue
  private let turnstile: Turnstile
  private let bell: Bell

  /// Opens a workspace's store, which must be there.
  /// - Throws: `notFound`, `notPrivate`, `newerVersion`, `busy`, `cannotWrite`.
  package init(
    in directory: URL, configuration: StoreConfiguration = .standard
  ) throws(RepositoryError) {
    let directory = try StoreDirectory(existing: directory)
    turnstile = try Turnstile(directory.turnstile, timeout: configuration.busyTimeout)
    queue = try Connections.openQueue(directory, configuration: configuration)
    bell = try Bell(
      in: directory.bells, queue: DispatchQueue(label: "IntakeWriter"), hear: nil)
  }

  /// Keeps a mail that was sealed to the workspace's intake key.
  ///
  /// It is on disk when this returns, and open consoles know of it.
  @discardableResult
  package func append(
    sealed: [UInt8], receivedAt: Date
  ) throws(RepositoryError) -> IntakeID {
    let id: IntakeID
    do {
      id = try queue.writeWithoutTransaction { db in
        try turnstile.pass {
          var id = IntakeID(rawValue: 0)
          try db.inTransaction(.immediate) {
            id = try IntakeTable.insert(sealed, receivedAt: receivedAt.milliseconds, db)
            Failpoint.reach(.beforeIntake)
            return .commit
          }
          Failpoint.reach(.afterIntake)
          return id
        }
      }
    } catch {
      throw RepositoryError(error)
    }
    bell.ring(BellMessage.announcement(of: .intake))
    return id
  }
}
