import Foundation

/// Which hashed features count, and for how much: fitted to the examples once.
///
/// A feature weighs 1 + ln n times √(ln((1 + N) / (1 + df)) + 1). Each block is brought to length
/// one, weighted, and the whole to length one again.
struct FeatureSpace: Sendable {
  /// How blocks are weighted, and how many examples must hold a feature for it to count.
  struct Recipe: Sendable {
    var weights: [Float]
    var leastDocuments: [Int32]

    /// For rules with many examples.
    static let many = Recipe(weights: [1, 1, 1, 1.4], leastDocuments: [1, 2, 2, 2])
    /// For rules with up to 25 examples: pairs and neighbours are too rare to lead.
    static let few = Recipe(weights: [1, 0.5, 0.5, 1], leastDocuments: [1, 2, 2, 2])
  }

  /// The most columns a space has; more features share columns.
  static let columnLimit = 1 << 15
  private static let unknown = UInt16.max

  let recipe: Recipe
  /// The number of columns; the bias is one more, the last.
  let columnCount: Int
  private let columnOfBucket: [UInt16]
  private let rarity: [Float]
  /// What a word that no example holds would weigh, squared.
  private let unknownWeight: Float

  init(fitting documents: [FeatureExtractor.Features], recipe: Recipe) {
    self.recipe = recipe
    var frequency = [Int32](repeating: 0, count: FeatureExtractor.bucketCount)
    var lastDocument = [Int32](repeating: -1, count: FeatureExtractor.bucketCount)
    var blockOfBucket = [UInt8](repeating: 0, count: FeatureExtractor.bucketCount)
    for (number, document) in documents.enumerated() {
      for block in FeatureExtractor.Block.allCases {
        for position in document.range(of: block) {
          let bucket = Int(document.buckets[position])
          if lastDocument[bucket] != Int32(number) {
            lastDocument[bucket] = Int32(number)
            frequency[bucket] += 1
            blockOfBucket[bucket] = UInt8(block.rawValue)
          }
        }
      }
    }
    // Frequent features come first, so that what training needs most lies together.
    let counting = (0..<FeatureExtractor.bucketCount)
      .filter { frequency[$0] >= max(1, recipe.leastDocuments[Int(blockOfBucket[$0])]) }
      .sorted { (frequency[$0], $1) > (frequency[$1], $0) }
    var columns = [UInt16](repeating: Self.unknown, count: FeatureExtractor.bucketCount)
    var rarity: [Float] = []
    var next = 0
    for bucket in counting {
      let share = Float(1 + documents.count) / Float(1 + frequency[bucket])
      let weight = (log(share) + 1).squareRoot()
      let column = next % (Self.columnLimit - 1)
      if next == column { rarity.append(weight) } else { rarity[column] += weight }
      columns[bucket] = UInt16(column)
      next += 1
    }
    columnCount = rarity.count
    let sharing = max(1, next / max(1, rarity.count))
    let rest = next % max(1, rarity.count)
    for column in rarity.indices where next > rarity.count {
      rarity[column] /= Float(sharing + (column < rest ? 1 : 0))
    }
    self.rarity = rarity
    unknownWeight = log(Float(1 + documents.count)) + 1
    columnOfBucket = columns
  }

  /// Whether a bucket counts for anything.
  func knows(_ bucket: UInt32) -> Bool {
    columnOfBucket[Int(bucket)] != Self.unknown
  }

  /// Room for counting, kept between vectors so that none is allocated twice.
  struct Scratch {
    fileprivate var counts: [Int32] = []
  }

  /// The vector of a text, of length one, bias not included.
  func vector(of features: FeatureExtractor.Features, scratch: inout Scratch) -> SparseVector {
    if scratch.counts.isEmpty { scratch.counts = [Int32](repeating: 0, count: columnCount + 1) }
    var vector = SparseVector()
    vector.columns.reserveCapacity(features.buckets.count)
    vector.values.reserveCapacity(features.buckets.count)
    for block in FeatureExtractor.Block.allCases {
      if block == .characters { vector.wordEntryCount = vector.columns.count }
      appendBlock(block, of: features, to: &vector, scratch: &scratch)
    }
    var squares: Float = 0
    for value in vector.values { squares += value * value }
    if squares > 0 {
      let scale = 1 / squares.squareRoot()
      for index in vector.values.indices { vector.values[index] *= scale }
    }
    return vector
  }

  private func appendBlock(
    _ block: FeatureExtractor.Block, of features: FeatureExtractor.Features,
    to vector: inout SparseVector, scratch: inout Scratch
  ) {
    let start = vector.columns.count
    let range = features.range(of: block)
    for position in range {
      let column = columnOfBucket[Int(features.buckets[position])]
      guard column != Self.unknown else { continue }
      if scratch.counts[Int(column)] == 0 { vector.columns.append(column) }
      scratch.counts[Int(column)] += 1
    }
    if block == .stems { weigh(features.buckets[range], into: &vector) }
    var squares: Float = 0
    for index in start..<vector.columns.count {
      let column = Int(vector.columns[index])
      let count = scratch.counts[column]
      scratch.counts[column] = 0
      let value = (count == 1 ? 1 : 1 + log(Float(count))) * rarity[column]
      vector.values.append(value)
      squares += value * value
    }
    guard squares > 0 else { return }
    let scale = recipe.weights[block.rawValue] / squares.squareRoot()
    for index in start..<vector.values.count { vector.values[index] *= scale }
  }

  /// What each word counts for, rare words more than common ones.
  private func weigh(_ stems: ArraySlice<UInt32>, into vector: inout SparseVector) {
    vector.knownWords.reserveCapacity(stems.count)
    for stem in stems {
      let column = columnOfBucket[Int(stem)]
      guard column != Self.unknown else {
        vector.wordWeight += unknownWeight
        continue
      }
      let weight = rarity[Int(column)] * rarity[Int(column)]
      vector.wordWeight += weight
      vector.knownWords.append((column: column, weight: weight))
    }
  }
}
