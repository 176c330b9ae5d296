/// Check digits.
///
/// All take digits as values 0 to 9 and say whether the last ones fit.
enum Checksum {
  /// Luhn's mod 10 (ISO/IEC 7812-1, annex B).
  static func luhn(_ digits: ArraySlice<UInt8>) -> Bool {
    var sum = 0
    var doubles = false
    for digit in digits.reversed() {
      let value = doubles ? Int(digit) * 2 : Int(digit)
      sum += value > 9 ? value - 9 : value
      doubles.toggle()
    }
    return !digits.isEmpty && sum % 10 == 0
  }

  /// ISO 7064 mod 97-10 over letters and digits as IBAN moves them (ISO 13616): the first four
  /// characters come last.
  static func iban(_ characters: [UInt8]) -> Bool {
    guard characters.count > 4 else { return false }
    var remainder = 0
    for byte in characters[4...] + characters[..<4] {
      if Byte.isDigit(byte) {
        remainder = (remainder * 10 + Int(byte - 0x30)) % 97
      } else {
        remainder = (remainder * 100 + Int((byte & ~0x20) - 0x41) + 10) % 97
      }
    }
    return remainder == 1
  }

  /// The remainder of a decimal number.
  static func remainder(_ digits: ArraySlice<UInt8>, by modulus: Int) -> Int {
    digits.reduce(0) { ($0 * 10 + Int($1)) % modulus }
  }

  /// A weighted sum over the leading digits.
  static func weighted(_ digits: ArraySlice<UInt8>, _ weights: [Int]) -> Int {
    zip(digits, weights).reduce(0) { $0 + Int($1.0) * $1.1 }
  }

  /// ISO 7064 mod 11,10 (German tax number, German VAT number).
  static func mod11And10(_ digits: ArraySlice<UInt8>) -> Bool {
    guard let check = digits.last else { return false }
    var product = 10
    for digit in digits.dropLast() {
      var sum = (Int(digit) + product) % 10
      if sum == 0 { sum = 10 }
      product = sum * 2 % 11
    }
    return (11 - product) % 10 == Int(check)
  }

  /// Verhoeff's dihedral code (Aadhaar, Nigerian NIN).
  static func verhoeff(_ digits: ArraySlice<UInt8>) -> Bool {
    var check = 0
    for (position, digit) in digits.reversed().enumerated() {
      check = dihedralProduct(check, permuted(Int(digit), times: position % 8))
    }
    return check == 0 && !digits.isEmpty
  }

  /// The product in the dihedral group of order 10.
  private static func dihedralProduct(_ left: Int, _ right: Int) -> Int {
    switch (left < 5, right < 5) {
    case (true, true): (left + right) % 5
    case (true, false): 5 + (left + right - 5) % 5
    case (false, true): 5 + (left - 5 + 5 - right) % 5
    case (false, false): (left - right + 5) % 5
    }
  }

  private static func permuted(_ digit: Int, times: Int) -> Int {
    let permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
    return (0..<times).reduce(digit) { value, _ in permutation[value] }
  }
}
