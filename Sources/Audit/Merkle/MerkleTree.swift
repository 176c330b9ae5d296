package import Sealing

/// A Merkle tree that can prove its leaves and its past (RFC 6962, section 2.1).
///
/// All complete subtrees are kept, 64 bytes a leaf, so that a proof hashes only the ragged edge:
/// the tree never goes through its leaves again.
package struct MerkleTree: Sendable {
  /// `levels[k][i]` is the root of the complete subtree over the leaves `i × 2^k ..< (i + 1) × 2^k`.
  private var levels: [[Digest256]] = [[]]

  package init() {}

  package init(leaves: some Sequence<Digest256>) {
    for leaf in leaves { append(leaf: leaf) }
  }

  package var size: Int64 { Int64(levels[0].count) }

  package mutating func append(leaf: Digest256) {
    var node = leaf
    var level = 0
    while true {
      if level == levels.count { levels.append([]) }
      levels[level].append(node)
      let count = levels[level].count
      guard count.isMultiple(of: 2) else { return }
      node = .node(levels[level][count - 2], node)
      level += 1
    }
  }

  package var root: Digest256 { root(size: size) }

  /// The root that the tree had when it was of this size.
  package func root(size: Int64) -> Digest256 {
    precondition((0...self.size).contains(size), "a tree knows its past, not its future")
    return size == 0 ? .emptyTree : hash(0..<Int(size))
  }

  /// The path from a leaf to the root of the tree of `size` leaves (RFC 6962, section 2.1.1).
  package func inclusionProof(leaf index: Int64, size: Int64) -> [Digest256] {
    precondition(0 <= index && index < size && size <= self.size, "only leaves are proved")
    return path(to: Int(index), in: 0..<Int(size))
  }

  /// The proof that the tree of `size` leaves begins with the tree of `earlier` leaves (RFC 6962,
  /// section 2.1.2).
  package func consistencyProof(from earlier: Int64, to size: Int64) -> [Digest256] {
    precondition(0 <= earlier && earlier <= size && size <= self.size, "only the past is proved")
    guard earlier > 0, earlier < size else { return [] }
    return subproof(Int(earlier), 0..<Int(size), isComplete: true)
  }

  private func hash(_ range: Range<Int>) -> Digest256 {
    let count = range.count
    if count & (count - 1) == 0 {
      let level = count.trailingZeroBitCount
      return levels[level][range.lowerBound >> level]
    }
    let split = range.lowerBound + Self.split(count)
    return .node(hash(range.lowerBound..<split), hash(split..<range.upperBound))
  }

  private func path(to index: Int, in range: Range<Int>) -> [Digest256] {
    guard range.count > 1 else { return [] }
    let split = range.lowerBound + Self.split(range.count)
    let left = range.lowerBound..<split
    let right = split..<range.upperBound
    return index < split
      ? path(to: index, in: left) + [hash(right)] : path(to: index, in: right) + [hash(left)]
  }

  /// The subtrees beside the way from a leaf to the root, lowest first: what a proof names.
  static func siblings(of index: Int, in range: Range<Int>) -> [Range<Int>] {
    guard range.count > 1 else { return [] }
    let middle = range.lowerBound + split(range.count)
    let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
    return index < middle
      ? siblings(of: index, in: left) + [right] : siblings(of: index, in: right) + [left]
  }

  private func subproof(_ count: Int, _ range: Range<Int>, isComplete: Bool) -> [Digest256] {
    if count == range.count { return isComplete ? [] : [hash(range)] }
    let split = Self.split(range.count)
    let left = range.lowerBound..<range.lowerBound + split
    let right = left.upperBound..<range.upperBound
    return count <= split
      ? subproof(count, left, isComplete: isComplete) + [hash(right)]
      : subproof(count - split, right, isComplete: false) + [hash(left)]
  }

  /// The largest power of two below `count`.
  private static func split(_ count: Int) -> Int {
    1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }
}
