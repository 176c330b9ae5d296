extension Recogniser {
  static let url = Recogniser(
    .url, from: .scheme,
    evidence: "a web address with a user's name, a token among its parameters, or a random part",
    source: "RFC 3986, section 7.5",
    misses: "addresses whose secret is a short word"
  ) { examination, anchor in
    examination.examineURL(at: anchor.lowerBound)
  }
}

extension Examination {
  fileprivate mutating func examineURL(at colon: Int) {
    let start = self.start(before: colon, limit: 12) { Byte.isASCIILetter($0) || $0 == 0x2B }
    guard start < colon else { return }
    var end = self.end(from: colon, limit: 2048) { $0 > 0x20 && !$0.isOneOf("\"'<>`|\\^{}") }
    while end > colon, byte(end - 1).isOneOf(".,;:!?)]*") { end -= 1 }
    visits += end - start
    let host = self.end(from: colon + 3) { !$0.isOneOf("/?#") && $0 > 0x20 }
    if let sign = bytes[(colon + 3)..<max(colon + 3, min(host, end))].lastIndex(of: 0x40),
      sign > colon + 3
    {
      add(start..<end, .url, 0.97, "a web address with user information")
      return
    }
    guard host < end, let reason = reader.secret(in: host..<end) else { return }
    add(start..<end, .url, 0.96, reason)
  }
}

extension FoldedReader {
  fileprivate func secret(in range: Range<Int>) -> Evidence? {
    var partStart = range.lowerBound
    var name: Range<Int>?
    for index in range.lowerBound...range.upperBound {
      let byte = index < range.upperBound ? bytes[index] : 0
      guard index == range.upperBound || byte.isOneOf("/?&#=;") else { continue }
      let part = partStart..<index
      if let name, SecretParameter.names.contains(string(name).lowercased()), part.count >= 3 {
        return "a web address with a secret parameter"
      }
      if Randomness.looksRandom(bytes[part], leastLength: 16), !Randomness.isUUID(bytes[part]) {
        return "a web address with a random part"
      }
      name = byte == 0x3D ? part : nil
      partStart = index + 1
    }
    return nil
  }
}

enum SecretParameter {
  static let names: Set<String> = Set(
    [String].phrases(
      """
      token, access_token, refresh_token, id_token, auth, auth_token, authtoken, key, api_key, apikey,
      secret, client_secret, password, passwd, pwd, pass, pin, otp, code, sig, signature, hash, hmac,
      session, sessionid, session_id, sid, phpsessid, jsessionid, jwt, ticket, nonce, state, invite,
      reset, reset_token, confirmation, confirmation_token, verify, verification, magic, t, k, x-amz-signature,
      x-amz-credential, x-amz-security-token, x-goog-signature, se, credential, login_token, unsubscribe
      """))
}

/// Tells random strings from words and counters.
enum Randomness {
  /// Whether characters of several classes are mixed as chance would mix them.
  static func looksRandom(_ text: TextBytes, leastLength: Int) -> Bool {
    guard text.count >= leastLength else { return false }
    var digits = 0
    var capitals = 0
    var small = 0
    var changes = 0
    var previous = -1
    for byte in text {
      let kind: Int
      switch byte {
      case 0x30...0x39:
        digits += 1
        kind = 0
      case 0x41...0x5A:
        capitals += 1
        kind = 1
      case 0x61...0x7A:
        small += 1
        kind = 2
      case 0x2B, 0x2D, 0x2E, 0x2F, 0x3D, 0x5F: kind = 3
      default: return false
      }
      if kind != previous, previous >= 0 { changes += 1 }
      previous = kind
    }
    let classes = (digits > 0 ? 1 : 0) + (capitals > 0 ? 1 : 0) + (small > 0 ? 1 : 0)
    guard digits > 0 || capitals > 1 && small > 1 else { return false }
    return classes >= 3 && changes * 4 >= text.count || classes == 2 && changes * 3 >= text.count
  }

  /// 8-4-4-4-12 hexadecimal digits (RFC 9562).
  static func isUUID(_ text: TextBytes) -> Bool {
    guard text.count == 36 else { return false }
    for (offset, byte) in text.enumerated() {
      let isDash = [8, 13, 18, 23].contains(offset)
      if isDash ? byte != 0x2D : !Byte.isHexadecimal(byte) { return false }
    }
    return true
  }
}
