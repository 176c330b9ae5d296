/// Reads UTF-8 once, from left to right, and writes its plain form.
struct Folder {
  private let source: TextBytes
  private var folded = FoldedText()
  private var position = 0
  /// What was read since the last unit that is written differently.
  private var plainStart = 0
  /// Known once an equals sign was met.
  private var isQuotedPrintable: Bool?
  /// Whether a mark that begins a unit was itself written in code: `&#60;b&#62;` is a tag.
  private var hidesUnits = false
  /// Whether the source is folded already.
  private let isSecondPass: Bool

  /// Folds a whole text, which is copied only if something in it is not plain.
  ///
  /// - Complexity: O(n); no byte is read more than a fixed number of times.
  static func fold(_ source: TextBytes) -> FoldedText {
    var folder = Folder(source)
    folder.run()
    guard folder.hidesUnits else { return folder.folded }
    return TextBytes.reading(folder.folded.bytes) { once in
      var second = Folder(once, isSecondPass: true)
      second.run()
      return second.folded.isIdentity ? folder.folded : second.folded.over(folder.folded)
    }
  }

  /// Folds bytes into a text that has its own, also where all of them are plain.
  static func fold(_ source: [UInt8]) -> FoldedText {
    TextBytes.reading(source) { source in
      var folded = fold(source)
      if folded.isIdentity { folded.copy(source, reservingCapacity: source.count) }
      return folded
    }
  }

  private init(_ source: TextBytes, isSecondPass: Bool = false) {
    self.source = source
    self.isSecondPass = isSecondPass
  }

  private mutating func run() {
    let count = source.count
    while position < count {
      position = nextUnit(from: position)
      guard position < count else { break }
      if !foldUnit() { position += 1 }
    }
    if !folded.isIdentity {
      folded.copy(source[plainStart..<count], reservingCapacity: count)
    }
  }

  /// The next byte that may begin something which is not copied as it stands.
  private func nextUnit(from start: Int) -> Int {
    var index = start
    while index < source.endIndex {
      let bytes = source.sixteen(from: index)
      let units =
        bytes.isAmong(128, from: 0x80) .| bytes.isEqual(0x0A) .| bytes.isAmong(2, from: 0x25)
        .| bytes.isEqual(0x2A) .| bytes.isAmong(2, from: 0x3C) .| bytes.isEqual(0x5C)
        .| bytes.isEqual(0x60) .| bytes.isEqual(0x7E)
      for place in SetBits(Bits16(units).rawValue) {
        guard index + place < source.endIndex else { return source.endIndex }
        if mayBeginUnit(at: index + place) { return index + place }
      }
      index += 16
    }
    return source.endIndex
  }

  /// Whether more than a line break or a single mark stands here: marks of quoting follow few.
  @inline(__always)
  private func mayBeginUnit(at index: Int) -> Bool {
    let next = source.byte(index + 1)
    switch source[index] {
    case UInt8(ascii: "\n"): break
    case UInt8(ascii: "*"), UInt8(ascii: "`"), UInt8(ascii: "~"): return next == source[index]
    default: return true
    }
    return next == UInt8(ascii: ">") || next == UInt8(ascii: " ") || next >= 0x80
  }

  /// Folds one unit at `position`; `false` where the byte is only itself.
  private mutating func foldUnit() -> Bool {
    switch source[position] {
    case 0x80...: return !isSecondPass && foldScalar()
    case UInt8(ascii: "\n"): return foldLineBreak()
    case UInt8(ascii: "&"): return foldCharacterReference()
    case UInt8(ascii: "%"): return foldEncodedBytes(mark: UInt8(ascii: "%"))
    case UInt8(ascii: "="): return foldQuotedPrintable()
    case UInt8(ascii: "\\"): return foldEscape()
    case UInt8(ascii: "*"): return foldEmphasis()
    case UInt8(ascii: "<"): return foldTag()
    case UInt8(ascii: "~"): return foldEmphasis()
    case UInt8(ascii: "`"): return foldCodeMarks()
    default: return false
    }
  }

  private mutating func emit(_ scalar: UInt32, width: Int) -> Bool {
    emit(ScalarFold(of: scalar), width: width)
  }

  /// Writes a scalar that stood in code; `false` for a control that no text has.
  private mutating func emitDecoded(_ scalar: UInt32, width: Int) -> Bool {
    if scalar == 0x0D { return emit(.nothing, width: width) }
    guard scalar >= 0x20 || scalar == 0x0A, scalar != 0x7F else { return false }
    switch scalar {
    case 0x0A, 0x25, 0x26, 0x2A, 0x3C, 0x3D, 0x5C, 0x60, 0x7E: hidesUnits = true
    default: break
    }
    return emit(scalar, width: width)
  }

  /// Writes the plain form of the unit at `position`, and before it what stood unchanged.
  private mutating func emit(_ fold: ScalarFold, width: Int) -> Bool {
    folded.copy(source[plainStart..<position], reservingCapacity: source.count)
    folded.replace(at: position, width: width, with: fold)
    position += width
    plainStart = position
    return true
  }
}

// MARK: - Characters

extension Folder {
  private mutating func foldScalar() -> Bool {
    let (scalar, width) = Self.decode(source, at: position)
    return emit(scalar, width: width)
  }

  /// Decodes the scalar that starts at a byte; the text is valid UTF-8.
  static func decode(_ bytes: TextBytes, at position: Int) -> (scalar: UInt32, width: Int) {
    let lead = UInt32(bytes[position])
    func next(_ offset: Int) -> UInt32 {
      position + offset < bytes.count ? UInt32(bytes[position + offset] & 0x3F) : 0
    }
    switch lead {
    case 0xC0..<0xE0: return ((lead & 0x1F) << 6 | next(1), 2)
    case 0xE0..<0xF0: return ((lead & 0xF) << 12 | next(1) << 6 | next(2), 3)
    case 0xF0...: return ((lead & 7) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
    default: return (lead, 1)
    }
  }

  /// A line break with the marks of quoting after it is one line break.
  private mutating func foldLineBreak() -> Bool {
    var end = position + 1
    var quoteEnd = end
    while end < source.count, end - position < 40 {
      if source[end] == UInt8(ascii: ">") {
        quoteEnd = end + 1
        end += 1
      } else if source[end] == UInt8(ascii: " ") {
        end += 1
      } else if let width = invisibleWidth(at: end) {
        end += width
      } else {
        break
      }
    }
    guard quoteEnd > position + 1 else { return false }
    while quoteEnd < source.count, let width = invisibleWidth(at: quoteEnd) { quoteEnd += width }
    if quoteEnd < source.count, source[quoteEnd] == UInt8(ascii: " ") { quoteEnd += 1 }
    return emit(ScalarFold("\n"), width: quoteEnd - position)
  }
}

// MARK: - Marks

extension Folder {
  /// How many bytes a character takes that folds to nothing; `nil` for one that does not.
  private func invisibleWidth(at index: Int) -> Int? {
    guard source[index] >= 0x80, !isSecondPass else { return nil }
    let (scalar, width) = Self.decode(source, at: index)
    return ScalarFold(of: scalar).count == 0 ? width : nil
  }

  /// How many bytes a mark takes that is drawn onto the character before it; `nil` for others.
  static func markWidth(in bytes: TextBytes, at index: Int) -> Int? {
    guard bytes.byte(index) >= 0x80 else { return nil }
    let (scalar, width) = decode(bytes, at: index)
    switch scalar {
    case 0x300..<0x370, 0x483..<0x48A, 0x1AB0..<0x1B00, 0x1DC0..<0x1E00, 0x20D0..<0x2100,
      0xFE00..<0xFE10, 0xFE20..<0xFE30:
      return width
    default: return nil
    }
  }

  /// Two asterisks are emphasis and left out, with a back-quote beside them, and two tildes strike
  /// through; one is itself, and more hide digits.
  private mutating func foldEmphasis() -> Bool {
    let star = source[position]
    guard position + 1 < source.count, source[position + 1] == star,
      position == 0 || source[position - 1] != star,
      position + 2 == source.count || source[position + 2] != star
    else { return false }
    let hasQuote = source.byte(position + 2) == UInt8(ascii: "`")
    return emit(.nothing, width: hasQuote ? 3 : 2)
  }
}

extension Folder {
  /// Two back-quotes inside a word end one piece of code and begin the next: they are left out.
  private mutating func foldCodeMarks() -> Bool {
    let mark = UInt8(ascii: "`")
    let after = source.byte(position + 2)
    guard source.byte(position + 1) == mark, source.byte(position - 1) > 0x20, after > 0x20,
      source.byte(position - 1) != mark, after != mark
    else { return false }
    return emit(.nothing, width: 2)
  }
}

// MARK: - Encodings

extension Folder {
  /// `&#64;`, `&#x40;` and the named references that serve to write an identifier.
  private mutating func foldCharacterReference() -> Bool {
    let limit = min(position + 12, source.count)
    guard let end = source[position..<limit].firstIndex(of: UInt8(ascii: ";")), end > position + 1
    else { return false }
    let body = source[(position + 1)..<end]
    let width = end + 1 - position
    if body.first == UInt8(ascii: "#") {
      guard let scalar = Self.number(body.dropFirst()), scalar < 0x11_0000 else { return false }
      return emitDecoded(scalar, width: width)
    }
    guard let scalar = Self.named[body.string.lowercased()] else {
      return false
    }
    return emitDecoded(scalar, width: width)
  }

  private static func number(_ digits: TextBytes) -> UInt32? {
    guard let first = digits.first else { return nil }
    let isHexadecimal = first == UInt8(ascii: "x") || first == UInt8(ascii: "X")
    return UInt32(
      (isHexadecimal ? digits.dropFirst() : digits).string,
      radix: isHexadecimal ? 16 : 10)
  }

  private static let named: [String: UInt32] = [
    "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "nbsp": 0x20, "ensp": 0x20,
    "emsp": 0x20, "thinsp": 0x20, "commat": 0x40, "period": 0x2E, "hyphen": 0x2D, "dash": 0x2D,
    "ndash": 0x2D, "mdash": 0x2D, "minus": 0x2D, "plus": 0x2B, "colon": 0x3A, "sol": 0x2F,
    "lowbar": 0x5F, "lpar": 0x28, "rpar": 0x29, "num": 0x23, "equals": 0x3D, "shy": 0xAD,
    "zwnj": 0x200C, "zwj": 0x200D, "auml": 0xE4, "ouml": 0xF6, "uuml": 0xFC, "szlig": 0xDF,
    "eacute": 0xE9, "egrave": 0xE8, "agrave": 0xE0, "ccedil": 0xE7, "ntilde": 0xF1,
    "aacute": 0xE1, "iacute": 0xED, "oacute": 0xF3, "uacute": 0xFA, "atilde": 0xE3, "otilde": 0xF5,
  ]

  /// `%40` (RFC 3986), and several in a row where they are one character of UTF-8.
  private mutating func foldEncodedBytes(mark: UInt8) -> Bool {
    guard let first = hexadecimalByte(after: position, mark: mark) else { return false }
    if first < 0x80 {
      return emitDecoded(UInt32(first), width: 3)
    }
    let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first < 0xF5 else { return false }
    var bytes = [first]
    for index in 1..<count {
      guard let byte = hexadecimalByte(after: position + 3 * index, mark: mark),
        byte & 0xC0 == 0x80
      else { return false }
      bytes.append(byte)
    }
    let scalar = TextBytes.reading(bytes) { Self.decode($0, at: 0).scalar }
    return emit(scalar, width: 3 * count)
  }

  private func hexadecimalByte(after start: Int, mark: UInt8) -> UInt8? {
    guard start + 2 < source.count, source[start] == mark,
      let high = Self.hexadecimal(source[start + 1]), let low = Self.hexadecimal(source[start + 2])
    else { return nil }
    return high << 4 | low
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }

  /// `=40` and the soft line break (RFC 2045, 6.7).
  private mutating func foldQuotedPrintable() -> Bool {
    let applies = isQuotedPrintable ?? Self.looksQuotedPrintable(source)
    isQuotedPrintable = applies
    if source.byte(position + 1) == UInt8(ascii: "\n"), applies || isBetweenDigits {
      return emit(.nothing, width: 2)
    }
    guard applies else { return false }
    return foldEncodedBytes(mark: UInt8(ascii: "="))
  }

  /// Whether an equals sign and a line break cut a number.
  private var isBetweenDigits: Bool {
    let before = source.byte(position - 1)
    return (Byte.isDigit(before) || before == UInt8(ascii: "-"))
      && Byte.isDigit(source.byte(position + 2))
  }

  /// Leftovers of quoted-printable show themselves by an encoded equals sign or a soft break; in
  /// any other text `amount=62` is an amount.
  private static func looksQuotedPrintable(_ source: TextBytes) -> Bool {
    var index = source.firstIndex(of: UInt8(ascii: "="), from: 0)
    while index + 1 < source.count {
      switch (source.byte(index + 1), source.byte(index + 2)) {
      case (0x0A, _) where source.byte(index - 1) != 0x3D && hasLongLine(source, before: index):
        return true
      case (0x33, 0x44): return true
      case (0x34, 0x30) where source.byte(index - 1) > 0x20 && source.byte(index + 3) > 0x40:
        return true
      case (0x43, 0x32...0x35) where source.byte(index + 3) == UInt8(ascii: "="): return true
      default: index = source.firstIndex(of: UInt8(ascii: "="), from: index + 1)
      }
    }
    return false
  }

  /// Whether the line is as long up to an index as encoders make it: nearly 76 characters, and marks
  /// of quoting at most.
  private static func hasLongLine(_ source: TextBytes, before index: Int) -> Bool {
    let feed = UInt8(ascii: "\n")
    return index >= 60 && !source[(index - 60)..<index].contains(feed)
      && (index <= 80 || source[(index - 80)..<index].contains(feed))
  }

  /// `\u0040`, `\u{40}` and `\x40`, as JSON and scripts write them; before a line break, nothing.
  private mutating func foldEscape() -> Bool {
    guard position + 1 < source.count else { return false }
    let digitCount: Int
    switch source[position + 1] {
    case UInt8(ascii: "\n"): return emit(.nothing, width: 1)
    case UInt8(ascii: "u") where source.byte(position + 2) == UInt8(ascii: "{"):
      return foldBracedEscape()
    case UInt8(ascii: "u"): digitCount = 4
    case UInt8(ascii: "x"): digitCount = 2
    default: return false
    }
    let end = position + 2 + digitCount
    guard end <= source.count else { return false }
    var scalar: UInt32 = 0
    for byte in source[(position + 2)..<end] {
      guard let value = Self.hexadecimal(byte) else { return false }
      scalar = scalar << 4 | UInt32(value)
    }
    guard !(0xD800..<0xE000).contains(scalar) else { return false }
    return emitDecoded(scalar, width: end - position)
  }

  private mutating func foldBracedEscape() -> Bool {
    var index = position + 3
    var scalar: UInt32 = 0
    while index < position + 9, let value = Self.hexadecimal(source.byte(index)) {
      scalar = scalar << 4 | UInt32(value)
      index += 1
    }
    guard source.byte(index) == UInt8(ascii: "}"), scalar < 0x11_0000,
      !(0xD800..<0xE000).contains(scalar)
    else { return false }
    return emitDecoded(scalar, width: index + 1 - position)
  }
}

// MARK: - Mark-up

extension Folder {
  /// Tags of mark-up are left out, and comments; those that break a line become one.
  private mutating func foldTag() -> Bool {
    if let width = commentWidth() ?? styledTagWidth() { return emit(.nothing, width: width) }
    let limit = min(position + 12, source.count)
    guard let end = source[position..<limit].firstIndex(of: UInt8(ascii: ">")) else {
      return false
    }
    var name = source[(position + 1)..<end]
    if name.first == UInt8(ascii: "/") { name = name.dropFirst() }
    if name.last == UInt8(ascii: "/") { name = name.dropLast() }
    if name.last == UInt8(ascii: " ") { name = name.dropLast() }
    let tag = name.string.lowercased()
    let width = end + 1 - position
    if Self.breakingTags.contains(tag) { return emit(ScalarFold("\n"), width: width) }
    return Self.inlineTags.contains(tag) && emit(.nothing, width: width)
  }

  /// How many bytes a short comment takes in which nothing can hide.
  private func commentWidth() -> Int? {
    guard source.byte(position + 1) == UInt8(ascii: "!"),
      source.byte(position + 2) == UInt8(ascii: "-"),
      source.byte(position + 3) == UInt8(ascii: "-"),
      let end = markUpEnd(from: position + 4, limit: 32)
    else { return nil }
    return end + 1 - position
  }

  /// How many bytes an opening tag takes that has attributes, all of them of looks and short.
  ///
  /// Where an attribute may say something about a person, the tag stays to be examined.
  private func styledTagWidth() -> Int? {
    var index = position + 1
    while index < position + 8, Byte.isASCIILetter(source.byte(index)) { index += 1 }
    guard source.byte(index) == UInt8(ascii: " "), index > position + 1,
      Self.inlineTags.contains(source[(position + 1)..<index].string.lowercased())
    else { return nil }
    let attribute = index + 1
    while index - attribute < 8, Byte.isASCIILetter(source.byte(index + 1)) { index += 1 }
    guard source.byte(index + 1) == UInt8(ascii: "="),
      Self.looks.contains(source[attribute..<(index + 1)].string.lowercased()),
      let end = markUpEnd(from: index + 2, limit: 64)
    else { return nil }
    return end + 1 - position
  }

  /// The next closing bracket, with no other bracket, address or number of many digits before it.
  private func markUpEnd(from start: Int, limit: Int) -> Int? {
    var digits = 0
    for index in start..<min(start + limit, source.count) {
      switch source[index] {
      case UInt8(ascii: ">"): return index
      case UInt8(ascii: "<"), UInt8(ascii: "@"), UInt8(ascii: "\n"), 0x80...: return nil
      case let byte: if Byte.isDigit(byte) { digits += 1 }
      }
      if digits > 6 { return nil }
    }
    return nil
  }

  private static let looks: Set<String> = [
    "style", "class", "color", "face", "size", "dir", "lang",
  ]

  private static let inlineTags: Set<String> = [
    "b", "i", "u", "s", "em", "strong", "span", "font", "code", "tt", "wbr", "mark", "small",
    "sub", "sup", "big", "del", "ins", "a", "nobr",
  ]
  private static let breakingTags: Set<String> = [
    "br", "p", "div", "tr", "td", "li", "ul", "ol", "table", "pre", "hr",
  ]
}
