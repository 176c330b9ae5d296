package import Foundation
package import Sealing
package import Tickets

/// A workspace in a directory of its own, on real key files; gone with the last reference to it.
///
/// Ada is a supervisor; Ben and Cleo are agents.
package final class Workspace<R: Realm>: Sendable {
  package let directory: URL
  package let clock = FixtureClock(Date(timeIntervalSince1970: 1_800_000_000))

  package init() throws {
    directory = FileManager.default.temporaryDirectory
      .appending(path: "sealdesk-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    if R.self == Live.self {
      try KeyFiles.live.get().write(into: directory)
    } else {
      try KeyFiles.make(in: directory, of: R.self, derivation: .practice)
    }
  }

  deinit {
    try? FileManager.default.removeItem(at: directory)
  }

  /// Somebody's own store, as another process would open it: only the files are shared.
  package func place(
    of name: String, sealing policy: EscalationPolicy = .standard
  ) throws -> Place<R> {
    let files = try WorkspaceKeyFiles<R>(in: directory)
    return try Place(
      in: self, secrets: files.unlock(name: name, passphrase: KeyFiles.passphrase),
      members: files.members(), sealing: policy)
  }
}

/// The key files of a workspace, kept in memory.
///
/// Live keys are dear to derive: they are made once for all tests.
struct KeyFiles {
  static var passphrase: Passphrase { Passphrase("correct horse") }

  static let live = Result { try KeyFiles() }

  private var directories: [String] = []
  private var files: [String: Data] = [:]

  private init() throws {
    let manager = FileManager.default
    let scratch = manager.temporaryDirectory
      .appending(path: "sealdesk-keys-\(UUID().uuidString)", directoryHint: .isDirectory)
    try manager.createDirectory(
      at: scratch, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? manager.removeItem(at: scratch) }
    try Self.make(in: scratch, of: Live.self, derivation: .production)
    for path in try manager.subpathsOfDirectory(atPath: scratch.path) {
      let file = scratch.appending(path: path)
      if try file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true {
        directories.append(path)
      } else {
        files[path] = try Data(contentsOf: file)
      }
    }
  }

  func write(into root: URL) throws {
    let manager = FileManager.default
    for path in directories {
      try manager.createDirectory(
        at: root.appending(path: path), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    }
    for (path, bytes) in files {
      let file = root.appending(path: path).path
      guard
        manager.createFile(
          atPath: file, contents: bytes, attributes: [.posixPermissions: 0o600])
      else { throw CocoaError(.fileWriteUnknown) }
    }
  }

  static func make<R: Realm>(
    in directory: URL, of realm: R.Type, derivation: KeyDerivation
  ) throws {
    let now = Date(timeIntervalSince1970: 1_800_000_000)
    let supervisor = try WorkspaceKeyFiles<R>.create(
      in: directory, firstSupervisor: "ada", passphrase: passphrase, derivation: derivation,
      now: now)
    let files = try WorkspaceKeyFiles<R>(in: directory)
    try files.tendApprovalKeys(by: supervisor)
    for name in ["ben", "cleo"] {
      _ = try files.addMember(
        name: name, role: .agent, passphrase: passphrase, derivation: derivation, by: supervisor,
        now: now)
    }
  }
}
