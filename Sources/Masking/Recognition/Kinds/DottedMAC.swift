extension Recogniser {
  static let writtenMAC = Recogniser(
    .macAddress, from: .digits,
    evidence: "three groups of four hexadecimal digits with dots, or six pairs with dashes",
    source: "IEEE 802"
  ) { examination, anchor in
    examination.examineWrittenMAC(around: anchor.lowerBound)
  }
}

extension Examination {
  fileprivate mutating func examineWrittenMAC(around digit: Int) {
    // The first group has two or four digits, and a mark behind it.
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
    let groups = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    let isDotted =
      groups.count == 3
      && groups.allSatisfy { $0.count == 4 && $0.allSatisfy(Byte.isHexadecimal) }
      && text.contains(where: Byte.isLetter)
    if isDotted || Self.isMAC(text, separator: 0x2D) && text.contains(where: Byte.isLetter) {
      add(start..<end, .macAddress, 0.9, "twelve hexadecimal digits in groups")
    }
  }
}
