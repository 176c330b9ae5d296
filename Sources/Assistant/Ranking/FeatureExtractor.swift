/// Turns words into hashed features, in four blocks.
struct FeatureExtractor: Sendable {
  /// The blocks, in the order in which they are extracted.
  enum Block: Int, CaseIterable {
    /// Single stems.
    case stems
    /// Neighbouring stems, with marks for start and end.
    case neighbours
    /// Two stems in any order and at any distance.
    case pairs
    /// Two to four characters of a word, with marks for its ends.
    case characters
  }

  /// Hashed features of one text, duplicates included.
  struct Features {
    var buckets: [UInt32] = []
    /// Where each block ends in `buckets`.
    var blockEnds: [Int] = []

    func range(of block: Block) -> Range<Int> {
      (block.rawValue == 0 ? 0 : blockEnds[block.rawValue - 1])..<blockEnds[block.rawValue]
    }

    /// Without neighbours and pairs: what a word says by itself.
    var withoutContext: Features {
      let stems = buckets[range(of: .stems)]
      let characters = buckets[range(of: .characters)]
      return Features(
        buckets: Array(stems + characters),
        blockEnds: [stems.count, stems.count, stems.count, stems.count + characters.count])
    }
  }

  /// As a power of two; more buckets mean fewer collisions.
  static let bucketBitCount = 18
  static let bucketCount = 1 << bucketBitCount

  private static let pairedStemLimit = 40
  private static let longestRun = 4

  func features(of sequence: WordSequence) -> Features {
    var features = Features()
    features.buckets.reserveCapacity(sequence.words.count * 32)
    let stems = sequence.words.map { Self.hash(sequence.letters, $0.stem) }
    for stem in stems { features.add(stem, block: 1) }
    features.blockEnds.append(features.buckets.count)

    var before: UInt64 = 1
    for stem in stems {
      features.add(Self.mix(before, stem), block: 2)
      before = stem
    }
    if !stems.isEmpty { features.add(Self.mix(before, 2), block: 2) }
    features.blockEnds.append(features.buckets.count)

    addPairs(of: stems, to: &features)
    features.blockEnds.append(features.buckets.count)

    for word in sequence.words where !word.isSign {
      addCharacters(of: sequence.letters[word.letters], to: &features)
    }
    features.blockEnds.append(features.buckets.count)
    return features
  }

  private func addPairs(of stems: [UInt64], to features: inout Features) {
    var distinct: [UInt64] = []
    for stem in stems where distinct.count < Self.pairedStemLimit && !distinct.contains(stem) {
      distinct.append(stem)
    }
    guard distinct.count > 1 else { return }
    for first in 0..<(distinct.count - 1) {
      for second in (first + 1)..<distinct.count {
        let (low, high) = (
          min(distinct[first], distinct[second]), max(distinct[first], distinct[second])
        )
        features.add(Self.mix(low, high), block: 3)
      }
    }
  }

  private func addCharacters(of letters: ArraySlice<UInt8>, to features: inout Features) {
    let padded = [0x20] + letters + [0x20]
    for start in 0..<(padded.count - 1) {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for offset in 0..<min(Self.longestRun, padded.count - start) {
        hash = (hash ^ UInt64(padded[start + offset])) &* 0x100_0000_01B3
        if offset > 0 { features.add(hash, block: 4) }
      }
    }
  }

  /// FNV-1a.
  private static func hash(_ letters: [UInt8], _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range { hash = (hash ^ UInt64(letters[index])) &* 0x100_0000_01B3 }
    return hash
  }

  private static func mix(_ first: UInt64, _ second: UInt64) -> UInt64 {
    (first &* 0x9E37_79B9_7F4A_7C15 ^ second) &* 0xD6E8_FEB8_6659_FD93
  }
}

extension FeatureExtractor.Features {
  /// Blocks are kept apart by their salt.
  fileprivate mutating func add(_ hash: UInt64, block: UInt64) {
    var mixed = hash ^ (block &* 0xA24B_AED4_963E_E407)
    mixed = (mixed ^ (mixed >> 32)) &* 0xD6E8_FEB8_6659_FD93
    mixed ^= mixed >> 32
    buckets.append(UInt32(truncatingIfNeeded: mixed) & UInt32(FeatureExtractor.bucketCount - 1))
  }
}
