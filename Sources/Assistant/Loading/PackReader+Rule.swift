import Masking
import Text
import Tickets
import Yams

extension PackReader {
  private static let ruleKeys = [
    "id", "title", "when", "examples", "not_examples", "keywords", "context", "priority",
    "overrides", "needs", "reply", "checks", "then", "tests", "min_confidence", "min_gap",
  ]

  /// `nil` where it has no id; every other fault leaves the rest readable.
  mutating func readRule(_ node: Node) -> Rule? {
    let values = yaml.mapping(node, named: "rules", keys: Self.ruleKeys)
    guard let idNode = values["id"], let id = yaml.string(idNode, named: "id") else {
      yaml.report(.missingKey("id", example: "id: delivery.late"), at: node)
      return nil
    }
    let title = values["title"].flatMap { yaml.string($0, named: "title") }
    let place = SourcePlace(file: yaml.file, line: node.mark?.line ?? 1)
    var rule = Rule(
      id: RuleID(rawValue: id),
      title: SanitizedText(sanitizing: title ?? id.replacing("_", with: " ")), place: place,
      revision: Digest.of(node))
    readConditions(values, into: &rule)
    readWords(values, into: &rule)
    readOutcome(values, into: &rule)
    if let node = values["tests"] {
      rule.tests = yaml.list(node, named: "tests").compactMap { readTest($0) }
    }
    if rule.examples.isEmpty && rule.keywords.isEmpty {
      yaml.report(.unreachable(id: id), at: node)
    }
    return rule
  }

  private mutating func readConditions(_ values: [String: Node], into rule: inout Rule) {
    if let node = values["when"] { rule.gate = readGate(node) }
    if let node = values["context"] { rule.followUp = readFollowUp(node) }
    if let node = values["priority"] {
      rule.priority = Int(yaml.number(node, named: "priority", in: -100...100) ?? 0)
    }
    rule.minimumConfidence =
      values["min_confidence"].flatMap { yaml.number($0, named: "min_confidence", in: 0...1) }
      ?? defaults.minimumConfidence
    rule.minimumGap =
      values["min_gap"].flatMap { yaml.number($0, named: "min_gap", in: 0...1) }
      ?? defaults.minimumGap
    if let node = values["overrides"] { rule.overrides = readRules(node, key: "overrides") }
    if let node = values["needs"] { rule.needs = yaml.strings(node, named: "needs") }
  }

  private mutating func readWords(_ values: [String: Node], into rule: inout Rule) {
    if let node = values["examples"] {
      rule.examples = yaml.strings(node, named: "examples").map { masked($0) }
    }
    if let node = values["not_examples"] {
      rule.counterexamples = yaml.strings(node, named: "not_examples").map { masked($0) }
    }
    if let node = values["keywords"] { rule.keywords = readKeywords(node) }
  }

  private mutating func readOutcome(_ values: [String: Node], into rule: inout Rule) {
    if let node = values["reply"] { rule.replies = readTemplates(node, named: "reply") }
    if let node = values["checks"] { rule.checks = readChecks(node) }
    if let node = values["then"] { readActions(node, into: &rule) }
  }

  private mutating func readRules(_ node: Node, key: String) -> [RuleID] {
    let ids = yaml.strings(node, named: key).map { RuleID(rawValue: $0) }
    let place = SourcePlace(file: yaml.file, line: node.mark?.line ?? 1)
    references += ids.map { Reference(key: key, id: $0, place: place) }
    return ids
  }

  private mutating func readGate(_ node: Node) -> Gate {
    let values = yaml.mapping(node, named: "when", keys: ["all", "any", "none"])
    var gate = Gate()
    gate.all = readConditionList(values["all"], named: "all")
    gate.any = readConditionList(values["any"], named: "any")
    gate.none = readConditionList(values["none"], named: "none")
    return gate
  }

  private mutating func readConditionList(_ node: Node?, named name: String) -> [Condition] {
    guard let node else { return [] }
    let entries = node.mapping != nil ? [node] : yaml.list(node, named: name)
    return entries.flatMap { readConditionEntry($0) }
  }

  private mutating func readConditionEntry(_ node: Node) -> [Condition] {
    let keys = [
      "channel", "lang", "tag", "queue", "status", "priority", "keyword", "known", "fact",
    ]
    let values = yaml.mapping(node, named: "when", keys: keys)
    return keys.flatMap { key -> [Condition] in
      guard let value = values[key] else { return [] }
      switch key {
      case "channel": return [.channel(yaml.values(value, named: key, of: Channel.self))]
      case "status": return [.status(yaml.values(value, named: key, of: TicketStatus.self))]
      case "priority": return [.priority(yaml.values(value, named: key, of: Priority.self))]
      case "lang": return [.language(yaml.strings(value, named: key))]
      case "tag": return [.tag(yaml.strings(value, named: key).map { $0.lowercased() })]
      case "queue": return [.queue(yaml.strings(value, named: key).map { $0.lowercased() })]
      case "keyword": return [.keyword(readPatterns(value, named: key))]
      case "known":
        let names = yaml.strings(value, named: key)
        facts.formUnion(names)
        return [.known(names)]
      default:
        return yaml.pairs(value, named: key).map { name, value in
          facts.insert(name)
          return .fact(name: name, values: yaml.strings(value, named: name).map { $0.lowercased() })
        }
      }
    }
  }

  private mutating func readPatterns(_ node: Node, named name: String) -> [KeywordPattern] {
    yaml.strings(node, named: name).compactMap { source in
      if let pattern = KeywordPattern(source) { return pattern }
      yaml.report(
        .wrongForm(key: name, expected: "a word, a phrase or a beginning with *"), at: node)
      return nil
    }
  }

  private mutating func readKeywords(_ node: Node) -> Keywords {
    let values = yaml.mapping(
      node, named: "keywords", keys: ["must_any", "must_all", "none", "boost"])
    var keywords = Keywords()
    if let node = values["must_any"] { keywords.mustAny = readPatterns(node, named: "must_any") }
    if let node = values["must_all"] { keywords.mustAll = readPatterns(node, named: "must_all") }
    if let node = values["none"] { keywords.none = readPatterns(node, named: "none") }
    if let node = values["boost"] { keywords.boost = readPatterns(node, named: "boost") }
    return keywords
  }

  private mutating func readFollowUp(_ node: Node) -> FollowUp {
    let values = yaml.mapping(node, named: "context", keys: ["after", "within_turns", "boost"])
    return FollowUp(
      after: values["after"].map { readRules($0, key: "after") } ?? [],
      turnCount: Int(
        values["within_turns"].flatMap { yaml.number($0, named: "within_turns", in: 1...50) } ?? 3),
      boost: values["boost"].flatMap { yaml.number($0, named: "boost", in: 0...1) } ?? 0.1)
  }

  private mutating func readChecks(_ node: Node) -> ReplyChecks {
    let values = yaml.mapping(node, named: "checks", keys: ["tone", "max_words", "forbid"])
    var checks = ReplyChecks()
    checks.tone = values["tone"].flatMap { yaml.string($0, named: "tone") }
    checks.wordLimit = values["max_words"]
      .flatMap { yaml.number($0, named: "max_words", in: 1...10_000) }.map { Int($0) }
    if let node = values["forbid"] { checks.forbidden = yaml.strings(node, named: "forbid") }
    return checks
  }

  private mutating func readActions(_ node: Node, into rule: inout Rule) {
    let values = yaml.mapping(
      node, named: "then", keys: ["add_tag", "remove_tag", "set_priority", "escalate", "cite"])
    if let node = values["add_tag"] {
      rule.actions += yaml.strings(node, named: "add_tag").map {
        .addTag(SanitizedText(sanitizing: $0))
      }
    }
    if let node = values["remove_tag"] {
      rule.actions += yaml.strings(node, named: "remove_tag").map {
        .removeTag(SanitizedText(sanitizing: $0))
      }
    }
    if let node = values["set_priority"] {
      rule.actions += yaml.values(node, named: "set_priority", of: Priority.self)
        .map { .setPriority($0) }
    }
    if let node = values["escalate"] {
      rule.actions += yaml.strings(node, named: "escalate").map {
        .escalate(team: SanitizedText(sanitizing: $0))
      }
    }
    if let node = values["cite"] {
      rule.citations = yaml.strings(node, named: "cite").map { ArticleAnchor(written: $0) }
    }
  }
}

extension ArticleAnchor {
  /// Reads `kb/cards#delivery`; the suffix `.md` may be left out.
  init(written: String) {
    let parts = written.split(separator: "#", maxSplits: 1)
    var path = String(parts.first ?? "")
    if !path.hasSuffix(".md") { path += ".md" }
    self.init(path: path, anchor: parts.count > 1 ? String(parts[1]) : "")
  }
}
