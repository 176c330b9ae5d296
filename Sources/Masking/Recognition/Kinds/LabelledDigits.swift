extension DigitChain {
  /// The digits up to the first gap.
  var firstGroup: Range<Int>? {
    guard !isEmpty else { return nil }
    return 0..<((1..<count).first { places[$0].gap != 0 } ?? count)
  }
}

extension Examination {
  /// The digits after a label; none where a letter touches them.
  ///
  /// Without `acrossLines` a line break ends them unless the digits before it are few.
  func labelledChain(
    after label: Int, limit: Int = DigitChain.limit, acrossLines: Bool = false
  ) -> DigitChain {
    let start = valueStart(after: label)
    guard start < count else { return DigitChain() }
    return DigitChain(in: bytes, at: start, limit: limit)
  }

  /// Adds exactly `count` digits after a label: with the check digit surely, without it less so.
  mutating func addDigits(
    after label: Range<Int>, count: Int, _ kind: IdentifierKind,
    checksum: (ArraySlice<UInt8>) -> Bool, name: String
  ) {
    addDigits(after: label, counts: [count], kind, checksum: checksum, name: name)
  }

  mutating func addDigits(
    after label: Range<Int>, counts: [Int], _ kind: IdentifierKind,
    checksum: (ArraySlice<UInt8>) -> Bool, name: String
  ) {
    let chain = labelledChain(after: label.upperBound, limit: 24)
    visits += chain.count
    for length in counts where chain.count >= length && chain.isGroupStart(length) {
      let range = chain.range(0..<length)
      guard !Byte.isLetter(byte(range.upperBound)) else { continue }
      let holds = checksum(chain.digits[0..<length])
      add(
        range, kind, holds ? 0.98 : 0.9,
        holds ? "\(length) digits after a label, \(name) holds" : "\(length) digits after a label")
      return
    }
  }
}
