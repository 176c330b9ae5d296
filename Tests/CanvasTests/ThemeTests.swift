import Canvas
import Glibc
import Testing

struct ThemeTests {
  private func problems(
    palette: [String: String] = [:], roles: [String: String] = [:],
    surfaces: [String: String] = [:]
  ) -> [ThemeError.Problem] {
    let keep = { (_: String, new: String) in new }
    do {
      _ = try Theme(
        name: "test", palette: Theme.darkPalette.merging(palette, uniquingKeysWith: keep),
        roles: Theme.darkRoles.merging(roles, uniquingKeysWith: keep),
        surfaces: Theme.darkSurfaces.merging(surfaces, uniquingKeysWith: keep))
      return []
    } catch {
      return error.problems
    }
  }

  @Test func `the dark default is whole`() {
    #expect(problems().isEmpty)
    #expect(Theme.dark[.token].background != nil)
    #expect(Theme.dark[Surface.panel].background?.rgb == 0x131923)
  }

  @Test func `everything that is wrong is reported at once`() {
    #expect(
      problems(
        palette: ["accent": "turquoise"],
        roles: ["warnin": "warning", "text": "txet", "key": "accent", "line": "line bald"],
        surfaces: ["bar": "text on", "panel": ""])
        == [
          .badColor(entry: "accent"),
          .unknown(.roles, "key", suggestion: nil),
          .unknown(.roles, "warnin", suggestion: "warning"),
          .unknownColor("txet", in: .roles, entry: "text", suggestion: "text"),
          .badLook(.roles, entry: "line"),
          .badLook(.surfaces, entry: "panel"),
          .badLook(.surfaces, entry: "bar"),
        ])
  }

  @Test func `a missing role is named`() {
    var roles = Theme.darkRoles
    roles["badge-focused"] = nil
    #expect(throws: ThemeError(problems: [.missing(.roles, "badge-focused")])) {
      try Theme(
        name: "test", palette: Theme.darkPalette, roles: roles, surfaces: Theme.darkSurfaces)
    }
  }

  @Test func `roles and surfaces are found by their names`() {
    for role in Role.allCases { #expect(Role(name: role.name) == role) }
    for surface in Surface.allCases { #expect(Surface(name: surface.name) == surface) }
    #expect(Role.badgeFocused.name == "badge-focused")
  }

  @Test(
    arguments: [
      ("#0f131a", 0x0F131A, nil, nil), ("6CC7C0", 0x6CC7C0, nil, 6),
      ("#22304a 237", 0x22304A, 237, nil),
      ("#22304a 237 blue", 0x22304A, 237, 4), ("#ffffff white", 0xFFFFFF, 231, 7),
      ("#e5706b", 0xE5706B, nil, 1), ("#121212", 0x121212, 233, 0),
    ] as [(String, Int, Int?, Int?)])
  func `colours are read`(text: String, rgb: Int, indexed: Int?, basic: Int?) throws {
    let color = try #require(Color(parsing: text))
    #expect(color.rgb == rgb)
    #expect(color.indexed >= 16)
    if let indexed { #expect(Int(color.indexed) == indexed) }
    if let basic { #expect(Int(color.basic) == basic) }
  }

  @Test(arguments: ["", "red", "#12345", "#1234567", "#12345g", "#123456 300", "#123456 pink"])
  func `what is no colour is refused`(text: String) {
    #expect(Color(parsing: text) == nil)
  }

  @Test func `an index comes back to itself`() {
    for index in UInt8(16)...UInt8(255) {
      let (red, green, blue) = Color.ofIndex(index)
      let found = Color.ofIndex(Color(red: red, green: green, blue: blue).indexed)
      #expect(found == (red, green, blue))
    }
  }

  @Test func `ink is in the terms of the terminal`() {
    let id = StyleID(.token, on: .panel)
    let theme = Theme.dark
    #expect(theme.ink(for: id, depth: .rgb).foreground == 0xB9A3EE)
    #expect(theme.ink(for: id, depth: .indexed256).background == 239)
    #expect(theme.ink(for: id, depth: .basic8).foreground == 5)
    let mono = theme.ink(for: id, depth: .mono)
    #expect(mono.foreground == nil && mono.background == nil)
    #expect(mono.attributes == .underline)
  }

  @Test func `behind a dialog everything is faint`() {
    let theme = Theme.dark
    for role in Role.allCases where role != .line {
      let ink = theme.ink(for: StyleID(Style(role, .bold), on: .selection).dimmed, depth: .rgb)
      #expect(ink.foreground == theme[.faint].foreground?.rgb)
      #expect(ink.background == theme[Surface.panel].background?.rgb)
      #expect(!ink.attributes.contains(.bold))
    }
  }

  @Test func `without colour a selection is reverse, and a chosen one in it is not`() {
    func attributes(_ style: Style, _ surface: Surface) -> Attributes {
      Theme.dark.ink(for: StyleID(style, on: surface), depth: .mono).attributes
    }
    #expect(attributes(.text, .selection) == .reverse)
    #expect(attributes(.chosen, .selection) == [])
    #expect(attributes(.chosen, .background) == .reverse)
  }

  /// WCAG 2 asks 4.5 for text and 3 for large or secondary text; what is faint is faint on purpose,
  /// and is nowhere the only bearer of a meaning.
  @Test(arguments: [ColorDepth.rgb, .indexed256])
  func `text can be read on every surface`(depth: ColorDepth) throws {
    for surface in Surface.allCases {
      for role in Role.allCases where ![.line, .track, .faint, .figure].contains(role) {
        // A banner is one sentence.
        if surface == .banner, role != .text, role != .strong { continue }
        let ink = Theme.dark.ink(for: StyleID(Style(role), on: surface), depth: depth)
        let text = luminance(try #require(ink.foreground), depth)
        let ground = luminance(try #require(ink.background), depth)
        let contrast = (max(text, ground) + 0.05) / (min(text, ground) + 0.05)
        let isPlain = [.text, .strong, .revealed, .chosen, .badgeFocused].contains(role)
        let least = isPlain ? 4.5 : role == .dim ? 2.5 : 3
        #expect(contrast >= least, "\(role) on \(surface): \(contrast)")
      }
    }
  }

  /// By WCAG 2, section "relative luminance".
  private func luminance(_ value: Int, _ depth: ColorDepth) -> Double {
    let (red, green, blue): (UInt8, UInt8, UInt8) =
      depth == .indexed256
      ? Color.ofIndex(UInt8(value))
      : (UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
    let linear = [red, green, blue].map { channel in
      let share = Double(channel) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }
}
