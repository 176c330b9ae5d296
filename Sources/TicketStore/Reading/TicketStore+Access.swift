import Desk
import GRDB
import Sealing
import Tickets

extension TicketStore {
  /// Runs a read on a connection of its own, from one state of the file; never on the caller's actor.
  ///
  /// It stays on the thread it is given: to hand a read of 50 µs to a queue and wait for the answer
  /// costs more than the read.
  @concurrent func reading<Value: Sendable>(
    _ body: @Sendable (Database) throws -> Value
  ) async throws(RepositoryError) -> Value {
    try readNow(body)
  }

  private func readNow<Value>(
    _ body: (Database) throws -> Value
  ) throws(RepositoryError) -> Value {
    do {
      return try gate.pass { try pool.read(body) }
    } catch {
      throw RepositoryError(error)
    }
  }

  /// Runs a write in one transaction, and tells everybody once it is durable.
  ///
  /// Cancelling the task does not cancel the write: whoever asked for it must know how it ended.
  func writing<Value: Sendable>(
    _ body: @escaping @Sendable (WriteContext<R>) throws -> Value
  ) async throws(RepositoryError) -> Value {
    let result = await withCheckedContinuation { continuation in
      pool.asyncWriteWithoutTransaction { [self] db in
        continuation.resume(
          returning: Result { try commit(db, body) }.mapError { RepositoryError($0) })
      }
    }
    let (value, changes) = try result.get()
    watch.committed(changes)
    // An entry of the log alone holds no words to search for.
    if changes != .audit { index.catchUp() }
    return value
  }

  private func commit<Value>(
    _ db: Database, _ body: (WriteContext<R>) throws -> Value
  ) throws -> (Value, StoreChange) {
    try turnstile.pass {
      var done: (value: Value, context: WriteContext<R>)?
      try db.inTransaction(.immediate) {
        let context = try WriteContext(
          db, secrets: secrets, protection: protection, vocabulary: vocabulary, now: now())
        let value = try body(context)
        try context.finish()
        done = (value, context)
        Failpoint.reach(.beforeCommit)
        return .commit
      }
      Failpoint.reach(.afterCommit)
      guard let done else { preconditionFailure("a transaction that committed has a value") }
      done.context.didCommit()
      return (done.value, done.context.changes)
    }
  }
}
