import Text

/// Puts the files of a pack together, and checks what only shows across them.
struct PackAssembly {
  private var pack = RulePack()
  private var faults: [SourceFault] = []
  private var places: [RuleID: SourcePlace] = [:]
  private var references: [PackReader.Reference] = []
  private var versions: [String] = []

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
    let version = file.pack.version.string
    if !version.isEmpty && !versions.contains(version) { versions.append(version) }
  }

  mutating func finish() throws(AssistantError) -> RulePack {
    checkReferences()
    checkSlots()
    checkOverrides()
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

  /// Walks the overrides from every rule; a way back to its start is a circle.
  private mutating func checkOverrides() {
    let overrides = Dictionary(
      uniqueKeysWithValues: pack.rules.map { ($0.id, $0.overrides) })
    var done: Set<RuleID> = []
    for rule in pack.rules {
      var path: [RuleID] = []
      if let circle = Self.circle(from: rule.id, in: overrides, path: &path, done: &done) {
        let problem = SourceFault.Problem.overrideCycle(circle.map(\.rawValue))
        faults.append(SourceFault(place: places[circle[0]] ?? rule.place, problem: problem))
      }
    }
  }

  private static func circle(
    from id: RuleID, in overrides: [RuleID: [RuleID]], path: inout [RuleID], done: inout Set<RuleID>
  ) -> [RuleID]? {
    if let start = path.firstIndex(of: id) { return Array(path[start...]) + [id] }
    guard done.insert(id).inserted else { return nil }
    path.append(id)
    defer { path.removeLast() }
    for next in overrides[id] ?? [] {
      if let found = circle(from: next, in: overrides, path: &path, done: &done) { return found }
    }
    return nil
  }
}
