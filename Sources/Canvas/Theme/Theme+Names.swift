/// What is wrong with a theme, all of it at once, so that a file is mended in one go.
package struct ThemeError: Error, Equatable {
  package let problems: [Problem]

  package enum Problem: Hashable, Sendable {
    /// The theme does not say how this looks.
    case missing(Section, String)
    /// There is no such role or surface; perhaps another was meant.
    case unknown(Section, String, suggestion: String?)
    /// A palette entry that is no colour.
    case badColor(entry: String)
    /// A look names a colour that the palette has not.
    case unknownColor(String, in: Section, entry: String, suggestion: String?)
    /// A look cannot be read: `FOREGROUND [on BACKGROUND] [ATTRIBUTE…] [mono ATTRIBUTE…]`.
    case badLook(Section, entry: String)
  }

  package enum Section: String, Hashable, Sendable {
    case palette
    case roles
    case surfaces
  }
}

extension Theme {
  /// Builds a theme from the names and values of a file.
  ///
  /// The palette names colours, each as `Color.init(parsing:)` reads it. A look is
  /// `FOREGROUND [on BACKGROUND] [ATTRIBUTE…] [mono ATTRIBUTE…]`, such as `token on token-back` or
  /// `strong bold mono reverse`; `default` is the terminal's own colour.
  /// - Throws: `ThemeError` with everything that is wrong.
  package init(
    name: String, palette: [String: String], roles: [String: String], surfaces: [String: String]
  ) throws(ThemeError) {
    var reader = ThemeReader()
    reader.readPalette(palette)
    let roleLooks = reader.looks(.roles, names: Role.allCases.map(\.name), from: roles)
    let surfaceLooks = reader.looks(.surfaces, names: Surface.allCases.map(\.name), from: surfaces)
    guard reader.problems.isEmpty else { throw ThemeError(problems: reader.problems) }
    self.init(name: name, roles: roleLooks, surfaces: surfaceLooks)
  }
}

/// Reads looks and gathers what is wrong with them.
private struct ThemeReader {
  var colors: [String: Color] = [:]
  var problems: [ThemeError.Problem] = []

  mutating func readPalette(_ palette: [String: String]) {
    for (name, value) in palette.sorted(by: { $0.key < $1.key }) {
      if let color = Color(parsing: value) {
        colors[name] = color
      } else {
        problems.append(.badColor(entry: name))
      }
    }
  }

  mutating func looks(
    _ section: ThemeError.Section, names: [String], from entries: [String: String]
  ) -> [Theme.Look] {
    for name in entries.keys.sorted() where !names.contains(name) {
      problems.append(.unknown(section, name, suggestion: nearest(name, among: names)))
    }
    return names.map { name in
      guard let entry = entries[name] else {
        problems.append(.missing(section, name))
        return Theme.Look()
      }
      return look(entry, section, name)
    }
  }

  private mutating func look(
    _ text: String, _ section: ThemeError.Section, _ name: String
  ) -> Theme.Look {
    var look = Theme.Look()
    var words = text.split(separator: " ").map(String.init)[...]
    guard let first = words.popFirst() else {
      problems.append(.badLook(section, entry: name))
      return look
    }
    look.foreground = color(first, section, name)
    if words.first == "on" {
      words.removeFirst()
      guard let background = words.popFirst() else {
        problems.append(.badLook(section, entry: name))
        return look
      }
      look.background = color(background, section, name)
    }
    var isMono = false
    for word in words {
      if word == "mono" {
        isMono = true
      } else if let attribute = Attributes.named.first(where: { $0.name == word })?.attribute {
        if isMono {
          look.monoAttributes.formUnion(attribute)
        } else {
          look.attributes.formUnion(attribute)
        }
      } else {
        problems.append(.badLook(section, entry: name))
        return look
      }
    }
    return look
  }

  private mutating func color(
    _ word: String, _ section: ThemeError.Section, _ entry: String
  ) -> Color? {
    if word == "default" { return nil }
    if let color = colors[word] ?? (word.hasPrefix("#") ? Color(parsing: word) : nil) {
      return color
    }
    // A colour that is there but cannot be read was reported with the palette.
    if !problems.contains(.badColor(entry: word)) {
      let suggestion = nearest(word, among: colors.keys.sorted())
      problems.append(.unknownColor(word, in: section, entry: entry, suggestion: suggestion))
    }
    return nil
  }

  private func nearest(_ word: String, among names: [String]) -> String? {
    let scored = names.map { (name: $0, distance: Self.editDistance(word, $0)) }
    guard let best = scored.min(by: { $0.distance < $1.distance }),
      best.distance <= max(1, word.count / 3)
    else { return nil }
    return best.name
  }

  /// Levenshtein's.
  private static func editDistance(_ left: String, _ right: String) -> Int {
    let target = Array(right)
    var row = Array(0...target.count)
    for (index, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in target.indices {
        let substitution = diagonal + (character == target[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(substitution, row[column] + 1, row[column + 1] + 1)
      }
    }
    return row[target.count]
  }
}
