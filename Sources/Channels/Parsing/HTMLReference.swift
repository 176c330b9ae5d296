/// Character references: `&amp;`, `&#8364;`, `&#x20AC;`.
enum HTMLReference {
  /// Replaces every reference that is known; a bare `&` stays.
  static func resolve(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
    guard bytes.contains(0x26) else { return Array(bytes) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == 0x26, let (scalar, end) = reference(in: bytes, at: index + 1) {
        output += Array(String(Character(scalar)).utf8)
        index = end
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return output
  }

  private static func reference(
    in bytes: Slice<UnsafeBufferPointer<UInt8>>, at start: Int
  ) -> (Unicode.Scalar, end: Int)? {
    guard start < bytes.endIndex else { return nil }
    if bytes[start] == 0x23 { return numeric(in: bytes, at: start + 1) }
    let name = bytes[start...].prefix(32).prefix { $0.isLetter || $0.isDigit }
    guard let scalar = named[String(decoding: name, as: UTF8.self)] else { return nil }
    return (scalar, end(after: name.endIndex, in: bytes))
  }

  private static func numeric(
    in bytes: Slice<UnsafeBufferPointer<UInt8>>, at start: Int
  ) -> (Unicode.Scalar, end: Int)? {
    guard start < bytes.endIndex else { return nil }
    let isHexadecimal = bytes[start].lowercased == 0x78
    var index = isHexadecimal ? start + 1 : start
    let digitsStart = index
    var value: UInt32 = 0
    while index < bytes.endIndex, let digit = bytes[index].hexadecimalValue,
      isHexadecimal || digit < 10
    {
      value = min(value * (isHexadecimal ? 16 : 10) + UInt32(digit), 0x110000)
      index += 1
    }
    guard index > digitsStart else { return nil }
    return (scalar(value), end(after: index, in: bytes))
  }

  /// Numbers of Windows-1252's upper controls mean its characters (HTML standard, 13.2.5.80).
  private static func scalar(_ value: UInt32) -> Unicode.Scalar {
    if (0x80...0x9F).contains(value) {
      return Charset.decode([UInt8(value)], label: "windows-1252").unicodeScalars.first
        ?? "\u{FFFD}"
    }
    return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private static func end(after index: Int, in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    index < bytes.endIndex && bytes[index] == ASCII.semicolon ? index + 1 : index
  }

  /// HTML 4's Latin-1 names in code order from U+00A0, and the rest that mail uses.
  private static let named: [String: Unicode.Scalar] = {
    let latin1 = """
      nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn \
      sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave \
      Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml \
      ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN \
      szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave \
      iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute \
      ucirc uuml yacute thorn yuml
      """
    var names: [String: Unicode.Scalar] = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "AMP": "&", "LT": "<",
      "GT": ">", "QUOT": "\"", "euro": "€", "trade": "™", "hellip": "…", "ndash": "–",
      "mdash": "—", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”",
      "bdquo": "„", "lsaquo": "‹", "rsaquo": "›", "bull": "•", "dagger": "†", "Dagger": "‡",
      "permil": "‰", "prime": "′", "Prime": "″", "OElig": "Œ", "oelig": "œ", "Scaron": "Š",
      "scaron": "š", "Yuml": "Ÿ", "fnof": "ƒ", "circ": "ˆ", "tilde": "˜", "ensp": "\u{2002}",
      "emsp": "\u{2003}", "thinsp": "\u{2009}", "zwnj": "\u{200C}", "zwj": "\u{200D}",
      "lrm": "\u{200E}", "rlm": "\u{200F}", "larr": "←", "uarr": "↑", "rarr": "→", "darr": "↓",
      "harr": "↔", "rArr": "⇒", "minus": "−", "ne": "≠", "le": "≤", "ge": "≥", "infin": "∞",
      "asymp": "≈", "radic": "√", "sum": "∑", "part": "∂", "loz": "◊", "hearts": "♥",
      "check": "✓", "star": "☆", "phone": "☎", "Tab": "\t", "NewLine": "\n", "colon": ":",
      "comma": ",", "period": ".", "num": "#", "commat": "@", "lpar": "(", "rpar": ")",
      "plus": "+", "equals": "=", "sol": "/", "lowbar": "_", "hyphen": "‐", "dash": "‐",
    ]
    for (offset, name) in latin1.split(separator: " ").enumerated() {
      names[String(name)] = Unicode.Scalar(UInt8(0xA0 + offset))
    }
    return names
  }()
}
