package import Foundation

extension WorkspaceKeyFiles {
  /// Makes the keys of a new workspace, and its first supervisor.
  ///
  /// The file that makes it a workspace is written last: what an interrupted attempt leaves behind
  /// is overwritten by the next.
  /// - Throws: `alreadyExists`, `invalidName`, `unacceptableParameters`, `unsafePermissions`, `file`.
  package static func create(
    in root: URL, firstSupervisor name: String, passphrase: borrowing Passphrase,
    derivation: KeyDerivation = .production, now: Date
  ) throws(SealingError) -> WorkspaceSecrets<R> {
    let name = try WorkspaceMember.validated(name: name)
    let files = WorkspaceKeyFiles(
      root: root,
      directory: try KeyDirectory(directoryPath(in: root), creating: .whereMissing))
    return try files.exclusively { () throws(SealingError) in
      guard !files.directory.contains(workspaceFileName) else { throw .alreadyExists }
      let workspace = WorkspaceID.random()
      let roles = RoleSecrets.random()
      let charter = try roles.charter(of: workspace, epoch: 1)
      let identity = UserIdentity<R>(member: .founder, workspace: workspace, trustAnchor: nil)
      let member = WorkspaceMember(
        id: .founder, name: name, role: .supervisor, publicKeys: identity.publicKeys,
        voucher: .founder, addedAt: now, isRevoked: false)
      let file = WorkspaceFile<R>(
        charter: charter, signer: .founder,
        signature: try identity.signing.sign(
          WorkspaceFile<R>.charterMessage(charter), for: .charter),
        wraps: try roles.sharedWraps(of: charter, realm: R.self)
          + [roles.memberWrap(for: member, charter: charter, realm: R.self)].compactMap(\.self),
        members: [
          try SignedMember(
            member, workspace: workspace, realm: R.self, signedWith: identity.signing)
        ])
      let session = SessionSecrets(
        identity: identity, member: member, people: MemberDirectory(vouched: [member]),
        charter: charter, roles: roles)
      guard let desk = roles.desk else {
        preconditionFailure("a workspace is made with all its keys")
      }
      try files.directory.replace(
        userFileName(.founder),
        with: UserKeyFile.encode(identity, passphrase: passphrase, derivation: derivation))
      let keyring = try Keyring<R>.create(at: files.place(of: session, desk))
      try IntakePublicKey<R>(workspace: workspace, key: charter.intakeKey).write(in: root)
      try files.directory.replace(workspaceFileName, with: file.encoded())
      return WorkspaceSecrets(session: session, desk: desk, keyring: keyring)
    }
  }

  /// Adds a person, vouched for by an unlocked supervisor.
  /// - Throws: `notPermitted`, `nameTaken`, `invalidName`, `keysRenewed`, `unacceptableParameters`,
  ///   `file`.
  package func addMember(
    name: String, role: MemberRole, passphrase: borrowing Passphrase,
    derivation: KeyDerivation = .production, by supervisor: some SignedIn<R>, now: Date
  ) throws(SealingError) -> WorkspaceMember {
    let name = try WorkspaceMember.validated(name: name)
    try supervisor.session.requireSupervisor()
    return try exclusively { () throws(SealingError) in
      var (file, _) = try currentFile(trustedBy: supervisor)
      guard !file.members.contains(where: { $0.member.name == name }) else { throw .nameTaken }
      let last = file.members.map(\.member.id.rawValue).max() ?? 0
      let identity = UserIdentity<R>(
        member: MemberID(rawValue: last + 1), workspace: file.charter.workspace,
        trustAnchor: supervisor.trustAnchor)
      let member = WorkspaceMember(
        id: identity.member, name: name, role: role, publicKeys: identity.publicKeys,
        voucher: supervisor.member.id, addedAt: now, isRevoked: false)
      try directory.replace(
        Self.userFileName(member.id),
        with: UserKeyFile.encode(identity, passphrase: passphrase, derivation: derivation))
      let wrap = try supervisor.roles.memberWrap(
        for: member, charter: file.charter, realm: R.self)
      if let wrap { file.wraps.append(wrap) }
      file.members.append(
        try SignedMember(
          member, workspace: file.charter.workspace, realm: R.self,
          signedWith: supervisor.signer))
      try directory.replace(Self.workspaceFileName, with: file.encoded())
      return member
    }
  }

  /// Wraps a person's keys under a new passphrase; the keys stay, so nothing else changes.
  /// - Throws: `unknownUser`, `wrongPassphrase`, `unacceptableParameters`, `file`.
  package func changePassphrase(
    of name: String, from old: borrowing Passphrase, to new: borrowing Passphrase,
    derivation: KeyDerivation = .production
  ) throws(SealingError) {
    try exclusively { () throws(SealingError) in
      guard let entry = try file().members.first(where: { $0.member.name == name }) else {
        throw .unknownUser
      }
      let identity = try identity(of: entry.member, passphrase: old)
      try directory.replace(
        Self.userFileName(entry.member.id),
        with: UserKeyFile.encode(identity, passphrase: new, derivation: derivation))
    }
  }

  /// Takes a person's access back: no wrap of the role is left for them.
  ///
  /// Keys they opened before are theirs until the keys are renewed: `renewKeys` does both. The
  /// founder stays, since everybody's trust leads back to them; so there is always a supervisor.
  /// - Throws: `notPermitted`, `unknownUser`, `keysRenewed`, `file`.
  package func revoke(
    _ id: MemberID, by supervisor: some SignedIn<R>
  ) throws(SealingError) {
    try supervisor.session.requireSupervisor()
    try exclusively { () throws(SealingError) in
      var (file, people) = try currentFile(trustedBy: supervisor)
      try requireRevocable(id, by: supervisor.member.id, among: people)
      try file.revoke(id, by: supervisor.session)
      try directory.replace(Self.workspaceFileName, with: file.encoded())
    }
  }

  func requireRevocable(
    _ id: MemberID?, by supervisor: MemberID, among people: MemberDirectory
  ) throws(SealingError) {
    guard let id else { return }
    guard id != .founder, id != supervisor else { throw .notPermitted }
    guard people[id] != nil else { throw .unknownUser }
  }
}

extension WorkspaceFile {
  /// Signs for the charter.
  mutating func sign(by supervisor: SessionSecrets<R>) throws(SealingError) {
    signer = supervisor.member.id
    signature = try supervisor.signer.sign(Self.charterMessage(charter), for: .charter)
  }

  /// Marks a member as revoked and leaves no key for them.
  mutating func revoke(
    _ id: MemberID, by supervisor: SessionSecrets<R>
  ) throws(SealingError) {
    wraps.removeAll { $0.holder == .member(id) || $0.holder == .recovery(id) }
    if signer == id { try sign(by: supervisor) }
    var kept: [SignedMember] = []
    for entry in members {
      // Whom the revoked person vouched for, the supervisor vouches for from now on.
      guard entry.member.id == id || entry.member.voucher == id else {
        kept.append(entry)
        continue
      }
      kept.append(
        try SignedMember(
          entry.member.vouched(
            by: supervisor.member.id, isRevoked: entry.member.isRevoked || entry.member.id == id),
          workspace: charter.workspace, realm: R.self, signedWith: supervisor.signer))
    }
    members = kept
  }
}

extension WorkspaceMember {
  func vouched(by voucher: MemberID, isRevoked: Bool) -> WorkspaceMember {
    WorkspaceMember(
      id: id, name: name, role: role, publicKeys: publicKeys, voucher: voucher, addedAt: addedAt,
      isRevoked: isRevoked)
  }
}
