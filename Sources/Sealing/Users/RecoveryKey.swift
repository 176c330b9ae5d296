import Crypto
import Foundation

/// What is printed when a workspace is made, and lets a supervisor in who forgot their passphrase.
///
/// 160 random bits as eight groups of five characters of Crockford's base 32. The last character of
/// a group checks the four before it and the group's place: every single mistyped character is
/// found, and so are two exchanged ones, and two exchanged groups.
package struct RecoveryKey: ~Copyable, Sendable {
  private let secret: SecretBytes

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
  private static let groupCount = 8
  private static let dataCharacterCount = 4

  /// Makes a fresh one.
  package init() {
    var bytes = randomBytes(Self.groupCount * Self.dataCharacterCount * 5 / 8)
    secret = SecretBytes(copying: bytes.span)
    bytes.withUnsafeMutableBytes { wipe($0) }
  }

  /// Takes what was typed: in capitals or not, with or without blanks and dashes; O counts as 0, and
  /// I and L as 1.
  /// - Throws: `recoveryKeyMistyped`.
  package init(typed: String) throws(SealingError) {
    var digits: [UInt8] = []
    for character in typed.uppercased().utf8 where !Self.isSeparator(character) {
      guard let digit = Self.digit(of: character), digits.count < 40 else {
        throw .recoveryKeyMistyped(group: digits.count < 40 ? digits.count / 5 + 1 : 0)
      }
      digits.append(digit)
    }
    guard digits.count == 40 else { throw .recoveryKeyMistyped(group: 0) }
    var bytes: [UInt8] = []
    for group in 0..<Self.groupCount {
      let data = digits[group * 5..<group * 5 + 4]
      guard Self.check(of: data, group: group) == digits[group * 5 + 4] else {
        throw .recoveryKeyMistyped(group: group + 1)
      }
      // Twenty bits: two groups fill five bytes.
      let value = data.reduce(UInt32(0)) { $0 << 5 | UInt32($1) }
      if group.isMultiple(of: 2) {
        bytes += [UInt8(value >> 12), UInt8(value >> 4 & 0xFF), UInt8(value << 4 & 0xF0)]
      } else {
        bytes[bytes.count - 1] |= UInt8(value >> 16)
        bytes += [UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
      }
    }
    defer { bytes.withUnsafeMutableBytes { wipe($0) } }
    secret = SecretBytes(copying: bytes.span)
  }

  /// The eight groups, to be written down.
  package var groups: [String] {
    secret.withBytes { bytes in
      (0..<Self.groupCount).map { group in
        let data = (0..<Self.dataCharacterCount).map { place in
          let bit = (group * Self.dataCharacterCount + place) * 5
          let pair =
            UInt16(bytes[bit / 8]) << 8
            | (bit / 8 + 1 < bytes.count ? UInt16(bytes[bit / 8 + 1]) : 0)
          return UInt8(pair >> UInt16(11 - bit % 8) & 31)
        }
        let characters = (data + [Self.check(of: data[...], group: group)]).map {
          Self.alphabet[Int($0)]
        }
        return String(decoding: characters, as: UTF8.self)
      }
    }
  }

  /// The key pair for which identities are wrapped.
  func unwrappingKey(in workspace: WorkspaceID) throws(SealingError) -> UnwrappingKey {
    var raw = secret.withBytes { bytes in bytes.indices.map { bytes[$0] } }
    defer { raw.withUnsafeMutableBytes { wipe($0) } }
    var info = ByteWriter()
    info.append(text: "sealdesk.recovery")
    info.append(workspace)
    let key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: raw), info: Data(info.bytes), outputByteCount: 32)
    return try UnwrappingKey(raw: key.rawBytes)
  }

  private static func isSeparator(_ character: UInt8) -> Bool {
    character == UInt8(ascii: "-") || character == UInt8(ascii: " ")
  }

  private static func digit(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "O"): 0
    case UInt8(ascii: "I"), UInt8(ascii: "L"): 1
    default: alphabet.firstIndex(of: character).map { UInt8($0) }
    }
  }

  /// One row of a code over the field of 32 elements, with another weight for each place.
  private static func check(of data: ArraySlice<UInt8>, group: Int) -> UInt8 {
    var (check, weight) = (UInt8(0), UInt8(1))
    for symbol in data + [UInt8(group)] {
      weight = times(weight, 2)
      check ^= times(weight, symbol)
    }
    return check
  }

  /// Multiplies in the field, modulo x⁵ + x² + 1.
  private static func times(_ left: UInt8, _ right: UInt8) -> UInt8 {
    var (product, shifted) = (UInt8(0), left)
    for bit in 0..<5 {
      if right >> UInt8(bit) & 1 == 1 { product ^= shifted }
      shifted = shifted & 16 == 0 ? shifted << 1 : (shifted << 1) ^ 0b100101
    }
    return product
  }
}
