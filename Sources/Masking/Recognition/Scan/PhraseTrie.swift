/// Finds the longest of many phrases at a place, in one walk.
///
/// Phrases are written folded and small, with one blank where blanks, line breaks, dots, dashes,
/// underscores, slashes or apostrophes may stand: `n o de cliente` also finds `N.º de cliente`.
struct PhraseTrie: Sendable {
  /// A phrase that was found.
  struct Match {
    let value: Int
    let end: Int
  }

  private static let stride = 28
  private static let gapSymbol = 26
  /// Children of node n at `n * stride`; 0 is none.
  private var children: [UInt16]
  /// What is found at a node; -1 is nothing.
  private var values: [Int32]

  /// Builds from phrases and what each stands for.
  ///
  /// In alphabetical order a phrase's nodes lie side by side, which is half the speed of a walk.
  init(_ phrases: some Sequence<(phrase: String, value: Int)>) {
    children = Array(repeating: 0, count: Self.stride)
    values = [-1]
    for (phrase, value) in phrases.sorted(by: { $0.phrase < $1.phrase }) { insert(phrase, value) }
  }

  private mutating func insert(_ phrase: String, _ value: Int) {
    var node = 0
    for byte in phrase.utf8 {
      let symbol = byte == 0x20 ? Self.gapSymbol : Int(byte) - 0x61
      precondition((0...Self.gapSymbol).contains(symbol), "phrases are small letters and blanks")
      let slot = node * Self.stride + symbol
      if children[slot] == 0 {
        precondition(values.count < Int(UInt16.max), "more phrases than the trie can hold")
        children[slot] = UInt16(values.count)
        children.append(contentsOf: repeatElement(0, count: Self.stride))
        values.append(-1)
      }
      node = Int(children[slot])
    }
    values[node] = Int32(value)
  }

  /// The longest phrase that begins at `start` and ends where a word does.
  @inline(__always)
  func longestMatch(in bytes: TextBytes, at start: Int) -> Match? {
    longestMatch(in: bytes, from: start, node: 0)
  }

  /// The longest phrase whose beginning leads to a node, and whose rest stands from `start` on.
  func longestMatch(
    in bytes: TextBytes, from start: Int, node: Int, else shorter: Match? = nil
  ) -> Match? {
    var node = node
    var index = start
    var found = shorter
    while true {
      while true {
        let letter = (bytes.byte(index) | 0x20) &- 0x61
        guard letter < 26 else { break }
        node = Int(children[node &* Self.stride &+ Int(letter)])
        if node == 0 { return found }
        index &+= 1
      }
      let byte = bytes.byte(index)
      guard !Byte.isLetter(byte) else { return found }
      let value = Int(values[node])
      if value >= 0 { found = Match(value: value, end: index) }
      guard Byte.isGap(byte), index < bytes.endIndex else { return found }
      node = Int(children[node &* Self.stride &+ Self.gapSymbol])
      if node == 0 { return found }
      index = Self.gapEnd(in: bytes, from: index)
    }
  }

  /// Passes over a gap between words, and over three more bytes of it at most.
  @inline(__always)
  static func gapEnd(in bytes: TextBytes, from start: Int) -> Int {
    var index = start &+ 1
    while index < start &+ 4, Byte.isGap(bytes.byte(index)) { index &+= 1 }
    return index
  }

  /// What ends at a node.
  func value(at node: Int) -> Int? { values[node] < 0 ? nil : Int(values[node]) }

  /// The node of the next word's beginning; `nil` where no phrase goes on.
  func nodeBeyondGap(of node: Int) -> Int? { child(of: node, Self.gapSymbol) }

  /// The first two letters of each word that begins at a node, 0 to 25; 26 where it has but one.
  func beginnings(from node: Int) -> [(first: UInt8, second: UInt8)] {
    guard node != 0 else { return [] }
    var beginnings: [(first: UInt8, second: UInt8)] = []
    for first in 0..<26 {
      guard let next = child(of: node, first) else { continue }
      for second in 0..<26 where child(of: next, second) != nil {
        beginnings.append((UInt8(first), UInt8(second)))
      }
      if value(at: next) != nil || nodeBeyondGap(of: next) != nil {
        beginnings.append((UInt8(first), 26))
      }
    }
    return beginnings
  }

  private func child(of node: Int, _ symbol: Int) -> Int? {
    let child = Int(children[node * Self.stride + symbol])
    return child == 0 ? nil : child
  }

  /// The node to which a word's first letters lead; `nil` where no phrase begins with them.
  func node(after letters: some Sequence<UInt8>) -> Int? {
    var node = 0
    for letter in letters {
      node = Int(children[node * Self.stride + Int(letter) - 0x61])
      if node == 0 { return nil }
    }
    return node
  }

  /// The same, of bytes that are held elsewhere.
  func longestMatch(in bytes: [UInt8], at start: Int) -> Match? {
    TextBytes.reading(bytes) { longestMatch(in: $0, at: start) }
  }
}
