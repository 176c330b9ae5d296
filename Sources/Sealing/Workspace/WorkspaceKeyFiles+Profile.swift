/// A person's own state, sealed for them alone.
///
/// It is where a checkpoint of the log is pinned: whoever can exchange the database cannot make one of
/// these.
extension WorkspaceKeyFiles {
  /// `nil` where nothing was kept yet.
  /// - Throws: `malformed`, `notAuthentic`, `file`.
  package func profile(of secrets: some SignedIn<R>) throws(SealingError) -> [UInt8]? {
    let name = Self.profileFileName(secrets.member.id)
    guard directory.contains(name) else { return nil }
    return try secrets.profile.open(Sealed(storedBytes: directory.read(name)))
  }

  /// Replaces it whole, durably.
  /// - Throws: `file`, `cipherUnavailable`.
  package func setProfile(
    _ bytes: [UInt8], of secrets: some SignedIn<R>
  ) throws(SealingError) {
    try directory.replace(
      Self.profileFileName(secrets.member.id), with: secrets.profile.seal(bytes).bytes)
  }
}
