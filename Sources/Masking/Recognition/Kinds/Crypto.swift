extension Recogniser {
  static let cryptoAddress = Recogniser(
    .cryptoAddress, from: .longToken,
    evidence: "the beginning, alphabet and length of a Bitcoin or Ethereum address",
    checksum: "Base58Check; Bech32, Bech32m", source: "BIP-13, BIP-173, BIP-350, ERC-55"
  ) { examination, anchor in
    examination.examineWallet(anchor)
  }
}

extension Examination {
  fileprivate mutating func examineWallet(_ token: Range<Int>) {
    guard token.count >= 26 else { return }
    var end = token.upperBound
    while end > token.lowerBound, byte(end - 1).isOneOf(".-_=/+") { end -= 1 }
    var start = token.lowerBound
    if let mark = bytes[start..<end].lastIndex(where: { $0 == 0x3D || $0 == 0x2F }) {
      start = mark + 1
    }
    guard end - start >= 26, end - start <= 90 else { return }
    let text = bytes[start..<end]
    visits += text.count
    switch bytes[start] {
    case UInt8(ascii: "0"):
      guard text.count == 42, byte(start + 1) | 0x20 == 0x78,
        text.dropFirst(2).allSatisfy(Byte.isHexadecimal)
      else { return }
      add(start..<end, .cryptoAddress, 0.93, "0x and 40 hexadecimal digits")
    case UInt8(ascii: "1"), UInt8(ascii: "3"):
      guard text.count <= 35, text.allSatisfy(Base58.isDigit), text.contains(where: Byte.isLetter)
      else {
        return
      }
      let holds = Base58.isChecked(text)
      guard holds || text.contains(where: Byte.isCapital) && text.contains(where: Byte.isSmall)
      else { return }
      add(
        start..<end, .cryptoAddress, holds ? 0.97 : 0.7,
        holds ? "a Base58 address, its check holds" : "the form of a Base58 address", isFirm: holds)
    case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "t"):
      guard let form = Bech32.check(text) else { return }
      add(
        start..<end, .cryptoAddress, form ? 0.97 : 0.8,
        form ? "a Bech32 address, its check holds" : "the form of a Bech32 address")
    default: return
    }
  }
}

enum Base58 {
  static func isDigit(_ byte: UInt8) -> Bool { value[Int(byte)] >= 0 }

  private static let value: [Int16] = {
    var table = [Int16](repeating: -1, count: 256)
    for (index, byte) in "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8
      .enumerated()
    {
      table[Int(byte)] = Int16(index)
    }
    return table
  }()

  /// Whether the last four bytes are the start of the double SHA-256 of those before.
  static func isChecked(_ text: TextBytes) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 25)
    for byte in text {
      var carry = Int(value[Int(byte)])
      for index in bytes.indices.reversed() {
        carry += Int(bytes[index]) * 58
        bytes[index] = UInt8(carry & 0xFF)
        carry >>= 8
      }
      if carry != 0 { return false }
    }
    let hash = SHA256.hash(SHA256.hash(bytes[..<21])[...])
    return hash.prefix(4).elementsEqual(bytes[21...])
  }
}

enum Bech32 {
  /// Whether the check holds; `nil` where the form is none.
  static func check(_ text: TextBytes) -> Bool? {
    let lower = text.map(Byte.lowercased)
    guard let separator = lower.lastIndex(of: UInt8(ascii: "1")), separator == 2,
      lower.starts(with: "bc".utf8) || lower.starts(with: "tb".utf8), lower.count >= 14
    else { return nil }
    var values: [UInt32] = []
    for byte in lower[3...] {
      guard let index = alphabet.firstIndex(of: byte) else { return nil }
      values.append(UInt32(index))
    }
    let prefix = lower[..<2].map { UInt32($0 >> 5) } + [0] + lower[..<2].map { UInt32($0 & 31) }
    let remainder = polymod(prefix + values)
    return remainder == 1 || remainder == 0x2BC8_30A3
  }

  private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  private static func polymod(_ values: [UInt32]) -> UInt32 {
    let generator: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]
    return values.reduce(1) { check, value in
      let top = check >> 25
      var next = (check & 0x1FF_FFFF) << 5 ^ value
      for bit in 0..<5 where top >> UInt32(bit) & 1 == 1 { next ^= generator[bit] }
      return next
    }
  }
}
