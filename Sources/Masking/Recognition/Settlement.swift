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
    var chosen = OccupiedPlaces(count: examination.count)
    var detections: [Detection] = []
    for candidate in candidates where chosen.take(candidate.range) {
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

/// Places of a text, each taken or free.
struct OccupiedPlaces {
  private var words: [UInt64]

  init(count: Int) {
    words = [UInt64](repeating: 0, count: count / 64 + 1)
  }

  /// Takes a range unless some of it is taken.
  mutating func take(_ range: Range<Int>) -> Bool {
    for word in range.lowerBound / 64...(range.upperBound - 1) / 64
    where words[word] & mask(of: range, in: word) != 0 {
      return false
    }
    for word in range.lowerBound / 64...(range.upperBound - 1) / 64 {
      words[word] |= mask(of: range, in: word)
    }
    return true
  }

  private func mask(of range: Range<Int>, in word: Int) -> UInt64 {
    let start = max(range.lowerBound - word * 64, 0)
    let end = min(range.upperBound - word * 64, 64)
    let upTo = end == 64 ? UInt64.max : (1 << UInt64(end)) - 1
    return upTo & ~((1 << UInt64(start)) - 1)
  }
}
