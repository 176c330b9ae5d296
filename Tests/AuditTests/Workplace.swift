import Foundation
import Masking
import Sealing
import Text
import Tickets

@testable import Audit

/// A practice workspace with a supervisor and two agents, made once for all tests: to derive keys is
/// dear without optimisation, and nobody changes it.
struct Workplace: Sendable {
  let supervisor: WorkspaceSecrets<Practice>
  let ines: WorkspaceSecrets<Practice>
  let ada: WorkspaceSecrets<Practice>
  let customer = CustomerID(rawValue: 88)
  let other = CustomerID(rawValue: 89)

  static let shared = Result { try Workplace() }

  private init() throws {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("audit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    let now = Date(millisecondsSince1970: 1_772_443_000_000)
    let otto = try WorkspaceKeyFiles<Practice>.create(
      in: root, firstSupervisor: "otto", passphrase: Passphrase("o"), derivation: .practice,
      now: now)
    let files = try WorkspaceKeyFiles<Practice>(in: root)
    for name in ["ines", "ada"] {
      _ = try files.addMember(
        name: name, role: .agent, passphrase: Passphrase(name), derivation: .practice, by: otto,
        now: now)
    }
    _ = try otto.makeDataKeys(for: [customer, other])
    supervisor = try files.unlock(name: "otto", passphrase: Passphrase("o"))
    ines = try files.unlock(name: "ines", passphrase: Passphrase("ines"))
    ada = try files.unlock(name: "ada", passphrase: Passphrase("ada"))
    for secrets in [supervisor, ines, ada] {
      _ = try secrets.dataKey(for: customer)
      _ = try secrets.dataKey(for: other)
    }
  }

  func writer(
    _ secrets: WorkspaceSecrets<Practice>, session: SanitizedText = "s-51c2"
  ) throws -> AuditWriter<Practice> {
    try AuditWriter(
      secrets: secrets,
      origin: AuditOrigin(
        actor: UserID(rawValue: secrets.member.id.rawValue),
        role: secrets.member.role == .agent ? .agent : .supervisor, session: session,
        host: "desk-04", tty: "pts/3", sshFrom: "198.51.100.24", app: "sealdesk/0.1.0"))
  }

  /// Identifiers of a customer, as the masker seals them.
  func identifiers(
    of customer: CustomerID, _ values: [(IdentifierKind, SanitizedText)]
  ) throws -> [SealedIdentifier<Practice>] {
    var vault = IdentifierVault(
      key: try ines.dataKey(for: customer), lookup: ines.lookupKey)
    for (kind, value) in values {
      _ = try vault.addProfile(UnmaskedText(received: value), kind: kind)
    }
    return vault.changed
  }

  func verifier(
    checkpoints: [AuditCheckpoint] = [],
    signatures: AuditVerifier<Practice>.SignatureCheck = .all
  ) -> AuditVerifier<Practice> {
    AuditVerifier(
      workspace: supervisor.workspace, people: supervisor.people, checkpoints: checkpoints,
      signatures: signatures)
  }

  func reader(of journal: any AuditJournal<Practice>) throws -> AuditRecordReader<Practice> {
    guard let reader = supervisor.auditReader else { throw AuditError.notReadable(seq: 0) }
    return AuditRecordReader(reader: reader, people: supervisor.people, journal: journal)
  }
}

/// A workspace of the test's own choosing.
func workspaceID(_ bytes: [UInt8]) throws -> WorkspaceID {
  var reader = ByteReader(bytes)
  return try WorkspaceID(from: &reader)
}
