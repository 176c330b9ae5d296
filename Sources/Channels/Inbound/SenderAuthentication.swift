/// What our own mail server found out about a sender (RFC 8601 `Authentication-Results`).
///
/// Anybody can write any `From`; this says whether the sender's domain stands behind it.
package enum SenderAuthentication: Hashable, Sendable {
  /// The domain in `From` vouches for the message.
  case passed
  /// The domain in `From` disowns it (DMARC, RFC 7489).
  case failed
  /// The server said nothing about it, or is not known to us.
  case unknown
}

extension SenderAuthentication {
  /// Reads the topmost results of our own server; what others wrote below is hearsay.
  ///
  /// The server has to remove results that claim to be its own from what comes in (RFC 8601,
  /// section 5), as every server that writes them does.
  init(header: HeaderFields, from: [MailAddress], server: MailDomain?) {
    self = .unknown
    guard let server, from.count == 1, let sender = from.first?.key.split(separator: "@").last
    else { return }
    for value in header.all("authentication-results") {
      let statements = value.split(separator: ASCII.semicolon).map { Statement($0) }
      guard statements.first?.words.first == server.name.lowercased() else { continue }
      self = Self.judge(statements.dropFirst(), sender: String(sender))
      return
    }
  }

  private static func judge(
    _ statements: ArraySlice<Statement>, sender: String
  ) -> SenderAuthentication {
    for statement in statements {
      if statement.words.contains("dmarc=pass") { return .passed }
      if statement.words.contains("dmarc=fail") { return .failed }
    }
    let isVouchedFor = statements.contains { statement in
      (statement.words.contains("dkim=pass") || statement.words.contains("spf=pass"))
        && statement.domains.contains { $0 == sender || sender.hasSuffix("." + $0) }
    }
    return isVouchedFor ? .passed : .unknown
  }

  /// One method's result: `dkim=pass header.d=example.org`.
  private struct Statement {
    let words: [String]

    init(_ bytes: Bytes) {
      var tokens = HeaderTokenizer(bytes, specials: [])
      var words: [String] = []
      while let token = tokens.next() {
        if case .atom(let word) = token { words.append(word.asciiLowercased) }
      }
      self.words = words
    }

    /// The domains it is about.
    var domains: [String] {
      words.compactMap { word in
        guard
          let name = ["header.d=", "header.i=", "smtp.mailfrom="].first(where: word.hasPrefix)
        else { return nil }
        return word.dropFirst(name.count).split(separator: "@").last.map(String.init)
      }
    }
  }
}
