import Crypto

/// Where a keyring lies, and what opens it.
struct KeyringPlace: Sendable {
  let directory: KeyDirectory
  let workspace: WorkspaceID
  let workspaceKey: SymmetricKey
  /// `keyring` in the first epoch, `keyring-2` in the second.
  ///
  /// The name goes with the charter's epoch, so that one rename of the charter puts another keyring in
  /// force.
  let fileName: String
  let epoch: UInt32

  static let lockName = "keyring.lock"

  init(
    in directory: KeyDirectory, workspace: WorkspaceID, workspaceKey: SymmetricKey,
    epoch: UInt32 = 1
  ) {
    self.directory = directory
    self.workspace = workspace
    self.workspaceKey = workspaceKey
    self.epoch = epoch
    fileName = Self.fileName(in: epoch)
  }

  static func fileName(in epoch: UInt32) -> String {
    epoch == 1 ? "keyring" : "keyring-\(epoch)"
  }

  /// Refuses to change a keyring that is no longer in force, though its file may be there yet.
  /// - Throws: `keysRenewed`, `malformed`, `file`.
  func requireInForce<R: Realm>(_ realm: R.Type) throws(SealingError) {
    let charter = WorkspaceKeyFiles<R>.workspaceFileName
    // While a workspace is made its keyring comes first.
    guard directory.contains(charter) else { return }
    guard try WorkspaceFile<R>.epoch(of: directory.read(charter)) == epoch else {
      throw .keysRenewed
    }
  }
}

/// What a keyring's file shows without a single key being opened.
package struct KeyringSurvey: Hashable, Sendable {
  /// Counts the erasures and renewals.
  package let epoch: UInt32
  package let recordCount: Int
  /// Who has a key.
  package let customers: Set<CustomerID>
  package let damagedRecordCount: Int
}
