extension Recogniser {
  static let ipv4 = Recogniser(
    .ipAddress, from: .digits(DigitRun(counts: 1...3, after: { $0.isOneOf(".[\n") })),
    evidence: "four numbers up to 255 with dots between, not called a version",
    source: "RFC 791"
  ) { examination, anchor in
    examination.examineIPv4(from: anchor.lowerBound)
  }

  static let labelledIP = Recogniser(
    .ipAddress,
    from: .phrases(
      .phrases(
        """
        ip, ip address, ip adresse, ip adress, adresse ip, direccion ip, indirizzo ip, adres ip, ip adres, endereco ip, my ip,
        meine ip, mon ip, mi ip, mio ip, moje ip, mijn ip, meu ip, ipv
        """)),
    evidence: "four numbers up to 255 after the word IP, with blanks or a line break among them",
    source: "RFC 791"
  ) { examination, anchor in
    examination.examineLabelledIP(after: anchor.upperBound)
  }

  static let colonAddress = Recogniser(
    .ipAddress, from: .colon,
    evidence:
      "hexadecimal groups with colons between: eight, or fewer with `::`; or six pairs (MAC)",
    source: "RFC 4291, RFC 5952; IEEE 802"
  ) { examination, anchor in
    examination.examineColons(at: anchor.lowerBound)
  }

  static let macAddress = Recogniser(
    .macAddress,
    from: .phrases(
      .phrases(
        "mac, mac address, mac adresse, adresse mac, direccion mac, mac adres, indirizzo mac, endereco mac, adres mac, bssid"
      )),
    evidence: "twelve hexadecimal digits after the word MAC", source: "IEEE 802"
  ) { examination, anchor in
    examination.examineLabelledMAC(after: anchor.upperBound)
  }
}

extension Examination {
  fileprivate mutating func examineIPv4(from start: Int) {
    guard let end = reader.ipv4End(from: start) else { return }
    let before = byte(start - 1)
    guard !Byte.isLetter(before), before != 0x2E, before != 0x2D, byte(end) != 0x2D,
      !Byte.isLetter(byte(end)), !(before == 0x2F && Byte.isAlphanumeric(byte(start - 2)))
    else { return }
    guard !Self.anyonesAddresses.contains(where: bytes[start..<end].elementsEqual) else { return }
    add(start..<end, .ipAddress, 0.85, "four numbers up to 255 with dots between", isFirm: false)
  }

  /// Addresses that every machine has: they tell of nobody.
  private static let anyonesAddresses = [

    "127.0.0.1", "0.0.0.0", "255.255.255.0", "255.255.255.255",
  ]
  .map { Array($0.utf8) }

  /// Reads digits and dots and passes over single marks between them.
  fileprivate mutating func examineLabelledIP(after label: Int) {
    let start = reader.valueStart(after: label)
    var parts: [Int] = []
    var digitCount = 0
    var index = start
    var last = start
    while index < count, index - start < 40 {
      let byte = bytes[index]
      if Byte.isDigit(byte), digitCount < 3 {
        if digitCount == 0 { parts.append(0) }
        parts[parts.count - 1] = parts[parts.count - 1] * 10 + Int(byte - 0x30)
        digitCount += 1
        last = index + 1
      } else if byte == 0x2E, digitCount > 0, parts.count < 4 {
        digitCount = 0
      } else if !Byte.isSpace(byte) || index > start && Byte.isSpace(bytes[index - 1]) {
        break
      }
      index += 1
    }
    visits += index - start
    guard parts.count == 4, parts.allSatisfy({ $0 <= 255 }), isWordEnd(last) else { return }
    add(start..<last, .ipAddress, 0.93, "four numbers up to 255 after the word IP")
  }

  /// Takes the whole run of hexadecimal digits and colons once, at its first colon.
  fileprivate mutating func examineColons(at colon: Int) {
    let start = self.start(before: colon, limit: 5, while: Byte.isHexadecimal)
    guard byte(start - 1) != 0x3A, !Byte.isAlphanumeric(byte(start - 1)) else { return }
    var end = self.end(from: start, limit: 48) {
      Byte.isHexadecimal($0) || $0 == 0x3A || $0 == 0x2E
    }
    visits += end - start
    let colonCount = bytes[colon..<end].count { $0 == 0x3A }
    guard colonCount >= 5 || colonCount >= 2 && reader.hasDoubleColon(colon..<end) else { return }
    while end > start, byte(end - 1) == 0x2E || byte(end - 1) == 0x3A && byte(end - 2) != 0x3A {
      end -= 1
    }
    guard !Byte.isAlphanumeric(byte(end)) else { return }
    let text = bytes[start..<end]
    if Self.isHexadecimal(text, groups: 6, of: 2, separator: 0x3A) {
      add(start..<end, .macAddress, 0.95, "six hexadecimal pairs")
    } else if Self.isIPv6(text) {
      add(start..<end, .ipAddress, 0.95, "hexadecimal groups with colons between")
    }
  }

  /// Whether a text is so many groups of so many hexadecimal digits, with a mark between them.
  static func isHexadecimal(
    _ text: TextBytes, groups: Int, of digitCount: Int, separator: UInt8
  ) -> Bool {
    let step = digitCount + 1
    guard text.count == groups * step - 1 else { return false }
    return text.indices.allSatisfy { index in
      (index - text.startIndex) % step == digitCount
        ? text[index] == separator : Byte.isHexadecimal(text[index])
    }
  }

  static func isIPv6(_ text: TextBytes) -> Bool {
    guard text.count >= 3, text.contains(where: Byte.isDigit) else { return false }
    var groups = text.split(separator: 0x3A, omittingEmptySubsequences: false)
    guard groups.count >= 3, groups.count <= 9 else { return false }
    var count = groups.count
    if let last = groups.last, last.contains(0x2E) {
      // An IPv4 address at the end stands for two groups.
      let parts = last.split(separator: 0x2E)
      guard parts.count == 4, parts.allSatisfy({ $0.count <= 3 && $0.allSatisfy(Byte.isDigit) })
      else { return false }
      groups.removeLast()
      count += 1
    }
    guard groups.allSatisfy({ $0.count <= 4 && $0.allSatisfy(Byte.isHexadecimal) }) else {
      return false
    }
    let empty = groups.count(where: \.isEmpty)
    let isShortened = zip(text, text.dropFirst()).contains { $0 == 0x3A && $1 == 0x3A }
    return isShortened ? empty <= 3 && count <= 9 : count == 8 && empty == 0
  }

  fileprivate mutating func examineLabelledMAC(after label: Int) {
    let horizon = min(count, label + 80)
    var index = label
    while index < horizon {
      if isWordStart(index), Byte.isHexadecimal(byte(index)) {
        let end = self.end(from: index, limit: 18) {
          Byte.isHexadecimal($0) || $0 == 0x3A || $0 == 0x2D || $0 == 0x2E
        }
        let digits = bytes[index..<end].count(where: Byte.isHexadecimal)
        visits += end - index
        if digits < 12, byte(end) == 0x0A, let wrapped = reader.wrappedMACEnd(index, end, digits) {
          add(index..<wrapped, .macAddress, 0.93, "twelve hexadecimal digits after a label")
          return
        }
        if digits == 12, isWordEnd(end), bytes[index..<end].contains(where: Byte.isDigit) {
          let trimmed = byte(end - 1) == 0x2E ? end - 1 : end
          add(index..<trimmed, .macAddress, 0.95, "twelve hexadecimal digits after a label")
          return
        }
        index = max(end, index + 1)
      } else {
        index += 1
      }
    }
  }
}

extension FoldedReader {
  fileprivate func ipv4End(from start: Int) -> Int? {
    var index = start
    for part in 0..<4 {
      let end = self.end(from: index, limit: 4, while: Byte.isDigit)
      guard (1...3).contains(end - index),
        bytes[index..<end].reduce(0, { $0 * 10 + Int($1 - 0x30) }) <= 255
      else { return nil }
      index = end
      if part < 3 {
        // A line may be wrapped beside a dot, and a dot may be bracketed.
        var dot = byte(index) == 0x5B || byte(index) == 0x0A ? index + 1 : index
        guard byte(dot) == 0x2E else { return nil }
        dot += 1
        index = byte(dot) == 0x5D || byte(dot) == 0x0A ? dot + 1 : dot
      }
    }
    return byte(index) == 0x2E && Byte.isDigit(byte(index + 1)) ? nil : index
  }

  /// The end of an address that a line break cuts.
  fileprivate func wrappedMACEnd(_ start: Int, _ wrap: Int, _ digitCount: Int) -> Int? {
    guard wrap - start > digitCount || wrap - start >= 4 else { return nil }
    let end = self.end(from: wrap + 1, limit: 18) {
      Byte.isHexadecimal($0) || $0 == 0x3A || $0 == 0x2D
    }
    let rest = bytes[(wrap + 1)..<end].count(where: Byte.isHexadecimal)
    let hasDigit = bytes[start..<end].contains(where: Byte.isDigit)
    return digitCount + rest == 12 && isWordEnd(end) && hasDigit ? end : nil
  }

  fileprivate func hasDoubleColon(_ range: Range<Int>) -> Bool {
    range.dropLast().contains { bytes[$0] == 0x3A && bytes[$0 + 1] == 0x3A }
  }
}
