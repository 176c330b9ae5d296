extension Recognition {
  /// Chooses among what was found: firm against refusals, then the most certain, then the longest;
  /// what overlaps a better one is left out.
  static func settled(_ examination: Examination) -> [Detection] {
    let refusals = merged(examination.refusals)
    var candidates = examination.candidates.filter { candidate in
      candidate.isFirm || !overlaps(refusals, candidate.range)
    }
    candidates.sort { left, right in
      let leftRank = rank(left)
      let rightRank = rank(right)
      return leftRank != rightRank
        ? leftRank > rightRank : left.range.lowerBound < right.range.lowerBound
    }
    var chosen = DisjointRanges()
    var detections: [Detection] = []
    for candidate in candidates where chosen.insert(candidate.range) {
      let source = examination.folded.source(of: candidate.range)
      guard !source.isEmpty else { continue }
      detections.append(
        Detection(
          range: source, kind: candidate.kind, certainty: candidate.certainty,
          evidence: candidate.evidence))
    }
    return disjoint(detections.sorted { $0.range.lowerBound < $1.range.lowerBound })
  }

  /// Certainty counts in tenths, then length: a token inside a web address gives way to it.
  private static func rank(_ candidate: Candidate) -> Int {
    Int((candidate.certainty * 20).rounded()) * 64 + min(candidate.range.count, 63)
  }

  /// Folding may have drawn two finds from one source unit; the first keeps it.
  private static func disjoint(_ detections: [Detection]) -> [Detection] {
    var end = 0
    return detections.filter { detection in
      guard detection.range.lowerBound >= end else { return false }
      end = detection.range.upperBound
      return true
    }
  }

  private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { result, range in
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
  }

  private static func overlaps(_ sorted: [Range<Int>], _ range: Range<Int>) -> Bool {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low].lowerBound < range.upperBound
  }
}

/// Ranges of which none overlaps another.
struct DisjointRanges {
  /// Which 64-byte blocks each range touches, so that an insertion looks at few others.
  private var byBlock: [Int: [Range<Int>]] = [:]

  /// Inserts a range unless it overlaps one that is there.
  mutating func insert(_ range: Range<Int>) -> Bool {
    let blocks = (range.lowerBound >> 6)...((range.upperBound - 1) >> 6)
    for block in blocks where byBlock[block]?.contains(where: { $0.overlaps(range) }) == true {
      return false
    }
    for block in blocks { byBlock[block, default: []].append(range) }
    return true
  }
}
