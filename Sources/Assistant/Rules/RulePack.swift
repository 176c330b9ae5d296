package import Foundation
package import Masking
package import Text

/// A set of rules, read and checked.
package struct RulePack: Sendable {
  /// In the order of the files.
  package internal(set) var rules: [Rule] = []
  package internal(set) var slots: [String: Slot] = [:]
  /// Words that stand for another: `cashpoint` for `atm`.
  var synonyms = SynonymTable()
  /// What the workspace says of itself, for replies: `shop.delivery_days`.
  package internal(set) var values: [String: String] = [:]
  /// The language of a reply where the customer's is not served.
  package internal(set) var defaultLanguage = "en"
  /// The versions of the packs, `cards 2.3.0`.
  package internal(set) var version: SanitizedText = .empty
  /// Changes with any file.
  package internal(set) var digest = ""

  package init() {}

  /// Reads every `.yaml` file below a directory, in the order of their names.
  /// - Throws: `unreadable`, `empty`, `invalid`.
  package static func load(
    directory: URL, masker: Masker = Masker()
  ) throws(AssistantError) -> RulePack {
    try load(SourceFiles(directory: directory, suffixes: [".yaml", ".yml"]), masker: masker)
  }

  /// Reads files held in memory, by name.
  /// - Throws: `invalid`.
  package static func load(
    files: [String: String], masker: Masker = Masker()
  ) throws(AssistantError) -> RulePack {
    try load(SourceFiles(files), masker: masker)
  }

  /// Reads one text; faults name it so.
  /// - Throws: `invalid`.
  package static func load(
    yaml: String, name: String, masker: Masker = Masker()
  ) throws(AssistantError) -> RulePack {
    try load(files: [name: yaml], masker: masker)
  }

  static func load(
    _ files: SourceFiles, masker: Masker
  ) throws(AssistantError) -> RulePack {
    var assembly = PackAssembly()
    var digest = Digest()
    for file in files.contents {
      var reader = PackReader(file: file.name, masker: masker)
      digest.add(file.text)
      let content = reader.read(file.text)
      assembly.add(content, faults: reader.faults)
    }
    var pack = try assembly.finish()
    pack.digest = digest.text
    return pack
  }

  /// The rule with this id.
  package func rule(_ id: RuleID) -> Rule? {
    rules.first { $0.id == id }
  }
}
