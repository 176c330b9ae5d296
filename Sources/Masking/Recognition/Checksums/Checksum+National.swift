extension Checksum {
  /// US bank routing number: weights 3, 7, 1, mod 10 (ABA).
  static func routing(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count == 9 && weighted(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0
  }

  /// US provider number: Luhn with 80840 before it (45 CFR 162.406).
  static func providerNumber(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count == 10 && luhn([8, 0, 8, 4, 0] + digits)
  }

  /// NHS number: mod 11, weights 10 to 2.
  static func nhs(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 10, let last = digits.last else { return false }
    let check = 11 - weighted(digits.prefix(9), Array((2...10).reversed())) % 11
    return check % 11 == Int(last) && check != 10
  }

  /// Dutch BSN: the eleven-test, the last weight being -1.
  static func bsn(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 9 || digits.count == 8 else { return false }
    let padded = digits.count == 8 ? [0] + digits : digits
    let sum = weighted(padded, [9, 8, 7, 6, 5, 4, 3, 2, -1])
    return sum % 11 == 0 && padded.contains { $0 != 0 }
  }

  /// Brazilian CPF: two mod 11 digits.
  static func cpf(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 11, Set(digits).count > 1 else { return false }
    let values = Array(digits)
    func check(_ count: Int) -> Int {
      let sum = weighted(values[..<count], Array((2...(count + 1)).reversed()))
      return sum % 11 < 2 ? 0 : 11 - sum % 11
    }
    return check(9) == Int(values[9]) && check(10) == Int(values[10])
  }

  /// Brazilian CNPJ, also the alphanumeric one: a character counts as its ASCII code less 48.
  static func cnpj(_ characters: [UInt8]) -> Bool {
    guard characters.count == 14 else { return false }
    let values = characters.map { Int($0) - 48 }
    func check(_ count: Int) -> Int {
      let weights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2].suffix(count)
      let sum = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
      return sum % 11 < 2 ? 0 : 11 - sum % 11
    }
    return check(12) == values[12] && check(13) == values[13] && Set(values).count > 1
  }

  /// Polish PESEL: weights 1, 3, 7, 9, mod 10.
  static func pesel(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count == 11 && weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 == 0
  }

  /// Polish NIP: mod 11.
  static func nip(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 10, let last = digits.last else { return false }
    return weighted(digits, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == Int(last)
  }

  /// Polish REGON of nine digits: mod 11, 10 counting as 0.
  static func regon(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 9, let last = digits.last else { return false }
    return weighted(digits, [8, 9, 2, 3, 4, 5, 6, 7]) % 11 % 10 == Int(last)
  }

  /// Australian tax file number of nine digits: mod 11.
  static func tfn(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count == 9 && weighted(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 == 0
  }

  /// Australian Medicare: the ninth digit checks the first eight, mod 10.
  static func medicare(_ digits: ArraySlice<UInt8>) -> Bool {
    guard (10...11).contains(digits.count), let first = digits.first, (2...6).contains(first)
    else { return false }
    let values = Array(digits)
    return weighted(values[..<8], [1, 3, 7, 9, 1, 3, 7, 9]) % 10 == Int(values[8])
  }

  /// Australian business number: the first digit less one, weights, mod 89.
  static func abn(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 11, let first = digits.first, first > 0 else { return false }
    let values = [first - 1] + digits.dropFirst()
    return weighted(values[...], [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 == 0
  }

  /// Australian company number: mod 10 complement.
  static func acn(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 9, let last = digits.last else { return false }
    return (10 - weighted(digits, [8, 7, 6, 5, 4, 3, 2, 1]) % 10) % 10 == Int(last)
  }

  /// German tax id: mod 11,10; in the first ten one digit is doubled or tripled.
  static func germanTaxID(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count == 11 && digits.first != 0 && mod11And10(digits)
  }

  /// Belgian national number: 97 less the remainder, with a 2 before it for births from 2000 on.
  static func belgianNationalNumber(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 11 else { return false }
    let check = remainder(digits.suffix(2), by: 100)
    return 97 - remainder(digits.prefix(9), by: 97) == check
      || 97 - remainder([2] + digits.prefix(9), by: 97) == check
  }

  /// Turkish identity number: two mod 10 digits.
  static func turkishIdentity(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 11, digits.first != 0 else { return false }
    let values = digits.map(Int.init)
    let odd = values[0] + values[2] + values[4] + values[6] + values[8]
    let even = values[1] + values[3] + values[5] + values[7]
    return ((odd * 7 - even) % 10 + 10) % 10 == values[9]
      && values[..<10].reduce(0, +) % 10 == values[10]
  }

  /// Thai identity number: mod 11.
  static func thaiIdentity(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 13, let last = digits.last else { return false }
    let sum = weighted(digits, Array((2...13).reversed()))
    return (11 - sum % 11) % 10 == Int(last)
  }

  /// Chinese resident identity: ISO 7064 mod 11-2, the last may be X (10).
  static func chineseIdentity(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 18 else { return false }
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let check = (12 - weighted(digits, weights) % 11) % 11
    return check == Int(digits[digits.endIndex - 1])
  }

  /// Korean resident number: mod 11; numbers issued since October 2020 carry none.
  static func koreanResident(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 13, let last = digits.last else { return false }
    let sum = weighted(digits, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5])
    return (11 - sum % 11) % 10 == Int(last)
  }

  /// UK unique taxpayer reference: the first digit checks the nine others, mod 11.
  static func utr(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 10, let first = digits.first else { return false }
    let table: [UInt8] = [2, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1]
    return table[weighted(digits.dropFirst(), [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11] == first
  }

  /// UK VAT: weights 8 to 2, mod 97, also with 55 taken off.
  static func ukVAT(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 9 else { return false }
    let sum = weighted(digits, [8, 7, 6, 5, 4, 3, 2]) + remainder(digits.suffix(2), by: 100)
    return sum % 97 == 0 || (sum + 55) % 97 == 0
  }

  /// The letter of a Spanish NIF or NIE: mod 23.
  static func spanishLetter(_ number: Int) -> UInt8 {
    letter("TRWAGMYFPDXBNJZSQVHLCKE", at: number % 23)
  }

  /// The letter of an Irish PPS number: weights 8 to 2, a second letter counting ninefold, mod 23.
  static func irishLetter(_ digits: ArraySlice<UInt8>, second: Int) -> UInt8 {
    letter(
      "WABCDEFGHIJKLMNOPQRSTUV", at: (weighted(digits, [8, 7, 6, 5, 4, 3, 2]) + second * 9) % 23)
  }

  /// The check character of a Finnish personal code: mod 31.
  static func finnishCharacter(_ number: Int) -> UInt8 {
    letter("0123456789ABCDEFHJKLMNPRSTUVWXY", at: number % 31)
  }

  private static func letter(_ alphabet: StaticString, at index: Int) -> UInt8 {
    alphabet.withUTF8Buffer { $0[index] }
  }

  /// French NIR: 97 less the remainder; Corsica's 2A counts as 19 and 2B as 18.
  static func nir(_ characters: [UInt8]) -> Bool {
    guard characters.count == 15 else { return false }
    var values = characters
    if values[6] & ~0x20 == UInt8(ascii: "A") {
      (values[5], values[6]) = (UInt8(ascii: "1"), UInt8(ascii: "9"))
    } else if values[6] & ~0x20 == UInt8(ascii: "B") {
      (values[5], values[6]) = (UInt8(ascii: "1"), UInt8(ascii: "8"))
    }
    guard values.allSatisfy(Byte.isDigit) else { return false }
    let digits = values.map { $0 - 0x30 }
    return 97 - remainder(digits[..<13], by: 97) == remainder(digits[13...], by: 100)
  }

  /// The last letter of an Italian codice fiscale: tables for odd and even places, mod 26.
  static func codiceFiscale(_ characters: [UInt8]) -> Bool {
    guard characters.count == 16 else { return false }
    let odd = [
      1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25,
      24, 23,
    ]
    var sum = 0
    for (index, byte) in characters.dropLast().enumerated() {
      let value = Byte.isDigit(byte) ? Int(byte) - 0x30 : Int(byte & ~0x20) - 0x41
      sum += index % 2 == 0 ? odd[value] : value
    }
    return sum % 26 == Int(characters[15] & ~0x20) - 0x41
  }

  /// Vehicle identification: transliterated, weighted, mod 11 at the ninth place (ISO 3779; only
  /// North American makers are bound to it).
  static func vehicle(_ characters: [UInt8]) -> Bool {
    guard characters.count == 17 else { return false }
    let letters = [1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9]
    let weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
    var sum = 0
    for (byte, weight) in zip(characters, weights) {
      sum += weight * (Byte.isDigit(byte) ? Int(byte) - 0x30 : letters[Int(byte & ~0x20) - 0x41])
    }
    let check = characters[8]
    return sum % 11 == (check & ~0x20 == 0x58 ? 10 : Int(check) - 0x30)
  }

  /// Indian GSTIN: Luhn over base 36.
  static func gstin(_ characters: [UInt8]) -> Bool {
    guard characters.count == 15 else { return false }
    var sum = 0
    for (index, byte) in characters.enumerated() {
      let value = Byte.isDigit(byte) ? Int(byte) - 0x30 : Int(byte & ~0x20) - 0x41 + 10
      let product = value * (index % 2 == 0 ? 1 : 2)
      sum += index == 14 ? value : product / 36 + product % 36
    }
    return sum % 36 == 0
  }

  /// US DEA number: mod 10 over seven digits.
  static func dea(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 7 else { return false }
    let values = digits.map(Int.init)
    let sum = values[0] + values[2] + values[4] + 2 * (values[1] + values[3] + values[5])
    return sum % 10 == values[6]
  }

  /// Machine readable zones and German ids: weights 7, 3, 1, mod 10 (ICAO 9303, part 3).
  static func icao(_ characters: ArraySlice<UInt8>) -> Bool {
    guard let check = characters.last, Byte.isDigit(check) else { return false }
    let weights = [7, 3, 1]
    var sum = 0
    for (index, byte) in characters.dropLast().enumerated() {
      let value =
        Byte.isDigit(byte)
        ? Int(byte) - 0x30 : byte == UInt8(ascii: "<") ? 0 : Int(byte & ~0x20) - 0x41 + 10
      sum += value * weights[index % 3]
    }
    return sum % 10 == Int(check) - 0x30
  }
}
