/// Stretches of a text that a policy leaves readable, each against what is no more certain than it.
struct ReadableRanges {
  /// By certainty in twentieths; in each list sorted by start once closed.
  private var lists = [[Range<Int>]](repeating: [], count: 21)
  /// The furthest end of the ranges so far, in the same order.
  private var reach: [[Int]] = []

  private static func step(_ certainty: Double) -> Int {
    min(max(Int((certainty * 20).rounded()), 0), 20)
  }

  mutating func add(_ range: Range<Int>, certainty: Double) {
    lists[Self.step(certainty)].append(range)
  }

  /// Sorts, so that it can be asked.
  mutating func close() {
    reach = []
    for index in lists.indices {
      lists[index].sort { $0.lowerBound < $1.lowerBound }
      var furthest = 0
      reach.append(
        lists[index].map { range in
          furthest = max(furthest, range.upperBound)
          return furthest
        })
    }
  }

  /// Whether a range lies within one that is at least as certain.
  /// - Complexity: O(log *n*).
  func contain(_ range: Range<Int>, certainty: Double) -> Bool {
    (Self.step(certainty)...20).contains { step in
      let list = lists[step]
      var low = 0
      var high = list.count
      while low < high {
        let middle = (low + high) / 2
        if list[middle].lowerBound <= range.lowerBound { low = middle + 1 } else { high = middle }
      }
      return low > 0 && reach[step][low - 1] >= range.upperBound
    }
  }
}
