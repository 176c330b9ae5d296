import Foundation

@testable import Sealing

/// Key files in a folder of their own, with Otto as the first supervisor.
struct FoundedWorkspace {
  typealias Files = WorkspaceKeyFiles<Practice>

  static let now = Date(millisecondsSince1970: 1_772_443_211_402)

  let directory: TemporaryDirectory
  let founder: WorkspaceSecrets<Practice>
  let files: Files

  init(passphrase: String = "o") throws {
    directory = try TemporaryDirectory()
    founder = try Files.create(
      in: directory.url, firstSupervisor: "otto", passphrase: Passphrase(passphrase),
      derivation: .practice, now: Self.now)
    files = try Files(in: directory.url)
  }

  @discardableResult
  func add(_ name: String, _ role: MemberRole, passphrase: String) throws -> WorkspaceMember {
    try files.addMember(
      name: name, role: role, passphrase: Passphrase(passphrase), derivation: .practice,
      by: founder, now: Self.now)
  }
}

/// A suite each of whose tests has a workspace of its own.
protocol FoundedSuite {
  var workspace: FoundedWorkspace { get }
}

extension FoundedSuite {
  typealias Files = FoundedWorkspace.Files

  var directory: TemporaryDirectory { workspace.directory }
  var founder: WorkspaceSecrets<Practice> { workspace.founder }
  var files: Files { workspace.files }
  var now: Date { FoundedWorkspace.now }
}
