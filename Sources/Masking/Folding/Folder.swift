/// Reads UTF-8 once, from left to right, and writes its plain form.
struct Folder {
  private let source: [UInt8]
  private var folded: FoldedText
  private var position = 0
  private let isQuotedPrintable: Bool

  /// Folds a whole text.
  ///
  /// - Complexity: O(n); no byte is read more than a fixed number of times.
  static func fold(_ source: [UInt8]) -> FoldedText {
    var folder = Folder(source)
    folder.run()
    return folder.folded
  }

  private init(_ source: [UInt8]) {
    self.source = source
    folded = FoldedText(reservingCapacity: source.count)
    isQuotedPrintable = Self.looksQuotedPrintable(source)
  }

  private mutating func run() {
    let count = source.count
    var plainStart = 0
    while position < count {
      position = Self.nextUnit(in: source, from: position)
      folded.copy(source[plainStart..<position])
      guard position < count else { return }
      plainStart = position
      if foldUnit() {
        plainStart = position
      } else {
        position += 1
      }
    }
    folded.copy(source[plainStart..<count])
  }

  private static func nextUnit(in source: [UInt8], from start: Int) -> Int {
    source.withUnsafeBufferPointer { bytes in
      needsCare.withUnsafeBufferPointer { needsCare in
        var index = start
        while index < bytes.count, !needsCare[Int(bytes[index])] { index += 1 }
        return index
      }
    }
  }

  /// Which bytes may begin something that is not copied as it stands.
  private static let needsCare: [Bool] = (0..<256).map { byte in
    byte >= 0x80 || [0x0A, 0x25, 0x26, 0x2A, 0x3C, 0x3D, 0x5C].contains(byte)
  }

  /// Folds one unit at `position`; `false` where the byte is only itself.
  private mutating func foldUnit() -> Bool {
    switch source[position] {
    case 0x80...: return foldScalar()
    case UInt8(ascii: "\n"): return foldLineBreak()
    case UInt8(ascii: "&"): return foldCharacterReference()
    case UInt8(ascii: "%"): return foldEncodedBytes(mark: UInt8(ascii: "%"))
    case UInt8(ascii: "="): return isQuotedPrintable && foldQuotedPrintable()
    case UInt8(ascii: "\\"): return foldEscape()
    case UInt8(ascii: "*"): return foldEmphasis()
    case UInt8(ascii: "<"): return foldTag()
    default: return false
    }
  }

  private mutating func emit(_ scalar: UInt32, width: Int) -> Bool {
    folded.replace(at: position, width: width, with: ScalarFold(of: scalar))
    position += width
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
  static func decode(_ bytes: [UInt8], at position: Int) -> (scalar: UInt32, width: Int) {
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
    folded.replace(at: position, width: quoteEnd - position, with: UInt8(ascii: "\n"))
    position = quoteEnd
    return true
  }
}

// MARK: - Marks

extension Folder {
  /// How many bytes a character takes that folds to nothing; `nil` for one that does not.
  private func invisibleWidth(at index: Int) -> Int? {
    guard source[index] >= 0x80 else { return nil }
    let (scalar, width) = Self.decode(source, at: index)
    return ScalarFold(of: scalar).count == 0 ? width : nil
  }

  /// Two asterisks are emphasis and left out, with a back-quote beside them; one is itself, and more
  /// hide digits.
  private mutating func foldEmphasis() -> Bool {
    let star = UInt8(ascii: "*")
    guard position + 1 < source.count, source[position + 1] == star,
      position == 0 || source[position - 1] != star,
      position + 2 == source.count || source[position + 2] != star
    else { return false }
    position += 2
    if position < source.count, source[position] == UInt8(ascii: "`") { position += 1 }
    return true
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
      guard let scalar = Self.number(body.dropFirst()), scalar < 0x11_0000, scalar >= 0x20 else {
        return false
      }
      return emit(scalar, width: width)
    }
    guard let scalar = Self.named[String(decoding: body, as: UTF8.self).lowercased()] else {
      return false
    }
    return emit(scalar, width: width)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> UInt32? {
    guard let first = digits.first else { return nil }
    let isHexadecimal = first == UInt8(ascii: "x") || first == UInt8(ascii: "X")
    return UInt32(
      String(decoding: isHexadecimal ? digits.dropFirst() : digits, as: UTF8.self),
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
      guard first >= 0x20, first != 0x7F else { return false }
      return emit(UInt32(first), width: 3)
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
    return emit(Self.decode(bytes, at: 0).scalar, width: 3 * count)
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
    if position + 1 < source.count, source[position + 1] == UInt8(ascii: "\n") {
      position += 2
      return true
    }
    return foldEncodedBytes(mark: UInt8(ascii: "="))
  }

  /// Leftovers of quoted-printable show themselves by an encoded equals sign or a soft break; in
  /// any other text `amount=62` is an amount.
  private static func looksQuotedPrintable(_ source: [UInt8]) -> Bool {
    source.withUnsafeBufferPointer { bytes in
      var index = 0
      var lineStart = 0
      while index + 1 < bytes.count {
        if bytes[index] == UInt8(ascii: "\n") { lineStart = index + 1 }
        if bytes[index] == UInt8(ascii: "=") {
          let next = bytes[index + 1]
          if next == UInt8(ascii: "\n"), index - lineStart >= 60 { return true }
          if index + 2 < bytes.count {
            let pair = (next, bytes[index + 2])
            if pair == (UInt8(ascii: "3"), UInt8(ascii: "D")) { return true }
            if pair == (UInt8(ascii: "4"), UInt8(ascii: "0")), index > 0,
              bytes[index - 1] > 0x20, index + 3 < bytes.count, bytes[index + 3] > 0x40
            {
              return true
            }
            if next == UInt8(ascii: "C"), [0x32, 0x33, 0x34, 0x35].contains(bytes[index + 2]),
              index + 3 < bytes.count, bytes[index + 3] == UInt8(ascii: "=")
            {
              return true
            }
          }
        }
        index += 1
      }
      return false
    }
  }

  /// `\u0040` and `\x40`, as JSON and scripts write them.
  private mutating func foldEscape() -> Bool {
    guard position + 1 < source.count else { return false }
    let digitCount: Int
    switch source[position + 1] {
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
    guard scalar >= 0x20, !(0xD800..<0xE000).contains(scalar) else { return false }
    return emit(scalar, width: end - position)
  }

  /// Tags of mark-up without attributes are left out; those that break a line become one.
  private mutating func foldTag() -> Bool {
    let limit = min(position + 12, source.count)
    guard let end = source[position..<limit].firstIndex(of: UInt8(ascii: ">")) else {
      return false
    }
    var name = source[(position + 1)..<end]
    if name.first == UInt8(ascii: "/") { name = name.dropFirst() }
    if name.last == UInt8(ascii: "/") { name = name.dropLast() }
    if name.last == UInt8(ascii: " ") { name = name.dropLast() }
    let tag = String(decoding: name, as: UTF8.self).lowercased()
    if Self.breakingTags.contains(tag) {
      folded.replace(at: position, width: end + 1 - position, with: UInt8(ascii: "\n"))
    } else if !Self.inlineTags.contains(tag) {
      return false
    }
    position = end + 1
    return true
  }

  private static let inlineTags: Set<String> = [
    "b", "i", "u", "s", "em", "strong", "span", "font", "code", "tt", "wbr", "mark", "small",
    "sub", "sup", "big", "del", "ins", "a", "nobr",
  ]
  private static let breakingTags: Set<String> = [
    "br", "p", "div", "tr", "td", "li", "ul", "ol", "table", "pre", "hr",
  ]
}
