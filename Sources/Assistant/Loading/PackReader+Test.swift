import Masking
import Text
import Tickets
import Yams

extension PackReader {
  private static let testKeys = [
    "say", "given", "expect", "expect_not", "silent", "min_confidence", "reply_contains",
    "reply_lacks",
  ]

  mutating func readTest(_ node: Node) -> RuleTest? {
    let values = yaml.mapping(node, named: "tests", keys: Self.testKeys)
    guard let say = values["say"] else {
      yaml.report(.missingKey("say", example: "say: \"where is my parcel?\""), at: node)
      return nil
    }
    var test = RuleTest(place: SourcePlace(file: yaml.file, line: node.mark?.line ?? 1))
    test.say = yaml.strings(say, named: "say").map { masked($0) }
    guard let expectation = readExpectation(values, at: node) else { return nil }
    test.expectation = expectation
    test.minimumConfidence = values["min_confidence"]
      .flatMap { yaml.number($0, named: "min_confidence", in: 0...1) }
    if let node = values["reply_contains"] {
      test.replyContains = yaml.strings(node, named: "reply_contains")
    }
    if let node = values["reply_lacks"] {
      test.replyLacks = yaml.strings(node, named: "reply_lacks")
    }
    if let node = values["given"] { readSituation(node, into: &test) }
    return test
  }

  private mutating func readExpectation(
    _ values: [String: Node], at node: Node
  ) -> RuleTest.Expectation? {
    if let node = values["expect"], let id = yaml.string(node, named: "expect") {
      return id == "silent" ? .silent : .first(refer(to: id, key: "expect", at: node))
    }
    if let node = values["expect_not"], let id = yaml.string(node, named: "expect_not") {
      return .absent(refer(to: id, key: "expect_not", at: node))
    }
    if values["silent"]?.scalar?.string == "true" { return .silent }
    yaml.report(.missingKey("expect", example: "expect: silent"), at: node)
    return nil
  }

  private mutating func refer(to id: String, key: String, at node: Node) -> RuleID {
    let place = SourcePlace(file: yaml.file, line: node.mark?.line ?? 1)
    references.append(Reference(key: key, id: RuleID(rawValue: id), place: place))
    return RuleID(rawValue: id)
  }

  /// Keys that name no property of a ticket are facts about the customer.
  private mutating func readSituation(_ node: Node, into test: inout RuleTest) {
    for (key, value) in yaml.pairs(node, named: "given") {
      switch key {
      case "lang": test.language = yaml.string(value, named: key)
      case "channel":
        test.channel = yaml.values(value, named: key, of: Channel.self).first ?? test.channel
      case "status":
        test.status = yaml.values(value, named: key, of: TicketStatus.self).first ?? test.status
      case "priority":
        test.priority = yaml.values(value, named: key, of: Priority.self).first ?? test.priority
      case "queue":
        test.queue = SanitizedText(sanitizing: yaml.string(value, named: key) ?? "inbox")
      case "tag":
        test.tags = yaml.strings(value, named: key).map { SanitizedText(sanitizing: $0) }
      case "after": test.after = yaml.strings(value, named: key).map { RuleID(rawValue: $0) }
      default:
        facts.insert(key)
        if let fact = yaml.string(value, named: key) {
          test.facts[key] = masker.redact(
            UnmaskedText(received: SanitizedText(sanitizing: fact)))
        }
      }
    }
  }
}
