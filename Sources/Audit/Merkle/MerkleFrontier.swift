package import Sealing

/// The root of a growing Merkle tree in logarithmic memory (RFC 6962, section 2.1).
///
/// It keeps one hash for each set bit of the size: the roots of the complete subtrees, largest first.
package struct MerkleFrontier: Hashable, Sendable {
  package private(set) var size: Int64 = 0
  private var subtrees: [Digest256] = []

  package init() {}

  /// Adds the hash of a leaf.
  package mutating func append(leaf: Digest256) {
    var node = leaf
    for _ in 0..<size.trailingOnes {
      node = .node(subtrees.removeLast(), node)
    }
    subtrees.append(node)
    size += 1
  }

  /// The tree's root; of no leaves, the digest of nothing.
  package var root: Digest256 {
    guard let last = subtrees.last else { return .emptyTree }
    return subtrees.dropLast().reversed().reduce(last) { .node($1, $0) }
  }
}

extension FixedWidthInteger {
  fileprivate var trailingOnes: Int { (~self).trailingZeroBitCount }
}

extension Digest256 {
  /// RFC 6962: the hash of an empty list is that of the empty string.
  static let emptyTree = Digest256.of([UInt8]())

  static func node(_ left: Digest256, _ right: Digest256) -> Digest256 {
    .ofPair(prefix: 1, left, right)
  }

  /// The leaf of the tree for some bytes.
  package static func leaf(_ bytes: [UInt8]) -> Digest256 {
    .of(prefix: 0, bytes)
  }
}
