import Foundation
import Testing

@testable import Sealing

/// Which keys each role is given, and that no other way leads to the rest.
@Suite struct RoleTests: FoundedSuite {
  let workspace: FoundedWorkspace

  init() throws {
    workspace = try FoundedWorkspace()
    for role in MemberRole.allCases {
      try workspace.add(role.rawValue, role, passphrase: "p")
    }
  }

  func session(of role: MemberRole) throws -> SessionSecrets<Practice> {
    try files.signIn(name: role.rawValue, passphrase: Passphrase("p"))
  }

  @Test(arguments: [
    (MemberRole.agent, false, false, true), (.supervisor, true, true, true),
    (.auditor, false, true, false), (.trainer, false, false, false), (.mail, false, false, false),
  ])
  func `a role holds its own keys and no others`(
    role: MemberRole, supervisor: Bool, audit: Bool, desk: Bool
  ) throws {
    let session = try session(of: role)
    #expect((session.roles.supervisor != nil) == supervisor)
    #expect((session.roles.audit != nil) == audit)
    #expect((session.auditReader != nil) == audit)
    #expect((session.roles.desk != nil) == desk)
  }

  @Test(arguments: [MemberRole.auditor, .trainer, .mail])
  func `who reads no tickets is told so, and nothing opens`(role: MemberRole) throws {
    #expect(throws: SealingError.roleReadsNoTickets) {
      try files.unlock(name: role.rawValue, passphrase: Passphrase("p"))
    }
  }

  /// Not the program's own path, but every wrap in the file, tried with the key that they have.
  @Test(arguments: [(MemberRole.auditor, [KeyWrap.Secret.auditRole]), (.trainer, []), (.mail, [])])
  func `no wrap of the file opens what the role does not hold`(
    role: MemberRole, expected: [KeyWrap.Secret]
  ) throws {
    let session = try session(of: role)
    let file = try files.file()
    var keys = [session.identity.unwrapping]
    var opened: [KeyWrap.Secret] = []
    while let key = keys.popLast() {
      for wrap in file.wraps {
        let info = file.info(wrap.secret, for: wrap.holder)
        guard let raw = try? key.unwrap(wrap.bytes, info: info) else { continue }
        opened.append(wrap.secret)
        if let next = try? UnwrappingKey(raw: raw) { keys.append(next) }
      }
    }
    #expect(opened == expected)
  }

  @Test func `an auditor reads what others recorded`() throws {
    let agent = try session(of: .agent)
    let (key, wrap) = try agent.auditSealer.makeContentKey(for: agent.member.id)
    let body = try key.seal([1, 2, 3], seq: 7)
    let reader = try #require(try session(of: .auditor).auditReader)
    let opened = try reader.contentKey(from: wrap, actor: agent.member.id)
    #expect(try opened.open(body, seq: 7) == [1, 2, 3])
  }

  @Test(arguments: [MemberRole.agent, .auditor, .trainer, .mail])
  func `only a supervisor changes who holds which keys`(role: MemberRole) throws {
    let session = try session(of: role)
    #expect(throws: SealingError.notPermitted) {
      try files.addMember(
        name: "eve", role: .mail, passphrase: Passphrase("x"), derivation: .practice, by: session,
        now: now)
    }
    #expect(throws: SealingError.notPermitted) {
      try files.revoke(MemberID(rawValue: 2), by: session)
    }
    #expect(throws: SealingError.notPermitted) {
      try files.setRecoveryKey(RecoveryKey(), by: session)
    }
  }

  @Test func `an agent renews no keys`() throws {
    let agent = try files.open(session(of: .agent))
    #expect(throws: SealingError.notPermitted) { try files.renewKeys(by: agent) }
  }

  @Test(arguments: MemberRole.allCases)
  func `everybody changes their own passphrase`(role: MemberRole) throws {
    try files.setPassphrase(
      of: session(of: role), to: Passphrase("new"), derivation: .practice)
    #expect(throws: SealingError.wrongPassphrase) { try session(of: role) }
    #expect(
      try files.signIn(name: role.rawValue, passphrase: Passphrase("new")).member.role == role)
  }
}
