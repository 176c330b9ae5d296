/// How a terminal sets text apart without colour.
package struct Attributes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let bold = Attributes(rawValue: 1)
  package static let underline = Attributes(rawValue: 2)
  package static let reverse = Attributes(rawValue: 4)
  package static let italic = Attributes(rawValue: 8)

  /// Each with its name, in the order in which dumps list them.
  package static let named: [(attribute: Attributes, name: String)] = [
    (.bold, "bold"), (.underline, "underline"), (.reverse, "reverse"), (.italic, "italic"),
  ]
}

/// A meaning and the emphasis on it; the pen adds the surface it draws on.
package struct Style: Hashable, Sendable {
  package var role: Role
  package var attributes: Attributes

  package init(_ role: Role, _ attributes: Attributes = []) {
    self.role = role
    self.attributes = attributes
  }

  package var bold: Style { Style(role, attributes.union(.bold)) }
  package var underline: Style { Style(role, attributes.union(.underline)) }
  package var reverse: Style { Style(role, attributes.union(.reverse)) }
  package var italic: Style { Style(role, attributes.union(.italic)) }
}

extension Style {
  package static let text = Style(.text)
  package static let strong = Style(.strong, .bold)
  package static let dim = Style(.dim)
  package static let faint = Style(.faint)
  package static let line = Style(.line)
  package static let accent = Style(.accent)
  package static let warning = Style(.warning)
  package static let danger = Style(.danger)
  package static let good = Style(.good)
  package static let customer = Style(.customer)
  package static let note = Style(.note)
  package static let token = Style(.token)
  package static let placeholder = Style(.placeholder)
  package static let unresolved = Style(.unresolved)
  package static let revealed = Style(.revealed, .bold)
  package static let badge = Style(.badge, .bold)
  package static let badgeFocused = Style(.badgeFocused, .bold)
  package static let chosen = Style(.chosen)
  package static let match = Style(.match, .underline)
  package static let figure = Style(.figure)
  package static let track = Style(.track)
}

/// A style on a surface, dimmed or not, in two bytes.
package struct StyleID: Hashable, Sendable {
  package let rawValue: UInt16

  init(rawValue: UInt16) { self.rawValue = rawValue }

  package init(_ style: Style, on surface: Surface, isDimmed: Bool = false) {
    rawValue =
      UInt16(style.role.rawValue) | UInt16(surface.rawValue) << 6
      | UInt16(style.attributes.rawValue) << 9 | (isDimmed ? Self.dimmedBit : 0)
  }

  /// Every value is below this; a renderer can keep what it resolved in an array.
  package static let upperBound = 1 << 14

  private static let dimmedBit: UInt16 = 1 << 13

  package var role: Role {
    Role(rawValue: UInt8(rawValue & 0x3F)) ?? .text
  }

  package var surface: Surface {
    Surface(rawValue: UInt8(rawValue >> 6 & 0x7)) ?? .background
  }

  package var attributes: Attributes {
    Attributes(rawValue: UInt8(rawValue >> 9 & 0xF))
  }

  package var isDimmed: Bool { rawValue & Self.dimmedBit != 0 }

  /// As it looks behind a dialog.
  package var dimmed: StyleID { StyleID(rawValue: rawValue | Self.dimmedBit) }
}
