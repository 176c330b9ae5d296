extension Recogniser {
  static let writtenMAC = Recogniser(
    .macAddress, from: .digits,
    evidence: "three groups of four hexadecimal digits with dots, or six pairs with dashes",
    source: "IEEE 802", readsChains: false
  ) { examination, anchor in
    examination.examineWrittenMAC(around: anchor.lowerBound)
  }
}

extension Examination {
  fileprivate mutating func examineWrittenMAC(around digit: Int) {
    let start = self.start(before: digit, limit: 6) {
      Byte.isHexadecimal($0) || $0 == 0x2D || $0 == 0x2E
    }
    guard isWordStart(start), Byte.isHexadecimal(byte(start)) else { return }
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
