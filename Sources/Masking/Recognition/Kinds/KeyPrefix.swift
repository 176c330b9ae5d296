/// How the keys of common services begin; each with the least length of a whole key.
enum KeyPrefix {
  /// Whose key this is.
  static func vendor(of token: TextBytes) -> String? {
    guard let first = token.first, firstBytes[Int(first)] else { return nil }
    for entry in table where token.count >= entry.leastCount {
      if token.starts(with: entry.prefix.utf8),
        token.contains(where: Byte.isDigit) || token.count > 30
      {
        return entry.vendor
      }
    }
    return nil
  }

  /// Whether a token begins as some key does, however long it is.
  static func mayBegin(_ token: TextBytes) -> Bool {
    guard let first = token.first, firstBytes[Int(first)] else { return false }
    return table.contains { token.starts(with: $0.prefix.utf8) }
  }

  private static let firstBytes: [Bool] = {
    var flags = [Bool](repeating: false, count: 256)
    for entry in table { if let first = entry.prefix.utf8.first { flags[Int(first)] = true } }
    return flags
  }()

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
