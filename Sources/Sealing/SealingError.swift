/// Why bytes did not open, or keys were not given.
public enum SealingError: Error, Hashable, Sendable {
  /// The bytes are damaged, were moved to another place, or were sealed under another key.
  case notAuthentic
  /// The bytes are too short, or are no file of this kind.
  case malformed
  /// The passphrase does not fit the key file.
  case wrongPassphrase
  /// The key file asks for scrypt parameters outside what this program accepts.
  case unacceptableParameters
  /// A key of this kind or version is not held.
  case keyNotHeld
  /// The system's random source or cipher failed.
  case cipherUnavailable
  /// A practice workspace was to be opened as a live one, or the other way round.
  case wrongRealm
  /// The file was written by a newer program.
  case newerVersion
  /// Nobody of this name works here.
  case unknownUser
  /// Somebody of this name works here already.
  case nameTaken
  /// A name is 1 to 64 bytes long, without control characters or blanks at its ends.
  case invalidName
  /// The role does not hold the key that this takes.
  case notPermitted
  /// The role holds no key that opens tickets.
  case roleReadsNoTickets
  /// The user's access was taken back.
  case revoked
  /// The keys were renewed since this session was unlocked: it is to be unlocked anew.
  case keysRenewed
  /// The key files are older than those this person has seen: somebody put a copy back.
  case rolledBack
  /// A character of the recovery key is mistyped, in this group of five, counted from 1; 0 where the
  /// number of characters is wrong.
  case recoveryKeyMistyped(group: Int)
  /// The workspace has no recovery key, or this person cannot be let in by it.
  case notRecoverable
  /// A public key in the files is not signed by somebody who may vouch for it.
  case untrustedKeys
  /// The key directory belongs to somebody else, or others may write to it.
  case unsafePermissions
  /// There are key files in this place already.
  case alreadyExists
  /// The system refused to read or write a key file.
  case file(FileFailure)
}

/// What the system said when a key file could not be read or written.
public struct FileFailure: Error, Hashable, Sendable {
  /// What was tried.
  public enum Operation: String, Sendable {
    /// Opening it or its directory.
    case open
    /// Reading from it.
    case read
    /// Writing to it, or making that durable.
    case write
    /// Waiting for its lock.
    case lock
  }

  /// What was tried.
  public let operation: Operation
  /// The `errno` of the system: `ENOSPC` for a full disk.
  public let code: Int32

  init(_ operation: Operation, code: Int32) {
    self.operation = operation
    self.code = code
  }
}
