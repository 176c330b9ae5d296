import Foundation

/// Decodes bytes by the name of their character set, and by their look where the name is wrong.
///
/// Never fails: what no reading fits becomes U+FFFD. ISO-8859-1 is read as Windows-1252, as the
/// WHATWG Encoding Standard does.
enum Charset {
  static func decode(_ bytes: Bytes, label: String?) -> String {
    if let marked = decodeByMark(bytes) { return marked }
    let label = canonical(label)
    switch label {
    case "utf-16", "utf-16be", "utf-16le": return decodeUTF16(bytes, label: label)
    case "utf-8": return decodeUTF8(bytes)
    case "euc-jp": return decode(shiftedToISO2022(bytes), encoding: .iso2022JP)
    case "", "us-ascii", "windows-1252", "iso-8859-15": return decodeWestern(bytes, label: label)
    default:
      guard let encoding = encodings[label] else { return decodeWestern(bytes, label: "") }
      return decode(bytes, encoding: encoding)
    }
  }

  /// The name without decoration, with the aliases that are seen in mail folded.
  private static func canonical(_ label: String?) -> String {
    var name = (label ?? "").lowercased()
    if name.isEmpty || name == "utf-8" { return name }
    name = name.trimmingCharacters(in: CharacterSet(charactersIn: " \t\"'"))
    name = name.replacingOccurrences(of: "_", with: "-")
    if name.hasPrefix("x-") { name.removeFirst(2) }
    return aliases[name] ?? name
  }

  private static let aliases = [
    "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8", "ascii": "us-ascii",
    "ansi-x3.4-1968": "us-ascii",
    "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "latin1": "windows-1252",
    "latin-1": "windows-1252", "cp1252": "windows-1252", "ansi": "windows-1252",
    "iso8859-15": "iso-8859-15", "latin9": "iso-8859-15", "latin-9": "iso-8859-15",
    "utf16": "utf-16", "ucs-2": "utf-16", "unicode": "utf-16", "utf32": "utf-32",
    "sjis": "shift-jis", "ms-kanji": "shift-jis", "windows-31j": "shift-jis", "cp932": "shift-jis",
    "gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "euc-cn": "gb18030",
    "hz-gb-2312": "gb18030", "big5-hkscs": "big5", "cp950": "big5", "ks-c-5601-1987": "euc-kr",
    "cp949": "euc-kr", "iso-2022-jp-2": "iso-2022-jp", "iso-2022-jp-ms": "iso-2022-jp",
    "cp1250": "windows-1250", "cp1251": "windows-1251", "cp1253": "windows-1253",
    "cp1254": "windows-1254", "iso-8859-8-i": "iso-8859-8", "koi8": "koi8-r",
  ]

  /// Foundation's own, or Core Foundation's numbers (`CFStringEncodingExt.h`) with the high bit set.
  private static let encodings: [String: String.Encoding] = [
    "utf-32": .utf32, "utf-32be": .utf32BigEndian, "utf-32le": .utf32LittleEndian,
    "shift-jis": .shiftJIS, "iso-2022-jp": .iso2022JP,
    "iso-8859-2": .isoLatin2, "windows-1250": .windowsCP1250, "windows-1251": .windowsCP1251,
    "windows-1253": .windowsCP1253, "windows-1254": .windowsCP1254,
    "iso-8859-3": coreFoundation(0x0203), "iso-8859-4": coreFoundation(0x0204),
    "iso-8859-5": coreFoundation(0x0205), "iso-8859-6": coreFoundation(0x0206),
    "iso-8859-7": coreFoundation(0x0207), "iso-8859-8": coreFoundation(0x0208),
    "iso-8859-9": coreFoundation(0x0209), "iso-8859-10": coreFoundation(0x020A),
    "iso-8859-13": coreFoundation(0x020D), "windows-1255": coreFoundation(0x0505),
    "windows-1256": coreFoundation(0x0506), "windows-1257": coreFoundation(0x0507),
    "windows-1258": coreFoundation(0x0508), "windows-874": coreFoundation(0x041D),
    "tis-620": coreFoundation(0x041D), "gb18030": coreFoundation(0x0632),
    "koi8-r": coreFoundation(0x0A02), "koi8-u": coreFoundation(0x0A08),
    "big5": coreFoundation(0x0A03), "euc-kr": coreFoundation(0x0940),
  ]

  private static func coreFoundation(_ number: UInt) -> String.Encoding {
    String.Encoding(rawValue: 0x8000_0000 | number)
  }

  /// A byte order mark outranks any label.
  private static func decodeByMark(_ bytes: Bytes) -> String? {
    switch (bytes.first, bytes.dropFirst().first, bytes.dropFirst(2).first) {
    case (0xEF, 0xBB, 0xBF): String(decoding: bytes.dropFirst(3), as: UTF8.self)
    case (0xFE, 0xFF, _): utf16(bytes.dropFirst(2), isBigEndian: true)
    case (0xFF, 0xFE, _): utf16(bytes.dropFirst(2), isBigEndian: false)
    default: nil
    }
  }

  /// Bytes that say UTF-8 and are not: repaired where most of them are, else Western.
  private static func decodeUTF8(_ bytes: Bytes) -> String {
    if let exact = String(validating: bytes, as: UTF8.self) { return exact }
    let repaired = String(decoding: bytes, as: UTF8.self)
    var broken = 0
    var sound = 0
    for scalar in repaired.unicodeScalars where scalar.value > 0x7F {
      if scalar == "\u{FFFD}" { broken += 1 } else { sound += 1 }
    }
    return sound >= broken ? repaired : decodeSingleBytes(bytes, isLatin9: false)
  }

  /// Well-formed UTF-8 beyond ASCII is hardly ever anything else, whatever a Western label claims.
  private static func decodeWestern(_ bytes: Bytes, label: String) -> String {
    if let exact = String(validating: bytes, as: UTF8.self) { return exact }
    return decodeSingleBytes(bytes, isLatin9: label == "iso-8859-15")
  }

  private static func decodeSingleBytes(_ bytes: Bytes, isLatin9: Bool) -> String {
    var scalars = String.UnicodeScalarView()
    for byte in bytes {
      let value = isLatin9 ? latin9(byte) : windows1252(byte)
      scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return String(scalars)
  }

  private static func latin9(_ byte: UInt8) -> UInt16 {
    switch byte {
    case 0x80...0x9F: windows1252(byte)
    case 0xA4: 0x20AC
    case 0xA6: 0x0160
    case 0xA8: 0x0161
    case 0xB4: 0x017D
    case 0xB8: 0x017E
    case 0xBC: 0x0152
    case 0xBD: 0x0153
    case 0xBE: 0x0178
    default: UInt16(byte)
    }
  }

  private static func windows1252(_ byte: UInt8) -> UInt16 {
    (0x80...0x9F).contains(byte) ? windows1252High[Int(byte) - 0x80] : UInt16(byte)
  }

  private static let windows1252High: [UInt16] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  ]

  private static func decodeUTF16(_ bytes: Bytes, label: String) -> String {
    switch label {
    case "utf-16le": return utf16(bytes, isBigEndian: false)
    case "utf-16be": return utf16(bytes, isBigEndian: true)
    default:
      // No mark: Western text shows its order by where the zeros stand.
      let zeros = bytes.prefix(256).enumerated().filter { $0.element == 0 }
      let odd = zeros.count { $0.offset % 2 == 1 }
      return utf16(bytes, isBigEndian: odd * 2 <= zeros.count)
    }
  }

  private static func utf16(_ bytes: Bytes, isBigEndian: Bool) -> String {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isBigEndian ? first << 8 | second : second << 8 | first)
      index += 2
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// Foundation on Linux lacks EUC-JP; the same characters (JIS X 0208) in 7 bits it has.
  private static func shiftedToISO2022(_ bytes: Bytes) -> Bytes {
    var output: [UInt8] = []
    var isShifted = false
    for byte in bytes {
      if (byte >= 0xA1) != isShifted {
        isShifted.toggle()
        output += isShifted ? [0x1B, 0x24, 0x42] : [0x1B, 0x28, 0x42]
      }
      output.append(isShifted ? byte & 0x7F : byte)
    }
    return output[...]
  }

  /// Foundation decodes all or nothing; where it is nothing, line by line.
  private static func decode(_ bytes: Bytes, encoding: String.Encoding) -> String {
    if let whole = String(bytes: bytes, encoding: encoding) { return whole }
    var text = ""
    var lines = LineScanner(bytes)
    while let line = lines.next() {
      let content = bytes[line.content.lowerBound..<line.end]
      text += String(bytes: content, encoding: encoding) ?? decodeWestern(content, label: "")
    }
    return text
  }
}
