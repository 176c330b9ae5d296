import Crypto
import Foundation
import Synchronization

/// The customers' data keys, in a file of their own.
///
/// The file is apart from the database so that a backup of the database opens nothing by itself, and
/// to take a key out of it is to erase a customer. Several processes use one: keys which another
/// process added are picked up when they are missed.
package final class Keyring<R: Realm>: Sendable {
  private let place: KeyringPlace
  private let state: Mutex<KeyringState<R>>

  /// - Throws: `file`, `malformed`, `wrongRealm`, `newerVersion`, `keyNotHeld`, `notAuthentic`.
  init(at place: KeyringPlace) throws(SealingError) {
    self.place = place
    state = Mutex(try KeyringState(at: place))
  }

  /// Makes an empty one, in place of what an interrupted attempt left there.
  static func create(at place: KeyringPlace) throws(SealingError) -> Keyring {
    _ = try KeyringState<R>(at: place, replacedBy: [], epoch: 1)
    return try Keyring(at: place)
  }

  /// Whose keys are in the file, and how far it has come.
  package func survey() throws(SealingError) -> KeyringSurvey {
    try state.withLock { state throws(SealingError) in
      try refresh(&state)
      return state.survey
    }
  }

  /// The same, once all that it counts is on disk.
  func durableSurvey() throws(SealingError) -> KeyringSurvey {
    try exclusively { state throws(SealingError) in
      try state.synchronize()
      return state.survey
    }
  }

  /// How many customers have a key.
  package var count: Int { state.withLock { $0.count } }

  /// How many records of the file are damaged: somebody's key may be among them.
  package var damagedRecordCount: Int { state.withLock { $0.damagedRecordCount } }

  /// - Throws: `keyNotHeld`; `malformed` where a damaged record may be what was looked for;
  ///   `notAuthentic`, `file`.
  package func dataKey(for customer: CustomerID) throws(SealingError) -> DataKey<R> {
    try state.withLock { state throws(SealingError) in
      if let key = try state.key(for: customer) { return key }
      try refresh(&state)
      if let key = try state.key(for: customer) { return key }
      throw state.damagedRecordCount == 0 ? .keyNotHeld : .malformed
    }
  }

  /// Lets go of the keys that this process opened, where another has erased somebody since.
  /// - Returns: whether that was so.
  /// - Throws: as `dataKey(for:)`.
  @discardableResult
  package func dropErased() throws(SealingError) -> Bool {
    try state.withLock { state throws(SealingError) in
      guard try state.isReplaced(at: place) else { return false }
      state = try KeyringState(at: place)
      return true
    }
  }

  /// Whether this process has a customer's key open; asks no file.
  package func holdsInMemory(_ customer: CustomerID) -> Bool {
    state.withLock { $0.hasOpened(customer) }
  }

  /// The key of somebody who may have been erased meanwhile.
  func keyIfHeld(by customer: CustomerID) throws(SealingError) -> DataKey<R>? {
    do throws(SealingError) {
      return try dataKey(for: customer)
    } catch .keyNotHeld {
      return nil
    }
  }

  /// Gives customers keys where they have none, durable before it returns.
  /// - Throws: `malformed` while a record is damaged, since a second key for one customer would hide
  ///   what the first sealed; `file`, `cipherUnavailable`.
  package func makeDataKeys(
    for customers: [CustomerID]
  ) throws(SealingError) -> [CustomerID: DataKey<R>] {
    try exclusively { state throws(SealingError) in
      var keys: [CustomerID: DataKey<R>] = [:]
      var fresh: [DataKey<R>] = []
      for customer in customers where keys[customer] == nil {
        if let key = try state.key(for: customer) {
          keys[customer] = key
        } else {
          guard state.damagedRecordCount == 0 else { throw .malformed }
          let key = DataKey<R>.random(for: customer)
          keys[customer] = key
          fresh.append(key)
        }
      }
      if !fresh.isEmpty { try state.append(fresh) }
      return keys
    }
  }

  /// Takes customers' keys out, and renews the epoch key with all others under it, so that no
  /// earlier copy of the epoch key opens the new file.
  /// - Complexity: O(n): some 8 µs a key.
  package func destroyDataKeys(for customers: Set<CustomerID>) throws(SealingError) {
    try exclusively { state throws(SealingError) in
      guard state.damagedRecordCount == 0 else { throw .malformed }
      state = try KeyringState(
        at: place, replacedBy: state.allKeys().filter { !customers.contains($0.owner) },
        epoch: state.header.epoch + 1)
    }
  }

  /// Takes in what other processes did, then lets `body` change the file while they wait.
  func exclusively<Value: Sendable>(
    _ body: (inout KeyringState<R>) throws(SealingError) -> Value
  ) throws(SealingError) -> Value {
    let lock = try place.directory.openFile(KeyringPlace.lockName, flags: O_RDWR | O_CREAT)
    return try state.withLock { state throws(SealingError) in
      try lock.locked { () throws(SealingError) in
        try place.requireInForce(R.self)
        try refresh(&state)
        return try body(&state)
      }
    }
  }

  private func refresh(_ state: inout KeyringState<R>) throws(SealingError) {
    if try state.isReplaced(at: place) {
      state = try KeyringState(at: place)
    } else {
      try state.readAdditions()
    }
  }
}
