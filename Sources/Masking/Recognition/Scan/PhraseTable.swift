/// The phrases of all recognisers, found at the beginning of a word by that word's first letters.
///
/// Most words of a text begin no phrase. A Bloom filter with one hash, small enough for the nearest
/// cache, is asked twice for each word: whether it is a phrase alone, and whether it and the first two
/// letters of the next word begin one. It is asked for all words of a block in a row, without a branch
/// that could be foretold wrongly. Of the few others a table of first words tells what they are alone,
/// and to which node of the trie they lead: the trie, which is large, is walked only where a second
/// word fits.
///
/// A class, so that a look does not retain each of its arrays.
final class PhraseTable: Sendable {
  /// The first letters of some phrases.
  private struct Entry {
    var head: UInt64 = 0
    /// How the words go on that may follow a whole first word, as `followerBit` has it.
    var followers: UInt64 = 0
    /// The node that the letters lead to; where they are a whole word, the one beyond its gap.
    var node: Int32 = 0
    /// What the first word is alone; -1 is nothing.
    var value: Int32 = -1
  }

  private let trie: PhraseTrie
  private let filter: WordFilter
  private let entries: [Entry]
  private let mask: Int

  init(_ phrases: [(phrase: String, value: Int)]) {
    trie = PhraseTrie(phrases)
    let heads = Set(phrases.map { Self.head(of: $0.phrase) })
    // At most half full, so that most lookups end at the first entry.
    mask = (1 << (Int.bitWidth - (2 * heads.count).leadingZeroBitCount)) - 1
    var entries = Array(repeating: Entry(), count: mask + 1)
    for head in heads {
      var place = Self.hash(head) & mask
      while entries[place].head != 0 { place = (place + 1) & mask }
      entries[place] = Self.entry(head, in: trie)
    }
    self.entries = entries
    filter = WordFilter(phrases.map(\.phrase))
  }

  private static func head(of phrase: String) -> UInt64 {
    TextBytes.reading(Array(phrase.utf8)) { WordHead.of($0, at: 0) }
  }

  private static func entry(_ head: UInt64, in trie: PhraseTrie) -> Entry {
    let letters = (0..<8).map { UInt8(truncatingIfNeeded: head >> UInt64(8 * $0)) }
      .prefix { $0 != 0 }
    guard let node = trie.node(after: letters) else {
      preconditionFailure("the trie holds every phrase's beginning")
    }
    guard letters.count < 8 else { return Entry(head: head, node: Int32(node)) }
    let next = trie.nodeBeyondGap(of: node) ?? 0
    let followers = trie.beginnings(from: next).reduce(0) { bits, letters in
      bits | followerBit(letters.first, letters.second)
    }
    return Entry(
      head: head, followers: followers, node: Int32(next), value: Int32(trie.value(at: node) ?? -1))
  }

  /// A bit for the first two letters of a word, each 0 to 25, and 26 for a second that is none.
  @inline(__always)
  private static func followerBit(_ first: UInt8, _ second: UInt8) -> UInt64 {
    1 << UInt64((first &* 11 &+ min(second, 26) &* 5) & 63)
  }

  @inline(__always)
  private static func hash(_ head: UInt64) -> Int {
    let product = head &* 0x9E37_79B9_7F4A_7C15
    return Int(bitPattern: UInt(product ^ product >> 29))
  }

  /// Those of some words' beginnings, a bit for each place from `block` on, where a phrase may begin.
  @inline(__always)
  func possibleStarts(among starts: UInt64, in bytes: TextBytes, from block: Int) -> UInt64 {
    var possible: UInt64 = 0
    for place in SetBits(starts) {
      let start = block &+ place
      let head = WordHead.of(bytes, at: start)
      let next = bytes.eight(from: start &+ 8 &- head.leadingZeroBitCount / 8)
      possible |= filter.mayBegin(head, before: next) &<< UInt64(place)
    }
    return possible
  }

  /// The longest phrase that begins with the word at `start`.
  func longestMatch(in bytes: TextBytes, at start: Int) -> PhraseTrie.Match? {
    let head = WordHead.of(bytes, at: start)
    guard head != 0 else { return nil }
    var place = Self.hash(head) & mask
    while entries[place].head != head {
      if entries[place].head == 0 { return nil }
      place = (place &+ 1) & mask
    }
    let entry = entries[place]
    let end = start &+ 8 &- head.leadingZeroBitCount / 8
    guard end &- start < 8 else {
      return trie.longestMatch(in: bytes, from: end, node: Int(entry.node))
    }
    let mark = bytes.byte(end)
    guard !Byte.isLetter(mark) else { return nil }
    let word = entry.value >= 0 ? PhraseTrie.Match(value: Int(entry.value), end: end) : nil
    guard entry.followers != 0, Byte.isGap(mark) else { return word }
    let next = PhraseTrie.gapEnd(in: bytes, from: end)
    let first = (bytes.byte(next) | 0x20) &- 0x61
    let second = (bytes.byte(next &+ 1) | 0x20) &- 0x61
    guard first < 26, entry.followers & Self.followerBit(first, second) != 0 else { return word }
    return trie.longestMatch(in: bytes, from: next, node: Int(entry.node), else: word)
  }
}
