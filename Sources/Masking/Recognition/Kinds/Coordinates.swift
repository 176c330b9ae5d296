extension Recogniser {
  static let coordinates = Recogniser(
    .coordinates,
    from: .digits(
      DigitRun(
        counts: 1...3, before: { $0 != 0x2E }, after: { $0 == 0x2E || $0 == FoldedByte.degree })),
    evidence: "a latitude and a longitude of at least four decimals, or degrees with N, S, E, W",
    source: "ISO 6709", misses: "fewer decimals without a label"
  ) { examination, anchor in
    examination.examineCoordinates(at: anchor.lowerBound)
  }
}

extension Examination {
  fileprivate mutating func examineCoordinates(at digit: Int) {
    guard isWordStart(digit) else { return }
    let start = byte(digit - 1) == 0x2D || byte(digit - 1) == 0x2B ? digit - 1 : digit
    if let end = reader.decimalPairEnd(from: start) ?? reader.degreePairEnd(from: start) {
      visits += end - start
      add(start..<end, .coordinates, 0.92, "a latitude and a longitude")
    }
  }
}

extension FoldedReader {
  fileprivate func decimalPairEnd(from start: Int) -> Int? {
    guard let latitude = decimal(from: start, most: 90) else { return nil }
    var index = end(from: latitude, limit: 4) {
      Byte.isBlank($0) || $0 == FoldedByte.degree || $0.isOneOf("NSns")
    }
    guard byte(index).isOneOf(",;/"), byte(index) != 0 else { return nil }
    index = end(from: index + 1, limit: 2, while: Byte.isBlank)
    guard let longitude = decimal(from: index, most: 180) else { return nil }
    let hemisphere = end(from: longitude, limit: 3) { $0 == 0x20 || $0 == FoldedByte.degree }
    if byte(hemisphere).isOneOf("EWew"), isWordEnd(hemisphere + 1) { return hemisphere + 1 }
    return longitude
  }

  fileprivate func decimal(from start: Int, most: Int) -> Int? {
    let digits = byte(start) == 0x2D || byte(start) == 0x2B ? start + 1 : start
    let whole = end(from: digits, limit: 4, while: Byte.isDigit)
    guard (1...3).contains(whole - digits), byte(whole) == 0x2E,
      bytes[digits..<whole].reduce(0, { $0 * 10 + Int($1 - 0x30) }) <= most
    else { return nil }
    let end = end(from: whole + 1, limit: 12, while: Byte.isDigit)
    return end - whole >= 5 && isWordEnd(end) ? end : nil
  }

  fileprivate func degreePairEnd(from start: Int) -> Int? {
    guard let latitude = degrees(from: start, hemispheres: "NSns") else { return nil }
    let next = end(from: latitude, limit: 3) { Byte.isBlank($0) || $0 == 0x2C }
    return degrees(from: next, hemispheres: "EWOewo")
  }

  fileprivate func degrees(from start: Int, hemispheres: String) -> Int? {
    var index = end(from: start, limit: 3, while: Byte.isDigit)
    guard index > start, byte(index) == FoldedByte.degree else { return nil }
    index = end(from: index + 1, limit: 16) {
      Byte.isDigit($0) || Byte.isBlank($0) || $0.isOneOf("'\".,")
    }
    guard hemispheres.utf8.contains(byte(index)), isWordEnd(index + 1) else { return nil }
    return index + 1
  }
}
