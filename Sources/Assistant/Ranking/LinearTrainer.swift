/// Learns one line for each rule between its examples and all others.
///
/// One-vs-rest with squared hinge loss, solved by dual coordinate descent (Hsieh et al., ICML 2008).
/// Sixteen rules are learnt side by side, so that their weights for a feature lie in one cache line.
struct LinearTrainer: Sendable {
  /// What the loss of an example costs.
  var cost: Float = 2
  /// How much more an own example counts than a foreign one.
  var positiveWeight: Float = 5
  var epochCount = 10
  /// Rules learnt side by side.
  static let width = Lanes.scalarCount
  /// How long an example that moved no line is left alone.
  private static let restEpochCount = 2
  /// Steps smaller than this are not taken.
  private static let leastStep: Float = 1e-2

  /// Weights by column for the rules `firstLabel ..< firstLabel + width`; the bias is the last.
  func train(
    _ rows: SparseRows, labels: [Int32], columnCount: Int, firstLabel: Int
  ) -> [Lanes] {
    var weights = [Lanes](repeating: .zero, count: columnCount + 1)
    var duals = [Lanes](repeating: .zero, count: rows.count)
    weights.withUnsafeMutableBufferPointer { weights in
      duals.withUnsafeMutableBufferPointer { duals in
        rows.columns.withUnsafeBufferPointer { columns in
          rows.values.withUnsafeBufferPointer { values in
            guard let weights = weights.baseAddress, let duals = duals.baseAddress,
              let columns = columns.baseAddress, let values = values.baseAddress
            else { return }
            let lesson = Lesson(
              columns: columns, values: values, weights: weights, bias: weights + columnCount,
              duals: duals)
            train(lesson, rows: rows, labels: labels, firstLabel: firstLabel)
          }
        }
      }
    }
    return weights
  }

  /// Where everything lies while the lines are being moved.
  private struct Lesson {
    let columns: UnsafePointer<UInt16>
    let values: UnsafePointer<Float>
    let weights: UnsafeMutablePointer<Lanes>
    let bias: UnsafeMutablePointer<Lanes>
    let duals: UnsafeMutablePointer<Lanes>
  }

  private func train(
    _ lesson: Lesson, rows: SparseRows, labels: [Int32], firstLabel: Int
  ) {
    var order = Array(0..<rows.count)
    var rests = [Int](repeating: 0, count: rows.count)
    var random = SplitMix(seed: 20_417)
    for _ in 0..<epochCount {
      random.shuffle(&order)
      for row in order {
        if rests[row] > 0 {
          rests[row] -= 1
        } else if !learn(
          row, at: rows.range(of: row), own: Int(labels[row]) - firstLabel, from: lesson)
        {
          rests[row] = Self.restEpochCount
        }
      }
    }
  }

  /// Moves the sixteen lines by what one example asks for; false where none needs to move.
  private func learn(_ row: Int, at range: Range<Int>, own: Int, from lesson: Lesson) -> Bool {
    let columns = lesson.columns + range.lowerBound
    let values = lesson.values + range.lowerBound
    let margins = LaneKernel.margins(
      columns, values, count: range.count, weights: lesson.weights, bias: lesson.bias.pointee)
    guard let steps = steps(for: margins, duals: lesson.duals + row, own: own) else { return false }
    LaneKernel.move(
      lesson.weights, by: steps, columns: columns, values: values, count: range.count)
    lesson.bias.pointee = LaneKernel.sum(lesson.bias.pointee, steps)
    return true
  }

  /// The steps to take at these margins, or nil where none is worth it.
  private func steps(
    for margins: Lanes, duals: UnsafeMutablePointer<Lanes>, own: Int
  ) -> Lanes? {
    var steps = Lanes.zero
    var moves = false
    let foreignDiagonal = 1 / (2 * cost)
    let ownDiagonal = foreignDiagonal / positiveWeight
    var lane = 0
    while lane < Self.width {
      let isOwn = lane == own
      let sign: Float = isOwn ? 1 : -1
      let diagonal = isOwn ? ownDiagonal : foreignDiagonal
      let dual = duals.pointee[lane]
      // A row has length one, and the bias adds one.
      let gradient = sign * margins[lane] - 1 + dual * diagonal
      let next = max(0, dual - gradient / (2 + diagonal))
      if abs(next - dual) > Self.leastStep {
        duals.pointee[lane] = next
        steps[lane] = sign * (next - dual)
        moves = true
      }
      lane += 1
    }
    return moves ? steps : nil
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
