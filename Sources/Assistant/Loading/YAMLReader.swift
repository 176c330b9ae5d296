package import Yams

/// Reads YAML nodes with their places, and writes down every fault instead of stopping at the first.
package struct YAMLReader {
  /// Faults of one file that are listed; one more says that there are more.
  static let faultLimit = 100
  /// The longest text that is taken, in bytes.
  static let textByteLimit = 20_000

  let file: String
  private let schema: String
  package private(set) var faults: [SourceFault] = []

  /// Reads a file whose key `schema` names this schema.
  package init(file: String, schema: String) {
    self.file = file
    self.schema = schema
  }

  /// The root of a document, or `nil` after a fault.
  package mutating func root(of yaml: String) -> Node? {
    if let (name, line) = AliasScan.firstAlias(in: yaml) {
      report(.alias(name: name), line: line)
      return nil
    }
    do {
      guard let node = try Yams.compose(yaml: yaml) else {
        report(.missingKey("schema", example: "schema: \(schema)"), line: 1)
        return nil
      }
      return node
    } catch {
      let (reason, line) = Self.explain(error)
      report(.notYAML(reason), line: line)
      return nil
    }
  }

  /// Checks the value of the key `schema`; a version with more after it is one that adds.
  package mutating func expectSchema(_ node: Node?) {
    guard let found = node?.scalar?.string else {
      report(.missingKey("schema", example: "schema: \(schema)"), line: 1)
      return
    }
    if found != schema && !found.hasPrefix(schema + ".") {
      report(.unsupportedSchema(found: found, supported: schema), at: node)
    }
  }

  package mutating func report(_ problem: SourceFault.Problem, at node: Node?) {
    report(problem, line: node?.mark?.line ?? 1, column: node?.mark?.column)
  }

  mutating func report(_ problem: SourceFault.Problem, line: Int, column: Int? = nil) {
    guard faults.count <= Self.faultLimit else { return }
    let isLast = faults.count == Self.faultLimit
    let problem = isLast ? .moreFaults(limit: Self.faultLimit) : problem
    let place = SourcePlace(file: file, line: line, column: column)
    faults.append(SourceFault(place: place, problem: problem))
  }

  /// The values of a mapping by key; keys that are not known are faults.
  package mutating func mapping(_ node: Node, named name: String, keys: [String]) -> [String: Node]
  {
    guard let mapping = node.mapping else {
      report(.wrongForm(key: name, expected: "a mapping such as “\(keys[0]): …”"), at: node)
      return [:]
    }
    var values: [String: Node] = [:]
    for (key, value) in mapping {
      guard let word = key.scalar?.string, keys.contains(word) else {
        if faults.count > Self.faultLimit { break }
        let word = key.scalar?.string ?? "?"
        report(.unknownKey(word, nearest: word.nearest(in: keys), known: keys), at: key)
        continue
      }
      values[word] = value
    }
    return values
  }

  /// The pairs of a mapping whose keys are free, in the order of the file.
  package mutating func pairs(_ node: Node, named name: String) -> [(key: String, value: Node)] {
    guard let mapping = node.mapping else {
      report(.wrongForm(key: name, expected: "a mapping such as “word: …”"), at: node)
      return []
    }
    return mapping.compactMap { key, value in
      key.scalar.map { (key: $0.string, value: value) }
    }
  }

  package mutating func list(_ node: Node, named name: String) -> [Node] {
    if let sequence = node.sequence { return Array(sequence) }
    if node.isEmptyScalar { return [] }
    report(.wrongForm(key: name, expected: "a list, each entry with “- ” before it"), at: node)
    return []
  }

  package mutating func string(_ node: Node, named name: String) -> String? {
    guard let scalar = node.scalar, !scalar.string.isEmpty else {
      report(.wrongForm(key: name, expected: "a text"), at: node)
      return nil
    }
    guard scalar.string.utf8.count <= Self.textByteLimit else {
      report(.tooLong(key: name, limitByteCount: Self.textByteLimit), at: node)
      return nil
    }
    return scalar.string
  }

  /// One text or a list of texts.
  package mutating func strings(_ node: Node, named name: String) -> [String] {
    if let scalar = node.scalar {
      return scalar.string.isEmpty ? [] : string(node, named: name).map { [$0] } ?? []
    }
    guard let sequence = node.sequence else {
      report(.wrongForm(key: name, expected: "a text or a list of texts"), at: node)
      return []
    }
    return sequence.compactMap { string($0, named: name) }
  }

  package mutating func number(
    _ node: Node, named name: String, in range: ClosedRange<Double>
  ) -> Double? {
    guard let value = node.scalar.flatMap({ Double($0.string) }), range.contains(value) else {
      report(
        .wrongForm(
          key: name, expected: "a number from \(range.lowerBound) to \(range.upperBound)"),
        at: node)
      return nil
    }
    return value
  }

  package mutating func values<Value: RawRepresentable<String> & CaseIterable>(
    _ node: Node, named name: String, of type: Value.Type
  ) -> [Value] {
    let known = Value.allCases.map(\.rawValue)
    return strings(node, named: name).compactMap { word in
      if let value = Value(rawValue: word) { return value }
      report(.unknownValue(key: name, found: word, known: known), at: node)
      return nil
    }
  }

  private static func explain(_ error: any Error) -> (reason: String, line: Int) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      // The parser names a function of its own in it.
      (problem.hasPrefix("Maximum nesting") ? "it is nested too deeply" : problem, mark.line)
    case .duplicatedKeysInMapping(let keys, let context):
      ("the key \(keys.joined(separator: ", ")) stands there twice", context.mark.line)
    case .reader(let problem, _, _, _): (problem, 1)
    default: ("it cannot be read", 1)
    }
  }
}

extension Node {
  var isEmptyScalar: Bool { scalar?.string.isEmpty == true || scalar?.string == "~" }
}

/// Finds an alias before the parser does.
///
/// The parser expands aliases, and compares keys by their whole content: nine lines can keep it
/// busy for ever. Rules have no need of aliases, so a file with one is refused.
enum AliasScan {
  /// The first alias whose anchor stands before it, and its line.
  static func firstAlias(in yaml: String) -> (name: String, line: Int)? {
    let bytes = Array(yaml.utf8)
    guard bytes.contains(UInt8(ascii: "&")), bytes.contains(UInt8(ascii: "*")) else { return nil }
    var anchors: Set<String> = []
    var line = 1
    for position in bytes.indices {
      switch bytes[position] {
      case 0x0A: line += 1
      case UInt8(ascii: "&"):
        if let name = name(in: bytes, after: position) { anchors.insert(name) }
      case UInt8(ascii: "*"):
        if let name = name(in: bytes, after: position), anchors.contains(name) {
          return (name, line)
        }
      default: continue
      }
    }
    return nil
  }

  /// The name after a mark which stands where a value may start.
  private static func name(in bytes: [UInt8], after mark: Int) -> String? {
    if mark > 0, !" \t\r\n[]{},:?-".utf8.contains(bytes[mark - 1]) { return nil }
    let name = bytes[(mark + 1)...].prefix { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == 0x5F
        || byte == 0x2D
    }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }
}
