import Assistant
import Foundation
import Masking
import Text
import Tickets

/// What a workspace's policy file says: what is masked, what shows of it, what it takes to see the rest.
struct PolicyFile {
  var masking = MaskingPolicy.standard
  var escalation = EscalationPolicy.standard
  /// What it was read from; `nil` for the usual policy.
  private(set) var source: String?

  static let fileName = "policy.yaml"
  static let schema = "sealdesk.policy/1"

  init() {}

  /// Reads the file of a workspace; a workspace made before there were such files has the usual policy.
  ///
  /// `base` is what the settings file says of escalating; what this file says counts.
  static func load(from directory: URL, over base: EscalationPolicy) throws -> PolicyFile {
    let file = directory.appending(path: fileName)
    guard FileManager.default.fileExists(atPath: file.path) else {
      var policy = PolicyFile()
      policy.escalation = base
      return policy
    }
    return try load(file, over: base)
  }

  /// Reads a file wherever it is.
  static func load(
    _ file: URL, over base: EscalationPolicy = .standard
  ) throws -> PolicyFile {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw CommandFailure(.unavailable, "\(file.lastPathComponent) cannot be read as UTF-8 text.")
    }
    return try PolicyFile(yaml: text, name: file.lastPathComponent, over: base)
  }

  /// Reads a policy, and says everything that is wrong in it at once.
  init(
    yaml text: String, name: String = fileName, over base: EscalationPolicy = .standard
  ) throws {
    var reader = PolicyReader(file: name, escalation: base)
    self = reader.read(text)
    source = text
    guard reader.faults.isEmpty else {
      let faults = reader.faults.sorted {
        ($0.place.line, $0.place.column ?? 0) < ($1.place.line, $1.place.column ?? 0)
      }
      throw CommandFailure(
        .badData, faults.map(\.sentence.string).joined(separator: "\n          "))
    }
  }
}
