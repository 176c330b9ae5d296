extension ScalarFold {
  static func punctuationOrSymbol(_ scalar: UInt32) -> ScalarFold {
    switch scalar {
    case 0x2000...0x200A, 0x202F, 0x205F, 0x3000: ScalarFold(" ")
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0x20D0...0x20FF: .nothing
    case 0x2010...0x2015, 0x2043, 0x2212, 0x2E3A, 0x2E3B, 0x301C, 0x3030: ScalarFold("-")
    case 0x2018...0x201B, 0x2032, 0x2035: ScalarFold("'")
    case 0x201C...0x201F, 0x2033, 0x2036, 0x2039, 0x203A: ScalarFold("\"")
    case 0x2022, 0x2024, 0x2027, 0x22C5, 0x3001, 0x3002, 0x30FB, 0x2E33: ScalarFold(".")
    case 0x2026: ScalarFold("...")
    case 0x2044, 0x2215: ScalarFold("/")
    case 0x2070: ScalarFold("0")
    case 0x2071: ScalarFold("i")
    case 0x2074...0x2079: digit(scalar - 0x2070)
    case 0x2080...0x2089: digit(scalar - 0x2080)
    case 0x20A0...0x20CF: ScalarFold(FoldedByte.currency)
    case 0x2103: ScalarFold("C")
    case 0x2116: ScalarFold("No")
    case 0x2122: ScalarFold("TM")
    case 0x2160...0x216B: ScalarFold("I")
    case 0x2460..<0x2500, 0x2776..<0x2794: enclosed(scalar)
    case 0x3008...0x3011: ScalarFold("\"")
    case 0x3040...: ScalarFold(FoldedByte.letter)
    default: ScalarFold(FoldedByte.symbol)
    }
  }

  /// Circled, parenthesised and full-stopped numbers and letters.
  private static func enclosed(_ scalar: UInt32) -> ScalarFold {
    switch scalar {
    case 0x2460...0x2473: number(scalar - 0x2460 + 1)
    case 0x2474...0x2487: number(scalar - 0x2474 + 1)
    case 0x2488...0x249B: number(scalar - 0x2488 + 1)
    case 0x249C...0x24B5: letter("a", scalar - 0x249C)
    case 0x24B6...0x24CF: letter("A", scalar - 0x24B6)
    case 0x24D0...0x24E9: letter("a", scalar - 0x24D0)
    case 0x24EA, 0x24FF: digit(0)
    case 0x24EB...0x24F4: number(scalar - 0x24EB + 11)
    case 0x24F5...0x24FE: number(scalar - 0x24F5 + 1)
    case 0x2776...0x277F: number(scalar - 0x2776 + 1)
    case 0x2780...0x2789: number(scalar - 0x2780 + 1)
    case 0x278A...0x2793: number(scalar - 0x278A + 1)
    default: ScalarFold(FoldedByte.symbol)
    }
  }

  static func ligature(_ scalar: UInt32) -> ScalarFold {
    switch scalar {
    case 0xFB00: ScalarFold("ff")
    case 0xFB01: ScalarFold("fi")
    case 0xFB02: ScalarFold("fl")
    case 0xFB03: ScalarFold("ffi")
    case 0xFB04: ScalarFold("ffl")
    default: ScalarFold("st")
    }
  }

  /// Variation selectors, small forms, and the full-width copy of ASCII.
  static func presentationForm(_ scalar: UInt32) -> ScalarFold {
    switch scalar {
    case 0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xFEFF: .nothing
    case 0xFE31, 0xFE32, 0xFE58, 0xFE63: ScalarFold("-")
    case 0xFE52: ScalarFold(".")
    case 0xFE50: ScalarFold(",")
    case 0xFE55: ScalarFold(":")
    case 0xFE5F: ScalarFold("#")
    case 0xFE62: ScalarFold("+")
    case 0xFE6B: ScalarFold("@")
    case 0xFF01...0xFF5E: ScalarFold(UInt8(scalar - 0xFEE0))
    case 0xFF61: ScalarFold(".")
    case 0xFF65: ScalarFold(".")
    case 0xFF66...0xFFDC: ScalarFold(FoldedByte.letter)
    default: ScalarFold(FoldedByte.symbol)
    }
  }

  static func other(_ scalar: UInt32) -> ScalarFold {
    switch scalar {
    case 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180E, 0x3164, 0xE0000...0xE0FFF: return .nothing
    case 0x591..<0x5C0, 0x610..<0x61B, 0x61C, 0x64B..<0x660, 0x1AB0..<0x1B00, 0x1DC0..<0x1E00:
      return .nothing
    case 0x6D4, 0x701: return ScalarFold(".")
    case 0x1806: return ScalarFold("-")
    case 0x1680: return ScalarFold(" ")
    case 0x1D400..<0x1D6A4: return mathematicalLetter(scalar)
    case 0x1D7CE..<0x1D800: return digit((scalar - 0x1D7CE) % 10)
    case 0x1F100...0x1F10A: return digit(scalar == 0x1F100 ? 0 : scalar - 0x1F101)
    case 0x1F110...0x1F129: return letter("A", scalar - 0x1F110)
    case 0x1F130...0x1F149: return letter("A", scalar - 0x1F130)
    case 0x1F150...0x1F169: return letter("A", scalar - 0x1F150)
    case 0x1F170...0x1F189: return letter("A", scalar - 0x1F170)
    case 0x1F000..<0x20000 where scalar < 0x1FBF0: return ScalarFold(FoldedByte.symbol)
    case 0xE000..<0xF900: return ScalarFold(FoldedByte.symbol)
    default: break
    }
    if let value = decimalDigit(scalar) { return digit(value) }
    return ScalarFold(FoldedByte.letter)
  }

  /// Thirteen alphabets of 52 letters, a few of whose places were given elsewhere.
  private static func mathematicalLetter(_ scalar: UInt32) -> ScalarFold {
    let place = (scalar - 0x1D400) % 52
    return place < 26 ? letter("A", place) : letter("a", place - 26)
  }

  private static func digit(_ value: UInt32) -> ScalarFold {
    ScalarFold(UInt8(ascii: "0") + UInt8(value))
  }

  private static func number(_ value: UInt32) -> ScalarFold {
    switch value {
    case 0..<10: digit(value)
    case 10: ScalarFold("10")
    case 11: ScalarFold("11")
    case 12: ScalarFold("12")
    case 13: ScalarFold("13")
    case 14: ScalarFold("14")
    case 15: ScalarFold("15")
    case 16: ScalarFold("16")
    case 17: ScalarFold("17")
    case 18: ScalarFold("18")
    case 19: ScalarFold("19")
    default: ScalarFold("20")
    }
  }

  private static func letter(_ first: Unicode.Scalar, _ offset: UInt32) -> ScalarFold {
    ScalarFold(UInt8(first.value + offset))
  }

  /// The value of a decimal digit of any script (general category Nd, Unicode 15).
  static func decimalDigit(_ scalar: UInt32) -> UInt32? {
    var low = 0
    var high = zeros.count
    while low < high {
      let middle = (low + high) / 2
      if zeros[middle] <= scalar { low = middle + 1 } else { high = middle }
    }
    guard low > 0, scalar - zeros[low - 1] < 10 else { return nil }
    return scalar - zeros[low - 1]
  }

  private static let zeros: [UInt32] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6,
    0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50,
    0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
    0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650,
    0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x16A60, 0x16AC0, 0x16B50,
    0x1E140, 0x1E2F0, 0x1E950, 0x1FBF0,
  ]
}
