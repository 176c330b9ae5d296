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
          + [roles.memberWrap(for: member, charter: charter, realm: R.self)],
        members: [
          try SignedMember(
            member, workspace: workspace, realm: R.self, signedWith: identity.signing)
        ])
      try files.directory.replace(
        userFileName(.founder),
        with: UserKeyFile.encode(identity, passphrase: passphrase, derivation: derivation))
      let keyring = try Keyring<R>.create(
        in: files.directory, workspace: workspace, workspaceKey: roles.workspaceKey)
      try IntakePublicKey<R>(workspace: workspace, key: charter.intakeKey).write(in: root)
      try files.directory.replace(workspaceFileName, with: file.encoded())
      return WorkspaceSecrets(
        identity: identity, member: member, people: MemberDirectory(vouched: [member]),
        charter: charter, roles: roles, keyring: keyring)
    }
  }

  /// Adds a person, vouched for by an unlocked supervisor.
  /// - Throws: `notPermitted`, `nameTaken`, `invalidName`, `unacceptableParameters`, `file`.
  package func addMember(
    name: String, role: MemberRole, passphrase: borrowing Passphrase,
    derivation: KeyDerivation = .production, by supervisor: WorkspaceSecrets<R>, now: Date
  ) throws(SealingError) -> WorkspaceMember {
    let name = try WorkspaceMember.validated(name: name)
    guard supervisor.member.role == .supervisor else { throw .notPermitted }
    return try exclusively { () throws(SealingError) in
      var file = try file()
      _ = try file.trustedDirectory(anchor: supervisor.trustAnchor)
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
      file.wraps.append(
        try supervisor.roles.memberWrap(for: member, charter: file.charter, realm: R.self))
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
  /// Keys they opened before are theirs until the keys are renewed. The founder stays, since
  /// everybody's trust leads back to them.
  /// - Throws: `notPermitted`, `unknownUser`, `file`.
  package func revoke(
    _ id: MemberID, by supervisor: WorkspaceSecrets<R>
  ) throws(SealingError) {
    guard supervisor.member.role == .supervisor, id != .founder, id != supervisor.member.id else {
      throw .notPermitted
    }
    try exclusively { () throws(SealingError) in
      var file = try file()
      _ = try file.trustedDirectory(anchor: supervisor.trustAnchor)
      guard file.members.contains(where: { $0.member.id == id }) else { throw .unknownUser }
      file.wraps.removeAll { $0.holder == .member(id) }
      if file.signer == id {
        file.signer = supervisor.member.id
        file.signature = try supervisor.signer.sign(
          WorkspaceFile<R>.charterMessage(file.charter), for: .charter)
      }
      var members: [SignedMember] = []
      for entry in file.members {
        // Whom the revoked person vouched for, the supervisor vouches for from now on.
        guard entry.member.id == id || entry.member.voucher == id else {
          members.append(entry)
          continue
        }
        members.append(
          try SignedMember(
            entry.member.vouched(
              by: supervisor.member.id, isRevoked: entry.member.isRevoked || entry.member.id == id),
            workspace: file.charter.workspace, realm: R.self, signedWith: supervisor.signer))
      }
      file.members = members
      try directory.replace(Self.workspaceFileName, with: file.encoded())
    }
  }
}

extension WorkspaceMember {
  func vouched(by voucher: MemberID, isRevoked: Bool) -> WorkspaceMember {
    WorkspaceMember(
      id: id, name: name, role: role, publicKeys: publicKeys, voucher: voucher, addedAt: addedAt,
      isRevoked: isRevoked)
  }
}
