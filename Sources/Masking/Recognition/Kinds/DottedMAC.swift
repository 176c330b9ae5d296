extension Recogniser {
  static let writtenMAC = Recogniser(
    .macAddress, from: .digits,
    evidence: "three groups of four hexadecimal digits with dots, or six pairs with dashes",
    source: "IEEE 802"
  ) { examination, anchor in
    examination.examineWrittenMAC(around: anchor)
  }
}

extension Examination {
  @inline(__always)
  fileprivate mutating func examineWrittenMAC(around digits: Range<Int>) {
    let next = byte(digits.upperBound)
    // The same mark stands behind the second group.
    let isGrouped =
      next == 0x2E
      ? byte(digits.upperBound + 5) == next
      : next == 0x2D ? byte(digits.upperBound + 3) == next : (next | 0x20) &- 0x61 < 6
    guard isGrouped, digits.count <= 4 else { return }
    examineWrittenMAC(around: digits.lowerBound)
  }

  private mutating func examineWrittenMAC(around digit: Int) {
    // The first group has two or four digits, and a mark behind it.
    let next = byte(end(from: digit, limit: 5, while: Byte.isHexadecimal))
    guard next == 0x2E || next == 0x2D else { return }
    let start = self.start(before: digit, limit: 4, while: Byte.isHexadecimal)
    let first = end(from: start, limit: 5, while: Byte.isHexadecimal)
    let mark = byte(first)
    guard first - start == 4 && mark == 0x2E || first - start == 2 && mark == 0x2D,
      isWordStart(start)
    else { return }
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
