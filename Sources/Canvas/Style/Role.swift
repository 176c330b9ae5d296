/// What a piece of text means; a theme says how that looks.
package enum Role: UInt8, CaseIterable, Hashable, Sendable {
  case text
  /// Titles, names, what is unread.
  case strong
  /// Second rank: times, hints, labels in a bar.
  case dim
  /// What one rarely reads.
  case faint
  /// Thin lines between areas.
  case line
  /// What has the focus; keys.
  case accent
  case warning
  case danger
  case good
  /// Words of a customer, and who they are.
  case customer
  /// Internal notes and colleagues.
  case note
  /// The pill of a masked identifier.
  case token
  /// The pill of a placeholder that will be resolved at sending.
  case placeholder
  /// The pill of a placeholder that nothing resolves yet.
  case unresolved
  /// An identifier in clear.
  case revealed
  /// The number of a pane.
  case badge
  /// The number of the pane with the focus.
  case badgeFocused
  /// The chosen one of several.
  case chosen
  /// What a search or a rule matched.
  case match
  /// The filled part of a bar or sparkline.
  case figure
  /// The empty part of a bar.
  case track

  /// As themes and dumps write it: `badge-focused`.
  package var name: String { String(describing: self).kebabCased }

  package init?(name: String) {
    guard let role = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = role
  }
}

/// What text stands on.
package enum Surface: UInt8, CaseIterable, Hashable, Sendable {
  case background
  case panel
  /// Title bar and key bar.
  case bar
  case selection
  case dialog
  /// The strip that says "sandbox", or that something is wrong.
  case banner

  package var name: String { String(describing: self).kebabCased }

  package init?(name: String) {
    guard let surface = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = surface
  }
}

extension String {
  fileprivate var kebabCased: String {
    var result = ""
    for character in self {
      if character.isUppercase { result += "-" }
      result += character.lowercased()
    }
    return result
  }
}
