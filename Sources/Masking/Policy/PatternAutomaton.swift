/// A pattern made ready to be matched: a position automaton (Glushkov, 1961) with one bit a position.
///
/// A set of positions is one word, so that a byte of text costs one step however many ways a pattern
/// could go on. There is nothing to go back to: unlike a backtracking expression, no pattern and no text
/// can make it slow. There are no endless repetitions, so no match is longer than the pattern.
struct PatternAutomaton: Hashable, Sendable {
  static let positionLimit = 64

  /// For each ASCII character the positions that take it.
  private var takers: [UInt64]
  /// For each position those that may come next.
  private var next: [UInt64] = []
  private(set) var classes: [PatternClass] = []
  private var first: UInt64 = 0
  private var last: UInt64 = 0

  /// What a part of the pattern begins and ends with.
  private struct Part {
    var first: UInt64 = 0
    var last: UInt64 = 0
    var mayBeEmpty = true
  }

  init(_ node: PatternNode) throws(PatternFault) {
    takers = Array(repeating: 0, count: 128)
    let whole = try add(node)
    guard !whole.mayBeEmpty else { throw PatternFault(offset: 0, problem: .start) }
    first = whole.first
    last = whole.last
  }

  private mutating func add(_ node: PatternNode) throws(PatternFault) -> Part {
    switch node {
    case .one(let characters):
      let position = classes.count
      guard position < Self.positionLimit else { throw PatternFault(offset: 0, problem: .tooLong) }
      classes.append(characters)
      next.append(0)
      let bit: UInt64 = 1 << UInt64(position)
      for byte in 0..<UInt8(128) where characters.contains(byte) { takers[Int(byte)] |= bit }
      return Part(first: bit, last: bit, mayBeEmpty: false)
    case .sequence(let nodes):
      var whole = Part()
      for node in nodes { whole = joined(whole, try add(node)) }
      return whole
    case .choice(let nodes):
      var whole = Part(mayBeEmpty: false)
      for node in nodes {
        let part = try add(node)
        whole.first |= part.first
        whole.last |= part.last
        whole.mayBeEmpty = whole.mayBeEmpty || part.mayBeEmpty
      }
      return whole
    case .optional(let node):
      var part = try add(node)
      part.mayBeEmpty = true
      return part
    }
  }

  private mutating func joined(_ left: Part, _ right: Part) -> Part {
    for position in positions(of: left.last) { next[position] |= right.first }
    return Part(
      first: left.mayBeEmpty ? left.first | right.first : left.first,
      last: right.mayBeEmpty ? left.last | right.last : right.last,
      mayBeEmpty: left.mayBeEmpty && right.mayBeEmpty)
  }

  private func positions(of set: UInt64) -> some Sequence<Int> {
    sequence(state: set) { rest -> Int? in
      guard rest != 0 else { return nil }
      defer { rest &= rest - 1 }
      return rest.trailingZeroBitCount
    }
  }

  /// Whether some match begins with this character.
  func mayBegin(with byte: UInt8) -> Bool { byte < 128 && takers[Int(byte)] & first != 0 }

  /// The end of the longest match from a place that satisfies a condition.
  ///
  /// With `passesGaps`, one separator that the pattern does not ask for may stand between two
  /// characters.
  /// - Complexity: At most two bytes of text for each position.
  func longestMatch(
    in text: FoldedReader, at start: Int, passesGaps: Bool, where accepts: (Range<Int>) -> Bool
  ) -> Int? {
    var states = step(first, text.byte(start))
    var index = start + 1
    var longest: Int?
    var passed = false
    while states != 0 {
      if states & last != 0, !passed, accepts(start..<index) { longest = index }
      let byte = text.byte(index)
      let following = step(positions(of: states).reduce(0) { $0 | next[$1] }, byte)
      if following == 0, passesGaps, !passed, PatternClass.isSeparator(byte) {
        passed = true
      } else {
        states = following
        passed = false
      }
      index += 1
    }
    return longest
  }

  private func step(_ states: UInt64, _ byte: UInt8) -> UInt64 {
    byte < 128 ? states & takers[Int(byte)] : 0
  }

  /// Something that both take, the shortest; `nil` where they have nothing in common.
  /// - Complexity: At most 64 × 64 pairs of positions.
  func common(with other: PatternAutomaton) -> String? {
    var words: [(left: Int, right: Int, word: [UInt8])] = []
    var seen: Set<Int> = []
    func visit(_ left: UInt64, _ right: UInt64, after word: [UInt8]) {
      for one in positions(of: left) {
        for two in other.positions(of: right) {
          guard let byte = classes[one].intersection(other.classes[two]).first,
            seen.insert(one * Self.positionLimit + two).inserted
          else { continue }
          words.append((one, two, word + [byte]))
        }
      }
    }
    visit(first, other.first, after: [])
    var index = 0
    while index < words.count {
      let (one, two, word) = words[index]
      if last >> UInt64(one) & 1 != 0, other.last >> UInt64(two) & 1 != 0 {
        return String(decoding: word, as: UTF8.self)
      }
      visit(next[one], other.next[two], after: word)
      index += 1
    }
    return nil
  }
}
