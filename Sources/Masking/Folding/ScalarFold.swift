/// The plain form of one Unicode scalar: nothing, or one to three bytes.
///
/// It follows compatibility decomposition (Unicode Standard Annex 15), then drops marks, then
/// replaces look-alikes (Unicode Technical Standard 39) as far as they serve to disguise Latin
/// text.
struct ScalarFold {
  let count: Int
  let first: UInt8
  let second: UInt8
  let third: UInt8

  static let nothing = ScalarFold(count: 0, first: 0, second: 0, third: 0)

  private init(count: Int, first: UInt8, second: UInt8, third: UInt8) {
    self.count = count
    self.first = first
    self.second = second
    self.third = third
  }

  init(_ byte: UInt8) {
    self.init(count: 1, first: byte, second: 0, third: 0)
  }

  init(_ text: StaticString) {
    self = text.withUTF8Buffer { bytes in
      ScalarFold(
        count: min(bytes.count, 3), first: bytes.first ?? 0,
        second: bytes.count > 1 ? bytes[1] : 0, third: bytes.count > 2 ? bytes[2] : 0)
    }
  }

  /// Folds a scalar outside ASCII.
  init(of scalar: UInt32) {
    switch scalar {
    case 0..<0x80: self.init(UInt8(scalar))
    case 0x80..<0x250: self = Self.latin(scalar)
    case 0x250..<0x370: self = Self.modifier(scalar)
    case 0x370..<0x530: self = Self.greekOrCyrillic(scalar)
    case 0x1E00..<0x1F00: self = Self.table(Self.latinAdditional, scalar - 0x1E00)
    case 0x2000..<0x2C00, 0x2E00..<0x3100: self = Self.punctuationOrSymbol(scalar)
    case 0xFB00...0xFB06: self = Self.ligature(scalar)
    case 0xFE00..<0xFFF0: self = Self.presentationForm(scalar)
    default: self = Self.other(scalar)
    }
  }
}

extension ScalarFold {
  private static func latin(_ scalar: UInt32) -> ScalarFold {
    switch scalar {
    case 0xA0: ScalarFold(" ")
    case 0xAD: nothing
    case 0xA2...0xA5: ScalarFold(FoldedByte.currency)
    case 0xAA: ScalarFold("a")
    case 0xAB, 0xBB: ScalarFold("\"")
    case 0xB0: ScalarFold(FoldedByte.degree)
    case 0xB2: ScalarFold("2")
    case 0xB3: ScalarFold("3")
    case 0xB4: ScalarFold("'")
    case 0xB7: ScalarFold(".")
    case 0xB9: ScalarFold("1")
    case 0xBA: ScalarFold("o")
    case 0xC6, 0x1E2: ScalarFold("AE")
    case 0xE6, 0x1E3: ScalarFold("ae")
    case 0xDF: ScalarFold("ss")
    case 0xDE: ScalarFold("Th")
    case 0xFE: ScalarFold("th")
    case 0x132: ScalarFold("IJ")
    case 0x133: ScalarFold("ij")
    case 0x152: ScalarFold("OE")
    case 0x153: ScalarFold("oe")
    case 0x1C4...0x1C6, 0x1F1...0x1F3: ScalarFold("dz")
    case 0x1C7...0x1C9: ScalarFold("lj")
    case 0x1CA...0x1CC: ScalarFold("nj")
    case 0xC0...: table(latinExtended, scalar - 0xC0)
    default: ScalarFold(FoldedByte.symbol)
    }
  }

  private static func table(_ letters: StaticString, _ index: UInt32) -> ScalarFold {
    letters.withUTF8Buffer { bytes in
      guard Int(index) < bytes.count, bytes[Int(index)] != UInt8(ascii: "?") else {
        return ScalarFold(FoldedByte.letter)
      }
      return ScalarFold(bytes[Int(index)])
    }
  }

  /// U+00C0 to U+024F without their marks.
  private static let latinExtended: StaticString =
    """
    AAAAAA?CEEEEIIIIDNOOOOO?OUUUUY??aaaaaa?ceeeeiiiidnooooo?ouuuuy?y\
    AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi??JjKkkLlLlLlL\
    lLlNnNnNn?NnOoOoOo??RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs\
    bB?????Cc?D????E??f????IKkl????OOo??PpR????tTt?Uu?VYyZz?????????\
    ?????????????AaIiOoUuUuUuUuUueAaAa????GgKkOoOo??j???Gg??NnAa????\
    AaAaEeEeIiIiOoOoRrRrUuUuSsTt??Hh??????AaEeOoOoOoOoYy????????????\
    ????????????????
    """

  /// U+1E00 to U+1EFF without their marks.
  private static let latinAdditional: StaticString =
    """
    AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMm\
    MmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVv\
    WwWwWwWwWwXxXxYyZzZzZzhtwy?s????AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe\
    EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy??????
    """

  private static func modifier(_ scalar: UInt32) -> ScalarFold {
    switch scalar {
    case 0x251: ScalarFold("a")
    case 0x261: ScalarFold("g")
    case 0x269, 0x26A: ScalarFold("i")
    case 0x2BC, 0x2B9, 0x2BB: ScalarFold("'")
    case 0x2D7: ScalarFold("-")
    case 0x300..<0x370: nothing
    case 0x250..<0x2B0: ScalarFold(FoldedByte.letter)
    default: ScalarFold(FoldedByte.symbol)
    }
  }

  private static func greekOrCyrillic(_ scalar: UInt32) -> ScalarFold {
    if let byte = lookAlike(scalar) { return ScalarFold(byte) }
    return switch scalar {
    case 0x483..<0x48A: nothing
    case 0x391..<0x3AB, 0x400..<0x430: ScalarFold(FoldedByte.capital)
    default: ScalarFold(FoldedByte.letter)
    }
  }

  /// Greek and Cyrillic letters that cannot be told from a Latin one by eye.
  private static func lookAlike(_ scalar: UInt32) -> UInt8? {
    let pairs: StaticString =
      """
      АAВBСCЕEНHІIЈJКKМMОOРPЅSТTХXУYаaсcеeіiјjоoрpѕsхxуyһhԁdԛqԝwӏlΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνvαaιi
      """
    return pairs.withUTF8Buffer { bytes in
      var index = 0
      while index + 2 < bytes.count {
        let value = UInt32(bytes[index] & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
        if value == scalar { return bytes[index + 2] }
        index += 3
      }
      return nil
    }
  }
}
