import Crypto
import Foundation
import Testing

@_spi(Identifiers) @testable import Sealing

struct ApprovalKeysTests {
  private let directory: TemporaryDirectory
  private let files: WorkspaceKeyFiles<Practice>
  private let founder: WorkspaceSecrets<Practice>
  private let place = SealContext(table: "identifier", column: "value", row: 7)

  init() throws {
    directory = try TemporaryDirectory()
    founder = try WorkspaceKeyFiles<Practice>.create(
      in: directory.url, firstSupervisor: "ada", passphrase: Passphrase("horse"),
      derivation: .practice, now: .now)
    files = try WorkspaceKeyFiles<Practice>(in: directory.url)
    try files.tendApprovalKeys(by: founder)
  }

  private func add(_ name: String, _ role: MemberRole) throws -> WorkspaceSecrets<Practice> {
    _ = try files.addMember(
      name: name, role: role, passphrase: Passphrase("horse"), derivation: .practice, by: founder,
      now: .now)
    try files.tendApprovalKeys(by: founder)
    return try files.unlock(name: name, passphrase: Passphrase("horse"))
  }

  private func keys(_ secrets: WorkspaceSecrets<Practice>) throws -> ApprovalKeys<Practice> {
    try #require(try files.approvalKeys(for: secrets))
  }

  private let customer = DataKey<Practice>.random(for: CustomerID(rawValue: 5))

  private func opened(
    _ sealed: SealedValue<Practice>, with key: ValueKey<Practice>?
  ) throws -> String {
    let value = try customer.openValue(sealed, in: place, with: key)
    return value.withBytes { bytes in
      String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
  }

  private func terms(_ requester: Int64, entry: Int64 = 12) -> GrantTerms {
    GrantTerms(
      requester: requester, customer: customer.owner, lookupCode: LookupCode(bytes: [1, 2]),
      kind: "CREDIT_CARD", ticket: 3, expires: 1_000, entry: entry)
  }

  @Test func `an agent seals what only a supervisor opens`() throws {
    let agent = try add("ben", .agent)
    let sealed = try keys(agent).sealValue(Array("4111".utf8), under: customer, in: place)
    #expect(sealed.isProtected)
    #expect(try !keys(agent).isSupervisors)
    let key = try keys(founder).valueKey(of: sealed, under: customer, in: place)
    #expect(try opened(sealed, with: key) == "4111")
    #expect(throws: SealingError.notPermitted) { _ = try opened(sealed, with: nil) }
    #expect(throws: SealingError.notPermitted) {
      _ = try keys(agent).valueKey(of: sealed, under: customer, in: place)
    }
  }

  /// Every private key that an agent's passphrase leads to, on every wrap there is.
  @Test func `none of the keys that an agent's passphrase opens unwraps it`() throws {
    let agent = try add("ben", .agent)
    let sealed = try keys(agent).sealValue(Array("4111".utf8), under: customer, in: place)
    let parts = try ProtectedParts(sealed, under: customer, in: place)
    let file = try ApprovalFile<Practice>(
      decoding: files.directory.read(ApprovalFile<Practice>.name))
    let desk = try #require(agent.roles.desk)
    let held = [agent.unwrapping, desk.agent, desk.intake]
    let info = ProtectedParts<Practice>.info(
      agent.workspace, parts.classKey, customer.owner, place)
    for key in held {
      #expect(throws: SealingError.keyNotHeld) { _ = try key.unwrap(parts.wrap, info: info) }
      for pair in file.keys {
        #expect(pair.wraps[agent.member.id] == nil)
        for wrap in pair.wraps.values {
          #expect(throws: SealingError.keyNotHeld) { _ = try key.unwrap(wrap, info: []) }
        }
      }
    }
  }

  @Test func `without the customer's key a supervisor opens nothing`() throws {
    let sealed = try keys(founder).sealValue(Array("4111".utf8), under: customer, in: place)
    let other = DataKey<Practice>.random(for: customer.owner)
    #expect(throws: SealingError.notAuthentic) {
      _ = try keys(founder).valueKey(of: sealed, under: other, in: place)
    }
    let elsewhere = SealContext(table: "identifier", column: "value", row: 8)
    #expect(throws: SealingError.notAuthentic) {
      _ = try keys(founder).valueKey(of: sealed, under: customer, in: elsewhere)
    }
  }

  @Test func `a grant opens for who asked, and only what it was made for`() throws {
    let (ben, cleo) = (try add("ben", .agent), try add("cleo", .agent))
    let sealed = try keys(ben).sealValue(Array("4111".utf8), under: customer, in: place)
    let key = try keys(founder).valueKey(of: sealed, under: customer, in: place)
    let grant = try key.granted(to: ben.member, for: terms(ben.member.id.rawValue))
    let taken = try keys(ben).valueKey(from: grant, for: terms(ben.member.id.rawValue))
    #expect(try opened(sealed, with: taken) == "4111")
    #expect(throws: SealingError.notAuthentic) {
      _ = try keys(ben).valueKey(from: grant, for: terms(ben.member.id.rawValue, entry: 13))
    }
    #expect(throws: SealingError.keyNotHeld) {
      _ = try keys(cleo).valueKey(from: grant, for: terms(ben.member.id.rawValue))
    }
    #expect(throws: SealingError.keyNotHeld) {
      _ = try keys(cleo).valueKey(from: grant, for: terms(cleo.member.id.rawValue))
    }
    #expect(throws: SealingError.notPermitted) {
      _ = try key.granted(to: cleo.member, for: terms(ben.member.id.rawValue))
    }
  }

  @Test func `a supervisor who comes opens what was sealed before`() throws {
    let sealed = try keys(founder).sealValue(Array("4111".utf8), under: customer, in: place)
    let second = try add("otto", .supervisor)
    let key = try keys(second).valueKey(of: sealed, under: customer, in: place)
    #expect(try opened(sealed, with: key) == "4111")
  }

  @Test func `after a supervisor left, new values are sealed without them`() throws {
    let second = try add("otto", .supervisor)
    let before = try keys(second)
    try files.revoke(second.member.id, by: founder)
    try files.tendApprovalKeys(by: founder)
    let sealed = try keys(founder).sealValue(Array("4111".utf8), under: customer, in: place)
    #expect(throws: SealingError.keyNotHeld) {
      _ = try before.valueKey(of: sealed, under: customer, in: place)
    }
    let file = try ApprovalFile<Practice>(
      decoding: files.directory.read(ApprovalFile<Practice>.name))
    #expect(file.keys.count == 2)
    #expect(file.keys.allSatisfy { $0.wraps[second.member.id] == nil })
    try files.tendApprovalKeys(by: founder)
    #expect(try keys(founder).sealingKey.id == 2, "tending again changes nothing")
  }

  @Test func `a renewal of the roles' keys changes nothing for what takes approval`() throws {
    let agent = try add("ben", .agent)
    let sealed = try keys(agent).sealValue(Array("4111".utf8), under: customer, in: place)
    let terms = terms(agent.member.id.rawValue)
    let grant = try keys(founder).valueKey(of: sealed, under: customer, in: place)
      .granted(to: agent.member, for: terms)
    let renewed = try files.renewKeys(by: founder)
    try files.tendApprovalKeys(by: renewed)
    let key = try keys(renewed).valueKey(of: sealed, under: customer, in: place)
    #expect(try opened(sealed, with: key) == "4111")
    let again = try keys(files.unlock(name: "ben", passphrase: Passphrase("horse")))
    #expect(try opened(sealed, with: again.valueKey(from: grant, for: terms)) == "4111")
    #expect(again.sealingKey.id == 1)
  }

  @Test func `who is sent away by a renewal is left out of what takes approval`() throws {
    let second = try add("otto", .supervisor)
    let before = try keys(second)
    let renewed = try files.renewKeys(by: founder, revoking: second.member.id)
    // Interrupted here, it is made good by the next supervisor who unlocks.
    #expect(try keys(renewed).sealingKey.id == 1)
    try files.tendApprovalKeys(by: renewed)
    let sealed = try keys(renewed).sealValue(Array("4111".utf8), under: customer, in: place)
    #expect(throws: SealingError.keyNotHeld) {
      _ = try before.valueKey(of: sealed, under: customer, in: place)
    }
  }

  @Test func `a public key that no supervisor signed is not sealed to`() throws {
    let agent = try add("ben", .agent)
    var file = try ApprovalFile<Practice>(
      decoding: files.directory.read(ApprovalFile<Practice>.name))
    let forged = try ApprovalClassKey.make(
      id: 9, workspace: agent.workspace, for: [agent.member], by: agent.member.id,
      signedWith: agent.signer, realm: Practice.self)
    file.keys.append(forged.key)
    try files.directory.replace(ApprovalFile<Practice>.name, with: file.encoded())
    #expect(try keys(agent).sealingKey.id == 1)
  }

  @Test func `a file that was damaged is refused`() throws {
    var bytes = try files.directory.read(ApprovalFile<Practice>.name)
    bytes[bytes.count / 2] ^= 1
    try files.directory.replace(ApprovalFile<Practice>.name, with: bytes)
    #expect(throws: SealingError.malformed) { _ = try files.approvalKeys(for: founder) }
  }
}
