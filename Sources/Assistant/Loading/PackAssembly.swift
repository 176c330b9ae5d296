import Text

/// Puts the files of a pack together, and checks what only shows across them.
struct PackAssembly {
  private var pack = RulePack()
  private var faults: [SourceFault] = []
  private var places: [RuleID: SourcePlace] = [:]
  private var references: [PackReader.Reference] = []
  private var versions: [String] = []
  private var placeholders: [PackReader.PlaceholderUse] = []
  private var facts: Set<String> = []

  /// What can be learnt in a moment, with room to spare.
  static let ruleLimit = 1_000
  static let exampleLimit = 30_000

  /// What every desk fills in, whatever the rules say.
  static let deskFacts = [
    "agent.name", "customer.email", "customer.first_name", "customer.name", "customer.phone",
    "ticket.number", "workspace.name",
  ]

  mutating func add(_ file: PackReader.File, faults: [SourceFault]) {
    self.faults += faults
    for rule in file.pack.rules {
      if let first = places[rule.id] {
        let problem = SourceFault.Problem.duplicateRule(id: rule.id.rawValue, first: first)
        self.faults.append(SourceFault(place: rule.place, problem: problem))
        continue
      }
      places[rule.id] = rule.place
      pack.rules.append(rule)
    }
    if pack.rules.count == file.pack.rules.count {
      pack.defaultLanguage = file.pack.defaultLanguage
    }
    pack.slots.merge(file.pack.slots) { _, new in new }
    pack.values.merge(file.pack.values) { _, new in new }
    pack.synonyms.merge(file.pack.synonyms)
    references += file.references
    placeholders += file.placeholders
    facts.formUnion(file.facts)
    let version = file.pack.version.string
    if !version.isEmpty && !versions.contains(version) { versions.append(version) }
  }

  mutating func finish() throws(AssistantError) -> RulePack {
    checkSize()
    if faults.isEmpty {
      checkReferences()
      checkSlots()
      checkPlaceholders()
      checkCircles(along: \.overrides) { .overrideCycle($0) }
      checkCircles(along: \.precursors) { .followUpCycle($0) }
    }
    guard faults.isEmpty else {
      throw .invalid(
        faults.sorted { ($0.place.file, $0.place.line) < ($1.place.file, $1.place.line) })
    }
    for place in pack.rules.indices { pack.rules[place].read(pack.synonyms) }
    pack.version = SanitizedText(sanitizing: versions.joined(separator: ", "))
    return pack
  }

  private mutating func checkReferences() {
    let known = places.keys.map(\.rawValue)
    for reference in references where places[reference.id] == nil {
      let id = reference.id.rawValue
      let problem = SourceFault.Problem.unknownRule(
        key: reference.key, id: id, nearest: id.nearest(in: known))
      faults.append(SourceFault(place: reference.place, problem: problem))
    }
  }

  private mutating func checkSlots() {
    let known = Array(pack.slots.keys)
    for rule in pack.rules {
      for name in rule.needs where pack.slots[name] == nil {
        let problem = SourceFault.Problem.unknownSlot(name, nearest: name.nearest(in: known))
        faults.append(SourceFault(place: rule.place, problem: problem))
      }
    }
  }

  private mutating func checkPlaceholders() {
    let known = facts.union(pack.values.keys).union(pack.slots.keys).union(Self.deskFacts)
    for use in placeholders where !known.contains(use.name) {
      let names = known.sorted()
      let problem = SourceFault.Problem.unknownPlaceholder(
        use.name, nearest: use.name.nearest(in: names), known: names)
      faults.append(SourceFault(place: use.place, problem: problem))
    }
  }

  private mutating func checkSize() {
    let exampleCount = pack.rules.reduce(0) { $0 + $1.examples.count + $1.counterexamples.count }
    let place = SourcePlace(file: pack.rules.last?.place.file ?? "rules", line: 1)
    if pack.rules.count > Self.ruleLimit {
      let problem = SourceFault.Problem.tooMany(what: "rules", limit: Self.ruleLimit)
      faults.append(SourceFault(place: place, problem: problem))
    }
    if exampleCount > Self.exampleLimit {
      let problem = SourceFault.Problem.tooMany(what: "examples", limit: Self.exampleLimit)
      faults.append(SourceFault(place: place, problem: problem))
    }
  }

  /// Follows the rules that each rule names; a way back to its start is a circle.
  private mutating func checkCircles(
    along names: (Rule) -> [RuleID], problem: ([String]) -> SourceFault.Problem
  ) {
    let ways = Dictionary(uniqueKeysWithValues: pack.rules.map { ($0.id, names($0)) })
    var done: Set<RuleID> = []
    for rule in pack.rules {
      var path: [RuleID] = []
      if let circle = Self.circle(from: rule.id, in: ways, path: &path, done: &done) {
        faults.append(
          SourceFault(
            place: places[circle[0]] ?? rule.place, problem: problem(circle.map(\.rawValue))))
      }
    }
  }

  private static func circle(
    from id: RuleID, in ways: [RuleID: [RuleID]], path: inout [RuleID], done: inout Set<RuleID>
  ) -> [RuleID]? {
    if let start = path.firstIndex(of: id) { return Array(path[start...]) + [id] }
    guard done.insert(id).inserted else { return nil }
    path.append(id)
    defer { path.removeLast() }
    for next in ways[id] ?? [] {
      if let found = circle(from: next, in: ways, path: &path, done: &done) { return found }
    }
    return nil
  }
}
