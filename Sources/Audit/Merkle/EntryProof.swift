package import Sealing

/// What shows, with nothing but a root in hand, that the log holds an entry (RFC 6962, section 2.1.1).
package struct EntryProof: Hashable, Sendable {
  package let seq: Int64
  /// How many entries the tree has.
  package let size: Int64
  /// The entry's hash.
  package let leaf: Digest256
  package let root: Digest256
  /// The hashes beside the way from the leaf to the root, lowest first.
  package let path: [Digest256]

  package var holds: Bool {
    MerkleProof.includes(leaf: leaf, at: seq - 1, size: size, root: root, proof: path)
  }

  /// The proof for the log as it is now; `nil` where there is no such entry.
  ///
  /// The hashes are read once and a page at a time; of each subtree beside the way only a frontier is
  /// kept.
  /// - Throws: `malformed` where the log has no entry of a number that it should have.
  /// - Complexity: O(size), in memory for one page.
  package init?<R: Realm>(of seq: Int64, in journal: any AuditJournal<R>) async throws {
    let size = try await journal.head().seq
    guard (1...max(size, 1)).contains(seq), size > 0 else { return nil }
    var siblings = MerkleTree.siblings(of: Int(seq - 1), in: 0..<Int(size))
      .map { (range: $0, frontier: MerkleFrontier()) }
    // In the order of the leaves, so that each is met by going on.
    let order = siblings.indices.sorted {
      siblings[$0].range.lowerBound < siblings[$1].range.lowerBound
    }
    var place = 0
    var whole = MerkleFrontier()
    var leaf: Digest256?
    for start in stride(from: Int64(1), through: size, by: 2_048) {
      try Task.checkCancellation()
      for entry in try await journal.entries(start...min(start + 2_047, size)) {
        guard entry.seq == whole.size + 1 else { throw AuditError.malformed(seq: whole.size + 1) }
        whole.append(leaf: entry.hash)
        let index = Int(entry.seq - 1)
        if entry.seq == seq {
          leaf = entry.hash
        } else {
          while siblings[order[place]].range.upperBound <= index { place += 1 }
          siblings[order[place]].frontier.append(leaf: entry.hash)
        }
      }
    }
    guard let leaf, whole.size == size else { throw AuditError.malformed(seq: whole.size + 1) }
    self.seq = seq
    self.size = size
    self.leaf = leaf
    root = whole.root
    path = siblings.map(\.frontier.root)
  }

  /// One JSON object: all that a verifier needs.
  package var json: String {
    var object = JSONObject()
    object.add("entry", seq)
    object.add("size", size)
    object.add("leaf", "sha256:" + leaf.hexadecimal)
    object.add("root", "sha256:" + root.hexadecimal)
    object.addWords("path", path.map { "sha256:" + $0.hexadecimal })
    return object.text
  }
}
