import Foundation
import Testing

@testable import Sealing

@Suite struct RenewalTests: FoundedSuite {
  let workspace: FoundedWorkspace
  let place = SealContext(table: "message", column: "body", row: 1)

  init() throws {
    workspace = try FoundedWorkspace()
    for (name, role) in [
      ("ines", MemberRole.agent), ("vera", .supervisor), ("paul", .auditor),
    ] {
      try workspace.add(name, role, passphrase: "p")
    }
    _ = try founder.makeDataKeys(for: (1...2_500).map(CustomerID.init(rawValue:)))
  }

  func unlock(_ name: String) throws -> WorkspaceSecrets<Practice> {
    try files.unlock(name: name, passphrase: Passphrase(name == "otto" ? "o" : "p"))
  }

  func member(_ name: String) throws -> MemberID {
    try #require(try files.members().first { $0.name == name }).id
  }

  var keyNames: [String] {
    get throws { try files.directory.names().sorted() }
  }

  @Test func `everybody opens what was sealed before, and what is sealed after`() throws {
    let before = try founder.dataKey(for: CustomerID(rawValue: 77)).seal([1], in: place)
    let row = founder.rowMAC.code(table: "ticket", row: 1, version: 1, columns: [9])
    let mail = try IntakePublicKey<Practice>(in: directory.url).seal(Array("old".utf8))
    let renewed = try files.renewKeys(by: founder)
    #expect(renewed.session.epoch == 2)
    let later = try renewed.makeDataKey(for: CustomerID(rawValue: 9_000)).seal([2], in: place)
    let newMail = try IntakePublicKey<Practice>(in: directory.url).seal(Array("new".utf8))
    for name in ["otto", "ines", "vera"] {
      let secrets = try unlock(name)
      #expect(secrets.keyring.count == 2_501)
      #expect(try secrets.dataKey(for: CustomerID(rawValue: 77)).open(before, in: place) == [1])
      #expect(try secrets.dataKey(for: CustomerID(rawValue: 9_000)).open(later, in: place) == [2])
      #expect(secrets.rowMAC.code(table: "ticket", row: 1, version: 1, columns: [9]) == row)
      #expect(
        secrets.lookupKey.code(domain: "EMAIL", value: [1])
          == founder.lookupKey.code(domain: "EMAIL", value: [1]))
      #expect(try secrets.intake.open(mail) == Array("old".utf8))
      #expect(try secrets.intake.open(newMail) == Array("new".utf8))
    }
  }

  @Test func `the log of every epoch stays readable to those who read it`() throws {
    let (_, first) = try founder.auditSealer.makeContentKey(for: .founder)
    let second = try files.renewKeys(by: founder)
    let (_, middle) = try second.auditSealer.makeContentKey(for: .founder)
    let third = try files.renewKeys(by: second)
    let (_, last) = try third.auditSealer.makeContentKey(for: .founder)
    let auditor = try files.signIn(name: "paul", passphrase: Passphrase("p"))
    for reader in [third.auditReader, auditor.auditReader] {
      for wrap in [first, middle, last] {
        #expect(throws: Never.self) {
          try reader?.contentKey(from: wrap, actor: .founder)
        }
      }
    }
    // The key of the day before opens what was sealed on that day, and nothing newer.
    #expect(throws: SealingError.keyNotHeld) {
      try founder.auditReader?.contentKey(from: last, actor: .founder)
    }
  }

  @Test func `the old keys open nothing of the new files`() throws {
    let old = try #require(founder.roles.desk)
    _ = try files.renewKeys(by: founder)
    let stale = KeyringPlace(
      in: files.directory, workspace: founder.workspace, workspaceKey: old.workspaceKey, epoch: 2)
    #expect(throws: SealingError.keyNotHeld) { try Keyring<Practice>(at: stale) }
    #expect(try !keyNames.contains("keyring"))
    #expect(try !keyNames.contains("workspace.next"))
    let mail = try IntakePublicKey<Practice>(in: directory.url).seal([1])
    #expect(throws: SealingError.keyNotHeld) { try founder.intake.open(mail) }
  }

  @Test func `a session of the old keys reads on, and adds nobody`() throws {
    let ines = try unlock("ines")
    _ = try ines.dataKey(for: CustomerID(rawValue: 4))
    #expect(try files.areInForce(ines))
    let renewed = try files.renewKeys(by: founder)
    #expect(try !files.areInForce(ines))
    #expect(try files.areInForce(renewed))
    #expect(throws: Never.self) { try ines.dataKey(for: CustomerID(rawValue: 4)) }
    #expect(throws: SealingError.keysRenewed) {
      try ines.makeDataKey(for: CustomerID(rawValue: 9_000))
    }
    #expect(throws: SealingError.keysRenewed) {
      try founder.destroyDataKey(for: CustomerID(rawValue: 4))
    }
    #expect(throws: SealingError.keysRenewed) { try files.renewKeys(by: founder) }
    #expect(throws: SealingError.keysRenewed) {
      try files.revoke(member("ines"), by: founder)
    }
  }

  @Test func `the revoked person finds no key of the new epoch`() throws {
    let vera = try unlock("vera")
    let leaver = vera.member.id
    var seen: [RenewalStep] = []
    // What lies in the files at every step, tried with every key that they hold.
    _ = try files.renewKeys(by: founder, revoking: leaver) { step in
      seen.append(step)
      for name in ["workspace", "workspace.next"] {
        guard let bytes = try? files.directory.read(name),
          let file = try? WorkspaceFile<Practice>(decoding: bytes), file.charter.epoch == 2
        else { continue }
        #expect(throws: SealingError.self) {
          try RoleSecrets(for: vera.member, key: vera.session.identity.unwrapping, in: file)
        }
        #expect(!file.wraps.contains { $0.holder == .member(leaver) })
      }
    }
    #expect(seen.first == .planned && seen.last == .finished)
    #expect(seen.contains(.wrapped(1_000, of: 2_500)))
    #expect(throws: SealingError.revoked) { try unlock("vera") }
    #expect(try unlock("ines").member.name == "ines")
  }

  @Test func `nobody revokes the founder or themselves, so a supervisor is left`() throws {
    let vera = try unlock("vera")
    for id in [MemberID.founder, vera.member.id] {
      #expect(throws: SealingError.notPermitted) { try files.renewKeys(by: vera, revoking: id) }
    }
    #expect(throws: SealingError.unknownUser) {
      try files.renewKeys(by: vera, revoking: MemberID(rawValue: 99))
    }
    #expect(try files.file().charter.epoch == 1)
  }

  // MARK: Interruptions

  struct Stop: Error {}

  /// The files as they are at each step, as a killed process leaves them.
  func copies() throws -> [(step: RenewalStep, directory: TemporaryDirectory)] {
    var copies: [(step: RenewalStep, directory: TemporaryDirectory)] = []
    var failure: (any Error)?
    let original = try TemporaryDirectory()
    try copy(directory, to: original)
    let otherFiles = try Files(in: original.url)
    let otto = try otherFiles.unlock(name: "otto", passphrase: Passphrase("o"))
    _ = try otherFiles.renewKeys(by: otto, revoking: member("vera")) { step in
      do {
        let copy = try TemporaryDirectory()
        try self.copy(original, to: copy)
        copies.append((step, copy))
      } catch { failure = error }
    }
    if let failure { throw failure }
    return copies
  }

  func copy(_ source: TemporaryDirectory, to target: TemporaryDirectory) throws {
    let manager = FileManager.default
    for name in ["keys", "intake.pub"] where manager.fileExists(atPath: source.file(name).path) {
      try? manager.removeItem(at: target.file(name))
      try manager.copyItem(at: source.file(name), to: target.file(name))
    }
  }

  @Test func `a renewal that was interrupted anywhere is gone on with, and loses nobody`() throws {
    let mail = try IntakePublicKey<Practice>(in: directory.url).seal(Array("old".utf8))
    let copies = try copies()
    #expect(copies.count >= 7)
    for (step, copy) in copies {
      let files = try Files(in: copy.url)
      let isSwitched = step == .switched || step == .finished
      let otto = try files.unlock(name: "otto", passphrase: Passphrase("o"))
      #expect(otto.session.epoch == (isSwitched ? 2 : 1), "\(step)")
      #expect(otto.keyring.count == 2_500)
      // Work goes on between the attempts.
      _ = try otto.makeDataKey(for: CustomerID(rawValue: 9_000))
      try otto.destroyDataKey(for: CustomerID(rawValue: 12))
      var first: RenewalStep?
      let vera = try #require(try files.members().first { $0.name == "vera" })
      let renewed = try files.renewKeys(by: otto, revoking: vera.id) { step in
        if case .wrapped = step, first == nil { first = step }
      }
      #expect(renewed.session.epoch == otto.session.epoch + 1)
      let survey = try renewed.keyring.survey()
      #expect(survey.customers.count == 2_500)
      #expect(!survey.customers.contains(CustomerID(rawValue: 12)))
      #expect(try files.leftovers(after: renewed) == [], "\(step)")
      let ines = try files.unlock(name: "ines", passphrase: Passphrase("p"))
      #expect(try ines.intake.open(mail) == Array("old".utf8))
      #expect(throws: Never.self) { try ines.dataKey(for: CustomerID(rawValue: 9_000)) }
      #expect(throws: SealingError.keyNotHeld) { try ines.dataKey(for: CustomerID(rawValue: 12)) }
    }
  }

  @Test func `an interrupted renewal begins where it was, unless somebody was erased since`() throws
  {
    let copies = try copies()
    let (_, copy) = try #require(copies.first { $0.step == .wrapped(2_000, of: 2_500) })
    let files = try Files(in: copy.url)
    let otto = try files.unlock(name: "otto", passphrase: Passphrase("o"))
    var steps: [RenewalStep] = []
    _ = try files.renewKeys(by: otto) { steps.append($0) }
    #expect(steps.dropFirst().first == .wrapped(2_000, of: 2_500))
  }

  @Test func `who unlocks after the switch takes away what the old keys opened`() throws {
    let copies = try copies()
    let (_, copy) = try #require(copies.first { $0.step == .switched })
    let files = try Files(in: copy.url)
    #expect(try files.directory.names().contains("keyring"))
    let ines = try files.unlock(name: "ines", passphrase: Passphrase("p"))
    #expect(try files.leftovers(after: ines) == [])
    let mail = try IntakePublicKey<Practice>(in: copy.url).seal([5])
    #expect(try ines.intake.open(mail) == [5])
    #expect(throws: SealingError.keyNotHeld) { try founder.intake.open(mail) }
  }

  @Test func `a session of the old keys adds nobody to a keyring that is left over`() throws {
    let (earlier, copy) = (try TemporaryDirectory(), try TemporaryDirectory())
    try self.copy(directory, to: earlier)
    let files = try Files(in: earlier.url)
    let ines = try files.unlock(name: "ines", passphrase: Passphrase("p"))
    let otto = try files.unlock(name: "otto", passphrase: Passphrase("o"))
    _ = try files.renewKeys(by: otto) { step in
      guard step == .switched else { return }
      try? self.copy(earlier, to: copy)
      // The old file is there yet, and must not take what the new one would lack.
      #expect(throws: SealingError.keysRenewed) {
        try ines.makeDataKey(for: CustomerID(rawValue: 9_000))
      }
    }
  }

  @Test func `who is added or leaves while keys are wrapped is in the new epoch or is not`() throws
  {
    let renewed = try files.renewKeys(by: founder) { step in
      guard step == .prepared else { return }
      _ = try? files.addMember(
        name: "late", role: .agent, passphrase: Passphrase("p"), derivation: .practice,
        by: founder, now: now)
      if let ines = try? member("ines") { try? files.revoke(ines, by: founder) }
      _ = try? founder.makeDataKey(for: CustomerID(rawValue: 9_001))
      try? founder.destroyDataKey(for: CustomerID(rawValue: 3))
    }
    #expect(try unlock("late").keyring.count == 2_500)
    #expect(throws: SealingError.revoked) { try unlock("ines") }
    let customers = try renewed.keyring.survey().customers
    #expect(customers.contains(CustomerID(rawValue: 9_001)))
    #expect(!customers.contains(CustomerID(rawValue: 3)))
  }

  // MARK: Older copies

  @Test func `an older charter with its keyring is noticed`() throws {
    let copy = try TemporaryDirectory()
    try self.copy(directory, to: copy)
    _ = try files.renewKeys(by: founder, revoking: member("vera"))
    _ = try unlock("ines")
    try FileManager.default.removeItem(at: directory.file("keys/keyring-2"))
    for name in ["workspace", "keyring"] {
      try directory.overwrite("keys/\(name)", with: copy.bytes("keys/\(name)"))
    }
    #expect(throws: SealingError.rolledBack) { try unlock("ines") }
    #expect(throws: SealingError.rolledBack) { try unlock("otto") }
  }

  @Test func `an older keyring, in which somebody erased has a key, is noticed`() throws {
    let before = try directory.bytes("keys/keyring")
    try founder.destroyDataKey(for: CustomerID(rawValue: 4))
    try files.pin(founder)
    try directory.overwrite("keys/keyring", with: before)
    #expect(throws: SealingError.rolledBack) { try unlock("otto") }
  }

  @Test func `a keyring whose end is cut off is noticed`() throws {
    _ = try unlock("ines")
    let bytes = try directory.bytes("keys/keyring")
    try directory.overwrite("keys/keyring", with: Array(bytes.dropLast(128)))
    #expect(throws: SealingError.rolledBack) { try unlock("ines") }
  }

  @Test func `another person's pin, or a forged one, does not pass`() throws {
    _ = try unlock("ines")
    _ = try unlock("otto")
    let ines = try member("ines")
    try directory.overwrite(
      "keys/pin-\(ines.rawValue)", with: directory.bytes("keys/pin-1"))
    #expect(throws: SealingError.notAuthentic) { try unlock("ines") }
  }
}
