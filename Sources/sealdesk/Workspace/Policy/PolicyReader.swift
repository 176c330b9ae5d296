import Assistant
import Masking
import Text
import Tickets
import Yams

/// Reads a policy file, and writes down every fault with its place and what to write instead.
struct PolicyReader {
  static let keys = ["schema", "escalation", "oversight", "kinds", "custom", "allow"]

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
    if let node = values["oversight"], !node.isEmptyScalar { readOversight(node) }
    // First what there is, then what is said of it.
    if let node = values["custom"], !node.isEmptyScalar { readCustomKinds(node) }
    if let node = values["kinds"], !node.isEmptyScalar { readKinds(node) }
    if let node = values["allow"], !node.isEmptyScalar { readAllowList(node) }
    return policy
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
    if let node = values["class"], let all = classByRole(node, named: "class") {
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
