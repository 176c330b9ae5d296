extension Recogniser {
  static let writtenMAC = Recogniser(
    .macAddress,
    from: .digits(
      DigitRun(counts: 1...4, after: { $0.isOneOf(".-") || Byte.isHexadecimal($0) })),
    evidence: "three groups of four hexadecimal digits with dots, or six pairs with dashes",
    source: "IEEE 802"
  ) { examination, anchor in
    examination.examineWrittenMAC(around: anchor)
  }
}

extension Examination {
  fileprivate mutating func examineWrittenMAC(around digits: Range<Int>) {
    let next = byte(digits.upperBound)
    // The same mark stands behind the second group.
    let isGrouped =
      next == 0x2E
      ? byte(digits.upperBound + 5) == next
      : next == 0x2D ? byte(digits.upperBound + 3) == next : (next | 0x20) &- 0x61 < 6
    guard isGrouped else { return }
    examineWrittenMAC(around: digits.lowerBound)
  }

  /// Whether so many hexadecimal digits stand at a place and no more before it.
  private func isGroup(_ start: Int, of count: Int) -> Bool {
    start >= 0 && isWordStart(start)
      && bytes[start..<(start + count)].allSatisfy(Byte.isHexadecimal)
  }

  private mutating func examineWrittenMAC(around digit: Int) {
    // The first group has two or four digits, and a mark behind it.
    let next = byte(end(from: digit, limit: 5, while: Byte.isHexadecimal))
    guard next == 0x2E || next == 0x2D else { return }
    var start = self.start(before: digit, limit: 4, while: Byte.isHexadecimal)
    let first = end(from: start, limit: 5, while: Byte.isHexadecimal)
    let mark = byte(first)
    guard first - start == 4 && mark == 0x2E || first - start == 2 && mark == 0x2D,
      isWordStart(start)
    else { return }
    // The first pairs may have no digit: `BA-CE-18-…`.
    let step = first - start + 1
    for _ in 0..<5 where byte(start - 1) == mark && isGroup(start - step, of: step - 1) {
      start -= step
    }
    var end = self.end(from: start, limit: 18) {
      Byte.isHexadecimal($0) || $0 == 0x2D || $0 == 0x2E
    }
    if byte(end - 1) == 0x2E { end -= 1 }
    guard isWordEnd(end) else { return }
    let text = bytes[start..<end]
    let isWritten =
      Self.isHexadecimal(text, groups: 3, of: 4, separator: 0x2E)
      || Self.isHexadecimal(text, groups: 6, of: 2, separator: 0x2D)
    if isWritten, text.contains(where: Byte.isLetter) {
      add(start..<end, .macAddress, 0.9, "twelve hexadecimal digits in groups")
    }
  }
}
