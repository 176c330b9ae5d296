/// How a part's bytes were made fit for transport (RFC 2045, section 6).
enum TransferEncoding: Equatable {
  case identity, base64, quotedPrintable

  /// By its name in a header; an unknown one is taken as the bytes themselves.
  init(name: String) {
    switch name {
    case "base64": self = .base64
    case "quoted-printable": self = .quotedPrintable
    default: self = .identity
    }
  }

  func decode(_ bytes: Bytes) -> [UInt8] {
    switch self {
    case .identity: Array(bytes)
    case .base64: Self.decodeBase64(bytes)
    case .quotedPrintable: Self.decodeQuotedPrintable(bytes)
    }
  }

  /// Passes over whatever is not of the alphabet; padding ends a quantum, not the data, because
  /// some senders glue encoded pieces together.
  static func decodeBase64(_ bytes: Bytes) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: bytes.count / 4 * 3 + 3) { output, count in
      bytes.withUnsafeBufferPointer { input in
        var bits: UInt32 = 0
        var digits = 0
        func flush() {
          // One digit alone holds no byte.
          if digits >= 2 {
            output[count] = UInt8(truncatingIfNeeded: bits >> (digits == 2 ? 4 : 10))
            count += 1
          }
          if digits == 3 {
            output[count] = UInt8(truncatingIfNeeded: bits >> 2)
            count += 1
          }
          bits = 0
          digits = 0
        }
        for byte in input {
          if byte == ASCII.equals {
            flush()
            continue
          }
          let value = base64Values[Int(byte)]
          if value == 0xFF { continue }
          bits = bits << 6 | UInt32(value)
          digits += 1
          if digits == 4 {
            output[count] = UInt8(truncatingIfNeeded: bits >> 16)
            output[count + 1] = UInt8(truncatingIfNeeded: bits >> 8)
            output[count + 2] = UInt8(truncatingIfNeeded: bits)
            count += 3
            bits = 0
            digits = 0
          }
        }
        flush()
      }
    }
  }

  /// RFC 2045, section 6.7; an `=` that starts nothing stays as it is.
  static func decodeQuotedPrintable(_ bytes: Bytes) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var lines = LineScanner(bytes)
    while let line = lines.next() {
      var content = bytes[line.content]
      while let last = content.last, last.isBlank { content.removeLast() }
      let isSoft = content.last == ASCII.equals
      if isSoft { content.removeLast() }
      appendUnescaped(content, escape: ASCII.equals, to: &output)
      if !isSoft { output.append(contentsOf: bytes[line.content.upperBound..<line.end]) }
    }
    return output
  }

  /// Appends bytes with `=41` (or `%41`) replaced by what they stand for.
  static func appendUnescaped(_ bytes: Bytes, escape: UInt8, to output: inout [UInt8]) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == escape, index + 2 < bytes.endIndex,
        let high = bytes[index + 1].hexadecimalValue, let low = bytes[index + 2].hexadecimalValue
      {
        output.append(high << 4 | low)
        index += 3
      } else {
        output.append(byte)
        index += 1
      }
    }
  }

  /// RFC 4648's alphabet and its URL-safe one; 0xFF elsewhere.
  private static let base64Values: [UInt8] = {
    var values = [UInt8](repeating: 0xFF, count: 256)
    for (value, digit) in base64Digits.enumerated() { values[Int(digit)] = UInt8(value) }
    values[Int(ASCII.hyphen)] = 62
    values[Int(ASCII.underscore)] = 63
    return values
  }()

  /// RFC 4648, section 4.
  static let base64Digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
