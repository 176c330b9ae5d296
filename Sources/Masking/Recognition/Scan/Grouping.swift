/// How many digits each group of a number has, written as hexadecimal digits: `0x334` is three,
/// three and four.
///
/// A group of more than 15 counts as 15. More than 16 groups are none that any plan has: `many`.
struct Grouping: Hashable, ExpressibleByIntegerLiteral, Sendable {
  /// The last group lowest.
  private var lengths: UInt64

  static let many = Grouping(lengths: .max)

  private init(lengths: UInt64) {
    self.lengths = lengths
  }

  init(integerLiteral lengths: UInt64) {
    self.lengths = lengths
  }

  /// How many groups there are.
  var count: Int { (64 - lengths.leadingZeroBitCount + 3) / 4 }

  /// The length of the group at a place.
  subscript(place: Int) -> Int {
    precondition(place >= 0 && place < count, "no group outside the number")
    return Int(lengths >> UInt64(4 * (count - 1 - place)) & 15)
  }

  /// The lengths of the first groups together.
  func total(_ groups: Int) -> Int { (0..<groups).reduce(0) { $0 + self[$1] } }

  func allSatisfy(_ condition: (Int) -> Bool) -> Bool {
    self != .many && (0..<count).allSatisfy { condition(self[$0]) }
  }

  /// All groups but the last ones.
  func dropLast(_ groups: Int) -> Grouping {
    self == .many ? .many : Grouping(lengths: lengths >> UInt64(4 * groups))
  }

  /// Begins a new group with one digit.
  mutating func begin() {
    lengths = self == .many || lengths >> 60 != 0 ? .max : lengths << 4 | 1
  }

  /// Adds a digit to the last group.
  mutating func extend() {
    if lengths & 15 != 15 { lengths += 1 }
  }
}
