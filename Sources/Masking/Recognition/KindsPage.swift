import Text

/// The page of kinds in the documentation, made from what the recognisers declare.
package enum KindsPage {
  /// The page as DocC reads it.
  package static var markdown: String {
    let sections = kinds.map { kind in
      section(kind, Recogniser.all.filter { $0.kind == kind })
    }
    return ([head] + sections).joined(separator: "\n")
  }

  private static let head = """
    # Kinds

    What is found, on what evidence, and what is not.

    This page is made by `sealdesk-bench kinds-page` from the recognisers' own declarations; a test \
    holds it to them. What only refuses, such as the word for an order number, is left out.

    """

  /// In the order of the table, each once.
  private static var kinds: [IdentifierKind] {
    Recogniser.all.reduce(into: []) { kinds, recogniser in
      if recogniser.kind != .unexamined, !kinds.contains(recogniser.kind) {
        kinds.append(recogniser.kind)
      }
    }
  }

  private static func section(_ kind: IdentifierKind, _ recognisers: [Recogniser]) -> String {
    var lines = ["## \(kind.rawValue)", "", "Shown as `\(kind.word.string)`."]
    if let country = kind.country { lines[2] += " Country: \(country)." }
    for recogniser in recognisers {
      lines.append("- **Evidence**: \(recogniser.evidence). \(start(of: recogniser))")
      if recogniser.checksum != "none" { lines.append("  **Check**: \(recogniser.checksum).") }
      if !recogniser.source.isEmpty { lines.append("  **Source**: \(recogniser.source).") }
      if !recogniser.misses.isEmpty { lines.append("  **Misses**: \(recogniser.misses).") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func start(of recogniser: Recogniser) -> String {
    switch recogniser.anchor {
    case .phrases(let phrases): "Starts from one of \(phrases.count) labels."
    case .digits, .chain: "Starts from digits."
    case .atSign: "Starts from an at sign."
    case .scheme: "Starts from `://`."
    case .colon: "Starts from a colon."
    case .longToken: "Starts from a run of letters and digits."
    }
  }
}

extension IdentifierKind {
  /// The country whose name the kind begins with; `nil` for what every country has.
  fileprivate var country: String? {
    let parts = rawValue.split(separator: "_")
    guard parts.count > 1, parts[0].count == 2, self != .ipAddress else { return nil }
    return String(parts[0])
  }
}
