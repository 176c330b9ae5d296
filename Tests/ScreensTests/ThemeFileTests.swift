import Canvas
import Foundation
import Screens
import Testing
import Text

@Suite struct ThemeFileTests {
  private static let directory = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Themes")

  @Test func `every theme that comes with the program can be read`() {
    let (themes, failures) = ThemeFile.load(directory: Self.directory)
    #expect(failures.map(\.sentence) == [])
    #expect(
      themes.map(\.name) == [
        "color-blind-blue-yellow", "color-blind-red-green", "high-contrast", "mono",
        "sealdesk-dark", "sealdesk-light",
      ])
  }

  @Test func `the dark file is the built-in theme`() throws {
    let theme = try ThemeFile.load(file: Self.directory.appending(path: "sealdesk-dark.yaml"))
    for role in Role.allCases { #expect(theme[role] == Theme.dark[role]) }
    for surface in Surface.allCases { #expect(theme[surface] == Theme.dark[surface]) }
  }

  /// WCAG 2.2: text 4.5 to 1, and 7 to 1 in the high-contrast theme; what is faint is decoration or
  /// repeats what stands elsewhere, and stays at 2 to 1 or more.
  @Test func `text stands out from what it is on`() {
    for theme in ThemeFile.load(directory: Self.directory).themes {
      let isHigh = theme.name == "high-contrast"
      for surface in [Surface.background, .panel, .bar, .selection, .dialog] {
        for role in [Role.text, .strong, .accent, .warning, .danger, .good, .customer, .note] {
          #expect(
            contrast(theme, role, surface) >= (isHigh ? 7 : 4),
            "\(theme.name): \(role.name) on \(surface.name)")
        }
        #expect(
          contrast(theme, .dim, surface) >= (isHigh ? 7 : 3), "\(theme.name): dim, \(surface.name)")
        #expect(contrast(theme, .faint, surface) >= (isHigh ? 4.5 : 1.7), "\(theme.name): faint")
      }
      for pill in [Role.token, .placeholder, .unresolved, .revealed, .badgeFocused, .chosen] {
        #expect(contrast(theme, pill, .background) >= 4.5, "\(theme.name): \(pill.name)")
      }
    }
  }

  private func contrast(_ theme: Theme, _ role: Role, _ surface: Surface) -> Double {
    let ink = theme.ink(for: StyleID(Style(role), on: surface), depth: .rgb)
    guard let foreground = ink.foreground, let background = ink.background else { return 21 }
    let (one, other) = (luminance(foreground), luminance(background))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  private func luminance(_ rgb: Int) -> Double {
    func linear(_ shift: Int) -> Double {
      let value = Double(rgb >> shift & 0xFF) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
  }

  private static let palette =
    "palette:\n"
    + Theme.darkPalette.sorted { $0.key < $1.key }
    .map { "  \($0.key): \"\($0.value)\"\n" }.joined()

  @Test func `a palette alone is a theme`() throws {
    let theme = try ThemeFile.read(Self.palette, file: "mine.yaml")
    #expect(theme.name == "mine")
  }

  @Test(arguments: [
    ("", "bad.yaml:1: the file is empty. Begin with `name:` and `palette:`."),
    (
      "- a\n",
      "bad.yaml:1: a theme is a list of names with values. Begin with `name:` and `palette:`."
    ),
    (
      "name: x\ncolours:\n  a: b\n" + palette,
      "bad.yaml:2: there is no section “colours”. The sections are name, palette, roles and surfaces."
    ),
    (
      palette + "  extra: #123456\n",
      "bad.yaml:22: “extra” has no value. Put colours in quotes, since a # begins a comment: \"#6cc7c0\"."
    ),
    (
      palette + "  extra: \"blueish\"\n",
      "bad.yaml:22: “extra” is no colour. Write \"#rrggbb\", after it a number of the 256 colours and a name if you like."
    ),
    (
      palette + "roles:\n  acent: accent\n",
      "bad.yaml:23: there is no “acent” in roles. Perhaps “accent” was meant."
    ),
    (
      palette + "roles:\n  accent: acent bold\n",
      "bad.yaml:23: the palette has no “acent”. Perhaps “accent” was meant."
    ),
    (
      palette + "surfaces:\n  bar: text on\n",
      "bad.yaml:23: “bar” cannot be read. Write a colour, then at will: on COLOUR, bold, underline, italic, reverse, mono …."
    ),
  ])
  func `a fault names file and line and what to write instead`(yaml: String, sentence: String) {
    do {
      _ = try ThemeFile.read(yaml, file: "bad.yaml")
      Issue.record("the theme was taken")
    } catch {
      #expect(error.sentence.string == sentence)
    }
  }

  @Test func `broken YAML names its line`() {
    do {
      _ = try ThemeFile.read("palette:\n  a: \"b\n", file: "bad.yaml")
      Issue.record("the theme was taken")
    } catch {
      #expect(error.sentence.string.hasPrefix("bad.yaml:"))
      #expect(error.sentence.string.contains("this is no YAML"))
    }
  }
}
