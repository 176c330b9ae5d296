import Sealing
import Testing

@testable import Audit

@Suite struct MerkleTests {
  /// The tree of the Certificate Transparency test suite: eight leaves and the root at every size.
  static let published: [(leaf: [UInt8], root: String)] = [
    ([], "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ([0x00], "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ([0x10], "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ([0x20, 0x21], "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    ([0x30, 0x31], "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    (
      [0x40, 0x41, 0x42, 0x43],
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"
    ),
    (
      [UInt8](0x50...0x57), "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"
    ),
    (
      [UInt8](0x60...0x6f), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    ),
  ]

  @Test func `the roots are those of the published tree`() {
    var tree = MerkleTree()
    var frontier = MerkleFrontier()
    #expect(
      tree.root.hexadecimal == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(frontier.root == tree.root)
    for (leaf, root) in Self.published {
      tree.append(leaf: .leaf(leaf))
      frontier.append(leaf: .leaf(leaf))
      #expect(tree.root.hexadecimal == root)
      #expect(frontier.root.hexadecimal == root)
    }
    for (size, (_, root)) in zip(Int64(1)..., Self.published) {
      #expect(tree.root(size: size).hexadecimal == root)
    }
  }

  /// RFC 6962, section 2.1.3, in the letters of its example of seven leaves.
  @Test func `the proofs are those of the example`() {
    let leaves = (0..<7).map { Digest256.leaf([$0]) }
    let tree = MerkleTree(leaves: leaves)
    func root(_ range: Range<Int>) -> Digest256 { MerkleTree(leaves: leaves[range]).root }
    let (g, h, i, j) = (root(0..<2), root(2..<4), root(4..<6), leaves[6])
    let (k, l) = (root(0..<4), root(4..<7))
    #expect(tree.inclusionProof(leaf: 0, size: 7) == [leaves[1], h, l])
    #expect(tree.inclusionProof(leaf: 3, size: 7) == [leaves[2], g, l])
    #expect(tree.inclusionProof(leaf: 4, size: 7) == [leaves[5], j, k])
    #expect(tree.inclusionProof(leaf: 6, size: 7) == [i, k])
    #expect(tree.consistencyProof(from: 3, to: 7) == [leaves[2], leaves[3], g, l])
    #expect(tree.consistencyProof(from: 4, to: 7) == [l])
    #expect(tree.consistencyProof(from: 6, to: 7) == [i, j, k])
  }

  @Test func `every leaf is proved at every size, and no other leaf with its proof`() {
    let leaves = (0..<33).map { Digest256.leaf([$0]) }
    let tree = MerkleTree(leaves: leaves)
    for size in Int64(1)...33 {
      let root = tree.root(size: size)
      for index in 0..<size {
        let proof = tree.inclusionProof(leaf: index, size: size)
        func holds(_ leaf: Digest256, at index: Int64, _ proof: [Digest256]) -> Bool {
          MerkleProof.includes(leaf: leaf, at: index, size: size, root: root, proof: proof)
        }
        let leaf = leaves[Int(index)]
        #expect(holds(leaf, at: index, proof))
        #expect(!holds(.leaf([99]), at: index, proof))
        #expect(!holds(leaf, at: index + 1, proof))
        #expect(!holds(leaf, at: index, proof + [.zero]))
        if !proof.isEmpty { #expect(!holds(leaf, at: index, Array(proof.dropLast()))) }
        for place in proof.indices {
          var wrong = proof
          wrong[place] = .zero
          #expect(!holds(leaf, at: index, wrong))
        }
      }
    }
  }

  @Test func `every past is proved, and no other past`() {
    let tree = MerkleTree(leaves: (0..<33).map { Digest256.leaf([$0]) })
    let rewritten = MerkleTree(leaves: (0..<33).map { Digest256.leaf([$0 == 0 ? 99 : $0]) })
    for size in Int64(1)...33 {
      for earlier in 0...size {
        let proof = tree.consistencyProof(from: earlier, to: size)
        func holds(_ before: Digest256, _ after: Digest256, _ proof: [Digest256]) -> Bool {
          MerkleProof.isConsistent(
            from: earlier, root: before, to: size, root: after, proof: proof)
        }
        let (before, after) = (tree.root(size: earlier), tree.root(size: size))
        #expect(holds(before, after, proof))
        #expect(!holds(before, after, proof + [.zero]))
        if earlier > 0 {
          #expect(!holds(rewritten.root(size: earlier), after, proof))
          #expect(!holds(before, rewritten.root(size: size), proof))
        }
        for place in proof.indices {
          var wrong = proof
          wrong[place] = .zero
          #expect(!holds(before, after, wrong))
        }
      }
    }
  }
}
