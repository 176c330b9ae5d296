import Masking
import Text
import Tickets
import Yams

/// Reads one rule file: everything above the rules themselves.
struct PackReader {
  static let schema = "sealdesk.rules/1"
  static let keys = ["schema", "pack", "defaults", "synonyms", "slots", "values", "rules"]

  var yaml: YAMLReader
  let masker: Masker
  var defaults = Defaults()
  var faults: [SourceFault] { yaml.faults }

  /// What a rule takes where it says nothing.
  struct Defaults {
    var language = "en"
    var minimumConfidence = 0.5
    var minimumGap = 0.1
  }

  /// What one file holds.
  struct File {
    var pack = RulePack()
    /// Where each reference between rules stands, for checking once all files are read.
    var references: [Reference] = []
    var placeholders: [PlaceholderUse] = []
    /// Facts that conditions ask for or tests give, and so are known to the rules' author.
    var facts: Set<String> = []
  }

  /// A placeholder in a reply or question.
  struct PlaceholderUse {
    var name: String
    var place: SourcePlace
  }

  /// A rule named by another.
  struct Reference {
    var key: String
    var id: RuleID
    var place: SourcePlace
  }

  var references: [Reference] = []
  var placeholders: [PlaceholderUse] = []
  var facts: Set<String> = []

  init(file: String, masker: Masker) {
    yaml = YAMLReader(file: file, schema: Self.schema)
    self.masker = masker
  }

  mutating func read(_ text: String) -> File {
    var file = File()
    guard text.utf8.count <= SourceFiles.byteLimit else {
      yaml.report(.tooLarge(limitByteCount: SourceFiles.byteLimit), line: 1)
      return file
    }
    // Some editors put a byte order mark before the text.
    let text = text.first == "\u{FEFF}" ? String(text.dropFirst()) : text
    guard let root = yaml.root(of: text) else { return file }
    let values = yaml.mapping(root, named: "file", keys: Self.keys)
    yaml.expectSchema(values["schema"])
    if let node = values["pack"] { file.pack.version = readVersion(node) }
    if let node = values["defaults"] { readDefaults(node) }
    file.pack.defaultLanguage = defaults.language
    if let node = values["synonyms"] { file.pack.synonyms = readSynonyms(node) }
    if let node = values["slots"] { file.pack.slots = readSlots(node) }
    if let node = values["values"] {
      for (key, value) in yaml.pairs(node, named: "values") {
        file.pack.values[key] = yaml.string(value, named: key)
      }
    }
    if let node = values["rules"] {
      file.pack.rules = yaml.list(node, named: "rules").compactMap { readRule($0) }
    }
    file.references = references
    file.placeholders = placeholders
    file.facts = facts
    return file
  }

  private mutating func readVersion(_ node: Node) -> SanitizedText {
    let values = yaml.mapping(node, named: "pack", keys: ["id", "version", "owner", "review_by"])
    let words = [values["id"], values["version"]].compactMap { $0?.scalar?.string }
    return SanitizedText(sanitizing: words.joined(separator: " "))
  }

  private mutating func readDefaults(_ node: Node) {
    let values = yaml.mapping(
      node, named: "defaults", keys: ["lang", "min_confidence", "min_gap"])
    if let node = values["lang"], let language = yaml.string(node, named: "lang") {
      defaults.language = language
    }
    if let node = values["min_confidence"] {
      defaults.minimumConfidence =
        yaml.number(node, named: "min_confidence", in: 0...1) ?? defaults.minimumConfidence
    }
    if let node = values["min_gap"] {
      defaults.minimumGap = yaml.number(node, named: "min_gap", in: 0...1) ?? defaults.minimumGap
    }
  }

  private mutating func readSynonyms(_ node: Node) -> SynonymTable {
    var table = SynonymTable()
    for (word, phrases) in yaml.pairs(node, named: "synonyms") {
      for phrase in yaml.strings(phrases, named: word) { table.add(phrase, for: word) }
    }
    return table
  }

  private mutating func readSlots(_ node: Node) -> [String: Slot] {
    var slots: [String: Slot] = [:]
    for (name, value) in yaml.pairs(node, named: "slots") {
      let keys = yaml.mapping(value, named: name, keys: ["type", "ask", "from", "pattern"])
      guard let ask = keys["ask"] else {
        yaml.report(.missingKey("ask", example: "ask: \"Could you tell me …?\""), at: value)
        continue
      }
      slots[name] = Slot(
        name: name, questions: readTemplates(ask, named: "ask"),
        pattern: keys["pattern"].flatMap { yaml.string($0, named: "pattern") })
    }
    return slots
  }

  /// A text in the default language, or texts by language.
  mutating func readTemplates(_ node: Node, named name: String) -> [String: ReplyTemplate] {
    if node.scalar != nil {
      return readTemplate(node, named: name).map { [defaults.language: $0] } ?? [:]
    }
    var templates: [String: ReplyTemplate] = [:]
    for (language, value) in yaml.pairs(node, named: name) {
      guard language.utf8.count == 2 || language.utf8.count == 3,
        language.utf8.allSatisfy({ (0x61...0x7A).contains($0) })
      else {
        yaml.report(
          .unknownValue(key: name, found: language, known: ["en", "de", "es", "fr", "it"]),
          at: value)
        continue
      }
      templates[language] = readTemplate(value, named: language)
    }
    return templates
  }

  private mutating func readTemplate(_ node: Node, named name: String) -> ReplyTemplate? {
    guard let source = yaml.string(node, named: name) else { return nil }
    var malformed: [String] = []
    let template = ReplyTemplate(source.trimmingWhitespace(), masker: masker) {
      malformed.append($0)
    }
    for piece in malformed { yaml.report(.placeholder(piece), at: node) }
    let place = SourcePlace(file: yaml.file, line: node.mark?.line ?? 1)
    placeholders += template.names.map { PlaceholderUse(name: $0, place: place) }
    return template
  }

  /// A sentence somebody might write; an identifier in it becomes a token, its value is gone.
  func masked(_ sentence: String) -> MaskedText {
    masker.maskForgetting(UnmaskedText(composed: SanitizedText(sanitizing: sentence)))
  }
}
