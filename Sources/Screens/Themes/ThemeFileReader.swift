import Canvas
import Text
import Yams

/// Walks one file and gathers what is wrong with it.
struct ThemeFileReader {
  private(set) var faults: [ThemeFile.Fault] = []
  /// Where each entry stands, by section and name.
  private var lines: [String: Int] = [:]

  mutating func read(_ yaml: String, defaultName: String) -> Theme? {
    guard let root = compose(yaml) else { return nil }
    guard let mapping = root.mapping else {
      report(root, "a theme is a list of names with values", "Begin with `name:` and `palette:`.")
      return nil
    }
    var sections: [String: [String: String]] = [:]
    var name = defaultName
    for (key, value) in mapping {
      switch key.string {
      case "name": name = value.string ?? defaultName
      case "palette"?, "roles"?, "surfaces"?: sections[key.string ?? ""] = entries(of: value, key)
      default:
        report(
          key, "there is no section “\(Self.shown(key))”",
          "The sections are name, palette, roles and surfaces.")
      }
    }
    guard sections["palette"] != nil else {
      report(root, "the palette is missing", "Write `palette:` with a colour for each name.")
      return nil
    }
    return faults.isEmpty ? theme(named: name, sections) : nil
  }

  private mutating func compose(_ yaml: String) -> Node? {
    do {
      if let node = try Yams.compose(yaml: yaml) { return node }
      faults.append(
        ThemeFile.Fault(
          line: 1, problem: "the file is empty", advice: "Begin with `name:` and `palette:`."))
    } catch let error as YamlError {
      faults.append(Self.fault(of: error))
    } catch {
      faults.append(
        ThemeFile.Fault(line: 1, problem: "this is no YAML", advice: "Compare with another theme."))
    }
    return nil
  }

  private static func fault(of error: YamlError) -> ThemeFile.Fault {
    let advice: SanitizedText = "Indent by two spaces, and put values with a # in quotes."
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return ThemeFile.Fault(
        line: mark.line, problem: "this is no YAML: \(SanitizedText(sanitizing: problem))",
        advice: advice)
    default:
      return ThemeFile.Fault(line: 1, problem: "this is no YAML", advice: advice)
    }
  }

  private mutating func entries(of node: Node, _ section: Node) -> [String: String] {
    guard let mapping = node.mapping else {
      report(
        section, "“\(Self.shown(section))” holds no entries",
        "Write each on a line of its own, two spaces in.")
      return [:]
    }
    var entries: [String: String] = [:]
    for (key, value) in mapping {
      guard let name = key.string else { continue }
      let place = "\(section.string ?? "").\(name)"
      if entries[name] != nil {
        report(key, "“\(Self.shown(key))” is there twice", "Keep one of them.")
      }
      lines[place] = key.mark?.line ?? 1
      guard let text = value.string, !text.isEmpty, text != "~", text != "null" else {
        report(
          key, "“\(Self.shown(key))” has no value",
          "Put colours in quotes, since a # begins a comment: \"#6cc7c0\".")
        continue
      }
      entries[name] = text
    }
    return entries
  }

  private mutating func theme(named name: String, _ sections: [String: [String: String]]) -> Theme?
  {
    do {
      return try Theme(
        name: name, palette: sections["palette"] ?? [:],
        roles: Theme.darkRoles.merging(sections["roles"] ?? [:]) { $1 },
        surfaces: Theme.darkSurfaces.merging(sections["surfaces"] ?? [:]) { $1 })
    } catch {
      for problem in error.problems { report(problem) }
      return nil
    }
  }

  private mutating func report(_ problem: ThemeError.Problem) {
    switch problem {
    case .missing(let section, let name):
      add(section, name, "“\(text(name))” is missing", "Say how it looks.")
    case .unknown(let section, let name, let suggestion):
      add(
        section, name, "there is no “\(text(name))” in \(text(section.rawValue))",
        suggestion.map { "Perhaps “\(text($0))” was meant." } ?? "Take it out.")
    case .badColor(let entry):
      add(
        .palette, entry, "“\(text(entry))” is no colour",
        "Write \"#rrggbb\", after it a number of the 256 colours and a name if you like.")
    case .unknownColor(let color, let section, let entry, let suggestion):
      let advice: SanitizedText =
        suggestion.map { "Perhaps “\(text($0))” was meant." }
        ?? "Add it to the palette, or write \"default\"."
      add(section, entry, "the palette has no “\(text(color))”", advice)
    case .badLook(let section, let entry):
      add(
        section, entry, "“\(text(entry))” cannot be read",
        "Write a colour, then at will: on COLOUR, bold, underline, italic, reverse, mono ….")
    }
  }

  /// An entry that the file leaves out is the dark theme's; what is wrong is then the palette, and
  /// the line is where it would go on.
  private mutating func add(
    _ section: ThemeError.Section, _ entry: String, _ problem: SanitizedText,
    _ advice: SanitizedText
  ) {
    let line = lines["\(section.rawValue).\(entry)"] ?? lineAfterPalette
    faults.append(ThemeFile.Fault(line: line, problem: problem, advice: advice))
  }

  private var lineAfterPalette: Int {
    (lines.filter { $0.key.hasPrefix("palette.") }.values.max() ?? 0) + 1
  }

  private mutating func report(
    _ node: Node, _ problem: SanitizedText, _ advice: SanitizedText
  ) {
    faults.append(
      ThemeFile.Fault(line: node.mark?.line ?? 1, problem: problem, advice: advice))
  }

  private func text(_ word: String) -> SanitizedText { SanitizedText(sanitizing: word) }

  private static func shown(_ node: Node) -> SanitizedText {
    SanitizedText(sanitizing: node.string ?? "?")
  }
}
