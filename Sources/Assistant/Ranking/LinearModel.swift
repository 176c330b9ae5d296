import Synchronization

/// The weights of all rules, sixteen side by side, as 16-bit integers with one scale a group.
struct LinearModel: Sendable {
  let labelCount: Int
  let columnCount: Int
  private var groups: [Group] = []

  fileprivate struct Group: Sendable {
    var weights: [Int16]
    var scale: Float
  }

  private final class Finished: Sendable {
    let groups = Mutex<[Int: Group]>([:])
  }

  /// Trains on rows with labels `0 ..< labelCount`; groups are learnt on all cores.
  ///
  /// `addsCentroids` adds the cosine to the mean of a rule's examples to its margin.
  init(
    training rows: SparseRows, labels: [Int32], labelCount: Int, columnCount: Int,
    trainer: LinearTrainer, addsCentroids: Bool
  ) {
    self.labelCount = labelCount
    self.columnCount = columnCount
    let groupCount = (labelCount + LinearTrainer.width - 1) / LinearTrainer.width
    let finished = Finished()
    Cores.perform(groupCount) { group in
      let first = group * LinearTrainer.width
      var weights = trainer.train(
        rows, labels: labels, columnCount: columnCount, firstLabel: first)
      if addsCentroids {
        Self.addCentroids(
          rows, labels: labels, columnCount: columnCount, first: first, to: &weights)
      }
      let packed = Self.packed(weights)
      finished.groups.withLock { $0[group] = packed }
    }
    groups = finished.groups.withLock { done in (0..<groupCount).compactMap { done[$0] } }
  }

  /// How far on its own side of each line a vector lies.
  func scores(_ vector: SparseVector) -> [Float] {
    var scores: [Float] = []
    scores.reserveCapacity(groups.count * LinearTrainer.width)
    for group in groups {
      scores += group.scores(vector, biasColumn: columnCount)
    }
    scores.removeLast(scores.count - labelCount)
    return scores
  }

  /// What one column adds to one rule's score, for each unit of its value.
  func weight(column: Int, label: Int) -> Float {
    let (group, lane) = label.quotientAndRemainder(dividingBy: LinearTrainer.width)
    return Float(groups[group].weights[column * LinearTrainer.width + lane]) * groups[group].scale
  }

  private static func addCentroids(
    _ rows: SparseRows, labels: [Int32], columnCount: Int, first: Int, to weights: inout [Lanes]
  ) {
    for lane in 0..<LinearTrainer.width {
      var centroid = [Float](repeating: 0, count: columnCount)
      var touched: [Int] = []
      for row in 0..<rows.count where Int(labels[row]) == first + lane {
        for entry in rows.range(of: row) {
          let column = Int(rows.columns[entry])
          if centroid[column] == 0 { touched.append(column) }
          centroid[column] += rows.values[entry]
        }
      }
      var squares: Float = 0
      for column in touched { squares += centroid[column] * centroid[column] }
      guard squares > 0 else { continue }
      let scale = 1 / squares.squareRoot()
      for column in touched {
        weights[column][lane] += centroid[column] * scale
      }
    }
  }

  private static func packed(_ weights: [Lanes]) -> Group {
    weights.withUnsafeBytes { bytes in
      let weights = bytes.assumingMemoryBound(to: Float.self)
      var largest: Float = 1e-6
      for weight in weights { largest = max(largest, abs(weight)) }
      let scale = largest / Float(Int16.max)
      return Group(weights: weights.map { Int16(($0 / scale).rounded()) }, scale: scale)
    }
  }
}

extension LinearModel.Group {
  fileprivate func scores(_ vector: SparseVector, biasColumn: Int) -> [Float] {
    let width = LinearTrainer.width
    var sums = [Float](repeating: 0, count: width)
    sums.withUnsafeMutableBufferPointer { sums in
      weights.withUnsafeBufferPointer { weights in
        for lane in 0..<width { sums[lane] = Float(weights[biasColumn * width + lane]) }
        for entry in vector.columns.indices {
          let start = Int(vector.columns[entry]) * width
          let value = vector.values[entry]
          var lane = 0
          while lane < width {
            sums[lane] += value * Float(weights[start + lane])
            lane += 1
          }
        }
        for lane in 0..<width { sums[lane] *= scale }
      }
    }
    return sums
  }
}
