import Foundation

/// A directory that goes away with its owner.
final class TemporaryDirectory: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("sealing-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: file(name))) }

  func overwrite(_ name: String, with bytes: [UInt8]) throws {
    try Data(bytes).write(to: file(name))
  }

  func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: file(name).path)
    return attributes[.posixPermissions] as? Int ?? 0
  }
}
