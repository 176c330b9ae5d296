extension DigitChain {
  /// The digits up to the first gap.
  var firstGroup: Range<Int>? {
    guard !isEmpty else { return nil }
    return 0..<((1..<count).first { places[$0].gap != 0 } ?? count)
  }
}

extension Examination {
  /// The digits after a label; none where a letter touches them.
  mutating func labelledChain(after label: Int, limit: Int = DigitChain.limit) -> DigitChain {
    chainAtLabel(from: reader.valueStart(after: label), limit: limit)
  }

  /// The digits at a place, read into storage that is used again by the next call.
  mutating func chainAtLabel(from start: Int, limit: Int) -> DigitChain {
    labelled.read(in: bytes, at: start, limit: limit)
    return labelled
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
        Evidence(length, "digits after a label", holds: holds ? name : nil))
      return
    }
  }
}
