import Foundation
import Testing

@testable import Sealing

@Suite struct RecoveryKeyTests {
  static let printed: [Character] = Array(RecoveryKey().groups.joined())
  static let alphabet: [Character] = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  @Test func `what is printed is what was made`() throws {
    let key = RecoveryKey()
    #expect(key.groups.count == 8)
    #expect(key.groups.allSatisfy { $0.count == 5 })
    let typed = try RecoveryKey(typed: key.groups.joined(separator: "-"))
    #expect(typed.groups == key.groups)
    #expect(RecoveryKey().groups != key.groups)
  }

  @Test func `it is read however it was written down`() throws {
    let groups = RecoveryKey().groups
    let worn = groups.joined(separator: " ").lowercased()
      .replacing("0", with: "o").replacing("1", with: "l")
    #expect(try RecoveryKey(typed: worn).groups == groups)
  }

  @Test(arguments: 0..<40)
  func `every single mistyped character is found, and its group named`(place: Int) throws {
    for wrong in Self.alphabet where wrong != Self.printed[place] {
      var typed = Self.printed
      typed[place] = wrong
      #expect(throws: SealingError.recoveryKeyMistyped(group: place / 5 + 1)) {
        _ = try RecoveryKey(typed: String(typed))
      }
    }
  }

  @Test(arguments: 0..<40)
  func `two exchanged characters of a group are found`(place: Int) throws {
    for other in (place + 1)..<max(place + 1, (place / 5 + 1) * 5)
    where Self.printed[other] != Self.printed[place] {
      var typed = Self.printed
      typed.swapAt(place, other)
      #expect(throws: SealingError.self) { _ = try RecoveryKey(typed: String(typed)) }
    }
  }

  @Test func `two exchanged groups are found`() throws {
    var groups = RecoveryKey().groups
    while groups[2] == groups[5] { groups = RecoveryKey().groups }
    groups.swapAt(2, 5)
    #expect(throws: SealingError.self) { _ = try RecoveryKey(typed: groups.joined()) }
  }

  @Test(arguments: ["", "ABCDE", String(printed) + "0", String(printed.dropLast()) + "U"])
  func `what is no recovery key is refused`(typed: String) {
    #expect(throws: SealingError.self) { _ = try RecoveryKey(typed: typed) }
  }
}

@Suite struct RecoveryTests: FoundedSuite {
  let workspace: FoundedWorkspace
  let key: [String]

  init() throws {
    workspace = try FoundedWorkspace(passphrase: "forgotten")
    let made = RecoveryKey()
    key = made.groups
    try files.setRecoveryKey(made, by: founder)
  }

  func recover(_ name: String, by groups: [String]? = nil) throws -> SessionSecrets<Practice> {
    try files.recover(name: name, key: RecoveryKey(typed: (groups ?? key).joined()))
  }

  func add(_ name: String, _ role: MemberRole) throws {
    _ = try files.addMember(
      name: name, role: role, passphrase: Passphrase("p"), derivation: .practice, by: founder,
      now: now)
  }

  @Test func `the recovery key lets a supervisor in, with everything they had`() throws {
    let customer = CustomerID(rawValue: 3)
    let place = SealContext(table: "message", column: "body", row: 1)
    let sealed = try founder.makeDataKey(for: customer).seal([1, 2], in: place)
    try files.setProfile([7], of: founder)
    let session = try recover("otto")
    try files.setPassphrase(of: session, to: Passphrase("remembered"), derivation: .practice)
    #expect(throws: SealingError.wrongPassphrase) {
      try files.unlock(name: "otto", passphrase: Passphrase("forgotten"))
    }
    let again = try files.unlock(name: "otto", passphrase: Passphrase("remembered"))
    #expect(again.member == founder.member)
    #expect(try again.dataKey(for: customer).open(sealed, in: place) == [1, 2])
    #expect(try files.profile(of: again) == [7])
  }

  @Test func `another recovery key opens nothing`() throws {
    #expect(throws: SealingError.keyNotHeld) { try recover("otto", by: RecoveryKey().groups) }
    let other = RecoveryKey()
    try files.setRecoveryKey(other, by: founder)
    #expect(throws: SealingError.keyNotHeld) { try recover("otto") }
    #expect(try recover("otto", by: other.groups).member.name == "otto")
  }

  @Test func `it covers a second supervisor once they have signed in`() throws {
    try add("vera", .supervisor)
    #expect(throws: SealingError.notRecoverable) { try recover("vera") }
    #expect(try files.recoverableMembers(trustedBy: founder) == ["otto"])
    let vera = try files.unlock(name: "vera", passphrase: Passphrase("p"))
    try files.coverByRecoveryKey(vera)
    #expect(try files.recoverableMembers(trustedBy: founder) == ["otto", "vera"])
    #expect(try recover("vera").member == vera.member)
    let file = try directory.bytes("keys/workspace")
    try files.coverByRecoveryKey(vera)
    #expect(try directory.bytes("keys/workspace") == file, "once is enough")
  }

  @Test(arguments: [MemberRole.agent, .auditor, .trainer, .mail])
  func `it lets nobody in but supervisors`(role: MemberRole) throws {
    try add("ines", role)
    try files.coverByRecoveryKey(files.signIn(name: "ines", passphrase: Passphrase("p")))
    #expect(throws: SealingError.notRecoverable) { try recover("ines") }
  }

  @Test func `a revoked supervisor is not let in by it`() throws {
    try add("vera", .supervisor)
    let vera = try files.unlock(name: "vera", passphrase: Passphrase("p"))
    try files.coverByRecoveryKey(vera)
    try files.revoke(vera.member.id, by: founder)
    #expect(throws: SealingError.revoked) { try recover("vera") }
    #expect(try files.file().wraps.allSatisfy { $0.holder != .recovery(vera.member.id) })
  }

  @Test func `it outlasts a renewal of the keys`() throws {
    _ = try files.renewKeys(by: founder)
    #expect(try recover("otto").epoch == 2)
  }

  @Test func `a workspace without one says so`() throws {
    let other = try TemporaryDirectory()
    _ = try Files.create(
      in: other.url, firstSupervisor: "otto", passphrase: Passphrase("x"), derivation: .practice,
      now: now)
    let files = try Files(in: other.url)
    #expect(throws: SealingError.notRecoverable) {
      try files.recover(name: "otto", key: RecoveryKey())
    }
  }
}
