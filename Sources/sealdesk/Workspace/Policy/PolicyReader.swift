import Assistant
import Masking
import Text
import Tickets
import Yams

/// Reads a policy file, and writes down every fault with its place and what to write instead.
struct PolicyReader {
  static let keys = ["schema", "escalation", "kinds", "custom", "allow"]

  var yaml: YAMLReader
  var policy = PolicyFile()

  var faults: [SourceFault] { yaml.faults }

  init(file: String, escalation: EscalationPolicy) {
    yaml = YAMLReader(file: file, schema: PolicyFile.schema)
    policy.escalation = escalation
  }

  mutating func read(_ text: String) -> PolicyFile {
    guard let root = yaml.root(of: text) else { return policy }
    let values = yaml.mapping(root, named: "file", keys: Self.keys)
    yaml.expectSchema(values["schema"])
    if let node = values["escalation"] { readEscalation(node) }
    // First what there is, then what is said of it.
    if let node = values["custom"], !node.isEmptyScalar { readCustomKinds(node) }
    if let node = values["kinds"], !node.isEmptyScalar { readKinds(node) }
    if let node = values["allow"], !node.isEmptyScalar { readAllowList(node) }
    return policy
  }

  // MARK: - Escalating

  private mutating func readEscalation(_ node: Node) {
    let keys = [
      "default_minutes", "longest_minutes", "reveals_per_day", "remask_on_focus_loss",
      "other_kinds", "reasons",
    ]
    let values = yaml.mapping(node, named: "escalation", keys: keys)
    if let minutes = integer(values, "default_minutes", in: 1...120) {
      policy.escalation.defaultDuration = .seconds(60 * minutes)
    }
    if let minutes = integer(values, "longest_minutes", in: 1...120) {
      policy.escalation.longestDuration = .seconds(60 * minutes)
    }
    if policy.escalation.defaultDuration > policy.escalation.longestDuration {
      report(
        "“default_minutes” is more than “longest_minutes”.", "Raise the one or lower the other.",
        at: values["default_minutes"] ?? node)
    }
    if let count = integer(values, "reveals_per_day", in: 0...10_000) {
      policy.escalation.revealsPerDay = count
    }
    if let node = values["remask_on_focus_loss"],
      let flag = flag(node, named: "remask_on_focus_loss")
    {
      policy.escalation.remasksOnFocusLoss = flag
    }
    if let node = values["other_kinds"],
      let all = yaml.values(node, named: "other_kinds", of: EscalationClass.self).first
    {
      policy.escalation.otherKinds = all
    }
    if let node = values["reasons"] { readReasons(node) }
  }

  private mutating func readReasons(_ node: Node) {
    let pairs = yaml.pairs(node, named: "reasons")
    if pairs.isEmpty {
      report(
        "Nobody can escalate without a reason to choose.",
        "Write “reasons: {contact: contact the customer}”.", at: node)
    }
    policy.escalation.reasons = pairs.compactMap { code, value in
      yaml.string(value, named: code).map {
        EscalationPolicy.Reason(code: code, wording: SanitizedText(sanitizing: $0))
      }
    }
  }

  // MARK: - Built-in kinds

  private mutating func readKinds(_ node: Node) {
    let own = policy.masking.customKinds.map(\.kind)
    let known = (IdentifierKind.builtIn + own).map(\.rawValue)
    for (name, key, value) in entries(of: node, named: "kinds") {
      guard known.contains(name), let kind = IdentifierKind(rawValue: name) else {
        reportUnknownKind(name, known: known, at: key)
        continue
      }
      let keys = own.contains(kind) ? ["class"] : ["mask", "hint", "class"]
      let values = yaml.mapping(value, named: name, keys: keys)
      if let node = values["mask"], flag(node, named: "mask") == false {
        attempt(at: node) { policy throws(PolicyError) in try policy.masking.turnOff(kind) }
      }
      readVisibility(values, of: kind)
    }
  }

  /// Kinds are capitals; who writes `email` or `E-MAIL` means `EMAIL`.
  private mutating func reportUnknownKind(_ name: String, known: [String], at key: Node) {
    let nearest = name.uppercased().replacing("-", with: "_").nearest(in: known)
    report(
      "There is no kind “\(name)”.",
      nearest.map { "Did you mean “\($0)”?" }
        ?? "`sealdesk policy show` names them; those of your own stand under “custom”.",
      at: key)
  }

  /// How much shows, and what it takes to see the rest.
  mutating func readVisibility(_ values: [String: Node], of kind: IdentifierKind) {
    if let node = values["hint"], let written = yaml.string(node, named: "hint") {
      if let shape = HintShape(written: written) {
        attempt(at: node) { policy throws(PolicyError) in
          try policy.masking.setHint(shape, for: kind)
        }
      } else {
        let known = HintShape.all.filter { $0.suits(kind) }.map(\.written)
        yaml.report(.unknownValue(key: "hint", found: written, known: known), at: node)
      }
    }
    if let node = values["class"],
      let all = yaml.values(node, named: "class", of: EscalationClass.self).first
    {
      policy.escalation.classes[kind] = all
    }
  }

  // MARK: - What stays readable

  private mutating func readAllowList(_ node: Node) {
    let values = yaml.mapping(node, named: "allow", keys: ["values", "shapes"])
    var seen: Set<String> = []
    for node in values["values"].map({ list($0, named: "values") }) ?? [] {
      guard let value = yaml.string(node, named: "values") else { continue }
      guard seen.insert(value).inserted else {
        report("This stands here twice.", "Remove one of them.", at: node)
        continue
      }
      attempt(at: node) { policy throws(PolicyError) in try policy.masking.allow(value: value) }
    }
    for node in values["shapes"].map({ list($0, named: "shapes") }) ?? [] {
      guard let pattern = pattern(node, named: "shapes", separators: .exact) else { continue }
      attempt(at: node) { policy throws(PolicyError) in try policy.masking.allow(pattern) }
    }
  }

  /// One value may stand without the brackets of a list.
  private mutating func list(_ node: Node, named name: String) -> [Node] {
    node.scalar != nil && !node.isEmptyScalar ? [node] : yaml.list(node, named: name)
  }
}
