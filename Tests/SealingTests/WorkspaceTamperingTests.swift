import Foundation
import Testing

@testable import Sealing

/// What somebody can do who writes to the key files: each attempt has its own answer, and none opens.
@Suite struct WorkspaceTamperingTests: FoundedSuite {
  let workspace: FoundedWorkspace

  init() throws {
    workspace = try FoundedWorkspace()
    try workspace.add("ines", .agent, passphrase: "i")
  }

  /// Ends bytes with the digest that a careful attacker would put there.
  func closed(_ bytes: [UInt8]) -> [UInt8] {
    let content = Array(bytes.dropLast(Digest256.byteCount))
    return content + Digest256.of(content).bytes
  }

  func unlock(_ name: String, _ passphrase: String) -> SealingError? {
    do throws(SealingError) {
      _ = try Files(in: directory.url).unlock(name: name, passphrase: Passphrase(passphrase))
      return nil
    } catch {
      return error
    }
  }

  @Test func `a bit that flips in a person's file is damage, not a wrong passphrase`() throws {
    let intact = try directory.bytes("keys/user-2")
    for index in intact.indices {
      var damaged = intact
      damaged[index] ^= 0x10
      #expect(throws: SealingError.self) {
        try UserKeyFile<Practice>.decode(damaged, passphrase: Passphrase("i"))
      }
      do throws(SealingError) {
        _ = try UserKeyFile<Practice>.decode(damaged, passphrase: Passphrase("i"))
      } catch {
        #expect([.malformed, .newerVersion].contains(error), "byte \(index): \(error)")
      }
    }
  }

  @Test func `a person's file that was changed with care does not open either`() throws {
    let intact = try directory.bytes("keys/user-2")
    for index in intact.indices.dropLast(Digest256.byteCount) {
      var changed = intact
      changed[index] ^= 0x01
      changed = closed(changed)
      #expect(throws: SealingError.self, "byte \(index)") {
        try UserKeyFile<Practice>.decode(changed, passphrase: Passphrase("i"))
      }
    }
  }

  @Test func `scrypt parameters that the file asks for are not just followed`() throws {
    let intact = try directory.bytes("keys/user-2")
    // Behind kind, version, realm, workspace and number.
    let offset = 4 + 6 + 1 + 4 + 8 + 16 + 8
    #expect(Array(intact[offset..<offset + 3]) == [10, 8, 1])
    for parameters: [UInt8] in [[1, 8, 1], [30, 8, 1], [10, 255, 1], [10, 8, 255], [0, 0, 0]] {
      var changed = intact
      changed.replaceSubrange(offset..<offset + 3, with: parameters)
      #expect(throws: SealingError.unacceptableParameters) {
        try UserKeyFile<Practice>.decode(closed(changed), passphrase: Passphrase("i"))
      }
    }
  }

  @Test func `every byte of the workspace file counts for somebody`() throws {
    let intact = try directory.bytes("keys/workspace")
    let people = [
      try files.identity(of: founder.member, passphrase: Passphrase("o")),
      try files.identity(of: try #require(files.members().last), passphrase: Passphrase("i")),
    ]
    for index in intact.indices {
      var changed = intact
      changed[index] ^= 0x01
      if index < intact.count - Digest256.byteCount { changed = closed(changed) }
      #expect(throws: SealingError.self, "byte \(index)") {
        let file = try WorkspaceFile<Practice>(decoding: changed)
        for identity in people {
          let trusted = try file.trustedDirectory(anchor: identity.trustAnchor)
          let member = try #require(trusted[identity.member])
          _ = try RoleSecrets(for: member, key: identity.unwrapping, in: file)
        }
      }
    }
  }

  @Test func `files that end early are malformed`() throws {
    for name in ["keys/user-2", "keys/workspace", "keys/keyring", "intake.pub"] {
      let intact = try directory.bytes(name)
      for length in [0, 1, intact.count / 2, intact.count - 1] where length < 512 {
        try directory.overwrite(name, with: Array(intact[..<length]))
        let error: SealingError? =
          name == "intake.pub"
          ? #expect(throws: SealingError.self) {
            try IntakePublicKey<Practice>(in: directory.url)
          } : unlock("ines", "i")
        #expect(error == .malformed, "\(name) of \(length) bytes")
      }
      try directory.overwrite(name, with: intact)
    }
  }

  @Test func `an exchanged public key is noticed`() throws {
    let mallory = UserIdentity<Practice>(
      member: MemberID(rawValue: 2), workspace: founder.workspace, trustAnchor: nil)
    var file = try files.file()
    let ines = try #require(file.members.last?.member)
    let forged = WorkspaceMember(
      id: ines.id, name: ines.name, role: ines.role, publicKeys: mallory.publicKeys,
      voucher: .founder, addedAt: ines.addedAt, isRevoked: false)
    file.members[1] = try SignedMember(
      forged, workspace: founder.workspace, realm: Practice.self, signedWith: mallory.signing)
    try directory.overwrite("keys/workspace", with: file.encoded())
    #expect(unlock("otto", "o") == .untrustedKeys)
    #expect(unlock("ines", "i") == .untrustedKeys)
  }

  @Test func `an agent who calls themselves a supervisor is not believed`() throws {
    let identity = try files.identity(
      of: try #require(files.members().last), passphrase: Passphrase("i"))
    var file = try files.file()
    let ines = try #require(file.members.last?.member)
    let promoted = WorkspaceMember(
      id: ines.id, name: ines.name, role: .supervisor, publicKeys: ines.publicKeys,
      voucher: ines.id, addedAt: ines.addedAt, isRevoked: false)
    file.members[1] = try SignedMember(
      promoted, workspace: founder.workspace, realm: Practice.self, signedWith: identity.signing)
    try directory.overwrite("keys/workspace", with: file.encoded())
    #expect(unlock("otto", "o") == .untrustedKeys)
  }

  @Test func `a whole other workspace in this one's place is noticed`() throws {
    let other = try TemporaryDirectory()
    _ = try Files.create(
      in: other.url, firstSupervisor: "otto", passphrase: Passphrase("o"), derivation: .practice,
      now: now)
    try directory.overwrite("keys/workspace", with: other.bytes("keys/workspace"))
    #expect(unlock("otto", "o") == .untrustedKeys)
  }

  @Test func `another role key in the charter is noticed`() throws {
    var file = try files.file()
    var keys = file.charter.roleKeys
    keys[.audit] = UnwrappingKey().wrappingKey
    file.charter = Charter(
      workspace: file.charter.workspace, epoch: file.charter.epoch, roleKeys: keys,
      intakeKey: file.charter.intakeKey, workspaceKeyCheck: file.charter.workspaceKeyCheck)
    try directory.overwrite("keys/workspace", with: file.encoded())
    #expect(unlock("ines", "i") == .untrustedKeys)
  }

  @Test func `wraps exchanged between two people open nothing`() throws {
    _ = try files.addMember(
      name: "ada", role: .agent, passphrase: Passphrase("a"), derivation: .practice, by: founder,
      now: now)
    var file = try files.file()
    let places = file.wraps.indices.filter { file.wraps[$0].secret == .agentRole }.suffix(2)
    let (first, second) = (try #require(places.first), try #require(places.last))
    let moved = file.wraps[first].bytes
    file.wraps[first] = KeyWrap(
      secret: .agentRole, holder: file.wraps[first].holder, bytes: file.wraps[second].bytes)
    file.wraps[second] = KeyWrap(
      secret: .agentRole, holder: file.wraps[second].holder, bytes: moved)
    try directory.overwrite("keys/workspace", with: file.encoded())
    #expect(unlock("ines", "i") == .keyNotHeld)
    #expect(unlock("ada", "a") == .keyNotHeld)
  }

  @Test func `one person's key file does not serve another`() throws {
    try directory.overwrite("keys/user-1", with: directory.bytes("keys/user-2"))
    #expect(unlock("otto", "i") == .untrustedKeys)
  }

  @Test func `a newer file is refused kindly`() throws {
    var newer = try directory.bytes("keys/workspace")
    let offset = 4 + "SDKEYS".utf8.count
    newer[offset] = 2
    try directory.overwrite("keys/workspace", with: newer)
    #expect(unlock("otto", "o") == .newerVersion)
  }

  @Test func `a directory that others may write to is not trusted`() throws {
    let path = directory.file("keys").path
    try FileManager.default.setAttributes([.posixPermissions: 0o770], ofItemAtPath: path)
    #expect(throws: SealingError.unsafePermissions) { try Files(in: directory.url) }
  }

  @Test func `a link in place of the directory or a file is not followed`() throws {
    let other = try TemporaryDirectory()
    try FileManager.default.createSymbolicLink(
      at: other.file("keys"), withDestinationURL: directory.file("keys"))
    #expect(throws: SealingError.self) { try Files(in: other.url) }
    try FileManager.default.moveItem(
      at: directory.file("keys/user-2"), to: directory.file("elsewhere"))
    try FileManager.default.createSymbolicLink(
      at: directory.file("keys/user-2"), withDestinationURL: directory.file("elsewhere"))
    #expect(unlock("ines", "i") == .file(FileFailure(.open, code: ELOOP)))
  }
}
