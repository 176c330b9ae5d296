/// A pattern as it was written: characters, what follows what, what may be left out.
indirect enum PatternNode {
  case one(PatternClass)
  case sequence([PatternNode])
  case choice([PatternNode])
  case optional(PatternNode)

  /// How many of some characters stand in what it takes: at least, at most.
  ///
  /// Saturates: a pattern of pages is refused later, not counted out.
  func counts(_ isCounted: (PatternClass) -> Bool) -> ClosedRange<Int> {
    switch self {
    case .one(let characters):
      return isCounted(characters) ? 1...1 : 0...0
    case .sequence(let nodes):
      return nodes.reduce(0...0) { sum, node in
        let next = node.counts(isCounted)
        return min(
          sum.lowerBound + next.lowerBound, 1_000)...min(
            sum.upperBound + next.upperBound, 1_000)
      }
    case .choice(let nodes):
      let all = nodes.map { $0.counts(isCounted) }
      return (all.map(\.lowerBound).min() ?? 0)...(all.map(\.upperBound).max() ?? 0)
    case .optional(let node):
      return 0...node.counts(isCounted).upperBound
    }
  }
}
