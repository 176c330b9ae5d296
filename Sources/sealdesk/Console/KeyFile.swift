import Foundation
import Text
import ViewModels

/// The console's keys as a YAML file: contexts, their commands, and for each a list of keys.
///
/// A file says only what it changes; the rest stays as it was. An empty list takes a command's keys
/// away.
struct KeyFile {
  static let schema = "sealdesk.keys/1"

  /// The keys of a file, or of `sealdesk/keys.yaml` among the person's settings where there is one
  /// (XDG Base Directory Specification 0.8), over the standard ones.
  /// - Throws: what is wrong in it, with file and line and what to write instead.
  static func keyMap(from path: String?) throws -> KeyMap {
    let file = path.map { URL(filePath: $0) } ?? ownFile
    let text: String
    do {
      text = try String(contentsOf: file, encoding: .utf8)
    } catch {
      let isThere = FileManager.default.fileExists(atPath: file.path)
      if path == nil, !isThere { return .standard }
      throw CommandFailure(
        .badData, "\(file.lastPathComponent) cannot be read; it has to be a file in UTF-8.")
    }
    return try keyMap(reading: text, file: file.lastPathComponent)
  }

  static func keyMap(reading text: String, file: String) throws(CommandFailure) -> KeyMap {
    let map = KeyMap.standard.granting(try wishes(in: text, file: file))
    if let fault = map.faults(in: .standard).first {
      throw CommandFailure(.badData, "\(file): \(fault.sentence.string) Choose other keys.")
    }
    return map
  }

  private static func wishes(
    in text: String, file: String
  ) throws(CommandFailure) -> [KeyMap.Wish] {
    let reader = try ConfigurationReader(yaml: text, file: file)
    var wishes: [KeyMap.Wish] = []
    try reader.readKeys(of: reader.root) { name, node throws(CommandFailure) in
      if name == "schema" { return try reader.expectSchema(schema, node) }
      guard let context = KeyContext(rawValue: name) else {
        throw reader.unknownKey(name, node, known: KeyContext.allCases.map(\.rawValue))
      }
      try reader.readKeys(of: node) { name, node throws(CommandFailure) in
        let command = CommandID(rawValue: name)
        guard CommandRegistry.standard[command] != nil else {
          throw reader.fault(node, "there is no command \(name); `sealdesk keymap` lists them")
        }
        var keys: [KeySequence] = []
        for notation in try reader.strings(node) {
          guard let sequence = KeySequence(notation: notation) else {
            throw reader.fault(
              node, "\(notation) names no key; write j, ^F, M-1, S-Tab, Enter, F1 or g g")
          }
          keys.append(sequence)
        }
        wishes.append(.init(context: context, command: command, keys: keys))
      }
    }
    return wishes
  }

  private static var ownFile: URL {
    let named = ProcessInfo.processInfo.environment["XDG_CONFIG_HOME"]
    let settings =
      named.flatMap { $0.hasPrefix("/") ? URL(filePath: $0, directoryHint: .isDirectory) : nil }
      ?? URL.homeDirectory.appending(path: ".config", directoryHint: .isDirectory)
    return settings.appending(path: "sealdesk/keys.yaml")
  }

  /// A map as a file that says all of it.
  static func text(of map: KeyMap) -> String {
    var lines = ["schema: \(schema)"]
    for context in KeyContext.allCases {
      let bindings = map.bindings.filter { $0.context == context }
      guard !bindings.isEmpty else { continue }
      lines.append("\(context.rawValue):")
      var written: Set<CommandID> = []
      for binding in bindings where written.insert(binding.command).inserted {
        let keys = bindings.filter { $0.command == binding.command }
          .map { quoted($0.keys.notation.string) }
        lines.append("  \(binding.command.rawValue): [\(keys.joined(separator: ", "))]")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
