import Crypto
import Foundation
import Synchronization

/// The customers' data keys, in a file of their own.
///
/// The file is apart from the database so that a backup of the database opens nothing by itself, and
/// to take a key out of it is to erase a customer. Several processes use one: keys which another
/// process added are picked up when they are missed.
package final class Keyring<R: Realm>: Sendable {
  private let directory: KeyDirectory
  private let workspace: WorkspaceID
  private let workspaceKey: SymmetricKey
  private let state: Mutex<KeyringState<R>>

  static var fileName: String { "keyring" }

  /// - Throws: `file`, `malformed`, `wrongRealm`, `newerVersion`, `keyNotHeld`, `notAuthentic`.
  init(
    in directory: KeyDirectory, workspace: WorkspaceID, workspaceKey: SymmetricKey
  ) throws(SealingError) {
    self.directory = directory
    self.workspace = workspace
    self.workspaceKey = workspaceKey
    state = Mutex(
      try KeyringState(in: directory, workspace: workspace, workspaceKey: workspaceKey))
  }

  static func create(
    in directory: KeyDirectory, workspace: WorkspaceID, workspaceKey: SymmetricKey
  ) throws(SealingError) -> Keyring {
    let header = KeyringFile<R>.Header(
      workspace: workspace, epoch: 1, epochKey: SymmetricKey(size: .bits256))
    try directory.replace(
      fileName, with: KeyringFile<R>.encode(header, workspaceKey: workspaceKey))
    return try Keyring(in: directory, workspace: workspace, workspaceKey: workspaceKey)
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

  /// Takes a customer's key out, and renews the epoch key with all others under it, so that no
  /// earlier copy of the epoch key opens the new file.
  /// - Complexity: O(n): some 8 µs a key.
  package func destroyDataKey(for customer: CustomerID) throws(SealingError) {
    try exclusively { state throws(SealingError) in
      guard state.damagedRecordCount == 0 else { throw .malformed }
      let header = KeyringFile<R>.Header(
        workspace: workspace, epoch: state.header.epoch + 1,
        epochKey: SymmetricKey(size: .bits256))
      var bytes = try KeyringFile<R>.encode(header, workspaceKey: workspaceKey)
      for key in try state.allKeys() where key.owner != customer {
        bytes += try KeyringFile<R>.encode(key, header: header)
      }
      try directory.replace(Self.fileName, with: bytes)
      state = try KeyringState(in: directory, workspace: workspace, workspaceKey: workspaceKey)
    }
  }

  /// Takes in what other processes did, then lets `body` change the file while they wait.
  private func exclusively<Value: Sendable>(
    _ body: (inout KeyringState<R>) throws(SealingError) -> Value
  ) throws(SealingError) -> Value {
    let lock = try directory.openFile("keyring.lock", flags: O_RDWR | O_CREAT)
    return try state.withLock { state throws(SealingError) in
      try lock.locked { () throws(SealingError) in
        try refresh(&state)
        return try body(&state)
      }
    }
  }

  private func refresh(_ state: inout KeyringState<R>) throws(SealingError) {
    if try state.isReplaced(in: directory) {
      state = try KeyringState(in: directory, workspace: workspace, workspaceKey: workspaceKey)
    } else {
      try state.readAdditions()
    }
  }
}
