import Assistant
import Masking
import Yams

extension PolicyReader {
  private static let customKeys = [
    "pattern", "labels", "checksum", "length", "anywhere", "hint", "class",
  ]

  /// The kinds of this site.
  mutating func readCustomKinds(_ node: Node) {
    for (name, key, value) in entries(of: node, named: "custom") {
      guard let kind = IdentifierKind(rawValue: name) else {
        report(
          "“\(name)” cannot name a kind.",
          "Write capitals, digits and underscores, as in MEMBER_CARD; 32 at most.", at: key)
        continue
      }
      let values = yaml.mapping(value, named: name, keys: Self.customKeys)
      let before = yaml.faults.count
      let parts = readParts(values)
      // What is wrong in a part is said already; the whole would only be blamed for it again.
      guard yaml.faults.count == before else { continue }
      attempt(at: values["pattern"] ?? values["labels"] ?? key) {
        policy throws(PolicyError) in
        try policy.masking.add(parts.kind(kind))
      }
      if yaml.faults.count == before { readVisibility(values, of: kind) }
    }
  }

  /// What stands in an entry, before it is known to make sense.
  private struct Parts {
    var pattern: IdentifierPattern?
    var labels: [String] = []
    var checksum: NamedChecksum?
    var length: ClosedRange<Int>?
    var anywhere: Bool?

    func kind(_ kind: IdentifierKind) throws(PolicyError) -> CustomKind {
      try CustomKind(
        kind, pattern: pattern, labels: labels, checksum: checksum, length: length,
        isFoundAnywhere: anywhere)
    }
  }

  private mutating func readParts(_ values: [String: Node]) -> Parts {
    var parts = Parts()
    parts.pattern = values["pattern"].flatMap { pattern($0, named: "pattern") }
    parts.labels = values["labels"].map { yaml.strings($0, named: "labels") } ?? []
    parts.checksum = values["checksum"].flatMap {
      yaml.values($0, named: "checksum", of: NamedChecksum.self).first
    }
    parts.length = values["length"].flatMap { length($0) }
    parts.anywhere = values["anywhere"].flatMap { flag($0, named: "anywhere") }
    return parts
  }

  /// A pattern, which a `#` at its beginning makes a comment unless it stands in quotes.
  mutating func pattern(
    _ node: Node, named name: String, separators: IdentifierPattern.Separators = .tolerant
  ) -> IdentifierPattern? {
    guard let source = node.scalar?.string, !source.isEmpty, !node.isEmptyScalar else {
      report(
        "“\(name)” has no pattern.", "Put it in quotes, since a # begins a comment: \"###-####\".",
        at: node)
      return nil
    }
    do throws(PatternFault) {
      return try IdentifierPattern(source, separators: separators)
    } catch {
      report(
        "“\(source)” is no pattern: \(error.problem.words), at character \(error.offset + 1).",
        error.problem.advice, at: node)
      return nil
    }
  }

  /// `9`, or `8-12`.
  private mutating func length(_ node: Node) -> ClosedRange<Int>? {
    let numbers = (node.scalar?.string ?? "").split(separator: "-")
      .map { Int($0.filter { $0 != " " }) }
    guard (1...2).contains(numbers.count), let least = numbers[0], let most = numbers.last ?? least,
      1...64 ~= least, least...64 ~= most
    else {
      yaml.report(
        .wrongForm(key: "length", expected: "a number of letters and digits, as 9 or 8-12"),
        at: node)
      return nil
    }
    return least...most
  }
}
