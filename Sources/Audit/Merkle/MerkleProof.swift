package import Sealing

/// Checks proofs with nothing but roots in hand (RFC 9162, sections 2.1.3.2 and 2.1.4.2).
package enum MerkleProof {
  /// Whether the tree of `size` leaves with this root holds the leaf at `index`.
  package static func includes(
    leaf: Digest256, at index: Int64, size: Int64, root: Digest256, proof: [Digest256]
  ) -> Bool {
    guard 0 <= index, index < size else { return false }
    var node = index
    var last = size - 1
    var hash = leaf
    for sibling in proof {
      guard last > 0 else { return false }
      if node & 1 == 1 || node == last {
        hash = .node(sibling, hash)
        while node & 1 == 0, node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        hash = .node(hash, sibling)
      }
      node >>= 1
      last >>= 1
    }
    return last == 0 && hash == root
  }

  /// Whether the tree of `size` leaves begins with the one of `earlier` leaves.
  package static func isConsistent(
    from earlier: Int64, root earlierRoot: Digest256, to size: Int64, root: Digest256,
    proof: [Digest256]
  ) -> Bool {
    guard 0 <= earlier, earlier <= size else { return false }
    if earlier == size { return proof.isEmpty && earlierRoot == root }
    if earlier == 0 { return proof.isEmpty && earlierRoot == .emptyTree }
    var path = proof[...]
    // A complete tree is its own first node.
    let first = earlier & (earlier - 1) == 0 ? earlierRoot : path.popFirst()
    guard let first else { return false }
    var node = earlier - 1
    var last = size - 1
    while node & 1 == 1 {
      node >>= 1
      last >>= 1
    }
    var (old, new) = (first, first)
    for sibling in path {
      guard last > 0 else { return false }
      if node & 1 == 1 || node == last {
        old = .node(sibling, old)
        new = .node(sibling, new)
        while node & 1 == 0, node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        new = .node(new, sibling)
      }
      node >>= 1
      last >>= 1
    }
    return last == 0 && old == earlierRoot && new == root
  }
}
