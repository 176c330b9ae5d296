extension Recogniser {
  static let age = Recogniser(
    .age,
    from: .phrases(
      .phrases(
        """
        years old, year old, years of age, yrs old, y o, jahre alt, ans, anos, anni, lat, jaar, jaar oud, anos de idade,
        anni di eta, anos de edad, years young, ans passes, jahre
        """)),
    evidence: "a number from 90 to 120 before the word for years of age",
    source: "45 CFR 164.514(b)(2)(i)(C)", misses: "ages below 90, which say little"
  ) { examination, anchor in
    let end = examination.start(before: anchor.lowerBound, limit: 2) {
      Byte.isBlank($0) || $0 == 0x2D
    }
    let start = examination.start(before: end, limit: 4, while: Byte.isDigit)
    let age = examination.bytes[start..<end].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard (90...120).contains(age), examination.isWordStart(start),
      examination.byte(start - 1) != 0x2E
    else { return }
    examination.add(start..<end, .age, 0.8, "an age over 89")
  }
}
