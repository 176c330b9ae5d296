/// Which unbroken runs of digits a recogniser looks at: told by how many they are and by the bytes
/// beside them, before anything is read.
struct DigitRun: Sendable {
  /// How many digits; more than fifteen count as fifteen.
  var counts: ClosedRange<Int> = 1...15
  /// What may stand before the first digit; 0 is the text's beginning.
  var before: @Sendable (UInt8) -> Bool = { _ in true }
  /// What may stand behind the last one; 0 is the text's end.
  var after: @Sendable (UInt8) -> Bool = { _ in true }
}

/// Which of some recognisers look at a run of digits, a bit for each: three looks into small tables
/// whatever their number.
struct DigitRunTable: Sendable {
  private var byCount = [UInt16](repeating: 0, count: 16)
  private var byBefore = [UInt16](repeating: 0, count: 256)
  private var byAfter = [UInt16](repeating: 0, count: 256)

  init(_ runs: [DigitRun]) {
    precondition(runs.count <= UInt16.bitWidth, "a bit for each recogniser")
    for (place, run) in runs.enumerated() {
      let bit: UInt16 = 1 << UInt16(place)
      for count in run.counts { byCount[count] |= bit }
      for byte in UInt8.min...UInt8.max {
        if run.before(byte) { byBefore[Int(byte)] |= bit }
        if run.after(byte) { byAfter[Int(byte)] |= bit }
      }
    }
  }

  @inline(__always)
  func interested(count: Int, before: UInt8, after: UInt8) -> UInt16 {
    byCount[min(count, 15)] & byBefore[Int(before)] & byAfter[Int(after)]
  }
}
