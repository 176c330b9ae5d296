/// A postcode, and on which side of it the town stands.
struct Postcode {
  /// Where the town is written.
  enum Order {
    /// `London SW1A 1AA`: the postcode ends the address.
    case townFirst
    /// `10115 Berlin`.
    case townAfter
    /// `Las Palmas, 47072` and `47072 Las Palmas`.
    case either
  }

  let range: Range<Int>
  let order: Order
  /// Whether its form alone tells it from other numbers.
  let isDistinct: Bool

  /// Reads the postcode whose first digit is at an index.
  init?(in text: FoldedReader, at digit: Int) {
    guard Self.mayBegin(text, digit),
      let found = Self.british(text, digit) ?? Self.american(text, digit)
        ?? Self.australian(text, digit) ?? Self.grouped(text, digit) ?? Self.plain(text, digit)
    else { return nil }
    self = found
  }

  /// Whether the run of digits is as long as some country's.
  private static func mayBegin(_ text: FoldedReader, _ digit: Int) -> Bool {
    let before = text.byte(digit - 1)
    if Byte.isLetter(before) { return Byte.isCapital(before) }
    if Byte.isDigit(before) || before == 0x2E || before == 0x3A || before == 0x23 { return false }
    let end = text.end(from: digit, limit: 9, while: Byte.isDigit)
    return switch end - digit {
    case 2: text.byte(end) == 0x2D
    case 3: text.byte(end) == 0x20
    case 4, 5, 6, 8: !Byte.isAlphanumeric(text.byte(end)) || Byte.isCapital(text.byte(end))
    default: false
    }
  }

  private init(_ range: Range<Int>, _ order: Order, isDistinct: Bool) {
    self.range = range
    self.order = order
    self.isDistinct = isDistinct
  }

  /// GB `SW1A 1AA`, IE `D02 X285`, CA `K1A 0B1`.
  private static func british(_ text: FoldedReader, _ digit: Int) -> Postcode? {
    let start = text.start(before: digit, limit: 3, while: Byte.isASCIILetter)
    let area = digit - start
    guard (1...2).contains(area), text.isWordStart(start), Byte.isCapital(text.byte(start)) else {
      return nil
    }
    var index = digit + 1
    if Byte.isAlphanumeric(text.byte(index)) { index += 1 }
    if area == 1, Byte.isASCIILetter(text.byte(digit + 1)), !Byte.isAlphanumeric(text.byte(index)),
      let end = inward(text, index, [false, true, false].map { !$0 })
    {
      // Canada's second half is digit, letter, digit.
      return Postcode(start..<end, .townFirst, isDistinct: true)
    }
    if area == 1, let end = eircodeEnd(text, digit) {
      return Postcode(start..<end, .townFirst, isDistinct: true)
    }
    if let end = inward(text, index, [true, false, false])
      ?? inward(text, digit + 1, [true, false, false])
    {
      return Postcode(start..<end, .townFirst, isDistinct: true)
    }
    return nil
  }

  /// The second half of an Irish `A65 F4E2`: four capitals and digits.
  private static func eircodeEnd(_ text: FoldedReader, _ digit: Int) -> Int? {
    guard Byte.isDigit(text.byte(digit + 1)) || text.byte(digit + 1) == UInt8(ascii: "W"),
      !Byte.isDigit(text.byte(digit + 2))
    else { return nil }
    let start = text.byte(digit + 2) == 0x20 ? digit + 3 : digit + 2
    let end = text.end(from: start, limit: 5) { Byte.isDigit($0) || $0 &- 0x41 < 26 }
    let digits = (start..<end).count { Byte.isDigit(text.byte($0)) }
    return end - start == 4 && (1...3).contains(digits) && text.isWordEnd(end) ? end : nil
  }

  /// A blank at most, then digits and letters as given, then the end of a word.
  private static func inward(_ text: FoldedReader, _ start: Int, _ isDigit: [Bool]) -> Int? {
    let index = text.byte(start) == 0x20 ? start + 1 : start
    for (offset, wantsDigit) in isDigit.enumerated() {
      let byte = text.byte(index + offset)
      guard wantsDigit ? Byte.isDigit(byte) : Byte.isASCIILetter(byte) && byte < 0x61 else {
        return nil
      }
    }
    return text.isWordEnd(index + isDigit.count) ? index + isDigit.count : nil
  }

  /// `NY 12345`, `NY 12345-6789`.
  private static func american(_ text: FoldedReader, _ digit: Int) -> Postcode? {
    var end = text.end(from: digit, limit: 6, while: Byte.isDigit)
    guard end - digit == 5 else { return nil }
    let state = text.start(before: digit, limit: 2) { Byte.isBlank($0) || $0 == 0x2C }
    guard state < digit, state >= 2, text.isWordStart(state - 2),
      Byte.isCapital(text.byte(state - 1)), Byte.isCapital(text.byte(state - 2))
    else { return nil }
    // `SP, 12345-678` is Brazil's.
    if text.byte(end) == 0x2D, Byte.isDigit(text.byte(end + 1)) {
      guard text.end(from: end + 1, limit: 5, while: Byte.isDigit) - end == 5 else { return nil }
    }
    if text.byte(end) == 0x2D {
      let extra = text.end(from: end + 1, limit: 5, while: Byte.isDigit)
      if extra - end == 5 { end = extra }
    }
    return text.isWordEnd(end) ? Postcode((state - 2)..<end, .townFirst, isDistinct: true) : nil
  }

  private static let australianStates: Set<String> = [
    "NSW", "VIC", "QLD", "SA", "WA", "TAS", "NT", "ACT",
  ]

  private static func australian(_ text: FoldedReader, _ digit: Int) -> Postcode? {
    let end = text.end(from: digit, limit: 5, while: Byte.isDigit)
    let blank = text.start(before: digit, limit: 2) { Byte.isBlank($0) || $0 == 0x2C }
    let state = text.start(before: blank, limit: 4, while: Byte.isCapital)
    guard end - digit == 4, text.isWordEnd(end), blank < digit, (2...3).contains(blank - state),
      australianStates.contains(text.string(state..<blank))
    else { return nil }
    return Postcode(state..<end, .townFirst, isDistinct: true)
  }

  /// NL `1234 AB`, PL `12-345`, BR `12345-678`, PT `1234-567`, SE `123 45`, IN `-123456`.
  private static func grouped(_ text: FoldedReader, _ digit: Int) -> Postcode? {
    guard text.isWordStart(digit) else { return nil }
    let first = text.end(from: digit, limit: 7, while: Byte.isDigit)
    let mark = text.byte(first)
    let second = text.end(from: first + 1, limit: 4, while: Byte.isDigit)
    let letters = mark == 0x20 ? first + 1 : first
    switch first - digit {
    case 4
    where Byte.isCapital(text.byte(letters)) && Byte.isCapital(text.byte(letters + 1))
      && text.isWordEnd(letters + 2):
      return Postcode(digit..<(letters + 2), .townAfter, isDistinct: true)
    case 2 where mark == 0x2D && second - first == 4 && text.isWordEnd(second):
      return Postcode(digit..<second, .townAfter, isDistinct: true)
    case 5 where mark == 0x2D && second - first == 4 && text.isWordEnd(second):
      return Postcode(digit..<second, .either, isDistinct: true)
    case 4 where mark == 0x2D && second - first == 4 && text.isWordEnd(second):
      return Postcode(digit..<second, .townAfter, isDistinct: true)
    case 3 where mark == 0x20 && second - first == 3 && text.isWordEnd(second):
      return Postcode(digit..<second, .townAfter, isDistinct: false)
    case 3 where mark == 0x20 && second - first == 4 && text.isWordEnd(second):
      return Postcode(digit..<second, .townFirst, isDistinct: false)
    case 6 where text.isWordEnd(first):
      let isJoined = text.byte(digit - 1) == 0x2D && Byte.isSmall(text.byte(digit - 2))
      return Postcode(digit..<first, .townFirst, isDistinct: isJoined)
    default:
      return nil
    }
  }

  /// Four, five or eight digits.
  private static func plain(_ text: FoldedReader, _ digit: Int) -> Postcode? {
    let end = text.end(from: digit, limit: 9, while: Byte.isDigit)
    guard text.isWordStart(digit), text.isWordEnd(end), text.byte(digit - 1) != 0x2E,
      !(text.byte(end) == 0x2E && Byte.isDigit(text.byte(end + 1)))
    else { return nil }
    switch end - digit {
    case 5: return Postcode(digit..<end, .either, isDistinct: false)
    case 4: return Postcode(digit..<end, .townAfter, isDistinct: false)
    case 8: return Postcode(digit..<end, .either, isDistinct: false)
    default: return nil
    }
  }
}
