import Audit
import Foundation
import Sealing
import Text
import TicketStore
import Tickets

/// A practice workspace on the disk, for one run.
struct TemporaryWorkspace {
  let directory: URL
  let secrets: WorkspaceSecrets<Practice>

  static let user = UserID(rawValue: 1)

  init() throws {
    directory = FileManager.default.temporaryDirectory.appending(
      path: "sealdesk-bench-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    secrets = try WorkspaceKeyFiles<Practice>.create(
      in: directory, firstSupervisor: "bench", passphrase: Passphrase("bench"),
      derivation: .practice, now: Date())
  }

  func remove() {
    try? FileManager.default.removeItem(at: directory)
  }

  func unlock() throws -> WorkspaceSecrets<Practice> {
    try WorkspaceKeyFiles<Practice>(in: directory).unlock(
      name: "bench", passphrase: Passphrase("bench"))
  }

  func writer(_ secrets: WorkspaceSecrets<Practice>) throws -> AuditWriter<Practice> {
    try AuditWriter(
      secrets: secrets,
      origin: AuditOrigin(
        actor: Self.user, role: .supervisor, session: "bench", host: "bench", tty: nil,
        sshFrom: nil, app: "sealdesk-bench"))
  }

  func open(
    _ secrets: WorkspaceSecrets<Practice>, _ configuration: StoreConfiguration = .standard,
    audit: AuditWriter<Practice>? = nil, in place: URL? = nil
  ) throws -> TicketStore<Practice> {
    try TicketStore(
      in: place ?? directory, secrets: secrets, audit: audit ?? writer(secrets),
      names: { _ in nil },
      configuration: configuration)
  }
}
