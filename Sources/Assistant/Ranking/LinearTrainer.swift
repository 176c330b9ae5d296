/// Learns one line for each rule between its examples and all others.
///
/// One-vs-rest with squared hinge loss, solved by dual coordinate descent (Hsieh et al., ICML 2008).
/// Sixteen rules are learnt side by side, so that their weights for a feature lie in one cache line.
struct LinearTrainer: Sendable {
  /// What the loss of an example costs.
  var cost: Float = 2
  /// How much more an own example counts than a foreign one.
  var positiveWeight: Float = 3
  var epochCount = 10
  /// Rules learnt side by side.
  static let width = 16
  /// How long an example that moved no line is left alone.
  private static let restEpochCount = 2
  /// Steps smaller than this are not taken.
  private static let leastStep: Float = 1e-2

  /// Weights `[column][lane]` for the rules `first ..< first + width`; the bias is the last column.
  func train(
    _ rows: SparseRows, labels: [Int32], columnCount: Int, firstLabel: Int
  ) -> [Float] {
    let width = Self.width
    var weights = [Float](repeating: 0, count: (columnCount + 1) * width)
    var duals = [Float](repeating: 0, count: rows.count * width)
    var order = Array(0..<rows.count)
    var rests = [Int](repeating: 0, count: rows.count)
    var random = SplitMix(seed: 20_417)
    weights.withUnsafeMutableBufferPointer { weights in
      duals.withUnsafeMutableBufferPointer { duals in
        rows.columns.withUnsafeBufferPointer { columns in
          rows.values.withUnsafeBufferPointer { values in
            guard let weights = weights.baseAddress, let duals = duals.baseAddress,
              let columns = columns.baseAddress, let values = values.baseAddress
            else { return }
            for _ in 0..<epochCount {
              random.shuffle(&order)
              for row in order {
                if rests[row] > 0 {
                  rests[row] -= 1
                  continue
                }
                let range = rows.range(of: row)
                let moved = step(
                  columns: columns + range.lowerBound, values: values + range.lowerBound,
                  count: range.count, bias: weights + columnCount * width, weights: weights,
                  duals: duals + row * width, own: Int(labels[row]) - firstLabel)
                if !moved { rests[row] = Self.restEpochCount }
              }
            }
          }
        }
      }
    }
    return weights
  }

  /// Moves the sixteen lines by what one example asks for.
  private func step(
    columns: UnsafePointer<UInt16>, values: UnsafePointer<Float>, count: Int,
    bias: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>,
    duals: UnsafeMutablePointer<Float>, own: Int
  ) -> Bool {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.width) { room in
      guard let sums = room.baseAddress else { return false }
      let width = 16
      var lane = 0
      while lane < width {
        sums[lane] = bias[lane]
        lane += 1
      }
      var entry = 0
      while entry < count {
        let column = weights + Int(columns[entry]) * width
        let value = values[entry]
        lane = 0
        while lane < width {
          sums[lane] += value * column[lane]
          lane += 1
        }
        entry += 1
      }
      guard turnIntoSteps(sums, duals: duals, own: own) else { return false }
      lane = 0
      while lane < width {
        bias[lane] += sums[lane]
        lane += 1
      }
      entry = 0
      while entry < count {
        let column = weights + Int(columns[entry]) * width
        let value = values[entry]
        lane = 0
        while lane < width {
          column[lane] += value * sums[lane]
          lane += 1
        }
        entry += 1
      }
      return true
    }
  }

  /// Replaces margins by the steps to take; false where no line needs to move.
  private func turnIntoSteps(
    _ sums: UnsafeMutablePointer<Float>, duals: UnsafeMutablePointer<Float>, own: Int
  ) -> Bool {
    var moves = false
    var lane = 0
    while lane < 16 {
      let isOwn = lane == own
      let sign: Float = isOwn ? 1 : -1
      let diagonal = 1 / (2 * cost * (isOwn ? positiveWeight : 1))
      // A row has length one, and the bias adds one.
      let gradient = sign * sums[lane] - 1 + duals[lane] * diagonal
      let next = max(0, duals[lane] - gradient / (2 + diagonal))
      let change = next - duals[lane]
      if abs(change) > Self.leastStep {
        duals[lane] = next
        sums[lane] = sign * change
        moves = true
      } else {
        sums[lane] = 0
      }
      lane += 1
    }
    return moves
  }
}

/// A small generator with a seed: the same examples give the same model.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Fisher and Yates.
  mutating func shuffle(_ items: inout [Int]) {
    guard items.count > 1 else { return }
    var last = items.count - 1
    while last > 0 {
      items.swapAt(last, Int(next() % UInt64(last + 1)))
      last -= 1
    }
  }
}
