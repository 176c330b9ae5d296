package import Foundation
package import Sealing

/// A workspace in a directory of its own, on real key files; gone with the last reference to it.
///
/// Ada is a supervisor; Ben and Cleo are agents.
package final class Workspace<R: Realm>: Sendable {
  package let directory: URL
  package let clock = FixtureClock(Date(timeIntervalSince1970: 1_800_000_000))

  private static var passphrase: Passphrase { Passphrase("correct horse") }

  package init() throws {
    directory = FileManager.default.temporaryDirectory
      .appending(path: "sealdesk-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let supervisor = try WorkspaceKeyFiles<R>.create(
      in: directory, firstSupervisor: "ada", passphrase: Self.passphrase,
      derivation: .practice, now: clock.now)
    let files = try WorkspaceKeyFiles<R>(in: directory)
    for name in ["ben", "cleo"] {
      _ = try files.addMember(
        name: name, role: .agent, passphrase: Self.passphrase, derivation: .practice,
        by: supervisor, now: clock.now)
    }
  }

  deinit {
    try? FileManager.default.removeItem(at: directory)
  }

  /// Somebody's own store, as another process would open it: only the files are shared.
  package func place(of name: String) throws -> Place<R> {
    let files = try WorkspaceKeyFiles<R>(in: directory)
    return try Place(
      in: self, secrets: files.unlock(name: name, passphrase: Self.passphrase),
      members: files.members())
  }
}
