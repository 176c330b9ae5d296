package import Foundation

/// How a passphrase opens what a person's role holds.
extension WorkspaceKeyFiles {
  /// Opens everything that somebody needs who works on tickets; a refusal is noted for the log.
  /// - Throws: `roleReadsNoTickets`, and what `signIn` and `open` throw.
  package func unlock(
    name: String, passphrase: borrowing Passphrase, now: Date = .now
  ) throws(SealingError) -> WorkspaceSecrets<R> {
    try open(signIn(name: name, passphrase: passphrase, now: now))
  }

  /// Lets somebody in, whatever their role opens; a refusal is noted for the log.
  /// - Throws: `unknownUser`, `revoked`, `wrongPassphrase`, `untrustedKeys`, `rolledBack`,
  ///   `keyNotHeld`, `notAuthentic`, `malformed`, `unacceptableParameters`, `file`.
  package func signIn(
    name: String, passphrase: borrowing Passphrase, now: Date = .now
  ) throws(SealingError) -> SessionSecrets<R> {
    let file = try file()
    let named = file.members.first { $0.member.name == name }?.member
    do throws(SealingError) {
      guard let named else { throw .unknownUser }
      guard !named.isRevoked else { throw .revoked }
      let identity = try identity(of: named, passphrase: passphrase)
      let session = try self.session(of: identity, in: file)
      try requireNoOlderCharter(than: session)
      return session
    } catch {
      switch error {
      case .unknownUser, .revoked, .wrongPassphrase:
        // That it cannot be noted must not change the answer.
        try? note(SignInRefusal(time: now, member: named?.id))
      default: break
      }
      throw error
    }
  }

  /// Opens tickets for somebody who signed in, and remembers how far the key files had come.
  /// - Throws: `roleReadsNoTickets`, `rolledBack`, `keyNotHeld`, `notAuthentic`, `malformed`, `file`.
  package func open(_ session: SessionSecrets<R>) throws(SealingError) -> WorkspaceSecrets<R> {
    guard let desk = session.roles.desk else { throw .roleReadsNoTickets }
    finishRenewal(of: session)
    let secrets = WorkspaceSecrets(
      session: session, desk: desk, keyring: try Keyring<R>(at: place(of: session, desk)))
    try pin(secrets)
    return secrets
  }

  func session(
    of identity: UserIdentity<R>, in file: WorkspaceFile<R>
  ) throws(SealingError) -> SessionSecrets<R> {
    guard identity.workspace == file.charter.workspace else { throw .untrustedKeys }
    let people = try file.trustedDirectory(anchor: identity.trustAnchor)
    guard let member = people[identity.member], member.publicKeys == identity.publicKeys else {
      throw .untrustedKeys
    }
    return SessionSecrets(
      identity: identity, member: member, people: people, charter: file.charter,
      roles: try RoleSecrets(for: member, key: identity.unwrapping, in: file))
  }

  func identity(
    of member: WorkspaceMember, passphrase: borrowing Passphrase
  ) throws(SealingError) -> UserIdentity<R> {
    let bytes = try directory.read(Self.userFileName(member.id))
    let identity = try UserKeyFile<R>.decode(bytes, passphrase: passphrase)
    guard identity.member == member.id else { throw .untrustedKeys }
    return identity
  }

  func place(of session: SessionSecrets<R>, _ desk: DeskKeys) -> KeyringPlace {
    KeyringPlace(
      in: directory, workspace: session.workspace, workspaceKey: desk.workspaceKey,
      epoch: session.epoch)
  }
}
