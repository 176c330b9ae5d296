/// Why bytes did not open.
public enum SealingError: Error, Hashable, Sendable {
  /// The bytes are damaged, were moved to another place, or were sealed under another key.
  case notAuthentic
  /// The bytes are too short, or of a version this program does not know.
  case malformed
  /// The passphrase does not fit the key file.
  case wrongPassphrase
  /// The key file asks for scrypt parameters outside what this program accepts.
  case unacceptableParameters
  /// A key of this kind or version is not held.
  case keyNotHeld
  /// The system's random source or cipher failed.
  case cipherUnavailable
}
