import Foundation
import Testing

@testable import Sealing

@Suite struct WorkspaceKeyFilesTests: FoundedSuite {
  let workspace: FoundedWorkspace

  init() throws {
    workspace = try FoundedWorkspace(passphrase: "correct horse")
  }

  @discardableResult
  func addAgent(_ name: String = "ines", to files: Files? = nil) throws -> WorkspaceMember {
    try (files ?? self.files).addMember(
      name: name, role: .agent, passphrase: Passphrase("battery staple"), derivation: .practice,
      by: founder, now: now)
  }

  @Test func `a passphrase opens what was made with it`() throws {
    let secrets = try files.unlock(name: "otto", passphrase: Passphrase("correct horse"))
    #expect(secrets.member == founder.member)
    #expect(secrets.workspace == founder.workspace)
    let place = SealContext(table: "queue", column: "name", row: 1)
    let sealed = try founder.content.seal(Array("billing".utf8), in: place)
    #expect(try secrets.content.open(sealed, in: place) == Array("billing".utf8))
    #expect(
      secrets.lookupKey.code(domain: "EMAIL", value: [1])
        == founder.lookupKey.code(domain: "EMAIL", value: [1]))
  }

  @Test func `another passphrase is wrong, and says so`() {
    #expect(throws: SealingError.wrongPassphrase) {
      try files.unlock(name: "otto", passphrase: Passphrase("correct horsf"))
    }
  }

  @Test func `a stranger is unknown`() {
    #expect(throws: SealingError.unknownUser) {
      try files.unlock(name: "mallory", passphrase: Passphrase("correct horse"))
    }
  }

  @Test func `an accent opens whichever way the terminal sends it`() throws {
    _ = try files.addMember(
      name: "zoë", role: .agent, passphrase: Passphrase("caf\u{E9}"), derivation: .practice,
      by: founder, now: now)
    let secrets = try files.unlock(name: "zoë", passphrase: Passphrase("cafe\u{301}"))
    #expect(secrets.member.role == .agent)
  }

  @Test func `an agent opens tickets and mail, and neither the log nor the role of another`() throws
  {
    let agent = try addAgent()
    let secrets = try files.unlock(name: "ines", passphrase: Passphrase("battery staple"))
    #expect(secrets.member == agent)
    #expect(secrets.auditReader == nil)
    #expect(secrets.roles.supervisor == nil)
    #expect(secrets.roles.audit == nil)
    let mail = try IntakePublicKey<Practice>(in: directory.url).seal(Array("Subject: hi".utf8))
    #expect(try secrets.intake.open(mail) == Array("Subject: hi".utf8))
    let customer = CustomerID(rawValue: 7)
    let place = SealContext(table: "message", column: "body", row: 1)
    let sealed = try founder.makeDataKey(for: customer).seal([1, 2, 3], in: place)
    #expect(try secrets.dataKey(for: customer).open(sealed, in: place) == [1, 2, 3])
  }

  @Test func `an agent vouches for nobody`() throws {
    try addAgent()
    let agent = try files.unlock(name: "ines", passphrase: Passphrase("battery staple"))
    #expect(throws: SealingError.notPermitted) {
      try files.addMember(
        name: "eve", role: .supervisor, passphrase: Passphrase("x"), derivation: .practice,
        by: agent, now: now)
    }
    #expect(throws: SealingError.notPermitted) { try files.revoke(.founder, by: agent) }
  }

  @Test func `a second supervisor vouches for others, and everybody trusts them`() throws {
    _ = try files.addMember(
      name: "vera", role: .supervisor, passphrase: Passphrase("v"), derivation: .practice,
      by: founder, now: now)
    let vera = try files.unlock(name: "vera", passphrase: Passphrase("v"))
    _ = try files.addMember(
      name: "ines", role: .agent, passphrase: Passphrase("i"), derivation: .practice, by: vera,
      now: now)
    let ines = try files.unlock(name: "ines", passphrase: Passphrase("i"))
    #expect(ines.people[ines.member.id]?.voucher == vera.member.id)
    #expect(ines.people.all.count == 3)
  }

  @Test(arguments: [
    "", " ines", "ines ", "in\nes", "in\u{1B}es", String(repeating: "n", count: 65),
  ])
  func `a name that cannot be typed is refused`(name: String) {
    #expect(throws: SealingError.invalidName) { try addAgent(name) }
  }

  @Test func `a name is given once`() throws {
    #expect(throws: SealingError.nameTaken) { try addAgent("otto") }
  }

  @Test func `a new passphrase replaces the old, and the keys stay`() throws {
    try files.changePassphrase(
      of: "otto", from: Passphrase("correct horse"), to: Passphrase("new"), derivation: .practice)
    #expect(throws: SealingError.wrongPassphrase) {
      try files.unlock(name: "otto", passphrase: Passphrase("correct horse"))
    }
    let secrets = try files.unlock(name: "otto", passphrase: Passphrase("new"))
    #expect(secrets.member.publicKeys == founder.member.publicKeys)
    #expect(throws: SealingError.wrongPassphrase) {
      try files.changePassphrase(
        of: "otto", from: Passphrase("guess"), to: Passphrase("mine"), derivation: .practice)
    }
  }

  @Test func `a revoked person gets no key, and whom they vouched for stays`() throws {
    _ = try files.addMember(
      name: "vera", role: .supervisor, passphrase: Passphrase("v"), derivation: .practice,
      by: founder, now: now)
    let vera = try files.unlock(name: "vera", passphrase: Passphrase("v"))
    _ = try files.addMember(
      name: "ines", role: .agent, passphrase: Passphrase("i"), derivation: .practice, by: vera,
      now: now)
    try files.revoke(vera.member.id, by: founder)
    #expect(throws: SealingError.revoked) {
      try files.unlock(name: "vera", passphrase: Passphrase("v"))
    }
    #expect(try files.file().wraps.allSatisfy { $0.holder != .member(vera.member.id) })
    let ines = try files.unlock(name: "ines", passphrase: Passphrase("i"))
    #expect(ines.people[ines.member.id]?.voucher == .founder)
    #expect(ines.people[vera.member.id]?.isRevoked == true)
  }

  @Test func `nobody takes away their own keys, or the founder's`() throws {
    #expect(throws: SealingError.notPermitted) { try files.revoke(.founder, by: founder) }
    #expect(throws: SealingError.unknownUser) {
      try files.revoke(MemberID(rawValue: 9), by: founder)
    }
  }

  @Test func `there is one workspace in a place`() {
    #expect(throws: SealingError.alreadyExists) {
      try Files.create(
        in: directory.url, firstSupervisor: "eve", passphrase: Passphrase("x"),
        derivation: .practice, now: now)
    }
  }

  @Test func `an attempt that was interrupted is begun again`() throws {
    try FileManager.default.removeItem(at: directory.file("keys/workspace"))
    let secrets = try Files.create(
      in: directory.url, firstSupervisor: "vera", passphrase: Passphrase("x"),
      derivation: .practice, now: now)
    #expect(secrets.workspace != founder.workspace)
    #expect(
      try Files(in: directory.url).unlock(name: "vera", passphrase: Passphrase("x")).member.name
        == "vera")
  }

  @Test func `refused attempts wait for somebody who can record them`() throws {
    #expect(try files.refusals().isEmpty)
    for (name, milliseconds) in [("otto", 1_000), ("a passphrase by mistake", 2_000)] {
      #expect(throws: SealingError.self) {
        try files.unlock(
          name: name, passphrase: Passphrase("guess"),
          now: Date(millisecondsSince1970: Int64(milliseconds)))
      }
    }
    let first = SignInRefusal(time: Date(millisecondsSince1970: 1_000), member: .founder)
    let second = SignInRefusal(time: Date(millisecondsSince1970: 2_000), member: nil)
    #expect(try files.refusals() == [first, second])
    #expect(
      try directory.bytes("keys/refusals").firstRange(of: Array("mistake".utf8)) == nil)
    try files.forgetRefusals(1)
    #expect(try files.refusals() == [second])
    try files.forgetRefusals(1)
    #expect(try files.refusals().isEmpty)
  }

  @Test func `whoever guesses on fills no disk`() throws {
    let full = Files.maximumRefusals * 16
    try directory.overwrite("keys/refusals", with: [UInt8](repeating: 1, count: full))
    try files.note(SignInRefusal(time: now, member: nil))
    #expect(try directory.bytes("keys/refusals").count == full)
  }

  @Test func `people who come later are known to a session that lasts`() throws {
    let ines = try addAgent()
    #expect(founder.people[ines.id] == nil)
    #expect(try files.people(trustedBy: founder)[ines.id] == ines)
  }

  @Test func `what a person pins is there at the next unlock, and nobody else can pin for them`()
    throws
  {
    #expect(try files.profile(of: founder) == nil)
    try files.setProfile([1, 2, 3], of: founder)
    let again = try files.unlock(name: "otto", passphrase: Passphrase("correct horse"))
    #expect(try files.profile(of: again) == [1, 2, 3])
    try addAgent()
    let ines = try files.unlock(name: "ines", passphrase: Passphrase("battery staple"))
    try files.setProfile([9], of: ines)
    try directory.overwrite("keys/profile-1", with: directory.bytes("keys/profile-2"))
    #expect(throws: SealingError.notAuthentic) { try files.profile(of: founder) }
  }

  @Test func `each secret is its owner's alone`() throws {
    try addAgent()
    #expect(try directory.mode("keys") == 0o700)
    for name in ["workspace", "user-1", "user-2", "keyring"] {
      #expect(try directory.mode("keys/\(name)") == 0o600, "\(name)")
    }
    #expect(try directory.mode("intake.pub") == 0o644)
    let left = try FileManager.default.contentsOfDirectory(atPath: directory.file("keys").path)
    #expect(left.allSatisfy { !$0.hasPrefix(".") }, "no temporary file is left")
  }

  @Test func `the realm is known before anything is opened`() throws {
    #expect(try Files.realmName(in: directory.url) == "practice")
    #expect(throws: SealingError.wrongRealm) { try WorkspaceKeyFiles<Live>(in: directory.url) }
    #expect(throws: SealingError.wrongRealm) { try IntakePublicKey<Live>(in: directory.url) }
  }

  @Test func `a live workspace takes no cheap passphrase`() throws {
    let other = try TemporaryDirectory()
    #expect(throws: SealingError.unacceptableParameters) {
      try WorkspaceKeyFiles<Live>.create(
        in: other.url, firstSupervisor: "otto", passphrase: Passphrase("x"),
        derivation: .practice, now: now)
    }
  }
}
