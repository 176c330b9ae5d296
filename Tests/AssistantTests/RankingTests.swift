import Masking
import Testing
import Text

@testable import Assistant

@Suite struct RankingTests {
  @Test func `training separates what can be separated`() {
    var rows = SparseRows()
    var labels: [Int32] = []
    for label in 0..<20 {
      for other in 0..<3 {
        rows.append(
          SparseVector(
            columns: [UInt16(label), UInt16(20 + (label + other) % 20)], values: [0.8, 0.6]))
        labels.append(Int32(label))
      }
    }
    let model = LinearModel(
      training: rows, labels: labels, labelCount: 20, columnCount: 40, trainer: LinearTrainer(),
      addsCentroids: false)
    for row in 0..<rows.count {
      let range = rows.range(of: row)
      let scores = model.scores(
        SparseVector(columns: Array(rows.columns[range]), values: Array(rows.values[range])))
      #expect(scores.count == 20)
      #expect(scores.indices.max { scores[$0] < scores[$1] } == Int(labels[row]))
    }
  }

  @Test func `a vector has length one, and unknown words count as unknown`() {
    let extractor = FeatureExtractor()
    let documents = ["green tea", "black tea", "green cup"].map {
      extractor.features(of: WordSequence(masked($0)))
    }
    let space = FeatureSpace(fitting: documents, recipe: .few)
    var scratch = FeatureSpace.Scratch()
    let vector = space.vector(
      of: extractor.features(of: WordSequence(masked("green tea zorgblat xyz"))),
      scratch: &scratch)
    let length = vector.values.reduce(0) { $0 + $1 * $1 }
    #expect(abs(length - 1) < 1e-4)
    #expect(vector.knownShare > 0.2 && vector.knownShare < 0.5)
    #expect(Set(vector.columns).count == vector.columns.count)
  }

  @Test func `confidence grows with margin, lead and known words`() {
    let plain = Confidence.Signs(
      margin: 0, gap: 0.2, knownShare: 0.8, similarity: 0.4, explained: 0.6, wordCount: 6)
    for confidence in [Confidence.few, .many] {
      let base = confidence.probability(plain)
      #expect((0...1).contains(base))
      var better = plain
      better.margin = 0.5
      #expect(confidence.probability(better) > base)
      better = plain
      better.gap = -0.5
      #expect(confidence.probability(better) < base)
      better = plain
      (better.knownShare, better.explained) = (0.2, 0.1)
      #expect(confidence.probability(better) < base)
    }
  }
}
