extension Recognition {
  /// Chooses among what was found: firm against refusals, then the most certain, then the longest;
  /// what overlaps a better one is left out.
  static func settled(_ examination: Examination) -> [Detection] {
    let candidates = examination.candidates
    guard !candidates.isEmpty else { return [] }
    let refusals = merged(examination.refusals)
    var places = OccupiedPlaces(count: examination.count)
    var chosen: [Chosen] = []
    chosen.reserveCapacity(candidates.count)
    for key in ranking(of: candidates) {
      let place = place(of: key)
      let range = candidates[place].range
      guard candidates[place].isFirm || !overlaps(refusals, range) else { continue }
      if places.take(range) {
        chosen.append(Chosen(range: range, place: place))
      } else if candidates[place].certainty >= certaintyOfRests,
        let rest = places.freeEnd(of: range), places.take(rest)
      {
        chosen.append(Chosen(range: rest, place: place))
      }
    }
    chosen.sort { $0.range.lowerBound < $1.range.lowerBound }
    return detections(of: chosen, among: candidates, in: examination.folded)
  }

  /// What of a candidate is masked, and which one it is: moved about in its place.
  private struct Chosen {
    let range: Range<Int>
    let place: Int
  }

  /// How sure a find must be for what a better one leaves of it to be masked too: an address that
  /// runs into a key is still an address.
  private static let certaintyOfRests = 0.95

  /// A key for each candidate, the best one first; of equals the one that stands first.
  private static func ranking(of candidates: [Candidate]) -> [UInt64] {
    // Rank, where it stands and its own place in one number: these are sorted faster than
    // candidates are moved.
    precondition(candidates.count < 1 << 27, "a text holds fewer candidates than bytes")
    var keys: [UInt64] = []
    keys.reserveCapacity(candidates.count)
    for place in candidates.indices {
      let range = candidates[place].range
      let rank = rank(candidates[place].certainty, range.count)
      let start = UInt64(limitByteCount - range.lowerBound)
      keys.append(UInt64(rank) << 52 | start << 27 | UInt64(1 << 27 - 1 - place))
    }
    keys.sort(by: >)
    return keys
  }

  /// Which candidate a key was made for.
  private static func place(of key: UInt64) -> Int { (1 << 27 - 1) - Int(key & (1 << 27 - 1)) }

  /// Certainty counts in twentieths, then length: a token inside a web address gives way to it.
  private static func rank(_ certainty: Double, _ length: Int) -> Int {
    Int(certainty * 20 + 0.5) * 64 + min(length, 63)
  }

  /// What the chosen ones are in the source, in their order.
  ///
  /// Folding may have drawn two finds from one source unit; the first keeps it.
  private static func detections(
    of chosen: [Chosen], among candidates: [Candidate], in folded: FoldedText
  ) -> [Detection] {
    var end = 0
    var detections: [Detection] = []
    detections.reserveCapacity(chosen.count)
    for choice in chosen {
      let source = folded.source(of: choice.range)
      guard !source.isEmpty, source.lowerBound >= end else { continue }
      end = source.upperBound
      let candidate = candidates[choice.place]
      detections.append(
        Detection(
          range: source, kind: candidate.kind, certainty: candidate.certainty,
          reason: candidate.evidence))
    }
    return detections
  }

  private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    guard ranges.count > 1 else { return ranges }
    return ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { result, range in
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

  /// What is free at the end or at the beginning of a range, where that is some length.
  func freeEnd(of range: Range<Int>) -> Range<Int>? {
    let first = range.first { isTaken($0) } ?? range.upperBound
    let last = range.last { isTaken($0) }.map { $0 + 1 } ?? range.lowerBound
    let rest =
      first - range.lowerBound >= range.upperBound - last
      ? range.lowerBound..<first : last..<range.upperBound
    return rest.count >= 6 ? rest : nil
  }

  private func isTaken(_ place: Int) -> Bool { words[place / 64] >> UInt64(place % 64) & 1 != 0 }

  private func mask(of range: Range<Int>, in word: Int) -> UInt64 {
    let start = max(range.lowerBound - word * 64, 0)
    let end = min(range.upperBound - word * 64, 64)
    let upTo = end == 64 ? UInt64.max : (1 << UInt64(end)) - 1
    return upTo & ~((1 << UInt64(start)) - 1)
  }
}
