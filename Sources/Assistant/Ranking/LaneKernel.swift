/// Sixteen rules' weights for one feature, side by side in a cache line.
typealias Lanes = SIMD16<Float>

/// The two loops in which training spends its time.
///
/// Without optimisation every SIMD operator is a generic call (1.2 µs where a plain loop takes
/// 0.06); with it, plain loops of sixteen are unrolled into scalars (7 ns against 0.9). So there is
/// one of each.
enum LaneKernel {
  #if DEBUG
    /// `sums + Σ value × weights[column]`.
    static func margins(
      _ columns: UnsafePointer<UInt16>, _ values: UnsafePointer<Float>, count: Int,
      weights: UnsafeMutablePointer<Lanes>, bias: Lanes
    ) -> Lanes {
      var sums = bias
      withUnsafeMutableBytes(of: &sums) { sums in
        guard let sums = sums.baseAddress?.assumingMemoryBound(to: Float.self) else { return }
        let weights = UnsafeMutableRawPointer(weights).assumingMemoryBound(to: Float.self)
        var entry = 0
        while entry < count {
          let row = weights + Int(columns[entry]) * Lanes.scalarCount
          let value = values[entry]
          var lane = 0
          while lane < 16 {
            sums[lane] += value * row[lane]
            lane += 1
          }
          entry += 1
        }
      }
      return sums
    }

    /// `weights[column] += value × steps`.
    static func move(
      _ weights: UnsafeMutablePointer<Lanes>, by steps: Lanes, columns: UnsafePointer<UInt16>,
      values: UnsafePointer<Float>, count: Int
    ) {
      withUnsafeBytes(of: steps) { steps in
        guard let steps = steps.baseAddress?.assumingMemoryBound(to: Float.self) else { return }
        let weights = UnsafeMutableRawPointer(weights).assumingMemoryBound(to: Float.self)
        var entry = 0
        while entry < count {
          let row = weights + Int(columns[entry]) * Lanes.scalarCount
          let value = values[entry]
          var lane = 0
          while lane < 16 {
            row[lane] += value * steps[lane]
            lane += 1
          }
          entry += 1
        }
      }
    }
    static func sum(_ left: Lanes, _ right: Lanes) -> Lanes {
      var sum = left
      var lane = 0
      while lane < 16 {
        sum[lane] += right[lane]
        lane += 1
      }
      return sum
    }
  #else
    static func sum(_ left: Lanes, _ right: Lanes) -> Lanes { left + right }

    /// `sums + Σ value × weights[column]`.
    static func margins(
      _ columns: UnsafePointer<UInt16>, _ values: UnsafePointer<Float>, count: Int,
      weights: UnsafeMutablePointer<Lanes>, bias: Lanes
    ) -> Lanes {
      var sums = bias
      for entry in 0..<count {
        sums += values[entry] * weights[Int(columns[entry])]
      }
      return sums
    }

    /// `weights[column] += value × steps`.
    static func move(
      _ weights: UnsafeMutablePointer<Lanes>, by steps: Lanes, columns: UnsafePointer<UInt16>,
      values: UnsafePointer<Float>, count: Int
    ) {
      for entry in 0..<count {
        weights[Int(columns[entry])] += values[entry] * steps
      }
    }
  #endif
}
