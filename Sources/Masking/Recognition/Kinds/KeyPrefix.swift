/// How the keys of common services begin; each with the least length of a whole key.
struct KeyPrefix: Sendable {
  /// Its first eight bytes and which of them count.
  private let head: UInt64
  private let mask: UInt64
  private let prefix: [UInt8]
  private let leastCount: Int
  private let vendor: String

  private init(_ prefix: String, _ leastCount: Int, _ vendor: String) {
    self.prefix = Array(prefix.utf8)
    self.leastCount = leastCount
    self.vendor = vendor
    let bitCount = UInt64(8 * min(8, self.prefix.count))
    mask = .max >> (64 - bitCount)
    head = TextBytes.reading(self.prefix) { $0.eight(from: 0) } & mask
  }

  /// Whose key this is.
  static func vendor(of token: TextBytes) -> String? {
    first(in: token) {
      token.count >= $0.leastCount && (token.count > 30 || token.contains(where: Byte.isDigit))
    }?.vendor
  }

  /// Whether a token begins as some key does, however long it is.
  static func mayBegin(_ token: TextBytes) -> Bool { first(in: token) { _ in true } != nil }

  private static func first(
    in token: TextBytes, where accepts: (KeyPrefix) -> Bool
  ) -> KeyPrefix? {
    let head = token.eight(from: token.startIndex)
    let rest = initials[Int(UInt8(truncatingIfNeeded: head))]
    for place in rest {
      let entry = all[place]
      if (entry.head ^ head) & entry.mask == 0, token.starts(with: entry.prefix), accepts(entry) {
        return entry
      }
    }
    return nil
  }

  private static let all = table.map { KeyPrefix($0.prefix, $0.leastCount, $0.vendor) }

  /// For each byte those that begin with it.
  private static let initials: [[Int]] = (0..<256).map { byte in
    all.indices.filter { all[$0].prefix.first.map(Int.init) == byte }
  }

  private static let table: [(prefix: String, leastCount: Int, vendor: String)] = [
    ("sk_live_", 20, "Stripe"), ("sk_test_", 20, "Stripe"), ("rk_live_", 20, "Stripe"),
    ("rk_test_", 20, "Stripe"), ("pk_live_", 20, "Stripe"), ("whsec_", 20, "Stripe"),
    ("ghp_", 30, "GitHub"), ("gho_", 30, "GitHub"), ("ghu_", 30, "GitHub"), ("ghs_", 30, "GitHub"),
    ("ghr_", 30, "GitHub"), ("github_pat_", 30, "GitHub"), ("glpat-", 20, "GitLab"),
    ("gldt-", 20, "GitLab"), ("glrt-", 20, "GitLab"),
    ("AKIA", 20, "Amazon Web Services"), ("ASIA", 20, "Amazon Web Services"),
    ("AIza", 35, "Google"), ("ya29.", 30, "Google"), ("GOCSPX-", 24, "Google"),
    ("xoxb-", 20, "Slack"), ("xoxp-", 20, "Slack"), ("xoxa-", 20, "Slack"), ("xoxr-", 20, "Slack"),
    ("xoxs-", 20, "Slack"), ("xapp-", 20, "Slack"),
    ("sk-ant-", 30, "Anthropic"), ("sk-proj-", 30, "OpenAI"), ("sk-", 32, "OpenAI"),
    ("SG.", 40, "SendGrid"), ("key-", 36, "Mailgun"), ("shpat_", 32, "Shopify"),
    ("shpss_", 32, "Shopify"), ("shpca_", 32, "Shopify"), ("npm_", 36, "npm"),
    ("pypi-", 40, "PyPI"),
    ("dop_v1_", 40, "DigitalOcean"), ("doo_v1_", 40, "DigitalOcean"), ("hf_", 30, "Hugging Face"),
    ("dckr_pat_", 24, "Docker"), ("hvs.", 24, "HashiCorp Vault"), ("atlasv1.", 24, "HashiCorp"),
    ("EAAC", 60, "Meta"), ("EAAG", 60, "Meta"), ("sq0atp-", 24, "Square"),
    ("sq0csp-", 30, "Square"),
    ("EAAA", 50, "Square"), ("lin_api_", 30, "Linear"), ("figd_", 30, "Figma"),
    ("PMAK-", 40, "Postman"),
    ("dapi", 34, "Databricks"), ("rubygems_", 40, "RubyGems"), ("ATATT3", 40, "Atlassian"),
    ("NRAK-", 28, "New Relic"), ("live_", 30, "Mollie"), ("eyJ", 2000, "a JSON web token"),
    ("access_token$production$", 40, "PayPal"), ("SK", 34, "Twilio"), ("AC", 34, "Twilio"),
    ("tfp_", 40, "Typeform"), ("secret_", 40, "Notion"), ("ntn_", 40, "Notion"),
  ]
}
