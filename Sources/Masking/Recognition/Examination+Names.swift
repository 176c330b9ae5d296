extension Examination {
  /// Finds names that were introduced in this text wherever else they stand in it.
  mutating func repeatIntroducedNames() {
    guard !introducedNames.isEmpty else { return }
    var matcher = NameMatcher()
    for name in introducedNames.prefix(16) { matcher.know(bytes[name]) }
    matcher.examine(&self, certainty: 0.8, evidence: "a name that this text introduces")
  }
}

extension FoldedReader {
  /// Where a chain of digits begins: letters that imitate digits may stand before the first real
  /// one.
  func chainStart(before digit: Int) -> Int {
    let letters = start(before: digit, limit: 4, while: DigitChain.isLookAlike)
    if letters < digit, !Byte.isLetter(byte(letters - 1)) { return letters }
    if byte(digit - 1) == 0x20, byte(digit - 3) == 0x2B, DigitChain.isLookAlike(byte(digit - 2)) {
      return digit - 2
    }
    return digit
  }

  /// Whether at least so many digits may stand together, letters that imitate them counted in: some
  /// that were counted, and those from here on.
  func mayHoldChain(_ counted: Int, from start: Int, of digitCount: Int) -> Bool {
    var count = counted
    var gap = 0
    var index = start
    while count < digitCount, gap < 6 {
      let byte = byte(index)
      if Byte.isDigit(byte) || DigitChain.isLookAlike(byte) {
        count += 1
        gap = 0
      } else if Byte.isSeparator(byte) {
        gap += 1
      } else {
        return false
      }
      index += 1
    }
    return count >= digitCount
  }
}
